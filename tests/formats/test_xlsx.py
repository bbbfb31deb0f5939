"""Workbooks as they are written, and what is refused of those that are read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, WriteOptions, xlsx
from tmtool.formats.xlsx import writer
from tmtool.formats.xlsx.values import date_text, escaped, is_date_format, number_text, unescaped
from tmtool.formats.xlsx.writer import letters_of, xlsx_table
from tmtool.models import Concept, Term, TranslationUnit, Variant

TRICKY = ["=1+1", "+7", "-x", "@sum", "\ttab", "\x07 bell\r\n", "_x0041_", "<&>\"'", " spaces "]


def pair(en: str, ru: str = "мир", **fields) -> TranslationUnit:
    return TranslationUnit((Variant("en", en), Variant("ru", ru)), **fields)


def sheet_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.xlsx"


def test_no_text_becomes_a_formula(file: Path):
    xlsx.write_units(file, [pair(text) for text in TRICKY], WriteOptions())
    assert "<f>" not in sheet_of(file)
    read = [unit.variants[0].text for unit in xlsx.read_units(file, ReadOptions())]
    assert read == TRICKY


def test_another_reader_sees_the_same(file: Path):
    openpyxl = pytest.importorskip("openpyxl")
    unit = pair("=1+1 <b>", "Статья\n1", position=3, created_by="0012")
    xlsx.write_units(file, [unit], WriteOptions())
    book = openpyxl.load_workbook(file)
    sheet = book.active
    header, row = sheet.iter_rows()
    found = {name.value: cell for name, cell in zip(header, row, strict=True)}
    assert (found["en"].value, found["en"].data_type) == ("=1+1 <b>", "s")
    assert (found["ru"].value, found["created_by"].value) == ("Статья\n1", "0012")
    assert (found["position"].value, found["tuid"].value) == (3, None)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:P2")
    assert header[0].font.b
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["E"].width


def test_what_another_writer_writes_is_read(file: Path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["en", "ru", "n"])
    for number in range(300):
        sheet.append([f"text {number % 7}", f"текст {number}", number / 10])
    book.save(file)
    units = list(xlsx.read_units(file, ReadOptions()))
    assert [unit.variants[1].text for unit in units] == [f"текст {n}" for n in range(300)]
    assert [unit.properties["n"] for unit in units] == [
        str(n // 10) if n % 10 == 0 else repr(n / 10) for n in range(300)
    ]


def test_the_same_units_make_the_same_file(file: Path, tmp_path: Path):
    for path in (file, tmp_path / "b.xlsx"):
        xlsx.write_units(path, [pair("peace")], WriteOptions())
    assert file.read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_glossaries_are_read_back(file: Path):
    concepts = [
        Concept((Term("en", "=peace", note="x"), Term("ru", "мир", forms=("мира",))), "7"),
        Concept((Term("en", "war"), Term("ru", "война"))),
    ]
    assert xlsx.write_concepts(file, concepts, WriteOptions()).written == 2
    assert list(xlsx.read_concepts(file, ReadOptions())) == concepts


def test_a_glossary_without_a_header(file: Path):
    with xlsx_table(file) as write:
        write(["peace", "мир"])
        write(["war", "война"])
    found = list(xlsx.read_concepts(file, ReadOptions()))
    assert [[term.text for term in one.terms] for one in found] == [
        ["peace", "мир"],
        ["war", "война"],
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x" * 32_768, "a text has 32,768 characters, and a cell can hold 32,767"),
        ("😀" * 16_384, "a text has 32,768 characters, and a cell can hold 32,767"),
        ("\ud800", "a text holds half a character"),
        ("\0", "unit 1 has a NUL character"),
    ],
)
def test_what_a_cell_cannot_hold_leaves_the_old_file(file: Path, text: str, message: str):
    file.write_bytes(b"old")
    with pytest.raises(InputError, match=message):
        xlsx.write_units(file, [pair(text)], WriteOptions())
    assert file.read_bytes() == b"old"
    assert [path.name for path in file.parent.iterdir()] == ["a.xlsx"]


def test_the_longest_text_fits(file: Path):
    units = [pair("x" * 32_767), pair("😀" * 16_383)]
    xlsx.write_units(file, units, WriteOptions())
    assert list(xlsx.read_units(file, ReadOptions())) == units


def test_more_rows_than_a_sheet_has_are_refused(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(writer, "MOST_ROWS", 3)
    xlsx.write_units(file, [pair("a")] * 2, WriteOptions())
    with pytest.raises(InputError, match="a sheet has no more than 3 rows"):
        xlsx.write_units(file, [pair("a")] * 3, WriteOptions())
    assert len(list(xlsx.read_units(file, ReadOptions()))) == 2


def test_many_shared_texts_go_to_a_file(file: Path, monkeypatch: pytest.MonkeyPatch):
    openpyxl = pytest.importorskip("openpyxl")
    monkeypatch.setattr("tmtool.formats.xlsx.shared_strings._IN_MEMORY", 100)
    book = openpyxl.Workbook()
    for row in [["en", "ru"], *([f"a {n}", f"б {n}"] for n in range(100))]:
        book.active.append(row)
    book.save(file)
    units = list(xlsx.read_units(file, ReadOptions()))
    assert [unit.variants[0].text for unit in units] == [f"a {n}" for n in range(100)]


def test_a_zip_bomb_is_refused(file: Path):
    xlsx.write_units(file, [pair("a")], WriteOptions())
    parts = io.BytesIO(file.read_bytes())
    with zipfile.ZipFile(parts) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            zeros = b"0" * (70 << 20) if "sheet1" in name else old.read(name)
            new.writestr(name, zeros)
    with pytest.raises(InputError, match="would be 73,400,320 bytes when unpacked"):
        list(xlsx.read_units(file, ReadOptions()))


@pytest.mark.parametrize(
    ("number", "code", "expected"),
    [
        (0, None, False),
        (14, None, True),
        (22, None, True),
        (49, None, False),
        (164, "yyyy\\-mm\\-dd", True),
        (164, "[h]:mm", True),
        (164, "[$-419]d mmm", True),
        (164, "[Red]0.00", False),
        (164, '0 "days"', False),
        (164, "General", False),
        (164, "#,##0_d", False),
        (164, '0;"d"', False),
    ],
)
def test_formats_of_dates(number: int, code: str | None, expected: bool):
    assert is_date_format(number, code) is expected


@pytest.mark.parametrize(
    ("stored", "expected"),
    [("0.30000000000000004", "0.30000000000000004"), ("3", "3"), ("-0.5", "-0.5"), ("x", "x")],
)
def test_numbers(stored: str, expected: str):
    assert number_text(stored) == expected


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("1", "1900-01-01"),
        ("0.5", "12:00:00"),
        ("45992.99999999", "2025-12-02T00:00:00"),
        ("nan", "nan"),
    ],
)
def test_dates(stored: str, expected: str):
    assert date_text(stored, from_1904=False) == expected


@pytest.mark.parametrize("text", [*TRICKY, "_x", "__x0041__", "\ufffe", "_x005F_"])
def test_escapes_are_undone(text: str):
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_letters_of_columns(column: int, letters: str):
    assert letters_of(column) == letters


def texts_of(path: Path) -> list[str]:
    return [record.text for record in xlsx.read_texts(path, ReadOptions(), "target")]


def test_a_blank_row_of_one_column_is_an_empty_segment(file: Path):
    with xlsx_table(file) as write:
        for text in ("first", "", "third", ""):
            write([text])
    assert texts_of(file) == ["first", "", "third"]
    with xlsx_table(file) as write:
        for row in (["en", "ru"], ["a", "б"], ["", ""], ["c", "г"]):
            write(row)
    found = [record.text for record in xlsx.read_texts(file, ReadOptions("en", "ru"), "target")]
    assert found == ["б", "г"]
