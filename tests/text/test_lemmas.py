from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmtool.text.lemmas import lemmas, lexeme_beginnings, lexeme_prefix, ranked_lemmas
from tmtool.text.normalise import fold
from tmtool.text.tokens import tokens


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("грамотами", {"грамота"}),
        ("Договоре", {"договор"}),
        ("беженцев", {"беженец"}),
        ("оговорок", {"оговорка"}),
        ("посла", {"посол"}),
        ("партнеров", {"партнер"}),
        ("партнёров", {"партнер"}),
        ("Объединённых", {"объединить"}),
        ("догово\u0301ра", {"договор"}),
        ("устав", {"устав", "устать"}),
        ("после", {"после"}),
        ("осёл", {"осел"}),
        ("осел", {"осесть", "осел"}),
        ("2030", {"2030"}),
        ("NATO", {"nato"}),
    ],
)
def test_russian_lemmas(word, expected):
    assert lemmas(word, "ru") == expected


def test_a_word_that_no_dictionary_has_is_its_own_lemma_too():
    assert "брекзитами" in lemmas("Брекзитами", "ru")
    assert lemmas("брекзитами", "ru") & lemmas("брекзит", "ru")


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [("States", "en-GB", "state"), ("treaties", "en", "treati"), ("Ёлка", "xx", "елка")],
)
def test_other_languages_have_one_stem(word, language, expected):
    assert lemmas(word, language) == {expected}


def test_the_most_probable_lemma_is_first():
    assert ranked_lemmas("осел", "ru") == ("осесть", "осел")


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("Государствами", "ru", "государств"),
        ("договор", "ru", "договор"),
        ("оговорок", "ru", "оговор"),
        ("беженец", "ru", "бежен"),
        ("поважнее", "ru", "важ"),
        ("год", "ru", ""),
        ("organizations", "en", "organ"),
        ("Fördraget", "sv", "fördrag"),
        ("条", "zh", "条"),
        ("Häuser", "de", ""),
    ],
)
def test_the_prefix_of_a_lexeme(word, language, expected):
    assert lexeme_prefix(word, language) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("грамота", {"грамот"}), ("год", {"год", "гг", "лет"}), ("дети", {"дет", "реб"})],
)
def test_beginnings_stand_in_for_a_prefix_that_tells_nothing(word, expected):
    assert set(lexeme_beginnings(word, "ru")) == expected


def _vocabulary(path):
    return sorted({token.text for token in tokens(path.read_text(encoding="utf-8"))})


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_word_of_the_news_contains_the_prefix_of_its_lemmas(shared, language):
    lost = []
    for word in _vocabulary(shared / "data" / "ntrex" / f"{language}.txt"):
        for lemma in lemmas(word, language) if language == "ru" else (word,):
            if not any(b in fold(word) for b in lexeme_beginnings(lemma, language)):
                lost.append((word, lemma))
    # Names that are guessed to be odd forms of known words: Виен, Лесли.
    assert len(lost) <= 10, lost


# Endings that English stems change most.
ENGLISH_ENDINGS = """ational tional enci anci abli entli izer ization ation ator alism aliti alli
fulness ousli iveness iviti biliti bli ogi fulli lessli icate iciti ical ness ful ative alize ement
ment ent ism ate iti ous ive ize ies ied sses eedly ing ingly ed edly ly y s es bilities ying"""


@settings(deadline=None)
@given(
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=7),
    st.lists(st.sampled_from(ENGLISH_ENDINGS.split()), max_size=2),
)
def test_an_english_word_contains_the_prefix_of_its_stem(start, endings):
    word = start + "".join(endings)
    assert lexeme_prefix(word, "en") in word


@settings(deadline=None)
@given(
    st.sampled_from(["da", "hu", "nb", "nn", "no", "pl", "sv", "tr"]),
    st.text("abcdefghijklmnoprstuvyzåäöæøąćęłńóśźżçğıöşüáéíúőű", min_size=1, max_size=14),
)
def test_a_word_contains_the_prefix_of_its_stem(language, word):
    assert lexeme_prefix(word, language) in fold(word)
