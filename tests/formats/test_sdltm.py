"""Memories of Trados Studio, in the tables that it makes (only those columns that are read)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, find
from tmtool.formats.inline import escape_text
from tmtool.formats.sdltm.segment import SegmentError, parse_segment
from tmtool.memory import Memory
from tmtool.models import Skipped, TranslationUnit, Variant

TABLES = """
CREATE TABLE translation_memories (id INTEGER PRIMARY KEY, name TEXT, source_language TEXT,
  target_language TEXT);
CREATE TABLE translation_units (id INTEGER PRIMARY KEY, guid BLOB, translation_memory_id INT,
  source_segment TEXT, target_segment TEXT, creation_date DATETIME, creation_user TEXT,
  change_date DATETIME, change_user TEXT, last_used_date DATETIME, usage_counter INT);
CREATE TABLE attributes (id INTEGER PRIMARY KEY, name TEXT, type INT);
CREATE TABLE picklist_values (id INTEGER PRIMARY KEY, attribute_id INT, value TEXT);
CREATE TABLE picklist_attributes (translation_unit_id INT, picklist_value_id INT);
CREATE TABLE string_attributes (translation_unit_id INT, attribute_id INT, value TEXT);
CREATE TABLE numeric_attributes (translation_unit_id INT, attribute_id INT, value INT);
CREATE TABLE date_attributes (translation_unit_id INT, attribute_id INT, value DATETIME);
INSERT INTO translation_memories VALUES (1, 'Treaties', 'en-US', 'ru-RU');
"""
GUID = UUID("12345678-9abc-def0-1234-56789abcdef0")


def text(value: str) -> str:
    return f"<Text><Value>{value}</Value></Text>"


def tag(kind: str, **fields: object) -> str:
    inner = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    return f"<Tag><Type>{kind}</Type>{inner}<CanHide>false</CanHide></Tag>"


def segment(*elements: str, culture: str = "en-US") -> str:
    return (
        '<Segment xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Elements>'
        f"{''.join(elements)}</Elements><CultureName>{culture}</CultureName></Segment>"
    )


def insert(file: Path, *units: tuple[object, ...], script: str = "") -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executescript(TABLES)
        connection.executemany(
            "INSERT INTO translation_units VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)", units
        )
        connection.executescript(script)


def unit(number: int, source: str, target: str) -> tuple[object, ...]:
    times = "2019-03-04 05:06:07", "anna", "2020-01-02 03:04:05", "boris", "2021-01-01 00:00:00"
    return (number, GUID.bytes_le, segment(source), segment(target), *times, 3)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "treaties.sdltm"


def read(file: Path) -> list[TranslationUnit | Skipped]:
    return list(find(file).read_units(file, ReadOptions()))


def test_a_unit_has_all_that_trados_knows_of_it(file: Path):
    insert(
        file,
        unit(7, text("peace &amp; security"), text("мир и безопасность")),
        script="""
        INSERT INTO attributes VALUES (1, 'Client', 1), (2, 'Subjects', 4), (3, 'Year', 5),
          (4, 'Signed', 3);
        INSERT INTO picklist_values VALUES (1, 2, 'law'), (2, 2, 'trade');
        INSERT INTO picklist_attributes VALUES (7, 1), (7, 2);
        INSERT INTO string_attributes VALUES (7, 1, 'UN'), (8, 1, 'other');
        INSERT INTO numeric_attributes VALUES (7, 3, 1969);
        INSERT INTO date_attributes VALUES (7, 4, '1969-05-23 00:00:00');
        CREATE TABLE translation_unit_idcontexts (translation_unit_id INT, idcontext TEXT);
        INSERT INTO translation_unit_idcontexts VALUES (7, 'menu.open');
        """,
    )
    assert read(file) == [
        TranslationUnit(
            (Variant("en-US", "peace & security"), Variant("ru-RU", "мир и безопасность")),
            tuid=str(GUID),
            context="menu.open",
            created_at="2019-03-04T05:06:07Z",
            created_by="anna",
            changed_at="2020-01-02T03:04:05Z",
            changed_by="boris",
            usage_count=3,
            properties={
                "Client": "UN",
                "Year": "1969",
                "Signed": "1969-05-23 00:00:00",
                "Subjects": "law\ntrade",
            },
        )
    ]


PAIR = (
    text("The new ")
    + tag("Start", Anchor=1, AlignmentAnchor=1, TagID="b")
    + text("programme")
    + tag("End", Anchor=1, AlignmentAnchor=0, TagID="b")
    + text(" starts.")
)


@pytest.mark.parametrize(
    ("elements", "plain", "markup"),
    [
        (text("no tags"), "no tags", None),
        (text(" a ") + text("b"), " a b", None),
        (
            PAIR,
            "The new {1}programme{2} starts.",
            'The new <bpt i="1" x="1" type="b"/>programme<ept i="1"/> starts.',
        ),
        (
            text("a") + tag("Standalone", Anchor=2, AlignmentAnchor=3, TagID="br") + text("b"),
            "a{1}b",
            'a<ph x="3" type="br"/>b',
        ),
        (
            tag("TextPlaceholder", TagID="n", TextEquivalent="%d &lt; 5") + text(" files"),
            "{1} files",
            '<ph type="n">%d &lt; 5</ph> files',
        ),
        (
            tag("LockedContent", Anchor=1, TextEquivalent="ISBN") + text(" 1"),
            "{1} 1",
            "<ph>ISBN</ph> 1",
        ),
        (
            tag("UnmatchedStart", Anchor=1, AlignmentAnchor=2, TagID="i") + text("x"),
            "{1}x",
            '<it pos="begin" x="2" type="i"/>x',
        ),
        (text("x") + tag("UnmatchedEnd", Anchor=1), "x{1}", 'x<it pos="end"/>'),
        (text("x") + tag("SomethingNew", TagID="q"), "x{1}", 'x<ph type="q"/>'),
    ],
)
def test_tags_become_inline_elements(elements: str, plain: str, markup: str | None):
    assert parse_segment(segment(elements), "en") == Variant("en", plain, markup)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_is_read_as_it_is(value: str):
    assert parse_segment(segment(text(escape_text(value))), "en").text == value


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ("", "not well-formed"),
        ("<Segment>", "not well-formed"),
        ("<Other/>", "has no <Segment>"),
        ('<!DOCTYPE a [<!ENTITY e "x">]><Segment>&e;</Segment>', "declares an entity"),
        ("<Segment>\ud800</Segment>", "not well-formed"),
    ],
)
def test_other_xml_is_refused(xml: str, reason: str):
    with pytest.raises(SegmentError, match=reason):
        parse_segment(xml, "en")


def test_a_unit_that_cannot_be_read_is_skipped_and_the_rest_is_not(file: Path):
    pairs = ("<Text>", text("б")), (text(""), text("в")), (text("c"), text("г"))
    insert(file, *(unit(number, *pair) for number, pair in enumerate(pairs, 1)))
    broken, empty, good = read(file)
    assert isinstance(broken, Skipped)
    assert broken.where == f"{file}: unit 1"
    assert empty == Skipped(f"{file}: unit 2", "it has no text in en-US")
    assert isinstance(good, TranslationUnit)
    assert good.variants[1] == Variant("ru-RU", "г")


def test_versions_with_other_columns(file: Path):
    """Old ones lack columns; new ones tell whether a translation is confirmed."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.executescript(
            "CREATE TABLE translation_memories (id INT, source_language TEXT,"
            " target_language TEXT);"
            "INSERT INTO translation_memories VALUES (1, 'en-US', 'ru-RU');"
            "CREATE TABLE translation_units (id INT, translation_memory_id INT,"
            " source_segment TEXT, target_segment TEXT, confirmationlevel INT, change_date TEXT);"
        )
        connection.executemany(
            "INSERT INTO translation_units VALUES (?, 1, ?, ?, ?, '0001-01-01 00:00:00')",
            [(n, segment(text("a")), segment(text("б")), n) for n in range(7)],
        )
    units = [one for one in read(file) if isinstance(one, TranslationUnit)]
    draft = [n for n, one in enumerate(units) if one.status == "draft"]
    assert draft == [1, 3, 5]
    assert {(one.changed_at, one.tuid, one.usage_count) for one in units} == {(None, None, 0)}


