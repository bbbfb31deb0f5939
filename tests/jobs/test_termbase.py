"""The glossary's terms, found by the keys in the file and by those in memory."""

from __future__ import annotations

from collections import Counter

from tmtool.jobs.suggest import suggest
from tmtool.jobs.termbase import FEW, Termbase
from tmtool.memory import Memory
from tmtool.models import Concept, Term
from tmtool.text import tokens

TEXTS = (
    "Депозитарий уведомляет государства-участники о сдаче ратификационных грамот.",
    "Договор вступает, если не решено иначе, в силу; все суда и правила, вина и стали.",
    "обязательства, возлагаемые на государства — участники СНГ, и т. д., и т. п.",
    "",
    "— {1} —",
)


def test_the_same_is_found_before_and_after_the_keys_are_in_memory(treaties: Memory):
    termbase = Termbase(treaties._connection)
    before = [termbase.occurrences(text, "ru") for text in TEXTS]
    for _ in range(FEW):
        termbase.occurrences("", "ru")
    assert [termbase.occurrences(text, "ru") for text in TEXTS] == before
    assert sum(map(len, before)) == 10


def test_a_long_text_is_cut_into_words_once(memory: Memory, monkeypatch):
    memory.glossary.add(Concept((Term("en", "party"), Term("ru", "сторона"))), glossary="own")
    calls: Counter[str] = Counter()
    scan = tokens.scan

    def counted(text):
        calls[text] += 1
        return scan(text)

    monkeypatch.setattr(tokens, "scan", counted)
    text = "The consent of the party is needed. " * 50
    hits = suggest(memory._connection, text, "en", "ru", with_evidence=False)
    assert [hit.translations[0].inflected for hit in hits] == ["стороны"] * 50
    assert calls[text] == 2  # by recognition, and to see which case is needed
