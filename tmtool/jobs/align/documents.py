"""The documents of a pair, read and cut into segments."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tmtool.formats import Format, ReadOptions
from tmtool.formats.documents import OLD_FORMATS as NO_TEXT
from tmtool.formats.documents.segments import block_segments, document_blocks
from tmtool.formats.files import open_binary
from tmtool.formats.texts import LINES, format_of, read_texts
from tmtool.models import AlignmentOptions, DocumentSegment, TextBlock
from tmtool.models.texts import TextSide
from tmtool.text.segmentation import rules_for

if TYPE_CHECKING:
    from tmtool.text.segmentation import Rules

__all__ = ["cut", "read_blocks", "rules_of", "texts_of"]


def read_blocks(path: Path, options: AlignmentOptions, side: TextSide) -> list[TextBlock]:
    """Return the blocks of a document in their order, those that are not to be translated left out.

    Of a bilingual file its segments on this side are read; of plain text by lines each line that
    has text. A file whose suffix is not known is plain text. The encoding asked for is that of
    texts that are not UTF-8, since two documents need not have the same. Raises InputError.
    """
    if options.encoding is not None and _is_utf_8(path):
        options = replace(options, encoding=None)
    form = LINES if options.segments == "lines" else options.format
    if form == LINES:
        return _lines(path, options)
    if isinstance(format_of(path, form), Format):
        return _of_bilingual(path, options, side)
    is_unknown = form is None and format_of(path) is None and path.suffix.lower() not in NO_TEXT
    blocks = document_blocks(path, options.encoding, "text" if is_unknown else form)
    return [block for block in blocks if block.kind != "code"]


def _is_utf_8(path: Path) -> bool:
    """Tell whether a text is surely UTF-8: it has letters that are no ASCII, and all are good."""
    with open_binary(path) as file:
        data = file.read()
    try:
        return not data.isascii() and "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


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
        for segment in block_segments(block, number, rules)
    )


def rules_of(language: str, srx: Path | None) -> Rules:
    """Return the rules of a language, those of a file of SRX where there is one."""
    if srx is None:
        return rules_for(language)
    from tmtool.formats.srx import read_rules

    return read_rules(srx, language)[0]
