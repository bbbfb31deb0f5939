"""Segments are counted in the band of their best match, repetitions apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from building import catalogue, entry, pair, table
from hypothesis import given, settings
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.memory import Memory
from tmtool.models import ANALYSIS_BANDS, Analysis, BandVolume, FileAnalysis, Volume

Segments = dict[str, int]


def segments(bands: tuple[BandVolume, ...]) -> Segments:
    """The bands that have segments, and how many."""
    return {one.band: one.volume.segments for one in bands if one.volume.segments}


def words(one: FileAnalysis) -> int:
    return sum(band.volume.words for band in one.bands)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a text file with these lines."""

    def write(name: str, *lines: str) -> Path:
        path = tmp_path / name
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return path

    return write


@pytest.fixture
def stocked(memory: Memory) -> Memory:
    for position, (ru, en) in enumerate(
        [
            ("Статья 1", "Article 1"),
            ("Договор вступает в силу.", "The Treaty enters into force."),
            ("Стороны подписали договор в Москве.", "The Parties signed the treaty in Moscow."),
        ]
    ):
        memory.add_unit(pair(ru, en, document="treaty", position=position), corpus="own")
    memory.add_unit(pair("Да", "Yes", status="machine"), corpus="machine")
    return memory


def test_every_band(stocked: Memory, write):
    path = write(
        "a.txt",
        "The Treaty enters into force.",  # context: neighbours as in the memory
        "The Parties signed the treaty in Moscow.",
        "Yes",  # a machine's, less 5
        "Article 1",
        "The Parties signed the treaty in Paris.",
        "Nothing like that is there at all.",
        "Nothing like that is there at all.",
    )
    (one,) = stocked.analyze([path]).files
    assert segments(one.bands) == {
        "context": 1,
        "exact": 2,
        "repetition": 1,
        "95-99": 1,
        "75-84": 1,
        "new": 1,
    }
    assert (one.source_language, one.target_language) == ("en", "ru")


def test_a_context_match_goes_before_a_repetition(stocked: Memory, write):
    lines = (
        "Article 1",
        "The Treaty enters into force.",
        "The Parties signed the treaty in Moscow.",
    )
    (one,) = stocked.analyze([write("a.txt", *lines)]).files
    assert segments(one.bands) == {"context": 3}
    both = stocked.analyze([write("a.txt", *lines), write("b.txt", *lines)])
    assert segments(both.total) == {"context": 6}
    assert both.files[1].across == Volume()


def test_repetitions_within_and_across_files(stocked: Memory, write):
    first = write("a.txt", "Article 1", "Quite new words.", "Quite  new words. ", "Article 1")
    second = write("b.txt", "Quite new words.", "Quite new words.", "Other words.")
    found = stocked.analyze([first, second])
    one, two = found.files
    assert segments(one.bands) == {"exact": 1, "new": 1, "repetition": 2}
    assert (one.within.segments, one.across.segments) == (2, 0)
    assert segments(two.bands) == {"new": 1, "repetition": 2}
    # The second one of b.txt was seen in b.txt itself by then.
    assert (two.within.segments, two.across.segments) == (1, 1)
    assert segments(found.total) == {"exact": 1, "new": 2, "repetition": 4}


def test_texts_in_other_languages_repeat_nothing(memory: Memory, tmp_path: Path):
    paths = [
        catalogue(tmp_path / f"{tag}.po", entry("Open", ""), language=tag) for tag in ("ru", "de")
    ]
    found = memory.analyze(paths)
    assert segments(found.total) == {"new": 2}
    assert [one.target_language for one in found.files] == ["ru", "de"]


def test_case_and_signs_make_other_texts(memory: Memory, write):
    path = write("a.txt", "Open", "open", "Open.", "Open {1}")
    assert segments(memory.analyze([path]).total) == {"new": 4}


