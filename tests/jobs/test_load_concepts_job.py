from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from building import hear, process, table

import tmtool
from tmtool.errors import InputError
from tmtool.jobs import load_concepts, spool
from tmtool.memory import Memory
from tmtool.models import Concept, Term

KILLED = """
import sys
import tmtool
from tmtool.jobs import load_concepts
from tmtool.store import concept_batches
kind, path, file = sys.argv[1:]
load_concepts._BATCH = 50
step, number = {"analysing": ("term_keys", 250), "writing": ("write", 3)}[kind]
place = load_concepts if kind == "analysing" else concept_batches
right = getattr(place, step)
calls = 0
def waiting(*given):
    global calls
    calls += 1
    if calls == number:
        print("there", flush=True)
        sys.stdin.readline()
    return right(*given)
setattr(place, step, waiting)
with tmtool.open(path) as memory:
    memory.glossary.load(file, glossary="terms")
"""


def large(folder: Path, name: str = "large.tsv", *, count: int = 200) -> Path:
    rows = [[f"c{n}", f"договор номер {n}", f"treaty number {n}"] for n in range(count)]
    return table(folder / name, rows, "id ru en")


@pytest.mark.parametrize("kind", ["analysing", "writing"])
def test_a_killed_import_leaves_the_glossary_as_it_was(tmp_path: Path, kind: str):
    path, file = tmp_path / "memory.db", large(tmp_path)
    with tmtool.open(path) as memory:
        memory.glossary.load(large(tmp_path, "small.tsv", count=3), glossary="terms")
        before = list(memory.glossary.concepts())
    with process(KILLED, kind, path, file) as running:
        assert hear(running) == "there"
        running.kill()
        running.wait()
    with tmtool.open(path) as memory:
        assert list(memory.glossary.concepts()) == before
        report = memory.glossary.load(file, glossary="terms")
        assert (report.added, report.duplicate) == (197, 3)
        assert len(list(memory.glossary.concepts())) == 200


def test_a_file_that_is_refused_at_its_end_changes_nothing(memory: Memory, tmp_path: Path):
    path = tmp_path / "a.tbx"
    memory.glossary.load(large(tmp_path), glossary="terms")
    memory.glossary.export(path)
    path.write_text(path.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    before = list(memory._connection.iterdump())
    with pytest.raises(InputError, match="cut off"):
        memory.glossary.load(path, glossary="other")
    assert list(memory._connection.iterdump()) == before


def test_progress_is_told(memory: Memory, tmp_path: Path):
    told: list[int] = []
    memory.glossary.load(large(tmp_path, count=2500), dry_run=True, progress=told.append)
    assert told == [1000, 2000, 2500]
    assert memory.statistics().glossaries == ()


def test_concepts_are_not_held_in_memory(
    memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """What one concept more costs is less than its own size."""
    monkeypatch.setattr(load_concepts, "_BATCH", 100)
    memory.glossary.load(large(tmp_path, count=1), glossary="warm")
    peaks = []
    for count in (500, 2500):
        rows = [[f"c{n}", "мирный договор", "peace treaty"] for n in range(count)]
        path = table(tmp_path / f"{count}.tsv", rows, "id ru en")
        tracemalloc.start()
        memory.glossary.load(path, glossary=f"of {count}")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert (peaks[1] - peaks[0]) / 2000 < 400


def test_a_folder_that_is_full_is_told(
    memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(**_: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(spool, "TemporaryFile", full)
    with pytest.raises(InputError, match="No space left") as refused:
        memory.glossary.load(large(tmp_path))
    assert "TMPDIR" in str(refused.value.hint)
    assert memory.statistics().glossaries == ()


def test_a_spool_gives_back_what_it_got_in_its_order():
    items = [(Concept((Term("en", f"term {n}"),) * 2, note="x"), n) for n in range(50)]
    with spool.Spool[tuple[Concept, int]]() as kept:
        assert list(kept) == []
        for item in items:
            kept.add(item)
        assert list(kept) == items
        assert list(kept) == items


TBX = """<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="a"><langSet xml:lang="ru"><tig><term>договор</term></tig></langSet>
<langSet xml:lang="xx"><tig><term>treaty</term></tig></langSet></termEntry>
<termEntry id="a"><langSet xml:lang="en"><tig><term>party</term></tig></langSet></termEntry>
<termEntry id="b"><langSet xml:lang="en"><tig><term>pact</term></tig><tig><term/></tig>
</langSet></termEntry>
<termEntry id="c"><langSet xml:lang="en"><tig><term>обмен нотами</term>
<termNote type="administrativeStatus">splendid</termNote></tig></langSet></termEntry>
<termEntry id="d"><langSet xml:lang="xx"><tig><term>x</term></tig></langSet></termEntry>
</body></text></martif>"""


def test_the_faults_of_a_file_are_told_and_each_concept_is_read_once(
    memory: Memory, tmp_path: Path
):
    path = tmp_path / "a.tbx"
    path.write_text(TBX, encoding="utf-8")
    report = memory.glossary.load(path)
    assert (report.read, report.added, len(report.skipped)) == (5, 4, 1)
    assert report.warnings == (
        "parts of concepts that were left out: 1 (line 2: unknown language 'xx')",
        "concepts with the id of another one, which were taken without it: 1 (a: party)",
        "terms without text, which were left out: 1 (line 5: entry b)",
        "terms with an unknown status, which were taken as admitted: 1"
        " (line 7: обмен нотами: splendid)",
        "terms that do not look like their language: 1 (en обмен нотами)",
    )
    again = memory.glossary.load(path)
    assert (again.read, again.duplicate, again.warnings) == (5, 4, report.warnings)


def test_of_many_faults_of_a_kind_a_few_are_told(memory: Memory, tmp_path: Path):
    rows = [[f"c{n}", "CTBT", f"ДВЗЯИ-{n}"] for n in range(1, 6)]
    report = memory.glossary.load(table(tmp_path / "a.tsv", rows, "id ru en"))
    (warning,) = report.warnings
    assert warning.startswith("terms that do not look like their language: 10 (ru CTBT; en ДВЗЯИ-1")
    assert warning.endswith(" and so on)")
