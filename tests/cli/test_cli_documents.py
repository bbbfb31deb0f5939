"""Documents in one language through `check` and `pretranslate`."""

from __future__ import annotations

import shutil
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

import tmtool
from tmtool.formats import ReadOptions, find
from tmtool.models import Skipped, TranslationUnit

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(path: Path, *paragraphs: str) -> Path:
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Target="word/document.xml"'
            f' Type="{OFFICE}/officeDocument"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        )
    return path


def html(path: Path, *paragraphs: str) -> Path:
    path.write_text("".join(f"<p>{escape(one)}</p>" for one in paragraphs), encoding="utf-8")
    return path


# check -------------------------------------------------------------------------------------------


def test_paragraphs_are_checked_pair_by_pair(run, small, place):
    docx(place / "a.docx", "Договор", "Статья 1", "Всего 5 статей.")
    html(place / "b.html", "Treaty", "Article 1", "There are 6 articles.")
    done = run("check", "a.docx", "b.html", "-f", "json")
    assert done.code == 1
    assert done.json["segments"] == 3
    numbers = [one for one in done.json["issues"] if one["check"] == "number"]
    assert [(one["segment"], one["draft"]) for one in numbers] == [(3, "There are 6 articles.")]


def test_plain_text_may_be_the_draft_of_a_document(run, small, place):
    docx(place / "a.docx", "Договор", "Статья 1")
    (place / "b.txt").write_text("Treaty\n\nArticle 1\n", encoding="utf-8")
    assert run("check", "a.docx", "b.txt", "-f", "json").json["segments"] == 2


def test_documents_of_other_lengths_are_refused(refused, small, place):
    docx(place / "a.docx", "Договор", "Статья 1")
    html(place / "b.html", "Treaty")
    said = refused("check", "a.docx", "b.html")
    assert "the numbers of paragraphs differ: a.docx has 2, b.html has 1" in said
    html(place / "c.html")
    docx(place / "d.docx", "")
    (place / "c.html").write_text("<p></p>", encoding="utf-8")
    assert "no paragraph with text" in refused("check", "d.docx", "c.html")
    assert "no such file" in refused("check", "a.docx", "missing.docx")


def test_reports_of_documents_name_no_lines(run, small, place):
    docx(place / "a.docx", "Всего 5 статей.")
    docx(place / "b.docx", "There are 6 articles.")
    assert run("check", "a.docx", "b.docx", "--sarif", "c.sarif").code == 1
    assert "startLine" not in (place / "c.sarif").read_text(encoding="utf-8")


# pretranslate ------------------------------------------------------------------------------------

PARAGRAPHS = (
    "Статья 1",
    "Договор вступает в силу. Стороны обменялись ратификационными грамотами вчера.",
    "Совсем <другой> текст о ратификационной грамоте.",
)
SEGMENTS = [
    "Статья 1",
    "Договор вступает в силу.",
    "Стороны обменялись ратификационными грамотами вчера.",
    "Совсем <другой> текст о ратификационной грамоте.",
]
FORMATS = ("xlf", "po", "tmx", "tsv", "csv", "xlsx", "jsonl")
NOTE = "term: ратификационная грамота = instrument of ratification"


def _segments(path: Path) -> list[tuple[str, str | None, str, str | None]]:
    """The source, the translation, the status and the note of each segment."""
    found = []
    for record in find(path).read_units(path, ReadOptions("ru", "en")):
        unit = record.unit if isinstance(record, Skipped) else record
        assert isinstance(unit, TranslationUnit)
        source, target = unit.variant("ru"), unit.variant("en")
        found.append((source.text, target and target.text, unit.status, unit.note))
    return found


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_document_becomes_a_bilingual_file(ok, run, small, place, suffix):
    docx(place / "report.docx", *PARAGRAPHS)
    out = f"out.{suffix}"
    done = ok("pretranslate", "report.docx", "-s", "ru", "-t", "en", "-o", out, "-f", "json")
    assert (done.json["total"], done.json["exact"] + done.json["context"]) == (4, 2)
    assert done.json["repaired"] + done.json["fuzzy"] == 1
    assert done.json["terms"] == 0
    blanks = find(Path(out)).open_to_fill(place / out, ReadOptions("ru", "en")).blanks()
    assert [blank.text for blank in blanks] == SEGMENTS
    read = _segments(place / out)
    assert [one[0] for one in read] == SEGMENTS
    assert [one[1] for one in read][:2] == ["Article 1", "The Treaty enters into force."]
    assert [one[1] for one in read][3] is None
    # In XLIFF 1.2 a state is that of all segments of a paragraph.
    second = "draft" if suffix == "xlf" else "approved"
    assert [one[2] for one in read][:3] == ["approved", second, "draft"]
    assert run("check", out, "-s", "ru", "-t", "en", "-f", "json").json["segments"] == 4


