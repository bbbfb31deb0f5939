"""Do readers of files take whatever they are given? Damaged files, for some time for each.

    python bench/fuzz.py [--seconds 30] [--seed 1] [READER...]

Small good files are damaged by chance and read by every reader: of units, concepts, documents, of
what is to be translated, of OmegaT's projects, and by what fills files in. A reader may refuse a
file with InputError; any other exception, more than ten seconds for a file, or more than 150 MB
besides what reading the good files took, is a fault. The damaged file is kept and named.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import signal
import sqlite3
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats import FORMATS, ReadOptions, WriteOptions, find
from tmtool.formats.documents import DOCUMENT_FORMATS
from tmtool.formats.omegat_finder import write_entry
from tmtool.formats.omegat_project import PROJECT_FILE, make_project, read_project
from tmtool.formats.sources import read_sources
from tmtool.models import Concept, Fill, Term, TranslationUnit

ROOT = Path(__file__).resolve().parents[1]
GALLERY = ROOT / "tests" / "data" / "formats"
LIMIT = 10
"""Seconds for one file."""

GROWTH = 150
"""Megabytes by which a process may grow."""

OPTIONS = ReadOptions("en", "ru")
TOKENS = [
    *b"< > & \" ' </ /> <!-- --> <![CDATA[ ]]> &lt; &x; &#0; &#x110000; <?x ?> <!DOCTYPE".split(),
    *b"<target> <g_id='1'> <x/> <mrk_mtype='seg'_mid='1'> </source> <trans-unit>".split(),
    *b"msgid msgstr[9] msgctxt #~ #| #, \\x \\777 domain | ``` --- # - > {1} \xed\xa0\x80".split(),
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xd0", b"\r", b"\n", b"\t", b"\x85"),
    *(b" " * 500, b"<g>" * 300, b"(" * 300, b"9" * 400, b"xml:lang='xx'", b"encoding='utf-16'"),
]
PO = """msgid ""
msgstr ""
"Language: ru\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 ? 0 : 1);\\n"

# note
#. extracted
#: a.c:1 b.c:2
#, fuzzy, c-format
#| msgid "old"
msgctxt "menu"
msgid "%d file\\n"
msgid_plural "%d files\\n"
msgstr[0] "%d файл\\n"
msgstr[1] ""
msgstr[2] ""

#~ msgid "gone"
#~ msgstr "нет"
"""
TABLE = 'ru\ten\tnote\tproperties\nмир\tpeace\ta "b"\t{"a": "b"}\n"да"\t"yes"\t\t\n'
GLOSSARY = (
    "concept\tlanguage\tterm\tstatus\nnote\tru\tнота (вн)\tpreferred\n"
    "note\ten\tnote; x\tforbidden\n"
)
TRADOS = """
CREATE TABLE translation_memories (id INTEGER PRIMARY KEY, name TEXT, source_language TEXT,
  target_language TEXT);
CREATE TABLE translation_units (id INTEGER PRIMARY KEY, guid BLOB, translation_memory_id INT,
  source_segment TEXT, target_segment TEXT, creation_date DATETIME, creation_user TEXT,
  change_date DATETIME, change_user TEXT, last_used_date DATETIME, usage_counter INT);
