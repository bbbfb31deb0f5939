"""What is to be told of drafts that are scored."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tmtool.models.gate import Gate
from tmtool.models.keeping import Keeping
from tmtool.models.resampling import Resampling
from tmtool.models.texts import AlignedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreOptions:
    """What to find out about drafts, and how; the defaults are the usual scores and no more.

    Languages are BCP 47 tags; `terms` among the `metrics` needs both, a source and a memory.
    `segments` asks for the scores of every segment, `texts` for its texts. `encoding` is that of
    files that are not UTF-8, `format_name` the format of all files whatever their suffixes
    (`lines` is plain text), `columns` the names of a table's columns. Segments are aligned by the
    ids of their files where all have ids, or else by position; `align_by` asks for one of the
    two. `force` scores texts that seem not to belong together. `glossary` and `morphology` say
    how terms are sought. `resampling` asks for intervals and comparisons; its baseline is the
    path of a draft, as text. The file `documents` has the document of a segment on each line:
    then whole documents are drawn. With `cache` the memory, if there is one, keeps what was
    counted in segments, and those that it knows are not counted again; figures are the same
    without. `gate` says what drafts must reach. With `keeping`, a run of each draft is kept in
    the memory.
    """

    metrics: tuple[str, ...] = ("bleu", "chrf", "chrf++", "ter")
    source_language: str | None = None
    target_language: str | None = None
    segments: bool = False
    texts: bool = False
    encoding: str | None = None
    format_name: str | None = None
    columns: tuple[str, ...] | None = None
    align_by: AlignedBy | None = None
    force: bool = False
    glossary: str | None = None
    morphology: bool = True
    resampling: Resampling | None = None
    documents: Path | None = None
    cache: bool = True
    gate: Gate | None = None
    keeping: Keeping | None = None
