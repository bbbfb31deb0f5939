from __future__ import annotations

from dataclasses import replace
from unicodedata import normalize

import by_the_book
import pytest
from building import pair
from by_the_book import Statistics
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tmtool.jobs import lookup as job
from tmtool.jobs.lookup import Lookup, Request
from tmtool.memory import Memory
from tmtool.models import STATUSES, Match, TranslationUnit, Variant
from tmtool.store import corpora
from tmtool.store.upkeep import rebuild

# By brute force --------------------------------------------------------------------------

CORPORA = {"plain": (0, 0), "preferred": (0, 1), "old": (7, 0)}
"""Penalty and priority of each corpus."""


def shown(matches: list[Match]) -> list[tuple]:
    return [(m.rate, m.kind, m.source, m.target, m.count, m.ambiguous, m.unit) for m in matches]


pieces = ["Статья", "статья", "договора", "7", "8", ",", "й", normalize("NFD", "й"), "{1}"]
russian = st.lists(st.sampled_from(pieces), min_size=1, max_size=4).map(" ".join)
spaced = st.builds(
    "{}{}{}".format, st.sampled_from(["", " "]), russian, st.sampled_from(["", "\n"])
)
english = st.sampled_from(["Article 7", "Article 8", " Article 7", "of the treaty"])
regions = st.sampled_from(["en", "en-GB", "en-US"])
variants = st.builds(
    lambda ru, more, en: (Variant("ru", ru), *more, *en),
    spaced,
    st.lists(st.builds(Variant, st.just("ru-BY"), spaced), max_size=1),
    st.lists(
        st.builds(Variant, regions, english), min_size=1, max_size=2, unique_by=lambda v: v.language
    ),
)
stored_units = st.builds(
    TranslationUnit,
    variants,
    document=st.sampled_from([None, "a", "b"]),
    position=st.none() | st.integers(0, 3),
    context=st.sampled_from([None, "", "menu"]),
    status=st.sampled_from(STATUSES),
    created_at=st.sampled_from([None, "2020-01-01T00:00:00Z"]),
    changed_at=st.sampled_from([None, "2021-01-01T00:00:00Z", "2022-01-01T00:00:00Z"]),
    usage_count=st.integers(0, 1),
    corpus=st.sampled_from(sorted(CORPORA)),
)
requests = st.builds(
    Request,
    spaced | english,
    st.sampled_from(["ru", "ru-RU", "ru-BY"]),
    st.sampled_from(["en", "en-GB", "en-AU"]),
    st.sampled_from([1, 30, 50, 66, 70, 93, 95, 98, 100]),
    st.integers(1, 6),
    st.none() | russian,
    st.none() | russian,
    st.sampled_from([None, "", "menu"]),
)


