"""`tmtool export`, `pretranslate`, `score`, `backup` and `restore`."""

from __future__ import annotations

import gettext
import shutil
import subprocess

import pytest

from tmtool.jobs.samples import EXAMPLES, sample


@pytest.fixture(autouse=True)
def memory(small):
    return small


@pytest.mark.parametrize("suffix", ["tmx", "tsv", "csv"])
def test_everything_comes_back(ok, suffix):
    done = ok("export", f"out.{suffix}")
    assert done.err == f"5 units written to out.{suffix}\n"
    assert done.out == ""
    ok("--db", "again.db", "import", f"out.{suffix}", "--corpus", "small")
    for number in range(1, 6):
        before = ok("unit", "show", number, "-f", "json").json
        after = ok("--db", "again.db", "unit", "show", number, "-f", "json").json
        assert after == before


def test_a_catalogue(ok, place):
    done = ok("export", "out.po", "-s", "en", "-t", "ru")
    text = (place / "out.po").read_text(encoding="utf-8")
    assert 'msgid "Article 1"\nmsgstr "Статья 1"' in text
    assert 'msgctxt "menu"\nmsgid "The Treaty enters into force."' in text
    # Units that nobody has approved are fuzzy, a text that is there twice is written once.
    assert '#, fuzzy\nmsgid "Article 2"' in text
    assert "term: instrument of ratification = ратификационная грамота" in text
    assert done.err == "5 units written to out.po\n"


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["--corpus", "small"], 5),
        (["--status", "draft"], 1),
        (["--status", "machine"], 1),
        (["--author", "petrov"], 1),
        (["--author", "nobody"], 0),
        # The fifth unit has no date of its own: it is as new as its import.
        (["--since", "2025-01-01"], 2),
        (["--since", "2025-01-15T12:30:00Z"], 2),
        (["--since", "2025-01-15T12:30:00"], 2),
        (["--since", "2025-01-15T15:30:00+03:00"], 2),
        (["--since", "2025-01-15T15:30:01+03:00"], 1),
        (["--since", "20240101"], 5),
        (["--since", "2999-12-31"], 0),
        (["-s", "ru", "-t", "en"], 5),
        (["-s", "de"], 0),
    ],
)
def test_a_choice_of_units(ok, options, count):
    noun = "unit" if count == 1 else "units"
    assert f"{count} {noun} written to out.tmx\n" in ok("export", "out.tmx", *options).err


def test_a_file_that_is_there_is_replaced_whole_or_not_at_all(ok, refused, place):
    (place / "out.tmx").write_text("something else", encoding="utf-8")
    refused("export", "out.tmx", "--corpus", "nato")
    assert (place / "out.tmx").read_text(encoding="utf-8") == "something else"
    ok("export", "out.tmx")
    assert (place / "out.tmx").read_text(encoding="utf-8").startswith("<?xml")
    assert not list(place.glob(".*"))


@pytest.mark.parametrize("form", ["tmx", "tsv", "csv"])
def test_standard_output(ok, place, form):
    done = ok("export", "-", "--as", form)
    ok("export", f"out.{form}")
    assert done.out.encode() == (place / f"out.{form}").read_bytes()
    assert done.err == "5 units written to -\n"
    assert not (place / "-").exists()


def test_standard_output_needs_a_format(refused, place):
    said = refused("export", "-")
    assert said.startswith("Error: standard output: the name has no suffix")
    assert not (place / "-").exists()


# Catalogues ------------------------------------------------------------------------------------

POT = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

#: a.c:1
msgid "Article 1"
msgstr ""

msgid "The Treaty enters into force!"
msgstr ""

msgid "Quit"
msgstr ""

