"""What is written is read: which test shows it for each format, and all formats on real files.

The properties of most formats stand with their other tests. Those of catalogues stand here.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.formats import FORMATS, Format, ReadOptions, WriteOptions, find
from tmtool.models import Concept, TranslationUnit, Variant

PAIR = WriteOptions("en", "ru")
WHOLE = ("tmx", "tsv", "csv", "xlsx", "jsonl", "xliff", "xliff2")
"""Formats that keep all that is known of a unit."""

CATALOGUES = ("po", "mo", "compendium")
PROPERTIES = {
    "units": {
        "tmx": "test_tmx.test_what_is_written_is_read",
        "tsv": "test_tables.test_what_is_written_is_read",
        "csv": "test_tables.test_what_is_written_is_read",
        "xlsx": "test_tables.test_what_is_written_is_read",
        "jsonl": "test_jsonl.test_units_written_are_read",
        "xliff": "test_xliff_write.test_what_is_written_is_read",
        "xliff2": "test_xliff_write.test_what_is_written_is_read",
        "po": "test_round_trips.test_messages_come_back",
        "mo": "test_round_trips.test_messages_come_back",
        "compendium": "test_round_trips.test_messages_come_back",
    },
    "concepts": {
        "tsv": "test_glossary_tables.test_any_concepts_are_read_back",
        "csv": "test_glossary_tables.test_any_concepts_are_read_back",
        "xlsx": "test_glossary_tables.test_any_concepts_are_read_back",
        "jsonl": "test_jsonl.test_concepts_written_are_read",
        "tbx": "test_tbx.test_any_concepts_are_read_back",
        "tbx-basic": "test_tbx_basic.test_any_concepts_come_back_as_far_as_they_can",
        "tbx-basic-dct": "test_tbx_basic.test_any_concepts_come_back_as_far_as_they_can",
        "omegat": "test_omegat.test_what_has_a_place_is_read_back",
    },
}
"""The property of each format, as module and function."""


@pytest.mark.parametrize("content", PROPERTIES)
def test_every_format_that_is_written_has_a_property(content: str):
    known = PROPERTIES[content]
    assert known.keys() == {one.name for one in FORMATS if "w" in getattr(one, content)}
    for place in known.values():
        module, _, name = place.partition(".")
        text = (Path(__file__).with_name(f"{module}.py")).read_text(encoding="utf-8")
        start = text.index(f"def {name}(")
        assert "@given(" in text[:start].rpartition("\n\n\n")[2]


def named(name: str) -> Format:
    return find(Path("a"), name)


def read(path: Path, name: str) -> list[TranslationUnit]:
    """All units of a file, of which nothing may be skipped."""
    reader = named("po" if name == "compendium" else name)
    found = list(reader.read_units(path, ReadOptions("en", "ru")))
    units = [one for one in found if isinstance(one, TranslationUnit)]
    assert units == found
    return units


# Catalogues ------------------------------------------------------------------------------

LINE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.sampled_from('"\\%'),
    min_size=1,
    max_size=20,
).filter(lambda text: text == text.strip())
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
NOTE = LINE.filter(lambda line: not line.startswith("also: "))
REFERENCE = st.builds("{}.c:{}".format, st.sampled_from("ab"), st.integers(1, 9))


@st.composite
def messages(draw: st.DrawFn) -> list[TranslationUnit]:
    """The units of one entry of a catalogue: a message, or the forms of its plural."""
    source, plural = draw(TEXT), draw(TEXT)
    targets = draw(st.lists(TEXT, min_size=3, max_size=3))
    references = draw(st.lists(REFERENCE, max_size=2, unique=True))
    said = {"references": " ".join(references)} if references else {}
    fields = {
        "context": draw(st.none() | TEXT),
        "status": draw(st.sampled_from(["approved", "draft"])),
        "note": draw(st.none() | NOTE),
    }
    if not draw(st.booleans()):
        variants = (Variant("en", source), Variant("ru", targets[0]))
        return [TranslationUnit(variants, properties=said, **fields)]
    return [
        TranslationUnit(
            (Variant("en", plural if form else source), Variant("ru", target)),
            properties={**said, "msgid": source, "msgid_plural": plural, "plural": str(form)},
            **fields,
        )
        for form, target in enumerate(targets)
    ]


def of_entry(units: Sequence[TranslationUnit]) -> tuple[str | None, str]:
    return units[0].context, units[0].variants[0].text


def as_catalogue(units: Iterable[TranslationUnit], path: Path) -> list[TranslationUnit]:
    return [replace(one, document=path.name, position=n) for n, one in enumerate(units)]


def as_compiled(units: Iterable[TranslationUnit], path: Path) -> list[TranslationUnit]:
    """Without what a program does not need to run: drafts, notes, places."""
    kept = [one for one in units if one.status == "approved"]
    bare = ("msgid", "msgid_plural", "plural")
    return [
        replace(
            one,
            document=path.name,
            position=None,
            note=None,
            properties={name: one.properties[name] for name in bare if name in one.properties},
        )
        for one in kept
    ]


def as_compendium(units: Iterable[TranslationUnit], path: Path) -> list[TranslationUnit]:
    """Without the places in programs."""
    said = [
        replace(one, properties={k: v for k, v in one.properties.items() if k != "references"})
        for one in units
    ]
    return as_catalogue(said, path)


HELD: dict[str, Callable[[Iterable[TranslationUnit], Path], list[TranslationUnit]]] = {
    "po": as_catalogue,
    "mo": as_compiled,
    "compendium": as_compendium,
}
"""What each kind of catalogue has a place for."""


@pytest.mark.parametrize("name", CATALOGUES)
@given(entries=st.lists(messages(), max_size=4, unique_by=of_entry))
def test_messages_come_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, entries: list[list[TranslationUnit]]
):
    path = tmp_path_factory.getbasetemp() / f"written.{name}"
    units = [one for units in entries for one in units]
    expected = HELD[name](units, path)
    assert named(name).write_units(path, units, PAIR) == len(expected)
    found = read(path, name)
    if name == "mo":
        # It is sorted by the bytes of its messages.
        found = [replace(one, position=None) for one in found]
        assert sorted(map(repr, found)) == sorted(map(repr, expected))
    elif name == "compendium":
        # What is known in a context only is there without one too, after all others.
        assert found[: len(expected)] == expected
        assert {one.context for one in found[len(expected) :]} <= {None}
    else:
        assert found == expected


# Real files ------------------------------------------------------------------------------

UNIT_FILES = (
    "po/django-cms.ru.po",
    "po/django-core.ru.po",
    "po/sphinx.ru.po",
    "po/wagtail-admin.ru.po",
    "tico19/tico19.en-ru.tmx",
)
CONCEPT_FILES = ("tico19/f_en-ru_RU.csv", "tico19/g_en_ru.csv", "tico19/g_ru_en.csv")


def test_no_shared_file_is_left_out(shared: Path):
    data = shared / "data"
    found = {
        f"{folder}/{path.name}"
        for folder in ("po", "tico19")
        for path in (data / folder).iterdir()
        if path.suffix != ".md"
    }
    assert found == {*UNIT_FILES, *CONCEPT_FILES}


def units_of(path: Path) -> list[TranslationUnit]:
    found = find(path).read_units(path, ReadOptions())
    return [one for one in found if isinstance(one, TranslationUnit)]


@pytest.mark.parametrize("file", UNIT_FILES)
@pytest.mark.parametrize("name", WHOLE)
def test_a_real_file_goes_through_a_format_whole(
    shared: Path, tmp_path: Path, file: str, name: str
):
    units = units_of(shared / "data" / file)
    path = tmp_path / "a"
    assert named(name).write_units(path, units, PAIR) == len(units) > 300
    assert read(path, name) == units


@pytest.mark.parametrize("file", UNIT_FILES)
def test_a_real_file_goes_through_all_formats_one_after_another(
    shared: Path, tmp_path: Path, file: str
):
    units = found = units_of(shared / "data" / file)
    for name in (*WHOLE, *WHOLE[::-1]):
        path = tmp_path / "a"
        named(name).write_units(path, found, PAIR)
        found = read(path, name)
    assert found == units


@pytest.mark.parametrize("file", [one for one in UNIT_FILES if one.endswith(".po")])
def test_a_real_catalogue_that_nothing_is_filled_into_stays(
    shared: Path, tmp_path: Path, file: str
):
    """It is the file, where that is as msgcat writes it, or what msgcat makes of it."""
    if shutil.which("msgcat") is None:
        pytest.skip("msgcat (GNU gettext) is not installed")
    path, output = shared / "data" / file, tmp_path / "out.po"
    filled = named("po").open_to_fill(path, ReadOptions())
    filled.write(output, (None for blank in filled.blanks() if blank.wanted))
    by_msgcat = subprocess.run(["msgcat", path], capture_output=True, check=True).stdout
    assert output.read_bytes() == by_msgcat
    again = tmp_path / "again.po"
    filled = named("po").open_to_fill(output, ReadOptions())
    filled.write(again, (None for blank in filled.blanks() if blank.wanted))
    assert again.read_bytes() == output.read_bytes()


@pytest.mark.parametrize("file", UNIT_FILES)
@pytest.mark.parametrize("name", CATALOGUES)
def test_of_a_real_file_a_catalogue_has_the_first_translation_of_each_text(
    shared: Path, tmp_path: Path, file: str, name: str
):
    units = units_of(shared / "data" / file)
    path = tmp_path / f"a.{name}"
    named(name).write_units(path, units, PAIR)
    first: dict[tuple[str | None, str, str], TranslationUnit] = {}
    for one in units:
        if one.status == "approved" or name != "mo":
            form = one.properties.get("plural", "")
            # The fourth form of Russian is for fractions: catalogues written have three.
            if form != "3":
                first.setdefault((one.context, one.variants[0].text, form), one)
    found = {
        (one.context, one.variants[0].text, one.properties.get("plural", "")): one
        for one in read(path, name)
    }
    assert found.keys() >= first.keys()
    assert name == "compendium" or found.keys() == first.keys()
    for key, one in first.items():
        assert found[key].variants[1].text == one.variants[1].text
        assert found[key].status == one.status
        # A compendium names the other translations of a text in a comment.
        assert name != "po" or found[key].note == one.note


def pairs_of(concepts: Iterable[Concept]) -> set[tuple[str, str]]:
    """The English and Russian terms that stand for one another."""
    return {
        (one.text, other.text)
        for concept in concepts
        for one in concept.terms_in("en")
        for other in concept.terms_in("ru")
    }


@pytest.mark.parametrize("file", CONCEPT_FILES)
@pytest.mark.parametrize("name", [one.name for one in FORMATS if "w" in one.concepts])
def test_a_real_glossary_goes_through_a_format(shared: Path, tmp_path: Path, file: str, name: str):
    source = shared / "data" / file
    records = find(source, content="concepts").read_concepts(source, ReadOptions())
    concepts = [one for one in records if isinstance(one, Concept)]
    path = tmp_path / "a"
    form = find(path, name, content="concepts")
    report = form.write_concepts(path, concepts, WriteOptions("en", "ru"))
    assert report.written == len(concepts) >= 50
    read_back = list(form.read_concepts(path, ReadOptions("en", "ru")))
    found = [one for one in read_back if isinstance(one, Concept)]
    assert found == read_back
    if name == "omegat":
        # Lines with one source term that stand together are one concept when they are read.
        assert pairs_of(found) == pairs_of(concepts)
    elif report.losses:
        assert name.startswith("tbx-basic")
        assert [pairs_of([one]) for one in found] == [pairs_of([one]) for one in concepts]
    else:
        assert found == concepts