@given(added=st.lists(stored_units, max_size=8), request=requests)
@example(
    [
        TranslationUnit(
            (Variant("ru", "7"), Variant("ru-BY", "8"), Variant("en", "x")), corpus="old"
        )
    ],
    Request("7", "ru", "en", 1),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_look_up_finds_what_brute_force_finds(
    new_memory, added: list[TranslationUnit], request: Request
):
    memory = new_memory()
    with memory:
        for unit in added:
            memory.add_unit(replace(unit, corpus=None), corpus=unit.corpus or "")
        for corpus in memory.corpora():
            penalty, priority = CORPORA[corpus.name]
            memory.set_corpus(corpus.name, penalty=penalty, priority=priority)
        stored = list(memory.units())
        for asked in (
            request,
            replace(request, source=request.target, target=request.source),
        ):
            found = shown(Lookup(memory._connection).matches(asked))
            assert found == by_the_book.look_up(stored, asked, CORPORA)


@pytest.mark.parametrize(
    ("text", "min_rate", "limit"),
    [
        ("Настоящий Договор вступает в силу с даты подписания.", 50, 1000),
        ("Статья 3", 40, 1000),
    ],
)
def test_the_sample_memory_too(treaties: Memory, text: str, min_rate: int, limit: int, monkeypatch):
    monkeypatch.setitem(CORPORA, "treaties", (0, 0))
    request = Request(text, "ru", "en", min_rate, limit)
    stored = list(treaties.units())
    found = shown(Lookup(treaties._connection).matches(request))
    assert found == by_the_book.look_up(stored, request, CORPORA, Statistics.of(stored))


# Rates and kinds -------------------------------------------------------------------------


ADDED = "2024-01-01T00:00:00Z"


def add(memory: Memory, ru: str, en: str, *, corpus: str = "own", **fields) -> int:
    # What is newer comes first: no test must depend on whether a second ends during it.
    unit, _ = memory.add_unit(pair(ru, en, **{"created_at": ADDED, **fields}), corpus=corpus)
    assert unit.id is not None
    return unit.id


def look_up(memory: Memory, text: str, source: str = "ru", target: str = "en", **options):
    return [(m.rate, m.kind, m.target) for m in memory.lookup(text, source, target, **options)]


@pytest.mark.parametrize(
    ("text", "rate", "kind"),
    [
        ("Статья й.", 100, "exact"),
        (normalize("NFD", "Статья й."), 100, "exact"),
        ("  Статья\u00a0\n й. ", 100, "exact"),
        ("статья й.", 99, "fuzzy"),
        ("Статья й", 99, "fuzzy"),
    ],
)
def test_exact_is_identical_after_nfc_and_white_space(
    memory: Memory, text: str, rate: int, kind: str
):
    add(memory, "Статья й.", "Article")
    (match,) = memory.lookup(text, "ru", "en")
    assert (match.rate, match.kind, match.source) == (rate, kind, "Статья й.")
    if rate == 100:
        assert {edit.op for edit in match.edits} == {"equal"}
        assert match.explain() == "100 exact: words 100, characters 100"


@pytest.mark.parametrize("text", ["", " ", "\n\u00a0"])
def test_an_empty_query_finds_nothing(memory: Memory, text: str):
    add(memory, "Да", "Yes")
    assert memory.lookup(text, "ru", "en", min_rate=0) == []


@pytest.mark.parametrize("pair_of_languages", [("de", "en"), ("ru", "de"), ("de", "fr")])
def test_a_language_that_is_not_there_finds_nothing(memory: Memory, pair_of_languages):
    add(memory, "Да", "Yes")
    assert memory.lookup("Да", *pair_of_languages, min_rate=0) == []


def test_an_empty_memory_finds_nothing(memory: Memory):
    assert memory.lookup("Да", "ru", "en", min_rate=0) == []


def test_both_directions(memory: Memory):
    add(memory, "Да", "Yes")
    assert look_up(memory, "Да", "ru", "en") == [(100, "exact", "Yes")]
    assert look_up(memory, "Yes", "en", "ru") == [(100, "exact", "Да")]
    assert look_up(memory, "Yes", "ru", "en") == []


def test_rates_are_rounded_down(memory: Memory):
    # The same stem; of «договорам» (6 runs) and «договор» (4) four are shared: sqrt(8/10) = 0.894.
    add(memory, "договорам", "treaties")
    assert look_up(memory, "договор", min_rate=1) == [(89, "fuzzy", "treaties")]
    assert look_up(memory, "договор", min_rate=89) == [(89, "fuzzy", "treaties")]
    assert look_up(memory, "договор", min_rate=90) == []
    # One of two stems each, all alike; the runs яабв, абвг, бвгд of six and five:
    # sqrt(1/2 * 6/11) = 0.522.
    add(memory, "я абвгдежз", "I")
    assert look_up(memory, "я абвгдкл", min_rate=52) == [(52, "fuzzy", "I")]
    assert look_up(memory, "я абвгдкл", min_rate=53) == []


def test_rare_words_count_for_more(memory: Memory):
    """Of 8 segments all have «о», which weighs 1; one has «мире»: 4 ln 8 = 8.3, as what is new."""
    for n in range(7):
        add(memory, f"о {'абвгдеж'[n] * 6}", str(n))
    add(memory, "о мире", "peace")
    rebuild(memory._connection)
    # The same stems; of омир, мире and омир, мира, ирах one run is shared: sqrt(2/5) = 0.632.
    assert look_up(memory, "о мирах", min_rate=1) == [(63, "fuzzy", "peace")]
    # 9 of 9 and 17; of nine runs the first are омир and мире: sqrt(18/26 * 4/11) = 0.502.
    assert look_up(memory, "о мире дальнем", min_rate=1, limit=1) == [(50, "fuzzy", "peace")]
    # 8 of 9 and 16; of two and eight runs мире: sqrt(16/25 * 2/10) = 0.357.
    assert look_up(memory, "мире дальнем", min_rate=1) == [(35, "fuzzy", "peace")]
    # The common stem, 1 of 9, but no run: омир, мире and овой, войн, ойне.
    assert look_up(memory, "о войне", min_rate=1) == []


def test_the_best_come_first_and_the_limit_cuts(memory: Memory):
    for number in range(8):
        add(memory, f"Статья {number} договора", f"Article {number}")
    found = memory.lookup("Статья 3 договора", "ru", "en", min_rate=30, limit=99)
    assert [match.rate for match in found] == [100] + [98] * 7
    assert [match.unit for match in found] == [4, 1, 2, 3, 5, 6, 7, 8]
    for limit in range(9):
        some = memory.lookup("Статья 3 договора", "ru", "en", min_rate=30, limit=limit)
        assert some == found[:limit]


@pytest.mark.parametrize(
    ("status", "corpus", "rate", "reasons"),
    [
        ("approved", 0, 100, []),
        ("draft", 0, 98, [("draft", 2)]),
        ("machine", 0, 95, [("machine translation", 5)]),
        ("approved", 10, 90, [("corpus own", 10)]),
        ("machine", 10, 85, [("machine translation", 5), ("corpus own", 10)]),
        ("machine", 100, 0, [("machine translation", 5), ("corpus own", 100)]),
    ],
)
def test_penalties(memory: Memory, status, corpus: int, rate: int, reasons):
    add(memory, "Да", "Yes", status=status, document="a", position=0, context="menu")
    memory.set_corpus("own", penalty=corpus)
    (match,) = memory.lookup("Да", "ru", "en", min_rate=0, context="menu")
    assert (match.rate, match.status) == (rate, status)
    assert [(penalty.reason, penalty.points) for penalty in match.penalties] == reasons
    assert match.kind == ("context" if rate == 100 else "exact")
    assert bool(memory.lookup("Да", "ru", "en", min_rate=95)) is (rate >= 95)


def test_a_penalty_does_not_hide_a_worse_match_behind_the_limit(memory: Memory):
    add(memory, "Статья 7 договора", "machine", status="machine")
    memory.set_corpus("own", penalty=20)
    add(memory, "Статья 8 договора", "approved", corpus="good")
    assert look_up(memory, "Статья 7 договора", limit=1) == [(98, "fuzzy", "approved")]


def test_ambiguous_and_grouped(memory: Memory):
    for document in "abc":
        add(memory, "Договор", "Treaty", document=document)
    add(memory, " Договор", "Agreement")
    add(memory, "Договоры", "Treaties")
    found = memory.lookup("Договор", "ru", "en", min_rate=30)
    assert [(m.target, m.count, m.ambiguous) for m in found] == [
        ("Treaty", 3, True),
        ("Agreement", 1, True),
        ("Treaties", 1, False),
    ]


def test_what_a_match_tells(memory: Memory):
    unit = TranslationUnit(
        (Variant("ru", "Да {1}", "Да <ph/>"), Variant("en-GB", "Yes {1}", "Yes <ph/>")),
        document="a.xml",
        created_at="2020-01-01T00:00:00Z",
        created_by="ivanova",
        note="formal",
    )
    memory.add_unit(unit, corpus="own")
    (match,) = memory.lookup("Да {2}", "ru", "en", min_rate=30)
    assert (match.source_language, match.target_language) == ("ru", "en-GB")
    assert (match.source_markup, match.target_markup) == ("Да <ph/>", "Yes <ph/>")
    assert (match.changed_at, match.changed_by) == ("2020-01-01T00:00:00Z", "ivanova")
    assert (match.document, match.note, match.corpus, match.unit) == ("a.xml", "formal", "own", 1)
    memory.edit_unit(1, {"en-GB": "Indeed {1}"}, by="petrov")
    assert memory.lookup("Да {1}", "ru", "en")[0].changed_by == "petrov"


# Context ---------------------------------------------------------------------------------


@pytest.fixture
def document(memory: Memory) -> Memory:
    """Two documents that both have «Статья 3», in other surroundings."""
    for name, texts in (("a", ["Начало", "Статья 3", "Конец"]), ("b", ["Другое", "Статья 3"])):
        for position, text in enumerate(texts):
            add(memory, text, f"{text} {name}", document=name, position=position)
    return memory


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (None, None, {"a": "exact", "b": "exact"}),
        ("Начало", None, {"a": "context", "b": "exact"}),
        (" Начало\u00a0", None, {"a": "context", "b": "exact"}),
        ("Другое", None, {"a": "exact", "b": "context"}),
        ("Начало", "Конец", {"a": "context", "b": "exact"}),
        (None, "Конец", {"a": "context", "b": "exact"}),
        ("Начало", "Иное", {"a": "exact", "b": "exact"}),
        ("Иное", None, {"a": "exact", "b": "exact"}),
        ("начало", None, {"a": "exact", "b": "exact"}),
        ("", "", {"a": "exact", "b": "exact"}),
    ],
)
def test_neighbours_make_a_context_match(document: Memory, before, after, kinds: dict[str, str]):
    found = document.lookup("Статья 3", "ru", "en", min_rate=100, before=before, after=after)
    assert {match.document: match.kind for match in found} == kinds
    assert {match.rate for match in found} == {100}
    assert [match.kind for match in found] == sorted(kinds.values())