def test_a_match_among_the_files_themselves(stocked: Memory, write):
    first = write("a.txt", "The committee of experts met on the fifth of May in Geneva.")
    second = write(
        "b.txt",
        "The committee of experts met on the sixth of May in Geneva.",
        "The committee of experts met on the sixth of May in Geneva.",
        "The Parties signed the treaty in Paris.",
    )
    without = stocked.analyze([first, second])
    assert segments(without.total) == {"new": 2, "repetition": 1, "75-84": 1}
    assert {one.internal for one in without.files} == {None}
    one, two = stocked.analyze([first, second], internal=True).files
    assert segments(one.bands) == {"new": 1}
    assert segments(two.bands) == {"85-94": 1, "repetition": 1, "75-84": 1}
    assert (one.internal, two.internal) == (Volume(), Volume(1, 12, 59, 48, 0))


def test_an_earlier_segment_never_matches_a_later_one(memory: Memory, write):
    lines = [f"Item {number} of the agenda was discussed at length." for number in "abcdef"]
    (one,) = memory.analyze([write("a.txt", *lines)], internal=True).files
    assert one.internal is not None
    assert one.internal.segments == len(lines) - 1
    assert segments(one.bands)["new"] == 1


@settings(max_examples=40)
@given(
    st.lists(
        st.lists(
            st.sampled_from("the treaty of peace and war enters force".split()), min_size=1
        ).map(" ".join)
    )
)
def test_internal_matches_are_those_of_a_scan(tmp_path_factory, new_memory_of_words, lines):
    """Each segment's best earlier one, found by a memory that has the earlier ones alone."""
    memory, brute = new_memory_of_words
    path = tmp_path_factory.mktemp("scan") / "a.txt"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    if not lines:
        with pytest.raises(InputError):
            memory.analyze([path], "en", "ru", internal=True, format="lines")
        return
    (one,) = memory.analyze([path], "en", "ru", internal=True, format="lines").files
    assert segments(one.bands) == brute(lines)


@pytest.fixture(scope="module")
def new_memory_of_words(tmp_path_factory):
    import tmtool
    from tmtool.jobs.lookup import Lookup, Request
    from tmtool.matching.bands import band

    folder = tmp_path_factory.mktemp("words")

    def brute(lines: list[str]) -> Segments:
        """Count bands with a whole memory of the distinct lines, each asked for all matches."""
        distinct = list(dict.fromkeys(lines))
        path = table(folder / "a.tsv", [(n, "-", text) for n, text in enumerate(distinct)])
        found: Segments = {}
        (folder / "scan.db").unlink(missing_ok=True)
        with tmtool.open(folder / "scan.db") as scan:
            scan.load(path)
            lookup = Lookup(scan._connection)
            for number, text in enumerate(lines):
                earlier = lines[:number]
                every = lookup.matches(Request(text, "en", "ru", 50, limit=10_000))
                near = [match for match in every if match.source in earlier]
                name = "repetition" if text in earlier else band(next(iter(near), None))
                found[name] = found.get(name, 0) + 1
        return found

    with tmtool.open(folder / "empty.db") as memory:
        yield memory, brute


def test_translated_and_locked_segments_stand_apart(memory: Memory, tmp_path: Path):
    path = tmp_path / "a.xlf"
    path.write_text(
        '<xliff version="1.2"><file original="a" source-language="en" target-language="ru"'
        ' datatype="x"><body><trans-unit id="1"><source>One two</source><target>Раз два</target>'
        '</trans-unit><trans-unit id="2"><source>One two</source></trans-unit>'
        '<trans-unit id="3" translate="no"><source>Three four five</source></trans-unit>'
        "</body></file></xliff>",
        encoding="utf-8",
    )
    (one,) = memory.analyze([path]).files
    assert segments(one.bands) == {"new": 1, "repetition": 1}
    assert (one.translated, one.locked) == (None, Volume(1, 3, 15, 13, 0))
    (one,) = memory.analyze([path], translated_apart=True).files
    # What is translated was seen all the same.
    assert segments(one.bands) == {"repetition": 1}
    assert one.translated == Volume(1, 2, 7, 6, 0)


