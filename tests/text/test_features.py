from __future__ import annotations

from unicodedata import normalize

import by_the_book
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tmtool.text import features
from tmtool.text.features import (
    GRAM,
    LARGEST,
    MARKUP,
    NUMBER,
    folded,
    gram_count,
    index_keys,
    key,
    skeleton,
    squeezed,
    stems,
    without_markup,
)
from tmtool.text.months import MONTHS
from tmtool.text.phrases import compile_phrase
from tmtool.text.tokens import tokens

PIECES = """
Статья статьи договора мая май Мая 5 7 10.5 2021 5.05.2021 , . — ( {1} {2} {name} <b> </b> %s &nbsp;
Article articles May may June march don't don’t state's 100% R&D й ё до\u0301ма бло\u00adг 条约 ½ №
""".split()
texts = st.lists(
    st.tuples(st.sampled_from([*PIECES, normalize("NFD", "й")]), st.sampled_from(" \u00a0\n-")),
    max_size=7,
).map(lambda pairs: "".join(map("".join, pairs)))
languages = st.sampled_from(["ru", "en", "en-GB", "de", "zh"])


@given(texts, languages)
@example("5 May March 2", "en")
@example("March May 5", "en")
@example("\u00ad", "ru")
@example("", "ru")
def test_the_parts_of_a_segment_are_those_of_the_definition(text: str, language: str):
    bare = folded(text)
    assert stems(bare, language) == by_the_book.stems(text, language)
    assert skeleton(bare, language) == " ".join(by_the_book.skeleton(text, language))
    assert gram_count(squeezed(bare)) == by_the_book.grams(text).total()


@given(texts, texts, languages)
def test_equal_skeletons_have_equal_stems(one: str, other: str, language: str):
    ours, theirs = folded(one), folded(other)
    if skeleton(ours, language) == skeleton(theirs, language):
        assert stems(ours, language) == stems(theirs, language)


@given(texts, languages)
def test_an_index_has_the_stems_and_all_other_words_marked(text: str, language: str):
    bare = folded(text)
    found = index_keys(bare, language)
    plain = {name for name in found if not name.startswith(MARKUP)}
    assert plain == stems(bare, language)
    every = {key(token.text, language) for token in tokens(bare)}
    assert {name.removeprefix(MARKUP) for name in found} >= every


@given(texts, languages)
def test_every_word_of_a_text_is_found_under_its_own_key(text: str, language: str):
    """What a phrase is taken from, as it stands, must lead to the folded text."""
    found = index_keys(folded(text), language)
    for token in tokens(text):
        (keys,) = compile_phrase(f'"{token.text}"', language).keys
        assert not keys.every_stem.isdisjoint(found), token.text


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Статья 7", "ru", "статья 0"),
        ("Статья, 7.", "ru", "статья 0"),
        ("СТАТЬЯ {1}77,5", "ru", "статья 0"),
        ("Статьи 7", "ru", "статьи 0"),
        ("5 мая 2021 г.", "ru", "0 г"),
        ("05.05.2021 г", "ru", "0 г"),
        ("мая", "ru", "мая"),
        ("в мае", "ru", "в мае"),
        ("On May 5, 2021, it may", "en", "on 0 it may"),
        ("5 мая", "en", "0 мая"),
        ("ещё", "ru", "еще"),
        ("<b>Мир</b>&nbsp;{name} %s %d %1$s ${a}", "ru", "мир"),
        ("100%", "ru", "0"),
        ("100 %", "ru", "0"),
        ("1 2 3 и 4 5", "ru", "0 и 0"),
        ("{1}", "ru", "{1}"),
        ("{1} {2}", "ru", "{1}{2}"),
        ("— …", "ru", "—…"),
        ("", "ru", ""),
    ],
)
def test_skeletons(text: str, language: str, found: str):
    assert skeleton(folded(text), language) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a <b c='d'> e", "a   e"),
        ("a </b> e", "a   e"),
        ("a < b > c", "a < b > c"),
        ("1<2", "1<2"),
        ("{1}", " "),
        ("${name}", " "),
        ("{a b}", "{a b}"),
        ("{}", " "),
        ("%s, %d, %(name)s, %1$s, %.2f, %-5d", " ,  ,  ,  ,  ,  "),
        ("100%", "100%"),
        ("50%so", "50%so"),
        ("&amp; &#39; r&d; a&b", "    r  a&b"),
        ("plain", "plain"),
    ],
)
def test_markup_is_a_space(text: str, found: str):
    assert without_markup(text) == found


@pytest.mark.parametrize(
    ("length", "count"),
    [
        (0, 1),
        (1, 1),
        (GRAM, 1),
        (GRAM + 1, 2),
        (100, 97),
        (LARGEST + GRAM - 1, LARGEST),
        (LARGEST + GRAM, LARGEST),
        (10 * LARGEST, LARGEST),
    ],
)
def test_runs_are_counted_up_to_what_two_bytes_hold(length: int, count: int):
    assert gram_count("а" * length) == count
    assert LARGEST == 65_535


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ""),
        ("мир 7", ""),
        ("Мир!", "!"),
        ("да, да, нет.", ",."),
        ("«мир» — №\u00a07", "«»—№"),
        ("<b>мир</b> {1} 50% ½", "<>/{}%"),
        ("snake_case", ""),
        # Letters, digits and accents are none, nor is what no text shows.
        ("\u00ad\u0301", ""),
        ("$ € + = ` ^ © °", "$€+=`^©°"),
        # From U+3040 on, there are none before those of full width.
        ("、。「」\u3030", "、。「」〰"),
        ("・\U0001f600", ""),
        ("，！", "，！"),
    ],
)
def test_different_marks(text: str, found: str):
    folded = features.folded(text)
    assert features.marks(folded) == by_the_book.marks(text)
    assert features.marks(folded) == set(features.folded(found))


@given(st.text())
def test_the_marks_of_any_text(text: str):
    assert features.marks(features.folded(text)) == by_the_book.marks(text)


@pytest.mark.parametrize(
    ("word", "language", "found"),
    [
        ("Договорами", "ru", "договор"),
        ("ДОГОВО\u0301РЫ", "ru", "договор"),
        ("treaties", "en-GB", "treati"),
        ("7", "ru", NUMBER),
        ("10.500,7", "en", NUMBER),
        ("7th", "en", "7th"),
        ("½", "ru", "½"),
        ("条", "zh", "条"),
    ],
)
def test_keys(word: str, language: str, found: str):
    assert key(word, language) == found


@pytest.mark.parametrize("language", MONTHS)
def test_months_beside_a_number_are_part_of_it(language: str):
    for month in MONTHS[language]:
        assert month == features.fold(month)
        assert stems(f"5 {month}", language) == {NUMBER}
        assert stems(month, language) == {key(month, language)}


def test_the_words_remembered_are_limited(monkeypatch):
    monkeypatch.setattr(features, "_REMEMBERED_WORDS", 3)
    known = features._Stems("ru")
    for word in "один два три четыре пять два".split():
        assert known[word] == key(word, "ru")
        assert len(known) <= 3