def test_neighbours_count_in_both_directions(document: Memory):
    found = document.lookup("Статья 3 b", "en", "ru", min_rate=100, before="Другое b")
    assert [match.kind for match in found] == ["context"]


def test_neighbours_of_another_corpus_or_document_do_not_count(memory: Memory):
    add(memory, "Начало", "1", document="a", position=0)
    add(memory, "Статья", "2", document="a", position=1, corpus="other")
    add(memory, "Статья", "3", document="b", position=1)
    add(memory, "Статья", "4", document="a")
    found = memory.lookup("Статья", "ru", "en", before="Начало")
    assert {match.kind for match in found} == {"exact"}


def test_neighbours_without_a_document_count(memory: Memory):
    add(memory, "Начало", "1", position=0)
    add(memory, "Статья", "2", position=1)
    assert look_up(memory, "Статья", before="Начало") == [(100, "context", "2")]


def test_a_context_id_makes_a_context_match_and_its_lack_lowers_nothing(memory: Memory):
    add(memory, "Открыть", "Open", context="menu")
    add(memory, "Открыть", "Unlock", context="door")
    add(memory, "Открыть", "Uncover")
    for context, first, kind in (
        ("door", "Unlock", "context"),
        ("menu", "Open", "context"),
        ("other", "Open", "exact"),
        (None, "Open", "exact"),
    ):
        found = memory.lookup("Открыть", "ru", "en", context=context)
        assert (found[0].target, found[0].kind) == (first, kind)
        assert [match.rate for match in found] == [100, 100, 100]
        assert {match.kind for match in found[1:]} == {"exact"}