def test_what_is_no_memory_of_trados_is_refused(file: Path, tmp_path: Path):
    file.write_text("just text")
    with pytest.raises(InputError, match="not an SQLite database"):
        read(file)
    file.write_bytes(b"")
    with pytest.raises(InputError, match="empty"):
        read(file)
    file.unlink()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE notes (id INT)")
    with pytest.raises(InputError, match="no table translation_memories"):
        read(file)
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "missing.sdltm")


def test_a_memory_of_tmtool_is_told_from_one(tmp_path: Path):
    Memory(tmp_path / "own.sdltm", create=True).close()
    with pytest.raises(InputError) as caught:
        read(tmp_path / "own.sdltm")
    assert "--db" in str(caught.value)


def test_a_damaged_file_is_refused(file: Path):
    insert(file, *(unit(n, text("a" * 500), text("б" * 500)) for n in range(1, 200)))
    content = bytearray(file.read_bytes())
    content[20_000:60_000] = b"\xff" * 40_000
    file.write_bytes(content)
    with pytest.raises(InputError, match="cannot be read"):
        read(file)


def test_the_file_is_left_as_it_is(file: Path, memory: Memory):
    insert(file, unit(1, PAIR, text("Новая программа начинается.")))
    before = file.read_bytes()
    report = memory.load(file)
    assert (report.format, report.added, report.skipped) == ("sdltm", 1, ())
    assert file.read_bytes() == before
    assert sorted(path.name for path in file.parent.glob("treaties.sdltm*")) == [file.name]
    assert memory.lookup("The new {1}programme{2} starts.", "en", "ru")[0].rate == 100


def test_damage_that_is_not_utf_8_is_refused(file: Path):
    insert(file, unit(1, text("One"), text("Один")))
    content = file.read_bytes()
    damaged = content.replace(b"CREATE TABLE attributes", b"CREATE TABL\xc5 attributes")
    assert damaged != content
    file.write_bytes(damaged)
    with pytest.raises(InputError, match="cannot be read") as caught:
        read(file)
    assert caught.value.hint
