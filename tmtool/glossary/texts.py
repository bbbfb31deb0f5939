"""Terms in texts and in their translations."""

from __future__ import annotations

from collections.abc import Sequence

from tmtool.glossary.base import Opened
from tmtool.languages import normalise
from tmtool.models import DraftSegment, Issue, TermHit, TermScore
from tmtool.store.connection import snapshot


class Texts(Opened):
    """Terms in texts and in their translations."""

    def suggest(
        self,
        text: str,
        source: str,
        target: str,
        *,
        draft: str | None = None,
        glossary: str | None = None,
        evidence: bool = True,
        paradigms: bool = False,
        mined: bool = False,
    ) -> list[TermHit]:
        """Return the terms in a text, in any inflection, with their translations.

        With `evidence`, each translation says in how many of the memory's units it is used, with
        `paradigms` it has all its forms. A `draft` of the translation shows which form is needed.
        With `glossary`, only the terms of that one are found. With `mined`, phrases follow that no
        glossary has, with their usual translations in the memory. Raises NotFoundError.
        """
        from tmtool.jobs.mined_phrases import mined_phrases
        from tmtool.jobs.suggest import suggest

        pair = normalise(source), normalise(target)
        with snapshot(self._connection):
            known = suggest(
                self._connection,
                text,
                *pair,
                draft=draft,
                glossary=glossary,
                with_evidence=evidence,
                with_paradigms=paradigms,
            )
            if not mined:
                return known
            every = known
            if glossary is not None:
                every = suggest(self._connection, text, *pair, with_evidence=False)
            return known + mined_phrases(
                self._connection, text, *pair, every, with_evidence=evidence
            )

    def check(
        self, text: str, draft: str, source: str, target: str, *, glossary: str | None = None
    ) -> list[Issue]:
        """Return what a draft of one segment gets wrong of the terms in its source.

        With `glossary`, the terms of one glossary alone count; raises NotFoundError.
        """
        from tmtool.jobs.check import TERMS_ALONE, Checker

        pair = normalise(source), normalise(target)
        with snapshot(self._connection):
            checker = Checker(self._connection, *pair, glossary=glossary, severities=TERMS_ALONE)
            return list(checker.check(DraftSegment(1, text, draft)).issues)

    def term_accuracy(
        self,
        texts: Sequence[str],
        drafts: Sequence[str],
        source: str,
        target: str,
        *,
        glossary: str | None = None,
        morphology: bool = True,
    ) -> TermScore:
        """Return how many of the terms in source segments their drafts have translated as such.

        Without `morphology`, words of the drafts count only in the form that the glossary
        gives. Raises InputError where the numbers differ or the source has no term.
        """
        from tmtool.jobs.score_terms import TermOptions, score_terms

        pair = normalise(source), normalise(target)
        options = TermOptions(*pair, glossary=glossary, morphology=morphology)
        with snapshot(self._connection):
            (row, *_), _, _ = score_terms(self._connection, texts, {"draft": drafts}, {}, options)
        return row