CREATE TABLE attributes (id INTEGER PRIMARY KEY, name TEXT, type INT);
CREATE TABLE picklist_values (id INTEGER PRIMARY KEY, attribute_id INT, value TEXT);
CREATE TABLE picklist_attributes (translation_unit_id INT, picklist_value_id INT);
CREATE TABLE string_attributes (translation_unit_id INT, attribute_id INT, value TEXT);
INSERT INTO translation_memories VALUES (1, 'a', 'en-US', 'ru-RU');
INSERT INTO attributes VALUES (1, 'client', 1);
INSERT INTO string_attributes VALUES (1, 1, 'UN');
"""
SEGMENT = (
    "<Segment><Elements><Text><Value>{}</Value></Text><Tag><Type>Start</Type><Anchor>1</Anchor>"
    "<TagID>1</TagID></Tag><Text><Value>b</Value></Text><Tag><Type>End</Type><Anchor>1</Anchor>"
    "</Tag></Elements><CultureName>en-US</CultureName></Segment>"
)
TEXTS = {
    "po": PO,
    "tsv": TABLE,
    "csv": TABLE.replace("\t", ","),
    "glossary tsv": GLOSSARY,
    "glossary csv": GLOSSARY.replace("\t", ","),
    "finder": (
        '<?xml version="1.0" encoding="UTF-8"?>\n<items priority="1">\n<!-- a -->\n'
        '<item><name>b</name><url target="both">http://127.0.0.1/{target}</url></item>\n'
        '<item nopopup="true">'
        "<name>tmtool concordance</name><command>a|{target}</command></item></items>\n"
    ),
    "omegat": "# comment\nмир\tpeace\tnote\nдоговор\ttreaty\n",
}


def seeds(folder: Path) -> dict[str, list[bytes]]:
    """Return good files by the name of the reader they are for."""
    found = {name: [text.encode()] for name, text in TEXTS.items()}
    found["tmx"] = [path.read_bytes() for path in GALLERY.glob("*.tmx")]
    suffixes = {suffix: f.name for f in (*DOCUMENT_FORMATS, *FORMATS) for suffix in f.suffixes}
    for name in ("xliff", "documents", "tables"):
        for path in sorted((GALLERY / name).iterdir()):
            kind = suffixes.get(path.suffix)
            kind = "text" if path.suffix == ".txt" else kind
            if kind is not None:
                found.setdefault(kind, []).append(path.read_bytes())
    found["xliff2"] = [text for text in found["xliff"] if b'version="2' in text]
    terms = (Term("ru", "нота", note="a"), Term("en", "note", status="preferred"))
    for known in FORMATS:
        if "w" in known.concepts and known.name.startswith("tbx"):
            path = folder / "a.tbx"
            known.write_concepts(path, [Concept(terms, identifier="n")], WriteOptions())
            found[known.name] = [path.read_bytes()]
    found["mtf"] = found["tbx"]
    for name in ("xlsx", "jsonl"):
        path = folder / f"a.{name}"
        next(f for f in FORMATS if f.name == name).write_concepts(
            path, [Concept(terms, identifier="n")], WriteOptions()
        )
        found[f"glossary {name}"] = [path.read_bytes()]
    found["sdltm"] = [trados(folder / "a.sdltm")]
    po, mo = folder / "a.po", folder / "a.mo"
    po.write_text(PO, encoding="utf-8")
    units = [one for one in find(po).read_units(po, OPTIONS) if isinstance(one, TranslationUnit)]
    find(mo).write_units(mo, units, WriteOptions("en", "ru"))
    found["mo"] = [mo.read_bytes()]
    make_project(folder / "project", "en-US", "ru")
    found["project"] = [(folder / "project" / PROJECT_FILE).read_bytes()]
    return found


def trados(path: Path) -> bytes:
    """Return a memory of Trados Studio with some units."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(TRADOS)
        connection.executemany(
            "INSERT INTO translation_units VALUES (?, x'00', 1, ?, ?, '2019-03-04 05:06:07', 'a',"
            " '2019-03-04 05:06:07', 'b', NULL, 3)",
            [(n, SEGMENT.format(f"a{n}"), SEGMENT.format(f"я{n}")) for n in range(20)],
        )
    return path.read_bytes()


def readers() -> dict[str, tuple[str, Callable[[Path], Iterator[object]]]]:
    """Return what is tried: a name, the seeds it takes, and a function that reads a file."""
    found: dict[str, tuple[str, Callable[[Path], Iterator[object]]]] = {}
    for known in FORMATS:
        if "r" in known.units:
            found[f"units {known.name}"] = known.name, _units(known)
        if "f" in known.units:
            found[f"fill {known.name}"] = known.name, _fill(known)
        if "r" in known.concepts:
            table = known.name in ("tsv", "csv", "xlsx", "jsonl")
            seed = f"glossary {known.name}" if table else known.name
            found[f"concepts {known.name}"] = seed, _concepts(known)
        if "r" in known.units:
            found[f"sources {known.name}"] = known.name, _sources(known.name)
    for document in DOCUMENT_FORMATS:
        found[f"document {document.name}"] = document.name, document.read
        found[f"sources {document.name}"] = document.name, _sources(document.name)
    found["omegat project"] = "project", _project
    found["omegat finder"] = "finder", _finder
    return found


def _sources(name: str):
    return lambda path: read_sources(path, OPTIONS, format_name=name)[1]


