"""Aligning the words of many texts: the built-in way in two processes, or eflomal where it is."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from array import array
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Literal

from tmtool.errors import TmtoolError
from tmtool.jobs.parcels import in_order
from tmtool.terminology.mining.translations import Links, Pairs
from tmtool.text.bitext import Bitext, Sentences
from tmtool.text.lexicon import NOTHING, train

__all__ = ["AlignerName", "aligner", "best_links", "pharaoh"]

AlignerName = Literal["auto", "builtin", "eflomal"]
"""`auto` is eflomal where it is installed, else the built-in aligner."""

_PROGRAM = "eflomal-align"
_TASK = "tmtool.jobs.aligners:best_links"


def aligner(name: AlignerName, *, workers: int = 1) -> Callable[[Pairs], Links]:
    """Return the function that aligns texts; raises TmtoolError where eflomal is not installed."""
    program = None if name == "builtin" else shutil.which(_PROGRAM)
    if program is None and name != "eflomal":
        return lambda pairs: _built_in(pairs, workers)
    if program is None:
        raise TmtoolError(
            "eflomal is not installed", hint="Install it (`pip install eflomal`), or do without."
        )
    return lambda pairs: _by_eflomal(program, pairs)


def best_links() -> Callable[[Bitext], array[int]]:
    """Return a helper's side: a function that learns from a text and aligns it one way."""
    return lambda bitext: array("i", train(bitext).best(bitext).tobytes())


def pharaoh(lines: Iterable[str], sentences: Sentences) -> array[int]:
    """Return for each word the place of its partner, by lines of links such as `0-0 1-2`.

    The second place of a link is that of the word in these sentences.
    """
    best = array("i", [NOTHING]) * len(sentences.words)
    for start, line in zip(sentences.starts, lines, strict=False):
        for link in line.split():
            partner, _, place = link.partition("-")
            best[start + int(place)] = int(partner)
    return best


def _built_in(pairs: Pairs, workers: int) -> Links:
    bitext = Bitext(pairs.source.keys, pairs.target.keys)
    both = [(None, bitext), (None, bitext.swapped())]
    forward, backward = (best for _, best in in_order(_TASK, (), both, workers))
    assert isinstance(forward, array)
    assert isinstance(backward, array)
    return Links(forward, backward)


def _by_eflomal(program: str, pairs: Pairs) -> Links:
    with tempfile.TemporaryDirectory(prefix="tmtool-") as folder:
        names = ("source", "target", "forward", "backward")
        source, target, forward, backward = (Path(folder, name) for name in names)
        _write(source, pairs.source.keys)
        _write(target, pairs.target.keys)
        options = {"-s": source, "-t": target, "-f": forward, "-r": backward}
        command = [program, *(str(part) for option in options.items() for part in option)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise TmtoolError(f"{program} failed: {done.stderr.strip()[-500:]}")
        with forward.open(encoding="utf-8") as lines:
            ahead = pharaoh(lines, pairs.target.keys)
        with backward.open(encoding="utf-8") as lines:
            back = pharaoh(map(_turned, lines), pairs.source.keys)
    return Links(ahead, back)


def _write(path: Path, sentences: Sentences) -> None:
    """Write the numbers of the words, which hold no space: one sentence in a line."""
    with path.open("w", encoding="utf-8") as file:
        for first, last in zip(sentences.starts, sentences.starts[1:], strict=False):
            file.write(" ".join(map(str, sentences.words[first:last])) + "\n")


def _turned(line: str) -> str:
    return " ".join("-".join(reversed(link.split("-"))) for link in line.split())
