"""Documents in one language, read as their paragraphs, found by name or by suffix."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from tmtool.errors import InputError
from tmtool.formats.files import check_readable
from tmtool.models import TextBlock

__all__ = ["DOCUMENT_FORMATS", "OLD_FORMATS", "DocumentFormat", "find_document", "read_document"]


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """A format of documents; its module is imported when a document is read."""

    name: str
    description: str
    suffixes: tuple[str, ...]
    module: str

    def read(self, path: Path, encoding: str | None = None) -> Iterator[TextBlock]:
        """Yield the text of a document, in its order; raises InputError."""
        module: Any = import_module(self.module)
        blocks: Iterator[TextBlock] = module.read_blocks(path, encoding)
        return blocks


DOCUMENT_FORMATS: tuple[DocumentFormat, ...] = (
    DocumentFormat("text", "Plain text", (".txt", ".text"), "tmtool.formats.documents.plain"),
    DocumentFormat(
        "markdown", "Markdown", (".md", ".markdown"), "tmtool.formats.documents.markdown"
    ),
    DocumentFormat("html", "HTML", (".html", ".htm", ".xhtml"), "tmtool.formats.documents.html_"),
    DocumentFormat("docx", "Word", (".docx", ".docm", ".dotx"), "tmtool.formats.documents.docx"),
    DocumentFormat("odt", "OpenDocument text", (".odt", ".ott"), "tmtool.formats.documents.odt"),
    DocumentFormat("pdf", "PDF, with tmtool[pdf]", (".pdf",), "tmtool.formats.documents.pdf"),
)

OLD_FORMATS = (".doc", ".dot", ".rtf", ".pages", ".wpd")
"""Suffixes of formats that a user may well try."""


def find_document(path: Path, form: str | None = None) -> DocumentFormat:
    """Return the format with this name or, without one, the format of the path's suffix.

    Raises InputError where there is none.
    """
    known = "; ".join(f"{one.name} ({', '.join(one.suffixes)})" for one in DOCUMENT_FORMATS)
    suffix = path.suffix.lower()
    for one in DOCUMENT_FORMATS:
        if one.name == form or (form is None and suffix in one.suffixes):
            return one
    if form is not None:
        raise InputError(f"unknown format {form!r}", hint=f"Formats of documents: {known}.")
    check_readable(path)
    if suffix in OLD_FORMATS:
        raise InputError(
            f"{suffix} documents cannot be read",
            where=str(path),
            hint="Open it in a word processor and save it as .docx, .odt or .txt.",
        )
    raise InputError(
        f"the suffix {path.suffix or '(none)'} is not that of a document",
        where=str(path),
        hint=f"Formats of documents: {known}.",
    )


def read_document(
    path: Path, encoding: str | None = None, form: str | None = None
) -> Iterator[TextBlock]:
    """Yield the paragraphs of a document in their order, none of them blank.

    `encoding` is that of text, Markdown and HTML where the file does not say it; `form` names
    the format whatever the suffix. Raises InputError where the document cannot be read.
    """
    return find_document(path, form).read(path, encoding)