@pytest.mark.parametrize("suffix", FORMATS)
def test_terms_are_noted_once(ok, small, place, suffix):
    html(place / "report.html", *PARAGRAPHS)
    out = f"out.{suffix}"
    pair = ("-s", "ru", "-t", "en")
    done = ok("pretranslate", "report.html", *pair, "-o", out, "--terms", "-f", "json")
    assert done.json["terms"] == 2
    assert done.err.rstrip().endswith("1 empty, 2 with terms")
    once = (place / out).read_bytes()
    done = ok("pretranslate", out, *pair, "-o", out, "--terms", "-f", "json")
    assert done.json["terms"] == 0
    assert (place / out).read_bytes() == once
    notes = [one[3] or "" for one in _segments(place / out)]
    has_terms = [NOTE in note for note in notes]
    # In XLIFF a note is that of all segments of a paragraph.
    second = suffix == "xlf"
    assert has_terms == [False, second, True, True]


def test_xliff_has_a_unit_for_each_paragraph(ok, run, small, place):
    docx(place / "report.docx", *PARAGRAPHS)
    ok("pretranslate", "report.docx", "-o", "a.xliff", "-s", "ru", "-t", "en")
    text = (place / "a.xliff").read_text(encoding="utf-8")
    assert text.count("<trans-unit") == 3
    assert text.count('<mrk mtype="seg" mid="2">') == 2
    assert 'original="report.docx"' in text
    ok("pretranslate", "report.docx", "-o", "b.xliff", "--to", "xliff2", "-s", "ru", "-t", "en")
    text = (place / "b.xliff").read_text(encoding="utf-8")
    assert (text.count("<unit "), text.count("<segment "), text.count("<ignorable>")) == (3, 4, 1)
    assert 'state="translated" subState="tmtool:exact"' in text or "tmtool:context" in text
    again = ok("pretranslate", "b.xliff", "-o", "c.xliff", "-f", "json").json
    assert again["total"] == 4
    assert run("check", "b.xliff", "-f", "json").json["segments"] == 4


def test_equal_segments_are_one_message_of_a_catalogue(ok, small, place):
    (place / "my notes.txt").write_text("Статья 1\nСтатья 2\nСтатья 1\n", encoding="utf-8")
    ok("pretranslate", "my notes.txt", "-o", "a.po", "-s", "ru", "-t", "en")
    text = (place / "a.po").read_text(encoding="utf-8")
    assert text.count('\nmsgid "Статья 1"') == 1
    assert "#: my_notes.txt:1 my_notes.txt:3\n" in text


def test_one_glossary_may_be_asked_for(ok, run, small, place):
    html(place / "a.html", PARAGRAPHS[2])
    done = ok("pretranslate", "a.html", "-o", "a.tsv", "--terms", "--glossary", "own", "-t", "en")
    assert "1 with terms" in done.err
    none = run("pretranslate", "a.html", "-o", "b.tsv", "--terms", "--glossary", "none", "-t", "en")
    assert none.code == 3
    assert not (place / "b.tsv").exists()
    assert run("pretranslate", "a.html", "-o", "b.tsv", "--glossary", "own").code == 2


