"""`tmtool score` on files of all formats: what is read, how it is aligned, what is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from building import ROOT
from conftest import CommandLine

EXAMPLES = ROOT / "corpora" / "examples"

REFUSED_HINT = "--force scores"


def lines(name: str) -> list[str]:
    return (EXAMPLES / name).read_text(encoding="utf-8").splitlines()


REFERENCE, WEAK, SOURCE = (
    lines(name) for name in ("reference.en.txt", "draft-weak.en.txt", "source.ru.txt")
)


def write(path: Path, texts: list[str]) -> str:
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8", newline="")
    return path.name


def tsv(path: Path, rows: list[tuple[str, ...]]) -> str:
    return write(path, ["\t".join(row) for row in rows])


def po(path: Path, pairs: list[tuple[str, str]]) -> str:
    texts = ['msgid ""\nmsgstr "Language: en\\n"\n']
    for number, pair in enumerate(pairs):
        source, target = (text.replace('"', '\\"') for text in pair)
        texts.append(f'msgctxt "{number}"\nmsgid "{source}"\nmsgstr "{target}"\n')
    return write(path, texts)


def tmx(path: Path, pairs: list[tuple[str, str]]) -> str:
    units = [
        f'<tu tuid="{n}"><tuv xml:lang="ru"><seg>{s}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{t}</seg></tuv></tu>'
        for n, (s, t) in enumerate(pairs)
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header/><body>'
    return write(path, [head, *units, "</body></tmx>"])


def ids(path: Path, pairs: list[tuple[str, str]]) -> str:
    rows = [(str(n), s, t) for n, (s, t) in enumerate(pairs)]
    return tsv(path, [("id", "source", "target"), *rows])


def xliff(path: Path, pairs: list[tuple[str, str]]) -> str:
    units = [
        f'<trans-unit id="{n}"><source>{s}</source><target>{t}</target></trans-unit>'
        for n, (s, t) in enumerate(pairs)
    ]
    head = (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file original="a" datatype="plaintext" source-language="ru" target-language="en"><body>'
    )
    return write(path, [head, *units, "</body></file></xliff>"])


def docx(path: Path, texts: list[str]) -> str:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}"'
            ' Target="word/document.xml"/></Relationships>',
        )
        file.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
        )
    return path.name


BILINGUAL = {"po": po, "tmx": tmx, "tsv": ids, "xlf": xliff}
DRAFT, TRUTH = list(zip(SOURCE, WEAK, strict=True)), list(zip(SOURCE, REFERENCE, strict=True))


@pytest.fixture
def plain(ok: CommandLine, place: Path) -> dict[str, float]:
    """The scores of the weak draft as plain text."""
    draft, reference = write(place / "d.txt", WEAK), write(place / "r.txt", REFERENCE)
    shape = ok("score", draft, "-r", reference, "-f", "json").json
    assert shape["aligned_by"] == "position"
    assert shape["warnings"] == []
    return {score["metric"]: score["score"] for score in shape["scores"]}


@pytest.mark.parametrize("form", BILINGUAL)
def test_bilingual_files_are_aligned_by_id_whatever_their_order(ok, place, plain, form):
    draft = BILINGUAL[form](place / f"draft.{form}", DRAFT)
    reference = BILINGUAL[form](place / f"reference.{form}", TRUTH)
    if form == "tsv":
        content = (place / reference).read_text(encoding="utf-8").splitlines()
        write(place / reference, [content[0], *reversed(content[1:])])
    shape = ok("score", draft, "-r", reference, "--segments", "-f", "json").json
    assert shape["aligned_by"] == "id"
    assert {score["metric"]: score["score"] for score in shape["scores"]} == pytest.approx(plain)
    assert all(isinstance(line["segment"], str) for line in shape["segment_scores"])
    assert "41 segments, aligned by id" in ok("score", draft, "-r", reference).out


@pytest.mark.parametrize("form", BILINGUAL)
def test_a_bilingual_draft_and_a_plain_reference(ok, place, plain, form):
    draft = BILINGUAL[form](place / f"draft.{form}", DRAFT)
    shape = ok("score", draft, "-r", "r.txt", "-f", "json").json
    assert shape["aligned_by"] == "position"
    assert {score["metric"]: score["score"] for score in shape["scores"]} == pytest.approx(plain)


def test_documents_are_scored_paragraph_by_paragraph(ok, place, plain):
    draft = docx(place / "draft.docx", WEAK)
    shape = ok("score", draft, "-r", "r.txt", "-f", "json").json
    assert shape["aligned_by"] == "position"
    assert {score["metric"]: score["score"] for score in shape["scores"]} == pytest.approx(plain)


def test_a_document_has_no_source(run, place, plain):
    draft = docx(place / "draft.docx", WEAK)
    done = run("score", draft, "-r", "r.txt", "--checks")
    assert done.code == 2
    assert "--checks needs --source-text FILE, or bilingual drafts" in done.err


def test_terms_from_the_source_of_a_bilingual_draft(ok, place, run):
    ok("init", "--samples")
    draft = tmx(place / "draft.tmx", DRAFT)
    write(place / "d.txt", WEAK)
    write(place / "s.txt", SOURCE)
    expected = ok("score", "d.txt", "--source-text", "s.txt", "-m", "terms", "-f", "json").json
    shape = ok("score", draft, "-m", "terms", "-f", "json").json
    assert shape["scores"][0]["score"] == expected["scores"][0]["score"]
    done = run("score", "d.txt", "-m", "terms")
    assert done.code == 2
    assert "--source-text FILE, or bilingual drafts" in done.err


def test_columns_and_format_may_be_named(ok, place, plain):
    rows = [(str(n), "x", text) for n, text in enumerate(WEAK)]
    draft = tsv(place / "draft.data", rows)
    shape = ok(
        "score", draft, "-r", "d.txt", "--as", "tsv", "--columns", "id,-,target", "-f", "json"
    ).json
    assert shape["scores"][0]["score"] == pytest.approx(100)


def test_one_table_may_have_drafts_and_references(ok, place, plain):
    rows = [("id", "draft", "reference")]
    rows += [(str(n), *pair) for n, pair in enumerate(zip(WEAK, REFERENCE, strict=True))]
    sheet = tsv(place / "sheet.tsv", rows)
    shape = ok("score", sheet, "-r", sheet, "-f", "json").json
    assert {score["metric"]: score["score"] for score in shape["scores"]} == pytest.approx(plain)


def test_standard_input_is_read_as_it_is(ok, place, plain):
    draft = "".join(f"{text}\r\n" for text in WEAK).replace(" ", "\u2028", 1)
    shape = ok("score", "-", "-r", "r.txt", "-f", "json", stdin="\ufeff" + draft).json
    assert {score["metric"]: score["score"] for score in shape["scores"]} == pytest.approx(plain)
    utf_16 = "".join(f"{text}\n" for text in WEAK).encode("utf-16")
    shape = ok("score", "-", "-r", "r.txt", "-f", "json", stdin=utf_16).json
    assert {score["metric"]: score["score"] for score in shape["scores"]} == pytest.approx(plain)


# Refusals ---------------------------------------------------------------------------------------


def late(texts: list[str]) -> list[str]:
    return [*texts[:9], *texts[10:], "One line more."]


GUESSES = [
    ("shifted", {"d": late(WEAK)}, "d.txt: segments 10 to ", "lengths correlate by 0."),
    ("language", {"d": SOURCE}, "d.txt: only 0 % of its letters are Latin", "r.txt has 100 %"),
    ("exchanged", {"d": REFERENCE, "r": SOURCE}, "letters are Cyrillic, most are Latin", "r.txt"),
    ("copy", {"d": SOURCE, "s": SOURCE}, "d.txt: 100 % of its 41 segments", "reference's 0 %"),
    ("source", {"s": late(SOURCE)}, "r.txt: segments ", "those of the source"),
]


@pytest.mark.parametrize(
    ("files", "what", "figures"), [row[1:] for row in GUESSES], ids=[row[0] for row in GUESSES]
)
def test_guesses_are_refused_unless_forced(refused, ok, place, files, what, figures):
    given = {"d": WEAK, "r": REFERENCE} | files
    for name, texts in given.items():
        write(place / f"{name}.txt", texts)
    command = ["score", "d.txt", "-r", "r.txt", "-m", "chrf"]
    command += ["--source-text", "s.txt"] if "s" in given else []
    said = refused(*command)
    assert what in said
    assert figures in said
    assert REFUSED_HINT in said
    forced = ok(*command, "--force")
    assert f"Warning: {said.removeprefix('Error: ').splitlines()[0]}" in forced.err
    shape = ok(*command, "--force", "-f", "json").json
    assert any(what in warning for warning in shape["warnings"])


def test_the_target_language_is_compared(refused, ok, place, plain):
    said = refused("score", "d.txt", "-r", "r.txt", "-t", "fr")
    assert "the text looks like en (" in said
    assert "not fr" in said
    done = ok("score", "d.txt", "-r", "r.txt", "-t", "en-GB", "-m", "chrf")
    assert "Warning" not in done.err


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_numbers_of_segments_must_agree_whatever_is_asked(refused, place, force):
    write(place / "d.txt", WEAK[:20] + WEAK[22:])
    write(place / "r.txt", REFERENCE)
    said = refused("score", "d.txt", "-r", "r.txt", *force)
    assert "the numbers of segments differ: d.txt has 39, r.txt has 41" in said
    assert "from 21 on, d.txt seems to fit the segments of r.txt from 23 on" in said


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("form", BILINGUAL)
def test_ids_must_agree_whatever_is_asked(refused, place, form, force):
    draft = BILINGUAL[form](place / f"draft.{form}", DRAFT[:38])
    reference = BILINGUAL[form](place / f"reference.{form}", TRUTH)
    said = refused("score", draft, "-r", reference, *force)
    assert f"{draft}: 3 of the 41 ids of {reference} are missing (" in said
    said = refused("score", reference, "-r", draft, *force)
    assert f"{reference}: 3 of its 41 ids are not in {draft} (" in said
    assert "--align position" in said


def test_doubled_ids_are_refused_unless_forced(refused, ok, place, plain):
    rows = [("id", "target"), *((str(n // 2), text) for n, text in enumerate(WEAK))]
    draft = tsv(place / "draft.tsv", rows)
    reference = tsv(
        place / "reference.tsv",
        [("id", "target"), *((str(n), text) for n, text in enumerate(REFERENCE))],
    )
    said = refused("score", draft, "-r", reference)
    assert "draft.tsv: 20 ids stand more than once ('0' at draft.tsv:2, draft.tsv:3; '1' at" in said
    shape = ok("score", draft, "-r", reference, "--force", "-f", "json").json
    assert shape["aligned_by"] == "position"
    assert {score["metric"]: score["score"] for score in shape["scores"]} == pytest.approx(plain)
    assert "20 ids stand more than once" in shape["warnings"][0]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("d.tsv", b"1\t2\t3\n", "d.tsv:1: the file has 3 columns without a header"),
        ("d.tsv", b"s\tt\ns\n", "d.tsv:2: 2 columns expected, 1 found"),
        ("d.tsv", "s\tСтатья\n".encode("cp1251"), "d.tsv:1: the text is not in the encoding"),
        ("d.txt", b"a\nb\0\n", "d.txt:2: this is not a text file"),
        ("d.po", b'msgid "a"\nmsgstr\n', "d.po:"),
        ("d.tmx", b"<tmx><body>", "d.tmx:1: the file ends too early"),
        ("d.tmx", b"<tbx/>", "d.tmx:1: the root element is <tbx>"),
        ("d.tmx", b"", "d.tmx: the file is empty"),
    ],
)
def test_files_that_cannot_be_read(refused, place, name, content, what):
    (place / name).write_bytes(content)
    write(place / "r.txt", ["a"])
    assert what in refused("score", name, "-r", "r.txt")


def test_alignment_by_id_needs_ids(refused, place, plain):
    assert "d.txt: not every segment has an id" in refused(
        "score", "d.txt", "-r", "r.txt", "--align", "id"
    )


# Warnings ---------------------------------------------------------------------------------------


def test_odd_characters_are_told_with_the_figures(ok, place, plain):
    odd = [WEAK[0].replace("e", "\u00ade", 1), *WEAK[1:]]
    write(place / "odd.txt", odd)
    done = ok("score", "odd.txt", "-r", "r.txt", "-m", "chrf")
    said = "Warning: soft hyphen in 1 segment of odd.txt (1): without them chrf would be"
    assert f"{said} {plain['chrf']:.2f} instead of " in done.err
    assert "Warning" not in done.out


def test_copies_and_gaps_are_told(ok, place, plain):
    shape = ok("score", "r.txt", "-r", "r.txt", "-m", "chrf", "-f", "json").json
    assert shape["warnings"] == [
        "r.txt is the same text as the reference r.txt: its scores say nothing of its quality"
    ]
    write(place / "gaps.txt", ["", *WEAK[1:]])
    done = ok("score", "gaps.txt", "-r", "r.txt", "-m", "chrf", "-f", "csv")
    assert "Warning: gaps.txt has 1 empty segment (1), scored as it is" in done.err
    assert "Warning" not in done.out


def test_the_name_of_standard_input_is_told(ok, place, plain):
    text = "".join(f"{line}\n" for line in ["", *WEAK[1:]])
    done = ok("score", "-", "-r", "r.txt", "-m", "chrf", stdin=text)
    assert "Warning: standard input has 1 empty segment (1)" in done.err


def test_a_missing_second_reference_is_missing_not_empty(ok, place):
    draft = ids(place / "draft.tsv", DRAFT)
    first = ids(place / "first.tsv", TRUTH)
    second = ids(place / "second.tsv", TRUTH[:30])
    command = ("score", draft, "-r", first, "-m", "ter", "-f", "json")
    alone = ok(*command).json["scores"][0]
    both = ok(*command, "-r", second).json["scores"][0]
    assert both["score"] == pytest.approx(alone["score"])
    assert "nrefs:var" in both["signature"]


def test_force_passes_the_language_of_terms_too(refused, ok, place, small):
    write(place / "s.txt", ["Ратификационная грамота"])
    command = ("score", "s.txt", "--source-text", "s.txt", "-m", "terms", "-s", "ru", "-t", "en")
    assert "s.txt looks like ru, not like en" in refused(*command)
    shape = ok(*command, "--force", "-f", "json").json
    assert [score["score"] for score in shape["scores"]] == [0]


def test_metrics_may_be_given_at_once_and_in_capitals(ok, place):
    write(place / "d.txt", WEAK)
    write(place / "r.txt", REFERENCE)
    done = ok("score", "d.txt", "-r", "r.txt", "-m", "chrF,TER", "-m", "bleu", "-f", "json")
    assert [score["metric"] for score in done.json["scores"]] == ["chrf", "ter", "bleu"]
