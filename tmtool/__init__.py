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
    from tmtool.models import (
        AlignedPair,
        AligningProgress,
        AligningReport,
        AlignmentOptions,
        DocumentPair,
        Resampling,
        ScoreReport,
    )

__all__ = ["__version__", "align", "align_many", "open", "score", "segment"]

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


def align_many(
    pairs: Sequence[DocumentPair],
    *,
    options: AlignmentOptions | None = None,
    folder: str | Path | None = None,
    outputs: Sequence[str] = ("tsv", "html"),
    workers: int = 2,
    progress: AligningProgress | None = None,
) -> AligningReport:
    """Align many pairs of documents without a memory; their words are learnt from all of them.

    With a `folder` each pair gets files there (`tsv`, `html`, `tmx`), and pairs that an earlier
    call has done are not done again. Raises InputError; a pair that looks wrong does not stop
    the others.
    """
    from tmtool.jobs.align.many import ManyOptions, align_many
    from tmtool.models import AlignmentOptions

    asked = ManyOptions(
        alignment=options or AlignmentOptions(),
        folder=Path(folder) if folder else None,
        outputs=tuple(outputs),
        workers=workers,
        progress=progress or (lambda *_: None),
    )
    return align_many(None, pairs, asked)


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


def segment(text: str, language: str | None = None) -> list[str]:
    """Cut a text into sentences by the rules of its language, told by its script by default.

    Each is without the white space around it; a blank line always ends one. Raises LanguageError
    for what is no language tag.
    """
    from tmtool.languages import detect, normalise
    from tmtool.text.segmentation import segments

    return segments(text, normalise(language) if language else detect(text) or "")