def test_lines_of_a_text_are_segments_where_told(ok, small, place):
    (place / "a.txt").write_text("One. Two.\nThree.\n", encoding="utf-8")
    pair = ("-s", "en", "-t", "ru", "-f", "json")
    assert ok("pretranslate", "a.txt", "-o", "a.tsv", *pair).json["total"] == 3
    assert ok("pretranslate", "a.txt", "-o", "a.tsv", *pair, "--as", "lines").json["total"] == 2
    (place / "b.txt").write_text("ru\ten\nСтатья 1\t\n", encoding="utf-8")
    done = ok("pretranslate", "b.txt", "-o", "c.txt", "--as", "tsv", "-f", "json").json
    assert done["total"] == 1
    assert (place / "c.txt").read_text(encoding="utf-8") == "ru\ten\nСтатья 1\tArticle 1\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("a.html", "-o", "b.ttx"), "ttx files cannot be made of a document"),
        (("a.html", "-o", "b.mo"), "mo files cannot be made of a document"),
        (("a.html", "-o", "b.po", "--template", "x.pot"), "documents have no templates"),
        (("empty.html", "-o", "b.po"), "no text to translate"),
        (("a.tsv", "-o", "b.po", "--to", "po"), "a bilingual file stays in its format"),
        (("old.rtf", "-o", "b.po"), ".rtf documents cannot be read"),
        (("a.xyz", "-o", "b.po"), "the suffix .xyz is not"),
        (("a.tbx", "-o", "b.po"), "hold no units"),
        (("missing.docx", "-o", "b.po"), "no such file"),
        (("a.html", "-o", "b.po", "-t", "xx-bad-tag-"), "xx-bad-tag-"),
        (("a.html", "-o", "b.docx"), "b.docx: a document is not written"),
        (("a.tsv", "-o", "b.po"), "b.po: a file in the format tsv stays in it"),
        (("a.tsv", "-o", "b.csv"), "b.csv: a file in the format tsv stays in it"),
        (("a.tsv", "-o", "b.docx"), "b.docx: a file in the format tsv stays in it"),
        (("a.tsv", "-o", "b.tbx"), "b.tbx: a file in the format tsv stays in it"),
        (("a.tsv", "-o", "b.tsv.gz"), "b.tsv.gz: what is filled is not packed"),
        (("a.html", "-o", "b.tmx.zip"), "Name it b.tmx, and pack it afterwards."),
    ],
)
def test_what_cannot_be_filled(refused, small, place, arguments, said):
    html(place / "a.html", "Статья 1")
    (place / "empty.html").write_text("<p></p>", encoding="utf-8")
    for name in ("a.tsv", "old.rtf", "a.xyz", "a.tbx"):
        (place / name).write_text("ru\ten\nда\t\n", encoding="utf-8")
    assert said in refused("pretranslate", *arguments)
    assert not list(place.glob("b.*"))


@pytest.mark.parametrize(
    ("name", "out"),
    [
        ("a.tsv", "b.tab"),
        ("a.tsv", "b.txt"),
        ("a.tsv", "b.new"),
        ("a.tsv", "b"),
        ("a.csv", "b.csv"),
        ("a.xliff", "b.xlf"),
        ("a.xliff", "b.sdlxliff"),
    ],
)
def test_a_file_of_the_same_format_may_have_another_suffix(ok, small, place, name, out):
    (place / "a.tsv").write_text("ru\ten\nСтатья 1\t\n", encoding="utf-8")
    (place / "a.csv").write_text("ru,en\nСтатья 1,\n", encoding="utf-8")
    html(place / "a.html", "Статья 1")
    ok("pretranslate", "a.html", "-o", "a.xliff", "-s", "ru", "-t", "en")
    assert ok("pretranslate", name, "-o", out, "-f", "json").json["total"] == 1
    odd = (place / name).rename(place / "a.odd")
    ok("pretranslate", odd.name, "-o", "c.odd", "--as", Path(name).suffix[1:])


def test_documents_are_no_files_of_units(refused, small, place):
    docx(place / "a.docx", "Договор")
    for command in ("import", "check"):
        said = refused(command, "a.docx")
        assert said.startswith("Error: a.docx: a document in one language has no units\n")
        assert "tmtool align" in said
        assert "tmtool pretranslate" in said


