"""The corpus, glossary and drafts that come with tmtool."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Protocol

from tmtool.errors import InputError
from tmtool.models import FileReport

CORPUS = "corpora/treaties.ru-en.tmx"
GLOSSARY = "glossaries/treaties.ru-en.tbx"
EXAMPLES = "corpora/examples"
LICENCE = "CC0-1.0"
ORIGIN = "composed for tmtool"


class Glossary(Protocol):
    """Where the sample concepts go; `tmtool.glossary.Glossary` is one."""

    def load(self, path: Path, *, glossary: str) -> FileReport:
        """Import a file's concepts into a glossary of this name."""


class Memory(Protocol):
    """Where the samples go; `tmtool.memory.Memory` is one."""

    @property
    def glossary(self) -> Glossary:
        """The memory's termbase."""

    def load(self, path: Path, *, corpus: str) -> FileReport:
        """Import a file's units into a corpus of this name."""

    def set_corpus(self, name: str, /, **values: object) -> None:
        """Say what is known of a corpus."""


def sample(name: str) -> Path:
    """Return the path of a file or folder of the samples, such as `corpora/examples`.

    They stand beside the package in a checkout, and under `share/tmtool` once installed.
    Raises InputError where the installation lacks them.
    """
    beside = Path(__file__).parents[2] / name
    if beside.exists():
        return beside
    for file in metadata.files("tmtool") or ():
        _, installed, inside = file.as_posix().partition("share/tmtool/")
        if installed and f"{inside}/".startswith(f"{name}/"):
            share = Path(str(file.locate())).parents[inside.count("/")]
            return share / name
    raise InputError(
        f"this installation of tmtool lacks its sample data ({name})",
        hint="Install it again: pip install --force-reinstall tmtool.",
    )


def load_samples(memory: Memory) -> Iterator[str]:
    """Load the sample corpus and glossary, saying what was added."""
    report = memory.load(sample(CORPUS), corpus="treaties")
    memory.set_corpus("treaties", origin=ORIGIN, licence=LICENCE, domain="treaty law")
    yield f"{report.added:,} units added to the corpus treaties"
    report = memory.glossary.load(sample(GLOSSARY), glossary="treaties")
    yield f"{report.added:,} concepts added to the glossary treaties"
