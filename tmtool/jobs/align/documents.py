"""The documents of a pair, read and cut into segments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tmtool.formats import Format, ReadOptions
from tmtool.formats.documents import OLD_FORMATS, find_document
from tmtool.formats.texts import LINES, format_of, read_texts
from tmtool.models import AlignmentOptions, DocumentSegment, TextBlock
from tmtool.models.texts import TextSide
from tmtool.text.segmentation import rules_for, spans

if TYPE_CHECKING:
    from tmtool.text.segmentation import Rules

__all__ = ["Document", "cut", "read_blocks", "texts_of"]


@dataclass(frozen=True, slots=True)
class Document:
    """A document of a pair: its file, what it is called, its language, and its segments."""

    path: Path
    language: str
    segments: tuple[DocumentSegment, ...]


def read_blocks(path: Path, options: AlignmentOptions, side: TextSide) -> list[TextBlock]:
    """Return the blocks of a document in their order, those that are not to be translated left out.

    Of a bilingual file its segments on this side are read; of plain text by lines each line that
    has text. A file whose suffix is not known is plain text. Raises InputError.
    """
    form = LINES if options.segments == "lines" else options.format
    if form == LINES:
        return _lines(path, options)
    known = format_of(path, form)
    if isinstance(known, Format):
        return _of_bilingual(path, options, side)
    if known is None and path.suffix.lower() in OLD_FORMATS:
        find_document(path)
    document = known or find_document(path, "text")
    return [block for block in document.read(path, options.encoding) if block.kind != "code"]


def _lines(path: Path, options: AlignmentOptions) -> list[TextBlock]:
    reading = ReadOptions(encoding=options.encoding)
    found = (one.text.strip() for one in read_texts(path, reading, format_name=LINES))
    return [TextBlock(text, "paragraph", 0, n) for n, text in enumerate(filter(None, found))]


def _of_bilingual(path: Path, options: AlignmentOptions, side: TextSide) -> list[TextBlock]:
    reading = ReadOptions(
        options.source_language, options.target_language, encoding=options.encoding
    )
    found = read_texts(path, reading, side=side, format_name=options.format)
    texts = filter(None, (one.text.strip() for one in found))
    return [TextBlock(text, "paragraph", 0, n) for n, text in enumerate(texts)]


def texts_of(blocks: list[TextBlock]) -> list[str]:
    """Return the texts of blocks, their white space folded, by which documents are compared."""
    return [" ".join(block.text.split()) for block in blocks]


def cut(
    blocks: list[TextBlock], language: str, options: AlignmentOptions
) -> tuple[DocumentSegment, ...]:
    """Return the segments of blocks: sentences, unless whole paragraphs or lines are wanted."""
    if options.segments != "sentences":
        return tuple(
            DocumentSegment(block.text, number, block.kind, block.level)
            for number, block in enumerate(blocks)
        )
    rules = rules_of(language, options.srx)
    return tuple(
        segment
        for number, block in enumerate(blocks)
        for segment in _sentences(block, number, rules)
    )


def _sentences(block: TextBlock, number: int, rules: Rules) -> list[DocumentSegment]:
    places = spans(block.text, rules)
    following = [start for start, _ in places[1:]]
    return [
        DocumentSegment(
            block.text[start:end], number, block.kind, block.level, block.text[end:next_start]
        )
        for (start, end), next_start in zip(places, [*following, places[-1][1]], strict=True)
    ]


def rules_of(language: str, srx: Path | None) -> Rules:
    """Return the rules of a language, those of a file of SRX where there is one."""
    if srx is None:
        return rules_for(language)
    from tmtool.formats.srx import read_srx

    return read_srx(srx, language)
