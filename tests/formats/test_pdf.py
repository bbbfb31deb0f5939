from __future__ import annotations

import base64
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from chromium import PROGRAM, tab
from pdf_making import pdf

from tmtool.errors import InputError
from tmtool.formats.documents import read_document

pytest.importorskip("pypdfium2", reason="tmtool[pdf] is not installed")

WHOLE = "Every line of this text is as long as its column."


@pytest.fixture
def read(tmp_path: Path):
    """A function that reads a PDF with these pages and returns its blocks."""

    def read_pages(*pages, **options) -> list[str]:
        path = tmp_path / "a.pdf"
        path.write_bytes(pdf(pages, **options))
        return [f"{one.kind} {one.level}: {one.text}" for one in read_document(path)]

    return read_pages


def text(*lines: str, top: float = 700, left: float = 50, size: float = 10, step: float = 12):
    """Lines below one another."""
    return [(left, top - step * number, size, line) for number, line in enumerate(lines)]


def paragraphs(blocks: list[str]) -> list[str]:
    return [block.removeprefix("paragraph 0: ") for block in blocks]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Договаривающиеся Сто-", "роны согласились о"], "Договаривающиеся Стороны согласились о"),
        (["Договаривающиеся Сто\u00ad", "роны"], "Договаривающиеся Стороны"),
        (["Договаривающиеся Сто\u2010", "роны"], "Договаривающиеся Стороны"),
        (["a well-known rule", "that is well-", "known"], "a well-known rule that is well-known"),
        (["the meeting in Paris -", "and in London"], "the meeting in Paris - and in London"),
        (["Article 2-", "3"], "Article 2- 3"),
        (["line one that is", "line two of it"], "line one that is line two of it"),
    ],
)
def test_lines_become_a_paragraph(read, lines, expected):
    assert paragraphs(read(text(*lines))) == [expected]


def test_paragraphs_are_told_by_space_and_by_short_last_lines(read):
    page = [
        *text(WHOLE, WHOLE, "The end."),
        *text(WHOLE, WHOLE, top=664),
        *text(WHOLE, top=615),
        *text("Short", "lines", top=580),
    ]
    assert paragraphs(read(page)) == [
        f"{WHOLE} {WHOLE} The end.",
        f"{WHOLE} {WHOLE}",
        WHOLE,
        "Short",
        "lines",
    ]


def test_an_indented_line_begins_a_paragraph(read):
    lines = [(left, 700 - 12 * n, 10, WHOLE) for n, left in enumerate([65, 50, 50, 65, 50])]
    assert paragraphs(read(lines)) == [" ".join([WHOLE] * 3), " ".join([WHOLE] * 2)]


def test_headings_are_told_by_size_and_lists_by_bullets(read):
    page = [
        *text("Treaty", size=20),
        *text("Part one", size=14, top=670),
        *text(WHOLE, WHOLE, top=650),
        *text("• first", f"• second goes {WHOLE}", "on here", top=620, left=110),
    ]
    assert read(page) == [
        "heading 1: Treaty",
        "heading 2: Part one",
        f"paragraph 0: {WHOLE} {WHOLE}",
        "list 1: first",
        f"list 1: second goes {WHOLE} on here",
    ]


def test_columns_are_read_one_after_the_other(read):
    page = [*text(WHOLE, "of the first", left=20), *text("column", WHOLE, left=320, top=700)]
    assert paragraphs(read(page)) == [f"{WHOLE} of the first column {WHOLE}"]


def test_cells_that_stand_side_by_side_are_apart(read):
    page = [(50, 700, 10, "A1"), (150, 700, 10, "B1"), (50, 688, 10, "A2"), (150, 688, 10, "B2")]
    assert paragraphs(read(page)) == ["A1", "B1", "A2", "B2"]


def test_an_index_stays_in_its_line(read):
    page = [(50, 700, 10, "Article 5"), (95, 704, 6, "1"), (98, 700, 10, " applies")]
    assert paragraphs(read(page)) == ["Article 51 applies"]


def _numbered(number: int, body: list) -> list:
    return [
        *text("Treaty on peace", top=780, size=8),
        *body,
        *text(f"- {number} -", top=30, left=280, size=8),
    ]


