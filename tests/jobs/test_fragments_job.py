"""Parts of a segment, where the memory has nothing like the whole."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from building import pair, table
from hypothesis import given, settings
from hypothesis import strategies as st

import tmtool
from tmtool.jobs import fragments
from tmtool.memory import Memory
from tmtool.models import Match, TranslationUnit, Variant
from tmtool.store.connection import open_file
from tmtool.store.imports import Import
from tmtool.store.upkeep import rebuild
from tmtool.text.tokens import tokens

UNITS = 1_100
SYLLABLES = "ба ве ги до жу за ко лу ми но пе ра со ту фа хо".split()
RUSSIAN = [f"{one}{other}к" for one in SYLLABLES for other in SYLLABLES]
ENGLISH = [f"word{chr(97 + n // 16)}{chr(97 + n % 16)}" for n in range(256)]
NUMBERS = random.Random(7)
PLACES = [NUMBERS.sample(range(256), 6) for _ in range(UNITS)]
"""Which words each unit has: one in 43 units has a word."""


def text(words: list[str], places: list[int]) -> str:
    return " ".join(words[place] for place in places)


@pytest.fixture(autouse=True)
def _unclear_ones_too(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch):
    """Small memories tell no translation: show their fragments all the same."""
    if "told_apart" not in request.fixturenames:
        monkeypatch.setattr(fragments, "UNCLEAR", 0)


@pytest.fixture
def told_apart() -> None:
    """Leave out what is not clear, as users have it."""


ROWS = [[str(n), text(RUSSIAN, some), text(ENGLISH, some)] for n, some in enumerate(PLACES)]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    with tmtool.open(folder / "memory.db") as memory:
        memory.load(table(folder / "a.tsv", ROWS), corpus="a")
    return folder / "memory.db"


@pytest.fixture(scope="module")
def generated(file: Path) -> Iterator[Memory]:
    with tmtool.open(file) as memory:
        memory._connection.execute("PRAGMA query_only = ON")
        yield memory


@pytest.fixture
def small(memory: Memory) -> Memory:
    for ru, en in [
        ("договор о мире вступает в силу", "the peace treaty enters into force"),
        ("стороны признают независимость страны", "the parties recognise its independence"),
        ("о в и на", "of in and on"),
    ]:
        memory.add_unit(pair(ru, en), corpus="a")
    return memory


def parts(memory: Memory, query: str, **options) -> list[Match]:
    found = memory.lookup(query, "ru", "en", fragments=True, **options)
    for match in found:
        check(match, query)
    return found


def check(match: Match, query: str) -> None:
    """What is true of each fragment: its spans point at what it says."""
    if match.kind != "fragment":
        assert match.fragment is None
        return
    part = match.fragment
    assert part is not None
    assert 0 < match.rate <= 100
    assert part.source[slice(*part.source_span)] == match.source
    mine = query[slice(*part.query)]
    assert [word.text.casefold() for word in tokens(mine)] == [
        word.text.casefold() for word in tokens(match.source)
    ]
    assert " " in mine.strip()
    if part.target_span is None:
        assert match.target == part.target
    else:
        assert part.target[slice(*part.target_span)] == match.target


@pytest.mark.parametrize("number", range(0, UNITS, 110))
@pytest.mark.parametrize(("first", "end"), [(0, 3), (2, 5), (4, 6)])
def test_a_stretch_of_a_unit_is_found_with_its_translation(
    generated: Memory, number: int, first: int, end: int
):
    mine = PLACES[number][first:end]
    query = f"нечто совсем иное {text(RUSSIAN, mine)} никогда нигде потом снова опять"
    assert generated.lookup(query, "ru", "en") == []
    (match,) = parts(generated, query)
    assert (match.kind, match.source) == ("fragment", text(RUSSIAN, mine))
    assert match.target == text(ENGLISH, mine)
    # Another unit may have the two words too.
    assert match.unit == number + 1 or end - first == 2
    assert match.fragment is not None
    assert match.fragment.source == ROWS[match.unit - 1][1]


def test_several_stretches_come_in_the_order_of_the_query(generated: Memory):
    some = [text(RUSSIAN, PLACES[n][1:4]) for n in (70, 20, 50)]
    query = "; нечто иное, ".join(some)
    found = parts(generated, query)
    assert [match.source for match in found] == some
    assert [match.unit for match in found] == [71, 21, 51]
    # The limit leaves the lightest out, not the last.
    for limit in range(4):
        few = parts(generated, query, limit=limit)
        assert len(few) == limit
        assert [match for match in found if match in few] == few


def test_the_other_direction(generated: Memory):
    query = f"never before {text(ENGLISH, PLACES[9][2:5])} or ever after that"
    (match,) = generated.lookup(query, "en", "ru", fragments=True)
    check(match, query)
    assert (match.target, match.unit) == (text(RUSSIAN, PLACES[9][2:5]), 10)
    assert (match.source_language, match.target_language) == ("en", "ru")


def test_forms_and_case_are_no_difference(generated: Memory):
    words = [RUSSIAN[n] for n in PLACES[30][:3]]
    query = (
        f"Нечто иное: {words[0].upper()}, {words[1]}ами {words[2].title()} — и ничего сверх того"
    )
    (match,) = generated.lookup(query, "ru", "en", fragments=True)
    assert match.source == " ".join(words)
    assert match.fragment is not None
    assert query[slice(*match.fragment.query)].startswith(words[0].upper())
    assert query[slice(*match.fragment.query)].endswith(words[2].title())


@pytest.mark.parametrize(
    "query",
    [
        "  нечто  иное, {} никогда\n\nнигде потом",
        "\n\t«{}» никогда нигде потом снова опять",
        "Никогда нигде потом снова опять {}  ",
        # Code points of the query as it is given, whatever its normal form.
        normalize("NFD", "Ещё какой-либо иной {} никогда"),
    ],
)
def test_the_span_in_the_query_is_that_of_the_query_as_given(generated: Memory, query: str):
    words = text(RUSSIAN, PLACES[40][1:4]).replace(" ", " \u00a0")
    query = query.format(words)
    (match,) = generated.lookup(query, "ru", "en", fragments=True)
    assert match.fragment is not None
    assert query[slice(*match.fragment.query)] == words


stretches = st.tuples(st.integers(0, 30), st.integers(0, 4), st.integers(2, 4)).map(
    lambda place: text(RUSSIAN, PLACES[place[0]][place[1] : place[1] + place[2]])
)
others = st.sampled_from(["иное", "{name}", "<b>", "</b>", ",", "—", "%s", "", "\n", "и\u0306"])


@given(st.lists(stretches | others, min_size=1, max_size=8).map(" ".join), st.integers(0, 6))
@settings(max_examples=60)
def test_whatever_is_found_stands_where_it_is_said_to(generated: Memory, query: str, limit: int):
    found = generated.lookup(query, "ru", "en", min_rate=95, limit=limit, fragments=True)
    assert len(found) <= limit
    places = []
    for match in found:
        check(match, query)
        if match.fragment is not None:
            places.append(match.fragment.query)
    assert places == sorted(set(places))
    for one in places:
        assert not any(
            one != other and other[0] <= one[0] <= one[1] <= other[1] for other in places
        )


# Where they are given --------------------------------------------------------------------


def test_only_where_no_match_reaches_the_rate(small: Memory):
    query = "договор о мире вступает в силу сегодня"
    (match,) = parts(small, query)
    assert match.kind == "fuzzy"
    for rate, kind in ((match.rate, "fuzzy"), (match.rate + 1, "fragment")):
        (found,) = parts(small, query, min_rate=rate)
        assert found.kind == kind
    assert small.lookup(query, "ru", "en", min_rate=match.rate + 1) == []


def test_a_small_memory_does_not_tell_the_translation(small: Memory):
    query = "известно, что договор о мире был бы и теперь нужен всем"
    (match,) = parts(small, query)
    assert match.source == "договор о мире"
    assert match.target == "the peace treaty enters into force"
    assert match.fragment is not None
    assert match.fragment.target_span is None


@pytest.mark.parametrize(
    ("query", "sources"),
    [
        ("", []),
        ("—", []),
        # One word is no stretch, and common words are none that says anything.
        ("известно, что договор нужен", []),
        ("он и она в и на столе", []),
        # The words must stand together and in their order.
        ("мире о договор никогда не знал", []),
        ("тот договор стороны никогда не признают", []),
        ("вот стороны признают это", ["стороны признают"]),
        ("<b>стороны признают</b> {1} это и то и другое", ["стороны признают"]),
        (
            "что стороны признают, а потом вступает в силу ещё многое другое",
            ["стороны признают", "вступает в силу"],
        ),
    ],
)
def test_single_queries(small: Memory, query: str, sources: list[str]):
    rebuild(small._connection)
    for number in range(40):
        small.add_unit(pair(f"о в и на {RUSSIAN[number]}", f"of {number}"), corpus="b")
    rebuild(small._connection)
    found = small.lookup(query, "ru", "en", min_rate=80, fragments=True)
    assert [match.source for match in found] == sources
    assert {match.kind for match in found} <= {"fragment"}


def test_other_languages_have_none(small: Memory):
    query = "известно, что договор о мире был бы и теперь нужен всем"
    for source, target in (("ru", "de"), ("en", "ru"), ("ru", "ru"), ("uk", "en")):
        assert small.lookup(query, source, target, fragments=True) == []


def test_units_of_a_running_import_are_none(file: Path, tmp_path: Path):
    path = tmp_path / "copied.db"
    path.write_bytes(file.read_bytes())
    query = "ранее совсем другие страны осуждают войны и насилие повсюду"
    with tmtool.open(path) as memory:
        connection = open_file(path)
        work = Import(connection, path, "new")
        work.begin("x.tsv", "tsv")
        work.add([pair("страны осуждают войны", "countries condemn wars")])
        assert memory.lookup(query, "ru", "en", fragments=True) == []
        work.finish(None)
        connection.close()
        assert [match.source for match in parts(memory, query)] == ["страны осуждают войны"]


def test_removed_units_are_none(small: Memory):
    query = "известно, что договор о мире был бы и теперь нужен всем"
    assert len(parts(small, query)) == 1
    small.remove_unit(1)
    assert parts(small, query) == []


def test_the_newest_unit_is_taken_and_what_is_known_of_it_told(small: Memory):
    query = "известно, что договор о мире был бы и теперь нужен всем"
    unit = pair(
        "Договор о мире подписан", "signed", status="draft", document="d", note="n",
        changed_at="2026-01-02T03:04:05Z", changed_by="me",
    )  # fmt: skip
    small.add_unit(unit, corpus="b")
    small.set_corpus("b", penalty=3)
    (match,) = parts(small, query)
    assert (match.unit, match.corpus, match.status) == (4, "b", "draft")
    assert (match.document, match.note) == ("d", "n")
    assert (match.changed_at, match.changed_by) == ("2026-01-02T03:04:05Z", "me")
    assert [(one.reason, one.points) for one in match.penalties] == [("draft", 2), ("corpus b", 3)]


def test_the_languages_told_are_those_of_the_texts(memory: Memory):
    for number, (ours, theirs) in enumerate([("ru", "en-GB"), ("ru-BY", "en-US")]):
        texts = Variant(ours, f"договор о мире {number}"), Variant(theirs, f"treaty {number}")
        memory.add_unit(TranslationUnit(texts), corpus="a")
    memory.add_unit(
        TranslationUnit((Variant("ru-BY", "стороны признают"), Variant("en-US", "parties"))),
        corpus="a",
    )
    query = "ранее совсем другие стороны признают насилие повсюду и всегда"
    (match,) = parts(memory, query)
    assert (match.source_language, match.target_language) == ("ru-BY", "en-US")


def test_little_whose_translation_is_not_clear_is_left_out(small: Memory, told_apart: None):
    """A whole target beside two words of twenty would mislead; beside half of them it helps."""
    words = "договор о мире"
    rest = " ".join(f"слово{chr(1072 + n)}" for n in range(30))
    assert small.lookup(f"{words} {rest}", "ru", "en", fragments=True) == []
    (match,) = small.lookup(f"{words} иначе", "ru", "en", fragments=True, min_rate=90)
    assert match.fragment is not None
    assert match.fragment.target_span is None
    assert 30 <= match.rate <= 94
