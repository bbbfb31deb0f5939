from __future__ import annotations

from collections import Counter
from unicodedata import normalize

import by_the_book
import pytest
from by_the_book import Statistics
from hypothesis import example, given
from hypothesis import strategies as st

from tmtool.matching import similarity
from tmtool.matching.similarity import IDENTICAL, LARGEST_FUZZY, Query, Similarity, Weights
from tmtool.models import Penalty
from tmtool.text import features

RUSSIAN = ["Статья", "статья", "статей", "договора", "договором", "ещё", "еще", "мая", "май", "й"]
ENGLISH = ["Article", "article", "articles", "of", "the", "Treaty", "May", "June", "don't", "a"]
OTHER = ["7", "8", "10.5", "5.05.2021", ",", ".", "(", "—", "{1}", "{2}", "<b>", "</b>", "%s"]
SPACES = [" ", " ", "\u00a0", "\n", ""]
pieces = st.sampled_from([*RUSSIAN, *ENGLISH, *OTHER, normalize("NFD", "й"), "до\u0301ма", "аб"])
texts = st.lists(st.tuples(pieces, st.sampled_from(SPACES)), max_size=8).map(
    lambda pairs: "".join(piece + space for piece, space in pairs)
)
languages = st.sampled_from(["ru", "en", "en-GB", "de"])
statistics = st.none() | st.builds(
    lambda tag, having, more: Statistics({tag: (sum(having.values()) + more, Counter(having))}),
    languages.map(by_the_book.primary),
    st.dictionaries(
        st.sampled_from(["стат", "договор", "articl", "of", "0", "treati", "й"]),
        st.integers(2, 500),
    ),
    st.integers(1, 500),
)


def similar(
    query: str, source: str, language: str = "ru", counted: Statistics | None = None, **options
) -> Similarity | None:
    counted = counted or Statistics()
    ours, theirs = (by_the_book.stems(text, language) for text in (query, source))
    weights = Weights({stem: counted.weight(stem, language) for stem in ours}, -1)
    return Query(query, language, weights).similarity(
        source, counted.total(theirs, language), **options
    )


@given(texts, texts, languages, statistics)
@example("5 мая 2021 г.", "6 июня 2020 г.", "ru", None)
@example("мая мая 5 мая", "5", "ru", None)
@example("{1}", "{2}", "ru", None)
@example("\u00ad", "\u0301", "ru", None)
@example("5-May-2021", "5-June-2021", "en", None)
def test_the_rate_is_that_of_the_definition(
    query: str, source: str, language: str, counted: Statistics | None
):
    found = similar(query, source, language, counted)
    assert found is not None
    assert found.net == by_the_book.rate(query, source, language, counted)


@given(texts, texts, languages, st.integers(0, 100), statistics)
def test_a_threshold_leaves_out_what_is_below_and_nothing_else(
    query: str, source: str, language: str, least: int, counted: Statistics | None
):
    found = similar(query, source, language, counted)
    assert found is not None
    wanted = found if found.net >= least else None
    assert similar(query, source, language, counted, at_least=least) == wanted


@given(texts, texts, languages)
def test_the_three_ranges_of_rates(query: str, source: str, language: str):
    found = similar(query, source, language)
    assert found is not None
    assert 0 <= found.net <= 100
    assert (found.net == 100) is (found is IDENTICAL)
    assert (found is IDENTICAL) is (by_the_book.comparable(query) == by_the_book.comparable(source))
    same = by_the_book.skeleton(query, language) == by_the_book.skeleton(source, language)
    assert (found.net > LARGEST_FUZZY) is same
    assert bool(found.penalties) is (same and found is not IDENTICAL)


@given(texts, texts, languages, statistics)
def test_similarity_is_symmetric(one: str, other: str, language: str, counted: Statistics | None):
    forth, back = similar(one, other, language, counted), similar(other, one, language, counted)
    assert forth == back


@given(texts, texts, languages, statistics)
def test_the_parts_explain_the_rate(
    query: str, source: str, language: str, counted: Statistics | None
):
    found = similar(query, source, language, counted)
    assert found is not None
    parts = dict(found.parts)
    assert list(parts) == ["words", "characters"]
    if found.rate < LARGEST_FUZZY:
        # Both are rounded down: the rate lies between what they and the next numbers give.
        assert parts["words"] * parts["characters"] <= (found.rate + 1) ** 2
        assert found.rate**2 <= (parts["words"] + 1) * (parts["characters"] + 1)


@given(texts, texts, languages, st.integers(1, 12))
def test_sizes_and_weights_that_do_not_fit_into_the_index_count_up_to_the_largest(
    query: str, source: str, language: str, most: int
):
    with pytest.MonkeyPatch.context() as patch:
        for module in (features, similarity):
            patch.setattr(module, "LARGEST", most)
        counted = Statistics({by_the_book.primary(language): (9, Counter())}, most)
        found = similar(query, source, language, counted)
    assert found is not None
    assert found.net == by_the_book.rate(query, source, language, counted)


def test_texts_beyond_what_the_index_holds():
    long = "абвгд" * 14_000
    for query, source in ((long, long + "е"), (long + "е", long), (long, "абвгд"), (long, long)):
        found = similar(query, source)
        assert found is not None
        assert found.net == by_the_book.rate(query, source, "ru")
    many = " ".join(f"слово{letter}{n}" for n in range(900) for letter in "абв")
    found = similar(f"{many} иное", f"{many} другое")
    assert found is not None
    assert found.net == by_the_book.rate(f"{many} иное", f"{many} другое", "ru") == LARGEST_FUZZY


