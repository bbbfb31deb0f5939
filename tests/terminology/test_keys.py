from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmtool.models import Hints, Term
from tmtool.terminology.keys import term_keys, text_keys, token_lemmas
from tmtool.text.tokens import tokens


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("ратификационная грамота", {"ратификационный грамота"}),
        ("Договор о коллективной безопасности", {"договор о коллективный безопасность"}),
        ("государство-участник", {"государство участник"}),
        ("устав", {"устав"}),
        ("посол", {"посол"}),
        ("МИД", {"мид"}),
        ("вступить в силу", {"вступить в сила", "вступать в сила", "в сила", "сила"}),
        ("ратифицировать", {"ратифицировать", "ратифицироваться"}),
        (
            "принять участие",
            {"принять участие", "принимать участие", "приниматься участие", "участие"},
        ),
        ("временный поверенный в делах", {"временный поверить в дело"}),
        ("Чрезвычайный и Полномочный Посол", {"чрезвычайный и полномочный посол"}),
        ("вооружённые силы", {"вооруженный сила", "вооружить сила"}),
        ("—", set()),
    ],
)
def test_keys_of_russian_terms(term, expected):
    assert term_keys(Term("ru", term)) == expected


@pytest.mark.parametrize("text", ["a", "the", "To a", "to the", "an-the", "a b", "to a b"])
@pytest.mark.parametrize("hints", [Hints(), Hints(head=1), Hints(head=3), Hints(invariable=True)])
@pytest.mark.parametrize("part_of_speech", [None, "noun", "verb", "adverb"])
def test_english_articles_alone_are_words_of_a_term(text, hints, part_of_speech):
    assert term_keys(Term("en", text, part_of_speech=part_of_speech, hints=hints))


def test_the_most_probable_keys_of_a_long_run_survive_the_cut():
    lemmas = [("a", "b", "c", "d"), ("e", "f", "g", "h"), ("i", "j", "k", "l"), ("m", "n")]
    words = tokens("one two three four")
    keys = text_keys(words, lemmas, 4)
    assert "a e i n" in keys  # the last word's second lemma with the first of all others
    assert "b e i m" in keys
    assert sum(key.count(" ") == 3 for key in keys) == 32


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("State Party", {"state parti"}),
        ("the Union State", {"union state"}),
        ("memorandum of understanding", {"memorandum of understand", "memoranda of understand"}),
        ("to ratify", {"ratifi"}),
        ("CSTO", {"csto"}),
    ],
)
def test_keys_of_english_terms(term, expected):
    assert term_keys(Term("en-GB", term)) == expected


@pytest.mark.parametrize(
    ("part_of_speech", "expected"),
    [("noun", {"весть"}), ("verb", {"вести"}), (None, {"вести"})],
)
def test_the_part_of_speech_decides_between_citation_forms(part_of_speech, expected):
    assert term_keys(Term("ru", "вести", part_of_speech=part_of_speech)) == expected


def test_an_ambiguous_term_has_at_most_16_keys():
    assert 1 < len(term_keys(Term("ru", " ".join(["решение", *["осел"] * 7])))) <= 16


def keys_of(text, language="ru", longest=3):
    words = tokens(text)
    return text_keys(words, token_lemmas(words, language), longest)


def test_every_run_has_its_keys_and_places():
    assert keys_of("Сторонами договора. Договор", longest=2) == {
        "сторона": [(0, 1)],
        "сторона договор": [(0, 2)],
        "договор": [(1, 2), (2, 3)],
    }


def test_runs_go_over_commas_and_dashes():
    assert keys_of("государствами – участниками, сторонами")["государство участник сторона"]


def test_all_lemmas_of_an_ambiguous_word_are_tried():
    assert {"устав", "устать"} <= keys_of("устав").keys()


@pytest.mark.parametrize("word", ["МИД", "МИДом", "МИДе"])
def test_an_acronym_is_found_with_a_case_ending(word):
    assert "мид" in keys_of(word)


def test_the_keys_of_a_run_are_bounded():
    count = {}
    for places in keys_of(" ".join(["осел"] * 12), longest=12).values():
        for place in places:
            count[place] = count.get(place, 0) + 1
    assert max(count.values()) == 32


INFLECTED = st.sampled_from(
    [
        ("ратификационная грамота", "ратификационных грамот"),
        ("Союзное государство", "Союзным государством"),
        ("оговорка", "оговорок"),
        ("вооружённые силы", "вооруженными силами"),
        ("право вето", "правом вето"),
        ("беженец", "беженцев"),
    ]
)


@settings(deadline=None)
@given(INFLECTED, st.sampled_from(["", "На "]), st.sampled_from(["", " указано"]))
def test_a_term_and_its_inflected_form_share_a_key(pair, before, after):
    term, form = pair
    assert term_keys(Term("ru", term)) & keys_of(before + form + after).keys()


@settings(deadline=None)
@given(st.text("абвстМИДABs .-,'1", max_size=40), st.integers(1, 5))
def test_places_are_runs_of_the_length_of_their_keys(text, longest):
    present = tokens(text)
    for key, places in text_keys(present, token_lemmas(present, "ru"), longest).items():
        for first, last in places:
            assert 0 <= first < last <= len(present)
            assert last - first == len(key.split(" ")) <= longest
            assert all(token.break_before < 2 for token in present[first + 1 : last])


def test_all_inflected_forms_of_treaty_terms_are_found_by_key(shared):
    lines = (shared / "data" / "terms" / "inflection.ru.txt").read_text(encoding="utf-8")
    missed = [
        form
        for line in lines.splitlines()
        for form in line.split("|")
        if not term_keys(Term("ru", line.split("|")[0])) & keys_of(form, longest=8).keys()
    ]
    # "После" is the preposition but once in a thousand times.
    assert missed == ["после", "Чрезвычайном и Полномочном После"]
