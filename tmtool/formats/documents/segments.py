"""Documents cut into segments, with where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tmtool.formats.documents import find_document
from tmtool.formats.files import open_text
from tmtool.models import TextBlock
from tmtool.models.alignment import DocumentSegment
from tmtool.text.segmentation import Rules, spans
from tmtool.text.segmentation.lines import is_wrapped

__all__ = ["block_segments", "block_spans", "document_blocks"]

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


def document_blocks(
    path: Path, encoding: str | None = None, form: str | None = None
) -> Iterator[TextBlock]:
    """Yield the paragraphs of a document; those of a text file with wrapped lines are whole.

    The format is that named by `form`, else that of the suffix. The lines of a text file are
    paragraphs, but where they are wrapped blank lines part them. Raises InputError where the
    document cannot be read.
    """
    document = find_document(path, form)
    if document.name == "text":
        with open_text(path, encoding) as file:
            text = file.read().replace("\r\n", "\n")
        if is_wrapped(text):
            paragraphs = (one.strip() for one in _BLANK_LINE.split(text))
            yield from (
                TextBlock(one, "paragraph", 0, number)
                for number, one in enumerate(filter(None, paragraphs))
            )
            return
    yield from document.read(path, encoding)


def block_segments(block: TextBlock, number: int, rules: Rules) -> Iterator[DocumentSegment]:
    """Yield the segments of a block, each with the text between it and the next."""
    found = block_spans(block, rules)
    for place, (start, end) in enumerate(found):
        after = block.text[end : found[place + 1][0]] if place + 1 < len(found) else ""
        yield DocumentSegment(block.text[start:end], number, block.kind, block.level, after)


def block_spans(block: TextBlock, rules: Rules) -> list[tuple[int, int]]:
    """Return where the segments of a block are in its text, none in code.

    The lines of a heading belong together.
    """
    if block.kind == "code":
        return []
    text = block.text.replace("\n", " ") if block.kind == "heading" else block.text
    return spans(text, rules)