@pytest.mark.parametrize(
    ("query", "source", "net"),
    [
        ("Статья 7", "Статья 7", 100),
        ("Статья 7", " Статья\u00a0 7\n", 100),
        ("й", normalize("NFD", "й"), 100),
        ("", "", 100),
        ("Статья 7", "статья 7", 99),
        ("Статья 7", "Статья 7.", 99),
        ("ещё", "еще", 99),
        ("догово\u0301р", "договор", 99),
        ("догово\u00adр", "договор", 99),
        ("Статья {1}7", "Статья 7", 99),
        ("Статья 7", "Статья 8", 98),
        ("5 мая 2021 г.", "6 июня 2020 г.", 98),
        ("статья 7.", "Статья 8", 96),
        ("<b>Статья</b> 7 5 мая 2021 г.", "статья 8, 1.2.2020 г", 95),
        # Two stems of three and two; of the runs стат, тать, атья, тьяx, ьяx7 and стат, тать,
        # атья, тья7 three are shared: sqrt(4/5 * 6/9) = 0.730.
        ("Статья X 7", "Статья 7", 73),
        ("Статья", "Ничего общего", 0),
        ("", "Да", 0),
        # The same stem; «договор» (4 runs) and «договоры» (5) share four: sqrt(8/9) = 0.943.
        ("договор", "договоры", 94),
        # One of two stems each; the runs яабв, абвг, бвгд of six and six: sqrt(1/2 * 6/12) = 1/2.
        ("я абвгдежз", "я абвгдклм", 50),
        # The same words in another order. Of the runs мирд, ирдо, рдом and домм, омми, ммир none
        # is shared; of one динд индв ндва and двао ваод аоди один, один is: sqrt(1/4); of nine
        # each перв, ервы, рвый, втор, торо, орой are: sqrt(12/18) = 0.816.
        ("мир дом", "дом мир", 0),
        ("один два", "два один", 50),
        ("первый второй", "второй первый", 81),
        # Stems weigh 40 and each different mark 8. Without marks 40 of 80 is shared, and of four
        # runs each стат, тать, атья: sqrt(1/2 * 6/8) = 0.612.
        ("Статья X", "Статья 7", 61),
        # With another mark each 40 of 88, and three runs of five: sqrt(5/11 * 3/5) = 0.522.
        ("Статья; X", "Статья, 7", 52),
        # With the same mark 48 of 88, and тья; is the fourth run of five: sqrt(6/11 * 4/5) = 0.661.
        ("Статья; X", "Статья; 7", 66),
        # A mark that stands twice counts once; four runs of six and five: sqrt(6/11 * 8/11).
        ("Статья; X;", "Статья; 7", 62),
        # A mark on one side alone: 40 of 88 and 80; four runs of five and four, three of them
        # shared: sqrt(80/168 * 6/9) = 0.563.
        ("Статья; X", "Статья 7", 56),
        # A mark and a run in common are nothing without a stem; nor is a mark alone that is not
        # the only stem of both.
        ("абвгд!", "абвге!", 0),
        ("!", "!?", 0),
        # An underscore is no mark: 40 of 40 and 80; of one run and four мир_: sqrt(2/3 * 2/5).
        ("мир _", "мир _ дом", 51),
        # Texts shorter than a run are one run.
        ("да", "нет", 0),
        ("аб", "абв", 0),
    ],
)
def test_single_rates(query: str, source: str, net: int):
    found = similar(query, source)
    assert found is not None
    assert found.net == net == by_the_book.rate(query, source, "ru")


def test_rare_stems_weigh_more():
    """Of 40 and 70 of weight 10 is shared; of 8 and 7 runs общи, бщий: sqrt(20/110 * 4/15)."""
    weights = Weights({"общ": 10, "редк": 30}, 60)
    query = Query("общий редкий", "ru", weights)
    assert query.similarity("общий новое", 70) == Similarity(22, 18, 26)
    # Where the shared stem is the rare one, it is 60 of 110: sqrt(60/110 * 4/15) = 0.381.
    weights = Weights({"общ": 30, "редк": 10}, 40)
    query = Query("общий редкий", "ru", weights)
    assert query.similarity("общий новое", 70) == Similarity(38, 54, 26)


def test_a_rate_that_is_a_whole_number_is_not_lost_to_rounding():
    """sqrt(S * G) of exactly n/100 gives n, and a little less gives n - 1."""
    for rate in range(1, 95):
        assert similarity.rate_of(rate, 100, rate, 100) == min(2 * rate, 200)
        assert similarity.rate_of(rate * rate, 20_000, 1, 2) == rate
        assert similarity.rate_of(rate * rate * 100 - 1, 2_000_000, 1, 2) == rate - 1


def test_small_losses_have_names():
    found = similar("статья 7.", "Статья 8")
    assert found is not None
    assert found.rate == 100
    assert found.penalties == (
        Penalty("numbers", 2),
        Penalty("letter case", 1),
        Penalty("punctuation", 1),
    )


@pytest.mark.parametrize(
    ("known", "stems", "total"),
    [
        ({}, {"a", "b"}, 14),
        ({"a": 3}, {"a", "b"}, 10),
        ({"a": 3}, set(), 0),
        ({"a": 65_535}, {"a", "b"}, 65_535),
    ],
)
def test_the_weight_of_a_segment(known: dict[str, int], stems: set[str], total: int):
    weights = Weights(known, 7)
    assert weights.total(stems) == total
    assert [weights.of(stem) for stem in sorted(stems)] == [
        known.get(stem, 7) for stem in sorted(stems)
    ]