msgid "Article 2"
msgstr "Пункт 2"
"""


def test_pretranslate(ok, place):
    (place / "a.pot").write_text(POT, encoding="utf-8")
    done = ok("pretranslate", "a.pot", "-o", "ru.po", "-t", "ru")
    assert done.out.split()[-10:] == "corpus exact context repaired fuzzy small 1 0 0 1".split()
    assert done.err == (
        "a.pot: the header lacked, or had wrong, Language, MIME-Version,"
        " Content-Transfer-Encoding, Plural-Forms: set now\n"
        "ru.po: 4 segments: 1 exact, 0 in context, 0 repaired, 1 fuzzy, 1 kept, 1 empty\n"
    )
    text = (place / "ru.po").read_text(encoding="utf-8")
    assert '#: a.c:1\nmsgid "Article 1"\nmsgstr "Статья 1"' in text
    assert '#| msgid "The Treaty enters into force."' in text
    assert 'msgid "Quit"\nmsgstr ""' in text
    assert 'msgstr "Пункт 2"' in text


def test_pretranslate_by_a_newer_template(ok, place):
    (place / "ru.po").write_text(POT + '\nmsgid "Gone"\nmsgstr "Нет"\n', encoding="utf-8")
    newer = POT.replace('"Пункт 2"', '""').replace("Quit", "Article 1 ends")
    (place / "a.pot").write_text(newer, encoding="utf-8")
    done = ok("pretranslate", "ru.po", "--template", "a.pot", "-o", "ru.po", "-t", "ru")
    assert done.err.endswith("2 kept, 1 empty, 1 now obsolete\n") or "1 now obsolete" in done.err
    text = (place / "ru.po").read_text(encoding="utf-8")
    assert 'msgid "Article 1"\nmsgstr "Статья 1"' in text
    assert 'msgid "Article 2"\nmsgstr "Пункт 2"' in text
    assert text.endswith('#~ msgid "Gone"\n#~ msgstr "Нет"\n')
    assert 'msgid "Quit"' not in text


@pytest.mark.parametrize(
    "name", ["django-cms.ru.po", "django-core.ru.po", "sphinx.ru.po", "wagtail-admin.ru.po"]
)
def test_an_untouched_catalogue_is_what_msgcat_writes(run, place, shared, name):
    source = shared / "data" / "po" / name
    done = run("--db", "empty.db", "init")
    done = run("--db", "empty.db", "pretranslate", source, "-o", "out.po")
    assert done.code == 0, done.err
    if shutil.which("msgcat") is None:
        pytest.skip("msgcat (GNU gettext) is not installed")
    expected = subprocess.run(["msgcat", source], capture_output=True, check=True).stdout
    assert (place / "out.po").read_bytes() == expected
    run("--db", "empty.db", "pretranslate", "out.po", "-o", "again.po")
    assert (place / "again.po").read_bytes() == expected


def test_a_compiled_catalogue_and_a_compendium(ok, place):
    done = ok("export", "out.mo", "-s", "en", "-t", "ru")
    assert done.err == "3 units written to out.mo\n"
    with (place / "out.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Article 1") == "Статья 1"
    ok("--db", "again.db", "import", "out.mo")
    assert ok("--db", "again.db", "lookup", "Article 1", "-s", "en", "-t", "ru", "-f", "json").json[
        "matches"
    ]
    done = ok("export", "known.po", "-s", "en", "-t", "ru", "--as", "compendium")
    assert done.err == "5 units written to known.po\n"
    text = (place / "known.po").read_text(encoding="utf-8")
    assert text.count('msgid "The Treaty enters into force."') == 2


def test_pretranslate_options(ok, place):
    (place / "a.pot").write_text(POT, encoding="utf-8")
    done = ok("pretranslate", "a.pot", "-o", "ru.po", "-t", "ru", "--min-rate", "100")
    assert "1 exact, 0 in context, 0 repaired, 0 fuzzy, 1 kept, 2 empty" in done.err
    done = ok("pretranslate", "a.pot", "-o", "ru.po", "-t", "ru", "--overwrite")
    assert "0 kept" in done.err


def test_pretranslate_in_a_pipe(ok, place):
    done = ok("pretranslate", "-", "-o", "-", "-t", "ru", stdin=POT)
    assert 'msgstr "Статья 1"' in done.out
    assert done.err.splitlines()[-1].startswith("-: 4 segments: ")
    assert sorted(p.name for p in place.iterdir()) == ["memory.db"]


def test_pretranslate_in_place(ok, place):
    (place / "a.pot").write_text(POT, encoding="utf-8")
    ok("pretranslate", "a.pot", "-o", "a.pot", "-t", "ru")
    assert 'msgstr "Статья 1"' in (place / "a.pot").read_text(encoding="utf-8")


# Scores ----------------------------------------------------------------------------------------


@pytest.fixture
def examples():
    return sample(EXAMPLES)


def test_the_table_of_scores(ok, examples, place, monkeypatch):
    monkeypatch.chdir(examples)
    drafts = ["draft-good.en.txt", "draft-weak.en.txt"]
    lines = ok("score", *drafts, "-r", "reference.en.txt").out.splitlines()
    assert lines[0].split() == "draft bleu ↑ chrf ↑ chrf++ ↑ ter ↓".split()
    good, weak = ([float(cell) for cell in line.split()[1:]] for line in lines[1:3])
    assert [a > b for a, b in zip(good, weak, strict=True)] == [True, True, True, False]
    assert lines[3] == "41 segments"
    assert [line.partition(": ")[0] for line in lines[4:]] == ["bleu", "chrf", "chrf++", "ter"]
    assert all("version:" in line for line in lines[4:])


def test_scores_of_segments(ok, examples, monkeypatch):
    monkeypatch.chdir(examples)
    out = ok("score", "draft-weak.en.txt", "-r", "reference.en.txt", "-m", "chrf", "--segments").out
    table, total = out.split("\n\n")
    lines = table.splitlines()
    assert lines[0].split() == ["segment", "draft", "chrf", "↑"]
    assert [line.split()[0] for line in lines[1:]] == [str(n) for n in range(1, 42)]
    assert total.startswith("draft ")


def test_several_references(ok, place):
    for name, text in {"d": "a b c d\n", "one": "a b x d\n", "two": "a y c d\n"}.items():
        (place / f"{name}.txt").write_text(text, encoding="utf-8")
    both = ok("score", "d.txt", "-r", "one.txt", "-r", "two.txt", "-f", "json").json
    single = ok("score", "d.txt", "-r", "one.txt", "-f", "json").json
    assert "nrefs:2" in both["scores"][0]["signature"]
    assert both["scores"][0]["score"] > single["scores"][0]["score"]


def test_decomposed_letters_are_scored_twice(ok, place):
    (place / "d.txt").write_text("communique\u0301 of the Parties here\n", encoding="utf-8")
    (place / "r.txt").write_text("communiqué of the Parties here\n", encoding="utf-8")
    scores = ok("score", "d.txt", "-r", "r.txt", "-m", "chrf", "-f", "json").json["scores"]
    assert [s["input"] for s in scores] == ["raw", "nfc"]
    assert scores[0]["score"] < scores[1]["score"] == 100
    assert "chrf (nfc) ↑" in ok("score", "d.txt", "-r", "r.txt", "-m", "chrf").out


def test_a_draft_from_standard_input(ok, run, place):
    (place / "r.txt").write_text("Article 1\n", encoding="utf-8")
    score = ok("score", "-", "-r", "r.txt", "-m", "chrf", "-f", "json", stdin="Article 1\n").json
    assert (score["scores"][0]["draft"], score["scores"][0]["score"]) == ("-", 100)
    score = ok("score", "r.txt", "-r", "-", "-m", "chrf", "-f", "json", stdin="Article 1\n").json
    assert score["scores"][0]["draft"] == "r.txt"
    done = run("score", "-", "-r", "-", stdin="Article 1\n")
    assert done.code == 2
    assert "only once" in done.err


def test_unequal_numbers_of_lines_are_told(refused, place):
    (place / "d.txt").write_text("one\ntwo\n", encoding="utf-8")
    (place / "r.txt").write_text("one\n", encoding="utf-8")
    assert "d.txt has 2, r.txt has 1" in refused("score", "d.txt", "-r", "r.txt")
    said = refused("score", "-", "-r", "r.txt", stdin="one\ntwo\n")
    assert "standard input has 2, r.txt has 1" in said


# Copies ----------------------------------------------------------------------------------------


def test_backup_and_restore(ok, place):
    done = ok("backup", "copy.db")
    assert (done.out, done.err) == ("", "memory.db copied to copy.db\n")
    ok("unit", "remove", "1")
    done = ok("restore", "copy.db")
    assert done.err == (
        "memory.db restored from copy.db\nWhat it held before is in memory.db.before-restore\n"
    )
    assert ok("stats", "-f", "json").json["units"] == 5
    # What was there before can be brought back in the same way.
    ok("restore", "memory.db.before-restore")
    assert ok("stats", "-f", "json").json["units"] == 4


def test_restore_where_there_is_no_memory_yet(ok, place):
    done = ok("--db", "new/folder/memory.db", "restore", "memory.db")
    assert "before" not in done.err
    assert ok("--db", "new/folder/memory.db", "stats", "-f", "json").json["units"] == 5