def test_a_context_match_comes_before_everything(memory: Memory):
    add(memory, "Да", "in context", context="menu", created_at="2000-01-01T00:00:00Z")
    add(memory, "Да", "preferred", corpus="preferred", usage_count=9)
    memory.set_corpus("preferred", priority=9)
    assert look_up(memory, "Да", context="menu", limit=1) == [(100, "context", "in context")]


def test_a_fuzzy_match_is_no_context_match(memory: Memory):
    add(memory, "Статья 3", "Article 3", context="menu")
    assert look_up(memory, "Статья 4", context="menu", min_rate=50) == [(98, "fuzzy", "Article 3")]


# Languages -------------------------------------------------------------------------------


def test_a_language_finds_its_regions_and_the_exact_tag_comes_first(memory: Memory):
    for tag, text in (("en-GB", "colour"), ("en-US", "color")):
        variants = (Variant("ru", "цвет"), Variant(tag, text))
        memory.add_unit(TranslationUnit(variants, created_at=ADDED), corpus="own")
    both = TranslationUnit(
        (Variant("ru", "краски"), Variant("en-US", "colors"), Variant("en-GB", "colours"))
    )
    memory.add_unit(both, corpus="own")
    assert [m.target for m in memory.lookup("цвет", "ru", "en")] == ["colour", "color"]
    assert [m.target for m in memory.lookup("краски", "ru", "en")] == ["colours"]
    assert [m.target for m in memory.lookup("краски", "ru", "en-US")] == ["colors"]
    assert [m.target for m in memory.lookup("краски", "ru-RU", "en-AU")] == ["colours"]
    for text, tag in (("colors", "en"), ("colours", "en"), ("colours", "en-US")):
        (match,) = memory.lookup(text, tag, "ru", min_rate=100)
        assert (match.source, match.target, match.count) == (text, "краски", 1)