def _project(path: Path) -> Iterator[object]:
    folder = path.parent / "damaged project"
    folder.mkdir(exist_ok=True)
    (folder / PROJECT_FILE).write_bytes(path.read_bytes())
    project = read_project(folder)
    inside = folder.resolve()
    if not all(one.is_relative_to(inside) for one in (project.memories, project.glossaries)):
        raise AssertionError("a folder is outside of the project")
    yield project


def _finder(path: Path) -> Iterator[object]:
    before = path.read_bytes()
    try:
        write_entry(path, ("tmtool", "{target}"))
    except InputError:
        if path.read_bytes() != before:
            raise AssertionError("a file that was refused has changed") from None
        raise
    if write_entry(path, ("tmtool", "{target}")):
        raise AssertionError("an entry is not found again")
    yield path


def _units(known):
    return lambda path: known.read_units(path, OPTIONS)


def _concepts(known):
    return lambda path: known.read_concepts(path, OPTIONS)


def _fill(known):
    def fill(path: Path) -> Iterator[object]:
        file = known.open_to_fill(path, OPTIONS, overwrite=True)
        fill = Fill(
            ("{1}да & <нет>{2}",), "fuzzy", "{1}a", rate=80, corpus="c", source_markup="<x/>a"
        )
        output = path.with_name("filled")
        file.write(output, (fill for blank in file.blanks() if blank.wanted))
        if known.name != "po":
            yield from known.read_units(output, OPTIONS)

    return fill


def damaged(content: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Return a file with a few faults."""
    if content.startswith(b"PK\3\4") and chance.random() < 0.8:
        return _repacked(content, others, chance)
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        place = chance.randrange(len(data) + 1)
        length = chance.choice((1, 2, 5, 20, 200))
        other = chance.choice(others)
        start = chance.randrange(len(other) + 1)
        again = bytes(data[place : place + length]) * chance.choice((1, 2, 50))
        end, new = chance.choice(
            (
                (place + 1, bytes(byte ^ 1 << chance.randrange(8) for byte in data[place:][:1])),
                (place + length, b""),
                (place, again),
                (place, chance.choice(TOKENS)),
                (place + length, chance.randbytes(min(length, 20))),
                (place, other[start : start + length]),
                (place if chance.random() < 0.8 else len(data), b""),
            )
        )
        data[place:end] = new
    return bytes(data)


def _repacked(content: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Return an archive with faults in one of its parts."""
    packed = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
            names = old.namelist()
            chosen = chance.choice(names)
            for name in names:
                part = old.read(name)
                if name == chosen:
                    part = damaged(part, [part], chance)
                new.writestr(name, part)
    except (zipfile.BadZipFile, EOFError):
        return content
    return packed.getvalue()


class TooLongError(Exception):
    """A file took longer than it may."""


def _stop(*_: object) -> None:
    raise TooLongError


def memory() -> float:
    """Return the largest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    signal.signal(signal.SIGALRM, _stop)
    faults = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        good = seeds(folder)
        for label, (seed_name, read) in readers().items():
            if given.readers and not any(part in label for part in given.readers):
                continue
            if seed_name not in good:
                raise SystemExit(f"{label}: there is no good file to begin with")
            faults += _try(label, read, good[seed_name], folder, given)
    sys.exit(1 if faults else 0)


def _try(label, read, good: list[bytes], folder: Path, given) -> int:
    chance = random.Random(f"{given.seed} {label}")
    path = folder / "damaged"
    for content in good:
        path.write_bytes(content)
        with suppress(InputError):
            list(read(path))
    before, start = memory(), time.monotonic()
    files = refused = faults = 0
    while time.monotonic() - start < given.seconds:
        path.write_bytes(damaged(chance.choice(good), good, chance))
        files += 1
        signal.alarm(LIMIT)
        try:
            for _ in read(path):
                pass
        except InputError:
            refused += 1
        except Exception as error:
            faults += 1
            kept = Path(tempfile.gettempdir()) / f"fuzz-{label.replace(' ', '-')}-{faults}"
            kept.write_bytes(path.read_bytes())
            print(f"{label}: {type(error).__name__}: {error} ({kept})")
            if faults == 3:
                break
        finally:
            signal.alarm(0)
    grown = memory() - before
    if grown > GROWTH:
        faults += 1
    print(f"{label:24} {files:8,} files, {refused:8,} refused, {faults} faults, {grown:+.0f} MB")
    return faults


if __name__ == "__main__":
    main()
