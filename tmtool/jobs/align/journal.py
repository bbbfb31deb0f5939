"""Where it is written down which pairs of a list are done, so that none is done twice."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from hashlib import file_digest, sha256
from pathlib import Path

from tmtool.formats.files import replacing
from tmtool.models import AlignmentOptions, DocumentPair, PairReport
from tmtool.store import aligned_pairs
from tmtool.version import VERSION

__all__ = ["Folder", "InMemory", "digest_of", "stem_of"]

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 100
"""Characters of a document's name that its files have; longer ones get a digest."""


def digest_of(pair: DocumentPair, options: AlignmentOptions) -> str:
    """Return a digest of all that decides what becomes of a pair: texts, names and options.

    A document that cannot be read raises OSError.
    """
    whole = sha256()
    srx = _digest(options.srx) if options.srx else ""
    model = str(options.model) if options.model else None
    said = {**asdict(options), "srx": srx, "model": model, "version": VERSION}
    said |= {"document": pair.document, "corpus": pair.corpus}
    whole.update(json.dumps(said, sort_keys=True).encode("utf-8", "surrogatepass"))
    for path in (pair.source, pair.target):
        whole.update(_digest(path).encode())
    return whole.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def stem_of(document: str) -> str:
    """Return what the files of a document are called, without their suffixes."""
    stem = _UNSAFE.sub("_", document).strip(". ") or "_"
    if stem == document and len(stem) <= _LONGEST:
        return stem
    # Two names may become one when signs are replaced.
    return f"{stem[:_LONGEST]}.{sha256(document.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


@dataclass(frozen=True, slots=True)
class Folder:
    """An output folder: beside the files of a pair lies one in JSON that says what became of it.

    It is written last, so a pair that has it has all its files. A pair of which a person has
    changed the file of beads is not done.
    """

    path: Path
    outputs: tuple[str, ...]

    def file(self, document: str, suffix: str) -> Path:
        """Return a file of a document."""
        return self.path / f"{stem_of(document)}.{suffix}"

    def find(self, pair: DocumentPair, digest: str) -> PairReport | None:
        """Return what became of a pair, `None` where it is not done."""
        document = pair.document or ""
        try:
            stored = json.loads(self.file(document, "json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        if not isinstance(stored, dict) or stored.get("digest") != digest:
            return None
        if stored.get("beads") != self._beads(document):
            return None
        found = _report(stored.get("report"))
        wanted = () if found is None or found.problems else self.outputs
        whole = all(self.file(document, suffix).is_file() for suffix in wanted)
        return found if whole else None

    def keep(self, pair: DocumentPair, digest: str, report: PairReport) -> None:
        """Write down what became of a pair."""
        document = pair.document or ""
        beads = self._beads(document)
        shape = {"digest": digest, "beads": beads, "report": asdict(report)}
        with replacing(self.file(document, "json")) as file:
            json.dump(shape, file, ensure_ascii=False, indent=1)
            file.write("\n")

    def _beads(self, document: str) -> str | None:
        """Return a digest of the file of beads, if the pair has one."""
        path = self.file(document, "tsv")
        return _digest(path) if path.is_file() else None


@dataclass(frozen=True, slots=True)
class InMemory:
    """The memory: a pair is done when its units are visible."""

    connection: sqlite3.Connection

    def find(self, digest: str) -> PairReport | None:
        """Return what became of a pair, `None` where it is not done."""
        return _report(aligned_pairs.find(self.connection, bytes.fromhex(digest)))

    def keep(self, digest: str, report: PairReport) -> None:
        """Write down what became of a pair that has no units."""
        aligned_pairs.keep(self.connection, bytes.fromhex(digest), asdict(report))


def _report(stored: object) -> PairReport | None:
    """Return a report as it was kept, `None` for what another version wrote otherwise."""
    if not isinstance(stored, Mapping):
        return None
    known = {field.name for field in fields(PairReport)}
    if not set(stored) <= known:
        return None
    with suppress(TypeError):
        found = PairReport(**stored)
        return replace(found, problems=tuple(found.problems), kept=True)
    return None
