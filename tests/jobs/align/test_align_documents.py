"""Documents of any format, as the segments that are aligned."""

from __future__ import annotations

from pathlib import Path

import pytest
from aligning import sentences, write_pair
from building import table

from tmtool.errors import InputError
from tmtool.jobs.align.documents import cut, read_blocks
from tmtool.jobs.align.pair import ReadPair, align_pair, read_pair, read_texts
from tmtool.models import AlignmentOptions, DocumentSegment

RU = "Статья 1\nСтороны договорились. Они обязуются.\n\n- о мире\n"


def segments(path: Path, options: AlignmentOptions | None = None, side="source"):
    asked = options or AlignmentOptions()
    return cut(read_blocks(path, asked, side), "ru", asked)


@pytest.mark.parametrize(
    ("name", "text", "options", "expected"),
    [
        ("a.txt", RU, {}, ["Статья 1", "Стороны договорились.", "Они обязуются.", "- о мире"]),
        ("a.odd", RU, {}, ["Статья 1", "Стороны договорились.", "Они обязуются.", "- о мире"]),
        ("a", RU, {"segments": "paragraphs"}, RU.replace("\n\n", "\n").splitlines()),
        ("a.md", f"# {RU}\n```\nкод\n```\n", {"segments": "lines"}, None),
        ("a.html", "<h1>Статья 1</h1><p>Да. Нет.</p><pre>код</pre>", {}, None),
        ("a.txt", "<p>Да.</p>", {"format": "html"}, ["Да."]),
        ("a.txt", "Да. Нет.\n\nДа.", {"format": "lines"}, ["Да.", "Нет.", "Да."]),
        ("a.txt", "Да. Нет.\n\nДа.", {"segments": "lines"}, ["Да. Нет.", "Да."]),
    ],
)
def test_a_document_is_cut(tmp_path: Path, name, text, options, expected):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    found = [one.text for one in segments(path, AlignmentOptions(**options))]
    if expected is not None:
        assert found == expected
    assert all(found)
    if options.get("segments") != "lines":
        assert "код" not in found


@pytest.mark.parametrize("segments", ["sentences", "lines"])
@pytest.mark.parametrize(
    ("text", "saved_as", "encoding"),
    [
        ("Раздел 1 – «мир»", "cp1251", "cp1251"),
        ("Section 7 – ‘peace’", "utf-8", "cp1251"),
        ("Статья 1", "utf-8-sig", "cp1251"),
        ("Статья 1", "utf-8", "utf-16-le"),
        ("Article 1", "utf-16-le", "utf-16-le"),
        ("日本", "iso2022_jp", "iso2022_jp"),
    ],
)
def test_the_encoding_is_that_of_texts_that_are_not_utf_8(
    tmp_path: Path, text: str, saved_as: str, encoding: str, segments
):
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(saved_as))
    options = AlignmentOptions(encoding=encoding, segments=segments)
    assert [block.text for block in read_blocks(path, options, "source")] == [text]


def test_segments_know_their_paragraphs_and_what_stands_between(tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_text("# Договор\n\nДа.  Нет. Ну.\n\n- мир\n", encoding="utf-8")
    assert segments(path) == (
        DocumentSegment("Договор", 0, "heading", 1),
        DocumentSegment("Да.", 1, after="  "),
        DocumentSegment("Нет.", 1, after=" "),
        DocumentSegment("Ну.", 1),
        DocumentSegment("мир", 2, "list", 1),
    )


def test_a_bilingual_file_gives_the_side_that_is_asked_for(tmp_path: Path):
    path = table(tmp_path / "a.tsv", [["1", "Да. Нет.", "Yes. No."], ["2", "Мир", "Peace"]])
    options = AlignmentOptions(source_language="ru", target_language="en")
    assert [one.text for one in segments(path, options)] == ["Да.", "Нет.", "Мир"]
    target = [one.text for one in segments(path, options, "target")]
    assert target == ["Yes.", "No.", "Peace"]


def test_rules_of_srx_cut_otherwise(tmp_path: Path):
    srx = tmp_path / "rules.srx"
    srx.write_text(
        '<?xml version="1.0"?><srx xmlns="http://www.lisa.org/srx20" version="2.0">'
        '<header segmentsubflows="yes" cascade="no"/><body><languagerules>'
        '<languagerule languagerulename="r"><rule break="yes"><beforebreak>;</beforebreak>'
        "<afterbreak>\\s</afterbreak></rule></languagerule></languagerules><maprules>"
        '<languagemap languagepattern=".*" languagerulename="r"/></maprules></body></srx>',
        encoding="utf-8",
    )
    path = tmp_path / "a.txt"
    path.write_text("Да; нет. Ну\n", encoding="utf-8")
    found = segments(path, AlignmentOptions(srx=srx))
    assert [one.text for one in found] == ["Да;", "нет. Ну"]


def both(source: Path, target: Path, **options) -> ReadPair:
    asked = AlignmentOptions(**options)
    return read_pair(read_texts(source, target, asked), asked)


def test_what_can_be_told_before_aligning(tmp_path: Path):
    source, target = write_pair(tmp_path, "a", sentences(8))
    empty = tmp_path / "empty.txt"
    empty.write_text("* * *\n", encoding="utf-8")
    assert both(source, target).verdict is None
    assert both(source, source).verdict == "identical"
    assert both(source, empty).verdict == "empty"
    assert both(target, source, source_language="ru", target_language="en").verdict == "swapped"
    forced = both(target, source, source_language="ru", target_language="en", force=True)
    assert (forced.verdict, forced.names) == (None, (str(source), str(target)))


@pytest.mark.parametrize("first", ["ru", None])
def test_languages_may_be_told_by_one(tmp_path: Path, first):
    source, target = write_pair(tmp_path, "a", sentences(8))
    read = both(source, target, source_language=first)
    assert (read.languages.source, read.languages.target) == ("ru", "en")


def test_each_segment_is_in_one_bead(tmp_path: Path):
    source, target = write_pair(tmp_path, "a", sentences(20))
    found = align_pair(source, target, AlignmentOptions(), lambda *_: None)
    assert found.states == ("open",) * len(found.alignment.beads)
    for side, segments_of in (("source", found.source), ("target", found.target)):
        places = [place for bead in found.alignment.beads for place in getattr(bead, side)]
        assert places == list(range(len(segments_of)))
    right = [bead for bead in found.alignment.beads if bead.source == bead.target]
    assert len(right) >= 18


@pytest.mark.parametrize("name", ["a.doc", "a.rtf", "a.pages"])
def test_old_formats_are_refused(tmp_path: Path, name: str):
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(InputError, match="cannot be read"):
        read_blocks(tmp_path / name, AlignmentOptions(), "source")
