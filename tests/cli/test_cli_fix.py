"""`tmtool check --fix`: safe repairs, shown first."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SOURCE, DRAFT = "Да, нет.\nКод\nДом\n", "Yes , no.\r\nCode\nA  house\n"
MENDED = "Yes, no.\r\nCode\nA house\n"


def write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


@pytest.fixture
def files(place: Path) -> tuple[Path, Path]:
    return write(place / "s.txt", SOURCE), write(place / "d.txt", DRAFT)


@pytest.fixture(autouse=True)
def nothing_named(monkeypatch):
    monkeypatch.delenv("TMTOOL_DB")


def test_the_difference_is_shown_and_nothing_written(run, files, place):
    done = run("check", *files, "--fix")
    assert done.code == 1
    assert done.out.splitlines() == [
        "segment 1  space-before-punctuation",
        "  - Yes[-␣-], no.",
        "  + Yes, no.",
        "",
        "segment 3  double-space",
        "  - A [-␣-]house",
        "  + A house",
        "",
        "3 segments: 2 drafts to repair",
    ]
    assert files[1].read_bytes() == DRAFT.encode()
    assert sorted(one.name for one in place.iterdir()) == ["d.txt", "s.txt"]


def test_programs_get_it_as_data(run, files):
    done = run("check", *files, "--fix", "-f", "json")
    assert done.json["segments"] == 3
    first, second = done.json["repairs"]
    assert first == {
        "segment": 1,
        "source": "Да, нет.",
        "before": "Yes , no.",
        "after": "Yes, no.",
        "checks": ["space-before-punctuation"],
    }
    assert run("check", *files, "--fix", "-f", "jsonl").lines == [first, second]
    header, row, _ = run("check", *files, "--fix", "-f", "tsv").out.splitlines()
    assert header.split("\t") == list(first)
    assert row.split("\t")[2:4] == ["Yes , no.", "Yes, no."]


def test_a_file_beside(ok, files, place):
    done = ok("check", *files, "--fix", "-o", "new.txt")
    assert "Written to new.txt" in done.err
    assert (place / "new.txt").read_bytes() == MENDED.encode()
    assert files[1].read_bytes() == DRAFT.encode()
    assert ok("check", *files, "--fix", "--output", "-").out == MENDED


def test_in_its_place_and_once_is_enough(ok, files):
    ok("check", *files, "--fix", "--in-place")
    assert files[1].read_bytes() == MENDED.encode()
    done = ok("check", *files, "--fix", "--in-place")
    assert "3 segments: nothing to repair" in done.out
    assert files[1].read_bytes() == MENDED.encode()


def test_standard_input(ok, files):
    done = ok("check", files[0], "-", "--fix", "-o", "-", stdin=DRAFT)
    assert done.out == MENDED
    table = "ru\ten\nДа нет\tYes  no\n"
    done = ok("check", "-", "--as", "tsv", "--fix", "-o", "-", stdin=table)
    assert done.out == "ru\ten\nДа нет\tYes no\n"


def test_texts(run, ok):
    assert "[-␣-]" in run("check", "--text", "Да нет", "Yes  no", "--fix").out
    assert (
        ok("check", "--text", "Да нет", "Yes no", "--fix").out == "1 segment: nothing to repair\n"
    )


def test_some_checks_alone(run, files, place):
    done = run("check", *files, "--fix", "--check", "double-space", "-f", "jsonl")
    assert [line["segment"] for line in done.lines] == [3]
    write(place / "tmtool.toml", '[checks]\ndouble-space = "off"\n')
    assert [line["segment"] for line in run("check", *files, "--fix", "-f", "jsonl").lines] == [1]


@pytest.mark.parametrize(
    ("name", "text", "mended"),
    [
        ("a.tsv", "ru\ten\nДа нет\tYes  no\n", "ru\ten\nДа нет\tYes no\n"),
        ("a.csv", 'ru,en\nДа нет,"Yes  no"\n', 'ru,en\nДа нет,"Yes no"\n'),
        (
            "a.po",
            'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "Yes no"\nmsgstr "Да  нет"\n',
            'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "Yes no"\nmsgstr "Да нет"\n',
        ),
        (
            "a.tmx",
            '<tmx version="1.4"><body><tu><tuv xml:lang="ru"><seg>Да нет</seg></tuv>'
            '<tuv xml:lang="en-GB"><seg>Yes  no</seg></tuv></tu></body></tmx>',
            '<tmx version="1.4"><body><tu><tuv xml:lang="ru"><seg>Да нет</seg></tuv>'
            '<tuv xml:lang="en-GB"><seg>Yes no</seg></tuv></tu></body></tmx>',
        ),
    ],
)
def test_bilingual_files(ok, run, place, name, text, mended):
    path = write(place / name, text)
    assert run("check", path, "--fix").code == 1
    assert path.read_bytes() == text.encode()
    ok("check", path, "--fix", "--in-place")
    assert path.read_bytes() == mended.encode()


def test_a_format_that_cannot_be_repaired(refused, place, monkeypatch):
    import tmtool.formats.csv_

    monkeypatch.delattr(tmtool.formats.csv_, "rewrite_targets")
    path = write(place / "a.csv", "ru,en\nДа нет,Yes  no\n")
    said = refused("check", path, "--fix", "--in-place")
    assert "csv files cannot be repaired without changing the rest of them" in said
    assert "Formats that can: tmx, tsv, po" in said
    assert path.read_bytes() == "ru,en\nДа нет,Yes  no\n".encode()


@pytest.fixture
def unit(ok, small, monkeypatch) -> int:
    monkeypatch.setenv("TMTOOL_DB", str(small))
    made = ok("unit", "add", "Да нет", "Yes  no", "-s", "ru", "-t", "en", "-f", "json").json
    return made["id"]


def test_the_memorys_own_units(run, ok, unit):
    done = run("check", "--memory", "--fix")
    assert done.code == 1
    assert f"segment {unit}  double-space" in done.out
    assert "Nothing is written; --yes writes it" in done.err
    assert "Yes  no" in ok("unit", "show", unit).out
    done = ok("check", "--memory", "--fix", "--yes", "--by", "petrov")
    assert "1 unit repaired; `tmtool unit undo` takes the last one back." in done.err
    assert "Yes no" in ok("unit", "show", unit).out
    assert ok("unit", "history", unit, "-f", "json").json["changes"][0]["by"] == "petrov"
    ok("check", "--memory", "--fix")
    ok("unit", "undo")
    assert "Yes  no" in ok("unit", "show", unit).out


def test_accepted_findings_are_never_repaired(run, ok, unit, files):
    done = run("check", *files, "--check", "double-space", "--accept", "all", "--yes")
    assert done.code == 0
    done = ok("check", *files, "--fix", "--in-place", "-f", "jsonl")
    assert [line["segment"] for line in done.lines] == [1]
    assert "3 segments: 1 draft to repair; 1 draft left for an accepted finding" in done.err
    assert files[1].read_bytes() == DRAFT.replace(" ,", ",").encode()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--in-place",), "go with --fix"),
        (("--output", "x"), "go with --fix"),
        (("--fix", "--in-place", "-o", "x"), "either --output or --in-place"),
        (("--fix", "--junit", "x"), "neither with --accept nor with reports"),
        (("--fix", "--accept", "all"), "neither with --accept nor with reports"),
        (("--fix", "--list-accepted"), "check nothing"),
    ],
)
def test_misuse(run, files, options, said):
    done = run("check", *files, *options)
    assert done.code == 2
    assert said in done.err


def test_misuse_of_other_input(run, files):
    assert "for files" in run("check", "--memory", "--fix", "--in-place").err
    assert "for files" in run("check", "--text", "a", "b", "--fix", "-o", "x").err
    assert "has no place" in run("check", files[0], "-", "--fix", "--in-place").err


def test_the_examples(ok, run, place):
    examples = ROOT / "corpora" / "examples"
    draft = place / "d.txt"
    draft.write_bytes((examples / "draft-good.en.txt").read_bytes().replace(b", ", b" ,  "))
    ok("check", examples / "source.ru.txt", draft, "--fix", "--in-place")
    done = run("check", examples / "source.ru.txt", draft, "--check", "double-space")
    assert done.code == 0
    wanted = (examples / "draft-good.en.txt").read_text(encoding="utf-8")
    got = draft.read_text(encoding="utf-8")
    assert got.replace("\u00a0", " ") == wanted.replace("\u00a0", " ")


LINES = st.lists(
    st.text(st.sampled_from('абвab1 \u00a0.,!?«»"—-'), min_size=1, max_size=15),
    min_size=1,
    max_size=5,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES, st.data())
def test_fixing_twice_changes_nothing(run, place, lines, data):
    drafts = [
        data.draw(st.text(st.sampled_from('cde2 \u00a0.,!?«»"—-'), max_size=15)) for _ in lines
    ]
    source, draft = write(place / "s.txt", "\n".join([*lines, "да"])), place / "d.txt"
    write(draft, "\n".join([*drafts, "yes"]))
    run("check", source, draft, "-s", "ru", "-t", "en", "--fix", "--in-place")
    once = draft.read_bytes()
    again = run("check", source, draft, "-s", "ru", "-t", "en", "--fix", "--in-place")
    assert draft.read_bytes() == once
    if again.code == 0:
        assert "nothing to repair" in again.out


UNIT = "<trans-unit id='1'><source>Статья 1</source><target>Article  1</target></trans-unit>"
BILINGUAL = (
    "<xliff version='1.2'><file original='a' source-language='ru' target-language='en'"
    f" datatype='plaintext'><body>{UNIT}</body></file></xliff>"
)


def test_xliff_is_repaired_in_its_place(run, place):
    (place / "a.xlf").write_text(BILINGUAL, encoding="utf-8")
    assert run("check", "a.xlf", "--fix", "--in-place").code == 0
    assert (place / "a.xlf").read_text(encoding="utf-8") == BILINGUAL.replace("  1", " 1")
    assert "nothing to repair" in run("check", "a.xlf", "--fix").out


def test_a_format_that_cannot_be_repaired_is_told_first(run, place):
    text = (
        '<txml locale="ru" targetlocale="en"><segment><source>Статья 1</source>'
        "<target>Article  1</target></segment></txml>"
    )
    (place / "a.txml").write_text(text, encoding="utf-8")
    assert "double-space" in run("check", "a.txml", "--fix").out
    done = run("check", "a.txml", "--fix", "--in-place")
    assert (done.code, done.out) == (3, "")
    assert "txml files cannot be repaired" in done.err
    assert (place / "a.txml").read_text(encoding="utf-8") == text


def test_documents_are_shown_what_to_repair_and_stay(run, place):
    write(place / "a.md", "# Договор\n\nСтатья 1\n")
    write(place / "b.md", "# Treaty\n\nArticle 1 ,\n")
    shown = run("check", "a.md", "b.md", "--fix", "-f", "json")
    assert [(one["segment"], one["after"]) for one in shown.json["repairs"]] == [(2, "Article 1,")]
    done = run("check", "a.md", "b.md", "--fix", "--in-place")
    assert (done.code, done.out) == (3, "")
    assert "documents cannot be repaired" in done.err
