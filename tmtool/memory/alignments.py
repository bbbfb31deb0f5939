"""Documents, aligned with what the memory knows, and taken into it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tmtool.memory.base import Opened

if TYPE_CHECKING:
    from tmtool.models import (
        AlignedPair,
        AligningProgress,
        AligningReport,
        AlignmentOptions,
        DocumentPair,
        PairReport,
    )


class Alignments(Opened):
    """Documents, aligned with what the memory knows, and taken into it."""

    def align(
        self,
        source: str | Path,
        target: str | Path,
        *,
        options: AlignmentOptions | None = None,
        reviewed: AlignedPair | None = None,
    ) -> AlignedPair:
        """Align a document with its translation, with the words of the memory's units and terms.

        Nothing is taken into the memory: `load_aligned` does that. Beads of a `reviewed` alignment
        that a person settled stay as they are. Raises InputError where a document cannot be read,
        and where the languages are wrong or not clear.
        """
        from tmtool.jobs.align.knowledge import known_by
        from tmtool.jobs.align.pair import align_pair
        from tmtool.models import AlignmentOptions

        return align_pair(
            Path(source),
            Path(target),
            options or AlignmentOptions(),
            lambda *languages: known_by(self._connection, *languages),
            reviewed,
        )

    def align_again(self, found: AlignedPair, *, model: str | Path | None = None) -> AlignedPair:
        """Align anew what nobody has settled in an alignment, with what the memory knows.

        `model` is the folder of a model of sentences.
        """
        from tmtool.alignment.edits import realigned
        from tmtool.jobs.align.knowledge import known_by
        from tmtool.jobs.align.pair import align_again

        alignment = align_again(
            found,
            lambda *tags: known_by(self._connection, *tags),
            model=Path(model) if model else None,
        )
        return realigned(found, alignment)

    def load_aligned(
        self,
        found: AlignedPair,
        *,
        corpus: str,
        document: str | None = None,
        min_confidence: float | None = None,
        penalty: int | None = None,
        origin: str | None = None,
        licence: str | None = None,
        domain: str | None = None,
        force: bool = False,
    ) -> PairReport:
        """Take the accepted beads of two documents into a corpus, all of them or none.

        Units of an earlier alignment of the `document`, by default the source's file name, are
        updated or removed. A new corpus gets a penalty of 3 points unless another is given. Of
        documents that do not translate each other nothing is taken, unless `force`. Raises
        InputError where the corpus has another document of that name.
        """
        from tmtool.jobs.align.taking import Into, take_pair

        settings = _given(penalty=penalty, origin=origin, licence=licence, domain=domain)
        self._settle()
        into = Into(self._file, corpus, settings, force)
        return take_pair(self._connection, into, found, document, min_confidence)

    def align_many(
        self,
        pairs: Sequence[DocumentPair],
        *,
        options: AlignmentOptions | None = None,
        folder: str | Path | None = None,
        outputs: Sequence[str] = ("tsv", "html"),
        corpus: str | None = None,
        penalty: int | None = None,
        origin: str | None = None,
        licence: str | None = None,
        domain: str | None = None,
        workers: int = 2,
        progress: AligningProgress | None = None,
    ) -> AligningReport:
        """Align many pairs of documents, whose words are learnt from all of them together.

        With a `folder` each pair gets files there (`tsv`, `html`, `tmx`); accepted beads go into
        the `corpus`, or that of the pair. Pairs that an earlier call has done, with the same
        documents and options, are not done again. With `workers`, so many further processes share
        the work. Raises InputError; a pair that looks wrong does not stop the others.
        """
        from tmtool.jobs.align.many import ManyOptions, align_many
        from tmtool.jobs.align.taking import Into
        from tmtool.models import AlignmentOptions

        settings = _given(penalty=penalty, origin=origin, licence=licence, domain=domain)
        into = Into(self._file, corpus or "", settings)
        if corpus is not None or any(pair.corpus for pair in pairs):
            self._settle()
        asked = ManyOptions(
            alignment=options or AlignmentOptions(),
            folder=Path(folder) if folder else None,
            outputs=tuple(outputs),
            into=into,
            workers=workers,
            progress=progress or (lambda *_: None),
        )
        return align_many(self._connection, pairs, asked)


def _given(**settings: object) -> dict[str, object]:
    """Return the settings of a corpus that are given."""
    return {name: value for name, value in settings.items() if value is not None}
