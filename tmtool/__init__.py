"""Translation memory, termbase and draft scorer for treaty and diplomatic translation.

Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tmtool.version import VERSION

if TYPE_CHECKING:
    from tmtool.memory import Memory
    from tmtool.models import AlignedPair, AlignmentOptions, Resampling, ScoreReport

__all__ = ["__version__", "align", "open", "score"]

__version__ = VERSION


def open(path: str | Path, *, create: bool = True) -> Memory:  # noqa: A001 - as in gzip.open
    """Open a memory, making it where it is missing unless `create` is off.

    Raises MemoryFileError where the file is no memory or cannot be opened.
    """
    from tmtool.memory import Memory

    return Memory(path, create=create)


def align(
    source: str | Path,
    target: str | Path,
    *,
    options: AlignmentOptions | None = None,
    reviewed: AlignedPair | None = None,
) -> AlignedPair:
    """Align a document with its translation, without a memory.

    Beads of a `reviewed` alignment that a person settled stay as they are. Raises InputError
    where a document cannot be read, and where the languages are wrong or not clear.
    """
    from tmtool.jobs.align.pair import align_pair
    from tmtool.models import AlignmentOptions

    asked = options or AlignmentOptions()
    return align_pair(Path(source), Path(target), asked, lambda *_: None, reviewed)


def score(
    hypotheses: Sequence[str] | Mapping[str, Sequence[str]],
    references: Sequence[str] | Sequence[Sequence[str | None]],
    *,
    metrics: Sequence[str] = ("bleu", "chrf", "chrf++", "ter"),
    segments: bool = False,
    resampling: Resampling | None = None,
) -> ScoreReport:
    """Score one or more drafts against one or more references with sacreBLEU's metrics.

    `hypotheses` are the segments of a draft, or of several by name; `references` those of one
    reference, or a list of references. `resampling` asks for confidence intervals and for
    comparisons of the drafts. Raises InputError where the numbers differ.
    """
    from tmtool.scoring import metrics as scoring

    drafts = hypotheses if isinstance(hypotheses, Mapping) else {"draft": hypotheses}
    several = references if references and not isinstance(references[0], str) else [references]
    return scoring.score(
        drafts,
        several,  # type: ignore[arg-type]
        metrics=metrics,
        segments=segments,
        resampling=resampling,
    )
