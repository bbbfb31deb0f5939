from __future__ import annotations

import pytest

from tmtool.errors import InputError
from tmtool.jobs.align.languages import Languages, languages_of

RU = "И что это не так, как было в этом году, но только для того, что и он, и она не на месте."
EN = "The Parties have not changed that which was in it, and it is for them to say what it was."
DE = "Die Parteien haben sich nicht auf das geeinigt, was in der Stadt und mit ihnen war, und so."

SHORT = ["Статья 1"], ["Article 1"]


def long(text: str) -> list[str]:
    """Text enough to tell its language."""
    return [text] * 8


@pytest.mark.parametrize(
    ("source", "target", "given", "found"),
    [
        (long(RU), long(EN), (None, None), Languages("ru", "en")),
        (long(EN), long(RU), (None, None), Languages("en", "ru")),
        (long(DE), long(RU), (None, None), Languages("de", "ru")),
        (long(RU), long(EN), ("ru", "en-GB"), Languages("ru", "en-GB")),
        (long(EN), long(RU), ("ru", "en"), Languages("ru", "en", swapped=True)),
        (long(DE), long(EN), ("en", "de"), Languages("en", "de", swapped=True)),
        (*SHORT, (None, None), Languages("ru", "en")),
        (*SHORT[::-1], ("ru", "en"), Languages("ru", "en", swapped=True)),
        (long(RU), ["1", "2"], (None, "en"), Languages("ru", "en")),
        (long(RU), ["1", "2"], (None, None), Languages("ru", "und")),
    ],
)
def test_languages_are_told_or_taken_as_given(source, target, given, found):
    told = languages_of(source, target, source_language=given[0], target_language=given[1])
    assert told == found


@pytest.mark.parametrize(
    ("source", "target", "given", "said"),
    [
        (long(RU), long(RU[:40] + "иначе"), (None, None), "both documents seem to be in ru"),
        (long(RU), long(EN), ("ru", "ru"), "source and target are both ru"),
        (long(EN), long(EN), ("ru", "en"), "the first document looks like en, not like ru"),
        (long(RU), long(RU), ("ru", "en"), "the second document looks like ru, not like en"),
        (long(RU), long(DE), ("ru", "en"), "the second document looks like de, not like en"),
        (["Статья 1"], ["Artikel 1"], (None, "de"), "the language of the first document"),
        (["Abc"], ["Статья 1"], (None, "kk"), "the language of the first document is not clear"),
    ],
)
def test_languages_that_cannot_be_are_refused(source, target, given, said):
    with pytest.raises(InputError) as refused:
        languages_of(source, target, source_language=given[0], target_language=given[1])
    assert said in refused.value.what
    assert refused.value.hint


def test_a_wrong_language_may_be_insisted_on():
    told = languages_of(long(RU), long(DE), source_language="ru", target_language="en", force=True)
    assert told == Languages("ru", "en")
