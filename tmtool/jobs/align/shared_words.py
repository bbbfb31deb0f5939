"""What many pairs of documents teach together of the words of their languages."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tmtool.alignment import AlignOptions, Knowledge, learn_together
from tmtool.errors import TmtoolError
from tmtool.formats.files import replacing_bytes
from tmtool.jobs.align.knowledge import loaded
from tmtool.jobs.align.pair import ReadPair, read_pair, read_texts
from tmtool.models import AlignmentOptions, DocumentPair
from tmtool.store import word_knowledge
from tmtool.store.word_knowledge import Subject

__all__ = ["SEGMENTS", "KeptWords", "languages_of_list", "learn"]

SEGMENTS = 10_000
"""Source segments that are learnt from: the words of more documents add little to those."""

_WORDS = ".tmtool-words"
"""The file of an output folder that has what the list has taught."""

_LOOKED_AT = 25
"""Pairs by which the languages of a list are told."""


def languages_of_list(
    pairs: Sequence[DocumentPair], options: AlignmentOptions
) -> tuple[str, str] | None:
    """Return the languages that most pairs of a list are in, `None` where none can be read.

    Some pairs from all over the list are looked at; where it is a tie the earlier ones count.
    """
    some = pairs[:: 1 + len(pairs) // _LOOKED_AT]
    found = Counter((r.languages.source, r.languages.target) for r in _readable(some, options))
    return found.most_common(1)[0][0] if found else None


def learn(
    pairs: Sequence[DocumentPair],
    options: AlignmentOptions,
    known: Knowledge | None,
    progress: Callable[[int], None],
) -> Knowledge | None:
    """Return what the documents of a list teach, beside what is known; some of them if many.

    `progress` is called with the number of pairs read.
    """
    chosen: list[ReadPair] = []
    segments = 0
    for read in _readable(_spread(pairs), options):
        chosen.append(read)
        segments += len(read.source)
        progress(len(chosen))
        if segments >= SEGMENTS:
            break
    if not chosen:
        return known
    languages = chosen[0].languages
    asked = AlignOptions(languages.source, languages.target)
    return learn_together([read.to_align() for read in chosen], asked, known)


def _readable(pairs: Sequence[DocumentPair], options: AlignmentOptions) -> Iterator[ReadPair]:
    """Yield those pairs that can be aligned."""
    for pair in pairs:
        try:
            read = read_pair(read_texts(pair.source, pair.target, options), options)
        except TmtoolError:
            continue
        if read.verdict is None:
            yield read


def _spread(pairs: Sequence[DocumentPair]) -> list[DocumentPair]:
    """Return pairs in an order that has nothing to do with that of the list, always the same."""
    return sorted(pairs, key=lambda pair: sha256(pair.source.name.encode()).digest())


@dataclass(frozen=True, slots=True)
class KeptWords:
    """Where what a list teaches is kept, so that a run that goes on need not learn it again.

    That is the output folder, else the memory, else nowhere. The fingerprint is of the documents.
    """

    folder: Path | None
    connection: sqlite3.Connection | None

    def find(self, subject: Subject, fingerprint: str) -> Knowledge | None:
        """Return what the list has taught, `None` where it was another one."""
        if self.folder is not None:
            kept = self._in_folder()
        else:
            kept = word_knowledge.find(self.connection, subject) if self.connection else None
        return loaded(kept[1]) if kept and kept[0] == fingerprint else None

    def _in_folder(self) -> tuple[str, bytes] | None:
        try:
            first, _, data = ((self.folder or Path()) / _WORDS).read_bytes().partition(b"\n")
        except OSError:
            return None
        return first.decode("ascii", "replace"), data

    def keep(self, subject: Subject, fingerprint: str, known: Knowledge) -> None:
        """Keep what the list has taught."""
        if self.folder is not None:
            with replacing_bytes(self.folder / _WORDS) as file:
                file.write(fingerprint.encode("ascii") + b"\n" + known.dump())
        elif self.connection is not None:
            word_knowledge.keep(self.connection, subject, fingerprint, known.dump())