def test_a_unit_with_two_regions_counts_once(memory: Memory):
    unit = TranslationUnit(
        (Variant("ru", "цвет"), Variant("en-GB", "colour"), Variant("en-US", "color"))
    )
    memory.add_unit(unit, corpus="own")
    (match,) = memory.lookup("colour", "en", "ru", min_rate=30)
    assert (match.rate, match.source, match.count) == (100, "colour", 1)
    (match,) = memory.lookup("colours", "en", "ru", min_rate=30)
    assert (match.source, match.count) == ("colour", 1)


def test_between_regions_of_one_language(memory: Memory):
    gb, us = Variant("en-GB", "colour"), Variant("en-US", "color")
    memory.add_unit(TranslationUnit((gb, us)), corpus="own")
    memory.add_unit(TranslationUnit((Variant("ru", "цвет"), gb)), corpus="own")
    memory.add_unit(TranslationUnit((Variant("ru", "цвета"), us)), corpus="own")
    assert look_up(memory, "colour", "en-GB", "en-US") == [(100, "exact", "color")]
    assert look_up(memory, "color", "en-US", "en-GB") == [(100, "exact", "colour")]
    assert look_up(memory, "color", "en-GB", "en-US", min_rate=90) == []
    assert look_up(memory, "colour", "en-GB", "en-GB") == []


@pytest.mark.parametrize(("source", "target"), [("RU", "EN"), ("ru_RU", "en_gb"), (" ru ", "En")])
def test_tags_may_be_spelled_in_any_way(memory: Memory, source: str, target: str):
    add(memory, "Да", "Yes")
    assert look_up(memory, "Да", source, target) == [(100, "exact", "Yes")]
    assert memory.concordance("да", source, target)


# What others do meanwhile ----------------------------------------------------------------


def test_a_look_up_sees_the_memory_of_one_moment(memory: Memory, connection, monkeypatch):
    """A corpus that is renamed or removed in the middle of a look-up is no error."""
    add(memory, "Да", "Yes")

    def renamed_meanwhile(asked):
        found = settings_of(asked)
        corpora.assign(connection, "own", {"name": "mine"})
        return found

    settings_of = corpora.all_settings
    monkeypatch.setattr(job.corpora, "all_settings", renamed_meanwhile)
    assert look_up(memory, "Да") == [(100, "exact", "Yes")]