def test_the_formats_that_are_named_are_those_that_serve(refused, small, place):
    (place / "a.xyz").write_text("x", encoding="utf-8")
    reading, writing = (
        refused("import", "a.xyz"),
        refused("export", "b.xyz", "-s", "ru", "-t", "en"),
    )
    assert "sdltm" in reading
    assert "compendium" not in reading
    assert "compendium" in writing
    assert "sdltm" not in writing


def test_titles_above_a_header_are_told(ok, small, place):
    (place / "a.csv").write_text("Our terms\n\nru;en\nСтатья 1;\n", encoding="utf-8")
    done = ok("pretranslate", "a.csv", "-o", "b.csv")
    assert "rows above the header, which are left out: 1 (line 1: 'Our terms')" in done.err
    assert (place / "b.csv").read_text(encoding="utf-8") == (
        "Our terms\n\nru;en\nСтатья 1;Article 1\n"
    )
    done = ok("import", "b.csv", "--corpus", "new")
    assert "Warning: b.csv: rows above the header, which are left out: 1" in done.err
    done = ok("glossary", "import", "b.csv", "--glossary", "new")
    assert "rows above the header" in done.err


ACCORD = Path(__file__).parents[1] / "data" / "formats" / "documents" / "accord.pdf"


def test_pdf_is_a_document_everywhere(ok, run, small, place):
    pytest.importorskip("pypdfium2", reason="tmtool[pdf] is not installed")
    shutil.copy(ACCORD, place / "a.pdf")
    done = ok("pretranslate", "a.pdf", "-s", "ru", "-t", "en", "-o", "a.xliff", "-f", "json")
    assert done.json["total"] == 6
    assert 'original="a.pdf"' in (place / "a.xliff").read_text(encoding="utf-8")
    counted = ok("analyze", "a.pdf", "-s", "ru", "-t", "en", "-f", "json").json
    assert sum(band["segments"] for band in counted["total"]) >= 6
    html(place / "b.html", *["Agreement between the Parties"] * 6)
    checked = run("check", "a.pdf", "b.html", "-s", "ru", "-t", "en", "-f", "json")
    assert checked.json["segments"] == 6
    piped = ok(
        "pretranslate",
        "-",
        "-o",
        "-",
        "--as",
        "pdf",
        "--to",
        "tsv",
        "-s",
        "ru",
        "-t",
        "en",
        stdin=ACCORD.read_bytes(),
    )
    assert piped.out.splitlines()[0].startswith("ru\ten\tdocument\t")


def test_a_pdf_without_its_reader_says_what_to_install(refused, small, place, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    shutil.copy(ACCORD, place / "a.pdf")
    said = refused("pretranslate", "a.pdf", "-s", "ru", "-t", "en", "-o", "a.xliff")
    assert "pip install 'tmtool[pdf]'" in said
    assert not (place / "a.xliff").exists()


def test_what_a_table_has_may_be_said_in_python(small, place):
    (place / "a.csv").write_text("x,Статья 1,\n", encoding="utf-8")
    with tmtool.open(small) as memory:
        report = memory.pretranslate(
            "a.csv", "b.csv", "ru", "en", reading=ReadOptions(columns=("-", "ru", "en"))
        )
    assert (report.total, report.exact) == (1, 1)
    assert (place / "b.csv").read_text(encoding="utf-8") == "x,Статья 1,Article 1\n"


@pytest.mark.parametrize("suffix", ["xliff", "xlf", "tmx"])
def test_the_end_of_a_page_is_white_space_and_other_controls_are_refused(
    ok, refused, small, place, suffix
):
    (place / "pages.txt").write_text("Да.\fНет.\n\fКонец\vдела.\n", encoding="utf-8")
    command = ("pretranslate", "pages.txt", "-s", "ru", "-t", "en", "-o", f"out.{suffix}")
    ok(*command)
    text = (place / f"out.{suffix}").read_text(encoding="utf-8")
    assert all(segment in text for segment in ("Да.", "Нет.", "Конец дела."))
    (place / "pages.txt").write_text("Да.\x01Нет.\n", encoding="utf-8")
    assert refused(*command).startswith("Error: pages.txt: a paragraph has the character U+0001")
