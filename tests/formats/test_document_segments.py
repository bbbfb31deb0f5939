"""Documents read as segments."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import ROOT

from tmtool.errors import InputError
from tmtool.formats.documents.segments import block_segments, block_spans, document_blocks
from tmtool.models import DocumentSegment, TextBlock
from tmtool.text.segmentation import rules_for

WRAPPED = """\
The High Contracting Parties, desiring to promote peace, have agreed
on the following. They shall cooperate with each other in good faith
and consult at the request of any Party without delay at any time or
place that they may choose.

Article 2 applies to all.
"""


def write(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def segments_of(path: Path) -> list[DocumentSegment]:
    rules = rules_for("en")
    blocks = enumerate(document_blocks(path))
    return [one for number, block in blocks for one in block_segments(block, number, rules)]


def test_paragraphs_are_cut_and_code_is_left_out(tmp_path: Path):
    path = write(tmp_path / "a.md", "# Art. 1\n\nOne.  Two.\n\n    x = 1. Y\n\n- three\n")
    assert segments_of(path) == [
        DocumentSegment("Art. 1", 0, "heading", 1),
        DocumentSegment("One.", 1, "paragraph", 0, "  "),
        DocumentSegment("Two.", 1, "paragraph", 0),
        DocumentSegment("three", 3, "list", 1),
    ]


def test_lines_are_paragraphs(tmp_path: Path):
    path = write(tmp_path / "a.txt", "One. Two.\n\nThree.\n")
    assert [(one.paragraph, one.text) for one in segments_of(path)] == [
        (0, "One."),
        (0, "Two."),
        (1, "Three."),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_wrapped_lines_are_put_together(tmp_path: Path, end: str):
    path = tmp_path / "a.txt"
    path.write_bytes(WRAPPED.replace("\n", end).encode())
    found = segments_of(path)
    assert [(one.paragraph, one.text.split()[0]) for one in found] == [
        (0, "The"),
        (0, "They"),
        (1, "Article"),
    ]
    assert found[0].text.endswith("agreed\non the following.")


def test_lines_of_a_heading_belong_together():
    block = TextBlock("Договор\nо дружбе", "heading", 1, 0)
    assert block_spans(block, rules_for("ru")) == [(0, 16)]


def test_what_cannot_be_read_is_refused(tmp_path: Path):
    with pytest.raises(InputError):
        segments_of(ROOT / "tests/data/formats/documents/refused-old.doc")
