"""XLIFF files through the commands that take files of units."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

GALLERY = Path(__file__).parents[1] / "data" / "formats" / "xliff"


@pytest.fixture
def gallery(place: Path) -> Path:
    """The files of the gallery in the current folder."""
    for path in GALLERY.iterdir():
        shutil.copy(path, place)
    return place


def test_import_export_and_check(ok, gallery):
    done = ok("import", "trados.sdlxliff", "memoq.mqxliff", "phrase.mxliff", "--corpus", "jobs")
    assert done.out.splitlines()[1].split() == "trados.sdlxliff jobs 5 3 0 0 2".split()
    assert "skipped trados.sdlxliff:14: not translated" in done.out
    assert ok("export", "all.xlf", "-s", "en", "-t", "ru").err == "10 units written to all.xlf\n"
    again = ok("import", "all.xlf", "--corpus", "jobs", "-f", "json").json["files"][0]
    assert (again["format"], again["duplicate"], again["added"]) == ("xliff", 10, 0)
    ok("export", "all2.xlf", "--as", "xliff2", "-s", "en", "-t", "ru")
    again = ok("import", "all2.xlf", "--corpus", "other", "-f", "json").json["files"][0]
    assert (again["added"], again["skipped"]) == (10, [])
    found = ok("check", "states.xlf", "-f", "json").json
    assert found["segments"] == 10


def test_a_file_is_filled_and_the_report_tells_from_where(ok, gallery):
    ok("import", "plain.xlf", "--corpus", "own")
    source = (gallery / "plain.xlf").read_bytes()
    (gallery / "new.xlf").write_bytes(source.replace("<target>Один</target>".encode(), b""))
    done = ok("pretranslate", "new.xlf", "-o", "out.xlf", "-f", "json")
    assert done.json["origins"] == [
        {"corpus": "own", "exact": 1, "context": 0, "repaired": 0, "fuzzy": 0}
    ]
    assert (done.json["total"], done.json["empty"], done.json["file"]) == (3, 2, "out.xlf")
    assert done.err.startswith("out.xlf: 3 segments: 1 exact, 0 in context, 0 repaired, 0 fuzzy")
    target = '<target state="translated" state-qualifier="exact-match">Один</target>'
    assert target in (gallery / "out.xlf").read_text(encoding="utf-8")
    piped = ok("pretranslate", "-", "-o", "-", stdin=(gallery / "new.xlf").read_bytes())
    assert piped.out == (gallery / "out.xlf").read_text(encoding="utf-8")
    assert ok("pretranslate", "new.xlf", "-o", "c.xlf", "-f", "csv").out == (
        "corpus,exact,context,repaired,fuzzy\nown,1,0,0,0\n"
    )


def test_what_the_file_locks_is_told(ok, gallery):
    done = ok("init")
    done = ok("pretranslate", "trados.sdlxliff", "-o", "out.sdlxliff")
    assert done.err.startswith("The memory is empty")
    assert "out.sdlxliff: 5 segments: 0 exact" in done.err
    assert "2 empty, 2 locked" not in done.err
    assert "1 empty, 2 locked" in done.err
    assert (gallery / "out.sdlxliff").read_bytes() == (gallery / "trados.sdlxliff").read_bytes()


def test_misuse(run, refused, small, gallery):
    assert run("pretranslate", "plain.xlf", "-o", "-", "-f", "json").code == 2
    assert "units cannot be written to sdlxliff files" in refused("export", "a.sdlxliff")
    assert "units cannot be filled into mo files" in refused(
        "pretranslate", "plain.xlf", "-o", "b.xlf", "--as", "mo"
    )
    for path in sorted(gallery.glob("refused-*")):
        said = refused("pretranslate", path.name, "-o", "never.xlf")
        assert path.name in said
        assert not (gallery / "never.xlf").exists()