def test_weights(stocked: Memory, write):
    path = write("a.txt", "Article 1", "Article 1", "Wholly other words")
    found = stocked.analyze([path], weights={"repetition": 0.1, "exact": 0.25})
    by_band = {one.band: one.weighted_words for one in found.total}
    assert by_band == dict.fromkeys(ANALYSIS_BANDS, 0) | {
        "exact": 0.5,
        "repetition": 0.2,
        "new": 3.0,
    }
    assert {one.weighted_words for one in stocked.analyze([path]).total} == {None}


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({"perfect": 0.1}, "no band 'perfect'"),
        ({"exact": -1}, "weight of exact is -1"),
        ({"exact": float("nan")}, "weight of exact is nan"),
        ({"exact": True}, "weight of exact is True"),
        ({"exact": "half"}, "weight of exact is 'half'"),
    ],
)
def test_wrong_weights_are_refused(stocked: Memory, write, weights, said: str):
    with pytest.raises(InputError, match=said):
        stocked.analyze([write("a.txt", "Article 1")], weights=weights)


def test_pretranslate_fills_what_is_counted_as_exact_and_context(stocked: Memory, tmp_path: Path):
    path = catalogue(
        tmp_path / "a.po",
        *(entry(text, "") for text in ("Article 1", "Article 2", "Yes", "No such thing")),
    )
    found = stocked.analyze([path])
    report = stocked.pretranslate(path, tmp_path / "b.po", min_rate=50)
    counted = segments(found.total)
    assert report.exact + report.context == counted["exact"] == 1
    assert report.fuzzy + report.repaired == counted["95-99"] == 2
    assert report.empty == counted["new"] == 1


@pytest.mark.parametrize("internal", [False, True])
def test_helpers_count_the_same(stocked: Memory, write, internal: bool):
    lines = [f"Article {n % 40} of the treaty, {'in force ' * (n % 7)}" for n in range(150)]
    paths = [write("a.txt", *lines[:100]), write("b.txt", *lines[50:])]
    alone = stocked.analyze(paths, internal=internal)
    assert stocked.analyze(paths, internal=internal, workers=2) == alone


def test_every_segment_is_in_one_band(stocked: Memory, shared: Path):
    paths = sorted((shared / "data" / "po").glob("*.po"))
    found = stocked.analyze(paths)
    assert [one.band for one in found.total] == list(ANALYSIS_BANDS)
    for place, name in enumerate(ANALYSIS_BANDS):
        of_files = sum((one.bands[place].volume for one in found.files), Volume())
        assert (found.total[place].band, found.total[place].volume) == (name, of_files)
    apart = stocked.analyze(paths, translated_apart=True)
    for one, other in zip(found.files, apart.files, strict=True):
        assert other.translated is not None
        assert words(one) == words(other) + other.translated.words


def test_the_languages_of_a_text_are_told_by_its_script(stocked: Memory, write):
    (one,) = stocked.analyze([write("a.txt", "Статья 1")]).files
    assert (one.source_language, one.target_language) == ("ru", "en")
    assert segments(one.bands) == {"exact": 1}


def test_a_language_that_the_memory_has_not_is_asked_for(memory: Memory, tmp_path: Path, write):
    memory.load(table(tmp_path / "a.tsv", [("1", "Frieden", "paix")], header="tuid de fr"))
    with pytest.raises(InputError, match="languages are not clear"):
        memory.analyze([write("a.txt", "Frieden")])
    (one,) = memory.analyze([write("a.txt", "Frieden")], "de").files
    assert (segments(one.bands), one.target_language) == ({"exact": 1}, "fr")


def test_without_a_memory_words_are_counted_in_any_language(memory: Memory, write):
    (one,) = memory.analyze([write("a.txt", "Χαίρετε κόσμε", "Χαίρετε κόσμε")]).files
    assert segments(one.bands) == {"new": 1, "repetition": 1}
    assert one.source_language is None
    assert memory.analyze([write("a.txt", "Χαίρετε κόσμε")], internal=True).files[0].internal


def test_a_file_of_nothing_has_bands_all_the_same(memory: Memory, write):
    (one,) = memory.analyze([write("a.txt", " ")]).files
    assert segments(one.bands) == {}
    assert len(one.bands) == len(ANALYSIS_BANDS)


def test_order_of_files_changes_no_sum_but_where_repetitions_are(stocked: Memory, write):
    one = write("a.txt", "Article 1", "New words", "New words")
    two = write("b.txt", "New words", "Article 1")
    forth, back = stocked.analyze([one, two]), stocked.analyze([two, one])
    assert forth.total == back.total
    assert isinstance(forth, Analysis)
