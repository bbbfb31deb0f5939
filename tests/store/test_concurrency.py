"""Several processes at work in one memory."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from building import done, hear, process, say, table, texts

import tmtool

ADD = """
import sys
import tmtool
from tmtool.models import TranslationUnit, Variant

name, path = sys.argv[1:]
with tmtool.open(path) as memory:
    print("ready", flush=True)
    sys.stdin.readline()
    for n in range(100):
        number = n if n % 4 else f"{name}:{n}"
        variants = Variant("ru", f"Статья {number} договора"), Variant("en", f"Article {number}")
        unit, is_new = memory.add_unit(TranslationUnit(variants), corpus="shared", by=name)
        if n % 10 == 0:
            memory.edit_unit(unit.id, {"en": f"Clause {number}"}, by=name)
        if n % 20 == 0:
            memory.remove_unit(unit.id, by=name)
            memory.undo(memory.history(unit.id)[0].id, by=name)
"""

LOOK_UP = """
import json, sys
import tmtool

with tmtool.open(sys.argv[1]) as memory:
    print("ready", flush=True)
    sys.stdin.readline()
    seen = [0]
    for n in range(60):
        for match in memory.lookup(f"Статья {n} договора", "ru", "en", min_rate=50, limit=3):
            assert match.target.split()[-1] == match.source.split()[1], match
            assert match.rate < 100 or match.source == f"Статья {n} договора"
        memory.concordance("статья договора", "ru", "en")
        seen.append(memory.statistics().units)
        assert seen[-1] >= seen[-2] - 4, seen
print(json.dumps(seen))
"""

IMPORT = """
import json, sys
import tmtool
with tmtool.open(sys.argv[1]) as memory:
    print("ready", flush=True)
    for file in sys.stdin:
        report = memory.load(file.strip(), corpus="shared")
        print(json.dumps([report.added, report.updated, report.duplicate]), flush=True)
"""


def test_four_processes_add_while_four_look_up(tmp_path: Path):
    path = tmp_path / "memory.db"
    tmtool.open(path).close()
    with ExitStack() as stack:
        adding = [stack.enter_context(process(ADD, f"p{n}", path)) for n in range(4)]
        looking = [stack.enter_context(process(LOOK_UP, path)) for _ in range(4)]
        for running in adding + looking:
            assert hear(running) == "ready"
        for running in adding + looking:
            say(running)
        for running in adding + looking:
            done(running)
    own = {f"p{p}:{n}" for p in range(4) for n in range(0, 100, 4)}
    common = {str(n) for n in range(100) if n % 4}
    with tmtool.open(path) as memory:
        found = Counter(texts(unit)["ru"].split()[1] for unit in memory.units())
        assert set(found) == own | common
        # An edit makes room for another unit with the text that was there before.
        edited = {number for number in found if int(number.rpartition(":")[2]) % 10 == 0}
        assert {number for number, count in found.items() if count > 1} <= edited & common
        operations = Counter(
            row[0] for row in memory._connection.execute("SELECT operation FROM change")
        )
        assert operations["add"] == sum(found.values())
        assert operations["edit"] == 4 * 10
        assert operations["remove"] == operations["undo"] == 4 * 5
        assert memory._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_two_processes_import_one_file_at_once(tmp_path: Path):
    path = tmp_path / "memory.db"
    tmtool.open(path).close()
    with process(IMPORT, path) as one, process(IMPORT, path) as two:
        assert [hear(one), hear(two)] == ["ready", "ready"]
        for version, word in enumerate(("treaty", "accord", "pact")):
            rows = [[f"t{n}", f"Статья {n}", f"{word} {n}"] for n in range(5_000)]
            file = table(tmp_path / f"{word}.tsv", rows)
            say(one, str(file))
            say(two, str(file))
            reports = [json.loads(hear(one)), json.loads(hear(two))]
            changed = 1 if version else 0
            assert sum(report[changed] for report in reports) == 5_000, reports
            assert sum(report[2] for report in reports) == 5_000, reports
            with tmtool.open(path) as memory:
                found = [texts(unit)["en"] for unit in memory.units()]
                assert sorted(found) == sorted(f"{word} {n}" for n in range(5_000))
                assert not list(tmp_path.glob("*-import-*"))


def test_an_import_and_single_changes_go_together(tmp_path: Path):
    path = tmp_path / "memory.db"
    file = table(tmp_path / "a.tsv", ([f"t{n}", f"Пункт {n}", f"Item {n}"] for n in range(20_000)))
    tmtool.open(path).close()
    with process(IMPORT, path) as importing, process(ADD, "p", path) as adding:
        assert [hear(importing), hear(adding)] == ["ready", "ready"]
        say(importing, str(file))
        say(adding)
        done(adding)
        assert json.loads(hear(importing)) == [20_000, 0, 0]
    with tmtool.open(path) as memory:
        assert memory.statistics().units == 20_100
