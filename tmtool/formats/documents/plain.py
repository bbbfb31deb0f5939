"""Plain text: each line is a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tmtool.formats.files import open_text
from tmtool.models import TextBlock


def read_blocks(path: Path, encoding: str | None = None) -> Iterator[TextBlock]:
    """Yield the lines that are not blank, without the white space around them."""
    position = 0
    with open_text(path, encoding) as file:
        for line in file:
            text = line.strip()
            if text:
                yield TextBlock(text, "paragraph", 0, position)
                position += 1
