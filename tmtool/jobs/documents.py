"""Bilingual files made of documents in one language, to be filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

from tmtool import formats
from tmtool.errors import InputError
from tmtool.formats.blank_files import BLANK_FORMATS, Paragraph, write_blank_file
from tmtool.formats.cutting import cutting_rules
from tmtool.formats.documents import DocumentFormat, find_document
from tmtool.formats.sources import read_blocks, segments_of
from tmtool.formats.texts import LINES, format_of
from tmtool.jobs.source_segments import Languages
from tmtool.models import TextBlock
from tmtool.text.segmentation import Rules

__all__ = ["Asked", "BlankFile", "is_document", "made_of_document"]

_SAMPLE = 100
"""Paragraphs by whose script the language of a document is told."""


class Asked(Protocol):
    """What a user says of a document."""

    @property
    def format(self) -> str | None:
        """The format of the document, by default that of its suffix."""
        ...

    @property
    def output_format(self) -> str | None:
        """The format of the bilingual file, by default that of its suffix."""
        ...

    @property
    def reading(self) -> formats.ReadOptions:
        """How it is read, and the languages."""
        ...

    @property
    def template(self) -> Path | None:
        """A newer template, which documents do not have."""
        ...


@dataclass(frozen=True, slots=True)
class BlankFile:
    """A bilingual file without translations, and how it is read."""

    path: Path
    format: formats.Format
    reading: formats.ReadOptions


def is_document(path: Path, name: str | None) -> bool:
    """Tell whether a file is a document in one language rather than a bilingual file.

    Plain text is one by its suffix; any other suffix that is not known is none.
    """
    known = format_of(path, name)
    if isinstance(known, formats.Format):
        return False
    plain = name is not None or path.suffix.lower() in (".txt", ".text")
    if known is None and not plain and path.suffix and not formats.is_known(path):
        find_document(path)
    return known is not None or plain


def made_of_document(
    document: Path, output: Path, folder: Path, stored: Sequence[str], asked: Asked
) -> BlankFile:
    """Write a bilingual file into a folder, with the segments of a document in its order.

    `stored` are the languages of the memory. Raises InputError where the document cannot be read,
    has no text, or the format of `output` cannot be made of one.
    """
    if asked.template is not None:
        raise InputError(
            "documents have no templates",
            where=str(document),
            hint="A template is for PO catalogues; leave it out.",
        )
    known = _format(output, asked.output_format)
    reading = asked.reading
    blocks = read_blocks(document, reading, format_name=asked.format)
    first = list(islice(blocks, _SAMPLE))
    if not first:
        raise InputError(
            "the document has no text to translate",
            where=str(document),
            hint="Check that it is the right one.",
        )
    texts = [block.text for block in first]
    given = reading.source_language, reading.target_language
    source, target = Languages(stored).pair(*given, texts, document)
    if source is None or target is None:
        raise InputError(
            "the languages are not clear", where=str(document), hint="Name them: -s ru -t en."
        )
    path = folder / f"blank.{known.name}"
    rules = None if asked.format == LINES else cutting_rules(reading, source)
    paragraphs = (_paragraph(block, rules) for block in chain(first, blocks))
    with _placed(path, document):
        write_blank_file(path, known.name, paragraphs, (source, target), document.name)
    return BlankFile(path, known, formats.ReadOptions(source, target))


@contextmanager
def _placed(path: Path, document: Path) -> Iterator[None]:
    """Say of what cannot be written to a file of ours that it stands in the document."""
    try:
        yield
    except InputError as error:
        where = str(document) if error.where == str(path) else error.where
        raise type(error)(error.what, where=where, hint=error.hint) from error


def _paragraph(block: TextBlock, rules: Rules | None) -> Paragraph:
    return Paragraph(block.text, tuple(segments_of(block, rules)))


def _format(output: Path, name: str | None) -> formats.Format:
    hint = "Write XLIFF, PO, TMX, a table or JSON lines: name OUT report.xliff, say."
    if name is None and isinstance(format_of(output), DocumentFormat):
        raise InputError(
            "a document is not written, only a bilingual file", where=str(output), hint=hint
        )
    known = formats.find(output, name)
    if known.name not in BLANK_FORMATS:
        raise InputError(
            f"{known.name} files cannot be made of a document", where=str(output), hint=hint
        )
    return known
