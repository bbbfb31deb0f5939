"""Words, lengths, lexicon, settled beads and the rest that an alignment is made of."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.alignment.counts import Known, count, no_counts
from tmtool.alignment.evidence import Evidence
from tmtool.alignment.fixed import Fixed
from tmtool.alignment.knowledge import Knowledge
from tmtool.alignment.labels import label
from tmtool.alignment.lengths import Lengths, Spread
from tmtool.alignment.meaning import Meaning
from tmtool.alignment.remarks import remarks
from tmtool.alignment.sides import Vocabulary, join, read
from tmtool.alignment.structure import Agreement, Marks
from tmtool.alignment.tokens import key, token, words
from tmtool.alignment.translations import same_keys, translations
from tmtool.alignment.verdict import before
from tmtool.alignment.word_pairs import Beads
from tmtool.errors import InputError
from tmtool.models.alignment import Bead, DocumentSegment


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("конвенция", "convention"),
        ("Президент", "President"),
        ("Обаму", "Obama"),
        ("Чехов", "Chekhov"),
        ("Трампа", "Trump"),
        ("экспресс", "express"),
        ("протокол", "protocol"),
        ("Вашингтон", "Washington"),
        ("шериф", "sheriff"),
    ],
)
def test_names_and_loan_words_sound_alike(one: str, other: str):
    assert key(one) == key(other) != ""


@pytest.mark.parametrize("word", ["и", "a", "вода", "house"])
def test_short_words_have_no_sound(word: str):
    assert key(word) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 000", "1,000"),
        ("1\u00a0000\u00a0000", "1,000,000"),
        ("1.000", "1,000"),
        ("3,5", "3.5"),
        ("1 234,5", "1,234.5"),
        ("05.06.2019", "5.6.2019"),
    ],
)
def test_numbers_are_the_same_however_they_are_written(one: str, other: str):
    assert [token(word) for word in words(one)] == [token(word) for word in words(other)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Статья 5. Прекращение", "Article 5. Termination"),
        ("ГЛАВА II", "CHAPTER II"),
        ("Раздел IV", "Section 4"),
        ("3.1. Стороны", "3.1. The Parties"),
        ("(4) Стороны", "4) The Parties"),
    ],
)
def test_labels_are_the_same_in_both_languages(one: str, other: str):
    assert label(one) == label(other) != ""


@pytest.mark.parametrize("text", ["Статья", "1990 was a year", "Article five", "", "Стороны 5"])
def test_other_texts_have_no_label(text: str):
    assert label(text) == ""


def side(*texts: str, vocabulary: Vocabulary | None = None):
    return read(list(texts), vocabulary or Vocabulary())


def test_a_side_can_be_cut_and_joined():
    whole = side("a house", "two books", "x")
    parts = [whole.part(0, 1), whole.part(1, 3)]
    again = join(parts)
    assert (again.words == whole.words).all()
    assert (again.starts == whole.starts).all()
    assert (again.lengths == whole.lengths).all()


PAIRS = [("красный дом", "red house"), ("красный лес", "red forest"), ("синий дом", "blue house")]
OTHERS = [(f"мир{n} кот{n}", f"peace{n} cat{n}") for n in "абвгдежз"]


def learnt(pairs=(PAIRS + OTHERS) * 3):
    source, target = side(*(s for s, _ in pairs)), side(*(t for _, t in pairs))
    each = np.arange(len(pairs))
    beads = Beads(each, each + 1, each, each + 1, np.ones(len(pairs)))
    every = np.ones(len(source.vocabulary), bool), np.ones(len(target.vocabulary), bool)
    nothing = no_counts(len(target.vocabulary))
    known = Known(every, nothing, nothing, 0.5, 0.3)
    return source, target, count(source, target, beads, known)


def test_words_that_stand_together_are_learnt():
    source, target, found = learnt()
    table = np.zeros((len(source.vocabulary), len(target.vocabulary)))
    table[found.counts.rows, found.counts.columns] = found.counts.forward
    names = list(target.vocabulary.numbers)
    best = {
        word: names[int(table[number].argmax())]
        for word, number in source.vocabulary.numbers.items()
    }
    expected = {"красн": "red", "дом": "hous", "лес": "fores", "сини": "blue"}
    assert {word: best[word] for word in expected} == expected


def test_no_word_translates_more_often_than_it_occurs():
    _, _, found = learnt()
    of_target = np.bincount(found.counts.columns, found.counts.forward)
    assert (of_target <= found.seen[1] + 1e-9).all()
    assert (found.nothing[1] <= found.seen[1] + 1e-9).all()


@given(
    st.lists(st.text("abc ", max_size=8), min_size=1, max_size=5),
    st.lists(st.text("xyz ", max_size=8), min_size=1, max_size=5),
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=9, unique=True),
)
def test_evidence_is_what_the_formula_says(sources, targets, links):
    source, target = side("a b c", *sources), side("x y z", *targets)
    sizes = len(source.vocabulary), len(target.vocabulary)
    keys = same_keys(source.vocabulary, target.vocabulary, tuple(np.zeros(n, bool) for n in sizes))
    numbers = sorted(
        source.vocabulary.numbers[s] * sizes[1] + target.vocabulary.numbers[t] for s, t in links
    )
    counts = no_counts(sizes[1])
    counts = type(counts)(
        np.array(numbers, np.int64), np.ones(len(links)), np.ones(len(links)), sizes[1]
    )
    unigrams = np.full(sizes[0], 0.2), np.full(sizes[1], 0.25)
    nothing = np.full(sizes[0], 0.5), np.full(sizes[1], 0.4)
    every = np.ones(sizes[0], bool), np.ones(sizes[1], bool)
    table = translations(counts, keys, 1.0, unigrams=unigrams, nothing=nothing, counted=every)
    first = np.zeros(len(source), np.int64)
    last = np.full(len(source), len(target), np.int64)
    found = Evidence(source, target, table.forward, nothing[1], every, first, last).of_spans(2)
    rows = np.bincount(counts.rows, minlength=sizes[0])
    linked = set(zip(counts.rows.tolist(), counts.columns.tolist(), strict=True))

    def expected(i: int, span: int, j: int) -> float:
        end = min(i + span, len(source))
        given_words = source.words[source.starts[i] : source.starts[end]].tolist()
        total = 0.0
        for t in target.words[target.starts[j] : target.starts[j + 1]].tolist():
            ratio = sum(1 / (rows[s] + 1) / 0.25 for s in given_words if (s, t) in linked)
            total += np.log(0.4 + 0.6 * ratio / max(len(given_words), 1))
        return total

    for span in (1, 2):
        for i in range(len(source)):
            for j in range(len(target)):
                value = found[span - 1][i * len(target) + j]
                assert value == pytest.approx(expected(i, span, j), abs=1e-3)


def test_lengths_speak_for_likely_translations():
    spread = Spread.of(np.array([20.0, 100.0, 200.0]))
    lengths = Lengths(1.0, 2.0)
    source, target = np.array([100.0, 100.0]), np.array([102.0, 30.0])
    likely, unlikely = lengths.evidence(source, target, (spread, spread), (1, 1))
    assert likely > 0 > unlikely >= -4


def test_lengths_are_learnt_and_a_few_wrong_beads_do_little_harm():
    source = np.full(100, 100.0)
    target = np.full(100, 120.0)
    target[:3] = 5000
    found = Lengths.of(source, target, np.ones(100), before=Lengths(1.2))
    assert found.variance < 20


def test_two_beads_that_contradict_each_other_teach_no_lengths():
    before = Lengths(1.2)
    source, target = np.array([10.0, 100.0]), np.array([100.0, 10.0])
    assert Lengths.of(source, target, np.ones(2), before=before) == before


def test_paragraphs_say_something_where_they_agree_and_nothing_where_every_line_is_one():
    def document(size: int) -> list[DocumentSegment]:
        return [DocumentSegment("x", paragraph=number // size) for number in range(60)]

    each = np.arange(60)
    beads = Beads(each, each + 1, each, each + 1, np.ones(60))
    agreed = Agreement.of(Marks.of(document(3), document(3)), beads)
    start, inside = np.array([3]), np.array([4])
    assert agreed.of_beads(start, start, (1, 1)) > 0 > agreed.of_beads(start, inside, (1, 1))
    assert agreed.of_beads(np.array([2]), np.array([2]), (2, 1)) < 0
    single = Agreement.of(Marks.of(document(1), document(3)), beads)
    assert single.of_beads(start, start, (1, 1)) == pytest.approx(0, abs=0.05)
    assert single.of_beads(start, inside, (1, 1)) == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize(
    ("beads", "message"),
    [
        ([((0,), (1,)), ((1,), (0,))], "crosses"),
        ([((0,), (1,)), ((0,), (2,))], "two settled"),
        ([((0, 2), (1,))], "neighbouring"),
        ([((7,), (1,))], "neighbouring"),
    ],
)
def test_settled_beads_that_do_not_go_together_are_refused(beads, message: str):
    with pytest.raises(InputError, match=message):
        Fixed.of(beads, 4, 4)


def test_a_scorer_must_give_a_row_for_each_text():
    with pytest.raises(InputError, match="vector for each of 2"):
        Meaning.of(lambda texts: np.zeros((1, 3)), ["a", "b"], ["x"])


@pytest.mark.parametrize("data", [b"", b"x", b"tmtool-knowledge-1\n", b"tmtool-knowledge-1\nabc"])
def test_other_bytes_are_no_knowledge(data: bytes):
    with pytest.raises(InputError, match="cannot be read"):
        Knowledge.load(data)


def test_remarks_say_what_speaks_against_a_bead():
    texts = [
        ("Длинное предложение о вступлении договора в силу на территории.", "Short."),
        ("Срок 5 лет", "A term of 6 years"),
        ("Оставлено как есть", "Оставлено как есть"),
        ("Не переведено здесь", "Не переведен здесь"),
        ("Мир", "Peace"),
        ("Мир", "Peace"),
        ("Хорошо и вполне обычно", "Good and quite usual"),
    ]
    source = [DocumentSegment(one) for one, _ in texts] + [DocumentSegment("Один")] * 5
    target = [DocumentSegment(other) for _, other in texts]
    beads = [Bead((n,), (n,), 1.0) for n in range(len(texts))]
    beads += [Bead((n + len(texts),), (), 1.0) for n in range(5)]
    found = remarks(beads, source, target, ratio=1.0, variance=4.0)
    assert found[0] == ("length",)
    assert "numbers" in found[1]
    assert found[2] == ("identical",)
    assert found[3] == ("script",)
    assert found[4] == ()
    assert found[5] == ("repeated",)
    assert found[6] == ()
    assert found[7:] == [("gap",)] * 5


RU = ["Стороны договорились о том, что договор вступает в силу в тот же день."] * 3
EN = ["The Parties have agreed that the Treaty shall enter into force on the same day."] * 3


@pytest.mark.parametrize(
    ("source", "target", "verdict"),
    [
        (RU, EN, None),
        (EN, RU, "swapped"),
        (RU, RU, "identical"),
        (RU, [], "empty"),
        ([" "], EN, "empty"),
    ],
)
def test_some_pairs_are_told_before_they_are_aligned(source, target, verdict):
    sides = [[DocumentSegment(text) for text in texts] for texts in (source, target)]
    assert before(*sides, ("ru", "en")) == verdict
