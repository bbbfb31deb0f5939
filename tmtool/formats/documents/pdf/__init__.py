"""The text of PDF files: lines as the pages have them, put together to paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats.documents.pdf.layout import blocks_of
from tmtool.formats.documents.pdf.reader import read_pages
from tmtool.models import TextBlock

__all__ = ["read_blocks"]

_READABLE = 0.7
"""The share of signs that must be letters of some font; else the text cannot be used."""


def read_blocks(path: Path, _encoding: str | None = None) -> Iterator[TextBlock]:
    """Yield the paragraphs of a PDF file in the order in which the file has them.

    Lines are joined, words that were divided at line ends too; page numbers, and headers and
    footers that repeat, are left out. Headings are told by the size of their letters. Raises
    InputError where the reader is not installed, for what is no PDF, has a password, or has no
    text, such as scanned pages.
    """
    pages = read_pages(path)
    lines = [line for page in pages for line in page.lines]
    if not lines:
        raise InputError(
            "the PDF has no text: its pages are pictures",
            where=str(path),
            hint="Recognise the text first, with a program for scanned pages (OCR).",
        )
    signs = sum(len(line.text) for line in lines)
    known = sum(not _is_odd(sign) for line in lines for sign in line.text)
    if known < _READABLE * signs:
        raise InputError(
            "the PDF does not tell which letters its signs are",
            where=str(path),
            hint="Recognise the text anew (OCR), or get the document as .docx.",
        )
    return blocks_of(pages)


def _is_odd(sign: str) -> bool:
    return sign == "\ufffd" or not sign.isprintable() or "\ue000" <= sign <= "\uf8ff"