def test_headers_and_page_numbers_are_left_out(read):
    pages = [_numbered(n, text(f"Text of page {n * n}.", top=600)) for n in range(1, 5)]
    assert paragraphs(read(*pages)) == [f"Text of page {n * n}." for n in range(1, 5)]


def test_headings_on_every_page_stay_and_so_does_a_page_alone(read):
    pages = [
        [*text(f"Article {n}", size=16, top=760), *text(WHOLE, WHOLE + f" {n * 7}", top=700)]
        for n in range(1, 5)
    ]
    assert [one for one in read(*pages) if one.startswith("heading")] == [
        f"heading 1: Article {n}" for n in range(1, 5)
    ]
    assert paragraphs(read(_numbered(1, text(WHOLE)))) == ["Treaty on peace", WHOLE, "- 1 -"]


def test_a_paragraph_goes_on_on_the_next_page(read):
    pages = [
        _numbered(1, text(WHOLE, "and the Parties under-", top=100)),
        _numbered(2, text("take to agree on", top=700)),
        _numbered(3, text("Договор, that is a name.", top=700)),
    ]
    assert paragraphs(read(*pages))[0].startswith(f"{WHOLE} and the Parties undertake to agree on")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pdf([text("secret")], encrypted=True), "the PDF has a password"),
        (pdf([[], []]), "the PDF has no text"),
        (pdf([text("Договор о дружбе и сотрудничестве")], names=False), "which letters"),
        (b"%PDF-1.7\nnothing", "not a PDF that can be read"),
        (b"\x89PNG\r\n", "not a PDF that can be read"),
        (b"", "the file is empty"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, content: bytes, said: str):
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(InputError, match=said) as caught:
        list(read_document(path))
    assert caught.value.hint
    assert str(path) in str(caught.value)


def test_a_file_that_is_cut_off_or_damaged_is_read_or_refused(tmp_path: Path):
    whole = pdf([text(WHOLE, WHOLE)])
    path = tmp_path / "a.pdf"
    refused = 0
    for size in range(0, len(whole), 97):
        for content in (whole[:size], whole[:size] + b"\0" * 20 + whole[size + 20 :]):
            path.write_bytes(content)
            with suppress(InputError):
                refused += 1
                list(read_document(path))
                refused -= 1
    assert refused


def test_without_the_reader_its_extra_is_named(tmp_path: Path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf([text(WHOLE)]))
    with pytest.raises(InputError, match="not installed") as caught:
        list(read_document(path))
    assert caught.value.hint == "Install it with pip install 'tmtool[pdf]'."


PAGE = """
<html lang=ru><meta charset=utf-8><style>
@page { size: A5; margin: 15mm } body { font: 11pt serif; text-align: justify; hyphens: manual }
h1 { font-size: 20pt }</style><h1>Соглашение Agreement</h1>PARAGRAPHS</html>
"""
SENTENCE = (
    "Договаривающиеся Стороны обязуются соблюдать поло­жения насто­ящего Дого­вора, воздер­живаясь"
    " от дейс­твий, кото­рые могли бы лишить его объекта; the Parties shall observe it."
)


@pytest.mark.skipif(PROGRAM is None, reason="no Chromium")
def test_what_a_browser_prints_is_read(tmp_path: Path):
    wanted = [f"Статья {number}: {SENTENCE} {SENTENCE}" for number in range(1, 13)]
    page = PAGE.replace("PARAGRAPHS", "".join(f"<p>{one}</p>" for one in wanted))
    source, path = tmp_path / "a.html", tmp_path / "a.pdf"
    source.write_text(page, encoding="utf-8")
    with tab(tmp_path / "profile") as page_of_browser:
        page_of_browser.open(source.as_uri())
        printed = page_of_browser.ask(
            "Page.printToPDF", preferCSSPageSize=True, displayHeaderFooter=True
        )
    path.write_bytes(base64.b64decode(printed["data"]))
    blocks = list(read_document(path))
    assert (blocks[0].kind, blocks[0].text) == ("heading", "Соглашение Agreement")
    assert [one.text for one in blocks[1:]] == [one.replace("\u00ad", "") for one in wanted]
