"""Bilingual files without translations, made of the paragraphs of a document to be filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats.files import replacing
from tmtool.formats.filling import MARKS
from tmtool.formats.inline import escape_attribute, escape_text
from tmtool.formats.jsonl.lines import writing
from tmtool.formats.po.adapter import Catalogue, new_entry, read_catalogue, save_catalogue
from tmtool.formats.po.header import locale_name
from tmtool.formats.tables.rows import TableWriter, csv_table, tsv_table
from tmtool.formats.tmx.writer import FILE_END, file_start
from tmtool.formats.xliff.layout_1 import Layout1
from tmtool.formats.xliff.layout_2 import Layout2
from tmtool.formats.xlsx.writer import xlsx_table
from tmtool.formats.xml_characters import FORBIDDEN

__all__ = ["BLANK_FORMATS", "Paragraph", "write_blank_file"]

Pair = tuple[str, str]

_PAGE_END = re.compile(r"[\v\f\x1c-\x1f]")
"""White space that XML has no character for, such as what ends a page in plain text."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document, and its segments, which stand in it in their order."""

    text: str
    segments: tuple[str, ...]

    def parts(self) -> Iterator[tuple[str, bool]]:
        """Yield the pieces of the paragraph, each with whether it is a segment."""
        place = 0
        for segment in self.segments:
            start = self.text.index(segment, place)
            if start > place:
                yield self.text[place:start], False
            yield segment, True
            place = start + len(segment)
        if place < len(self.text):
            yield self.text[place:], False


def write_blank_file(
    path: Path, format_name: str, paragraphs: Iterable[Paragraph], pair: Pair, document: str
) -> None:
    """Write a bilingual file with the segments of a document, in its order.

    XLIFF has a unit for each paragraph, PO one message for equal segments. Raises InputError for
    a character that the format does not allow.
    """
    BLANK_FORMATS[format_name](path, paragraphs, pair, document)


def _numbered(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[int, str]]:
    texts = (segment for paragraph in paragraphs for segment in paragraph.segments)
    return enumerate(texts)


def _escaped(text: str, path: Path) -> str:
    text = _PAGE_END.sub(" ", text)
    found = FORBIDDEN.search(text)
    if found is not None:
        raise InputError(
            f"a paragraph has the character U+{ord(found[0]):04X}, which XML does not allow",
            where=str(path),
            hint="Remove it from the document, or write another format, such as .tsv.",
        )
    return escape_text(text)


def _xliff_1(path: Path, paragraphs: Iterable[Paragraph], pair: Pair, document: str) -> None:
    layout = Layout1()
    with replacing(path) as file:
        file.write(layout.head(*pair) + layout.file_start(document, *pair))
        for number, paragraph in enumerate(paragraphs, 1):
            whole = _escaped(paragraph.text, path)
            cut = ""
            if len(paragraph.segments) > 1:
                cut = f"<seg-source>{_marked(paragraph, path)}</seg-source>\n"
            file.write(
                f'<trans-unit id="{number}">\n<source>{whole}</source>\n{cut}</trans-unit>\n'
            )
        file.write(layout.file_end + layout.tail)


def _marked(paragraph: Paragraph, path: Path) -> str:
    pieces = []
    number = 0
    for text, is_segment in paragraph.parts():
        if is_segment:
            number += 1
            pieces.append(f'<mrk mtype="seg" mid="{number}">{_escaped(text, path)}</mrk>')
        else:
            pieces.append(_escaped(text, path))
    return "".join(pieces)


def _xliff_2(path: Path, paragraphs: Iterable[Paragraph], pair: Pair, document: str) -> None:
    layout = Layout2()
    with replacing(path) as file:
        file.write(layout.head(*pair) + layout.file_start(document, *pair))
        for number, paragraph in enumerate(paragraphs, 1):
            pieces = [f'<unit id="u{number}">\n']
            for place, (text, is_segment) in enumerate(paragraph.parts(), 1):
                tag = f'segment id="s{place}" state="initial"' if is_segment else "ignorable"
                name = tag.partition(" ")[0]
                source = f"<source>{_escaped(text, path)}</source>"
                pieces.append(f"<{tag}>\n{source}\n</{name}>\n")
            file.write("".join([*pieces, "</unit>\n"]))
        file.write(layout.file_end + layout.tail)


def _po(path: Path, paragraphs: Iterable[Paragraph], pair: Pair, document: str) -> None:
    # The reader gives a catalogue its style: that of one with a header alone.
    path.write_text('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n', "utf-8")
    catalogue: Catalogue = read_catalogue(path)
    catalogue.header.msgstr += (
        f"Language: {locale_name(pair[1])}\nX-Source-Language: {locale_name(pair[0])}\n"
    )
    known = {}
    name = document.replace(" ", "_")
    for number, text in _numbered(paragraphs):
        if text not in known:
            known[text] = new_entry(text)
        known[text].occurrences.append((name, str(number + 1)))
    catalogue.entries = list(known.values())
    save_catalogue(path, catalogue)


def _tmx(path: Path, paragraphs: Iterable[Paragraph], pair: Pair, document: str) -> None:
    with replacing(path) as file:
        file.write(file_start(pair[0]))
        for number, text in _numbered(paragraphs):
            file.write(
                f'<tu>\n<prop type="x-document">{escape_text(document)}</prop>\n'
                f'<prop type="x-position">{number}</prop>\n'
                f'<tuv xml:lang="{escape_attribute(pair[0])}"><seg>{_escaped(text, path)}</seg>'
                "</tuv>\n</tu>\n"
            )
        file.write(FILE_END)


def _json_lines(path: Path, paragraphs: Iterable[Paragraph], pair: Pair, document: str) -> None:
    with writing(path, "units") as write:
        for number, text in _numbered(paragraphs):
            variants = [{"language": pair[0], "text": text}]
            write({"variants": variants, "document": document, "position": number})


def _table(open_table: TableWriter) -> Callable[[Path, Iterable[Paragraph], Pair, str], None]:
    def write(path: Path, paragraphs: Iterable[Paragraph], pair: Pair, document: str) -> None:
        columns: Sequence[str] = (*pair, "document", "position", "status", *MARKS, "note")
        rest = [""] * (len(columns) - 4)
        with open_table(path) as write_row:
            write_row(columns)
            for number, text in _numbered(paragraphs):
                write_row([text, "", document, str(number), *rest])

    return write


BLANK_FORMATS: dict[str, Callable[[Path, Iterable[Paragraph], Pair, str], None]] = {
    "xliff": _xliff_1,
    "xliff2": _xliff_2,
    "po": _po,
    "tmx": _tmx,
    "jsonl": _json_lines,
    "tsv": _table(tsv_table),
    "csv": _table(csv_table),
    "xlsx": _table(xlsx_table),
}
"""The formats that can be made of a document, and what writes them."""
