"""What is to be told of drafts that are scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tmtool.models.checks import Severity
from tmtool.models.gate import Gate
from tmtool.models.keeping import Keeping
from tmtool.models.resampling import Resampling
from tmtool.models.scores import BucketKind
from tmtool.models.texts import AlignedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreOptions:
    """What to find out about drafts, and how; the defaults are the usual scores and no more.

    Languages are BCP 47 tags; `terms` among the `metrics` needs both, a source and a memory.
    `segments` asks for the scores of every segment, `texts` for its texts and whatever a page
    shows besides: intervals, comparisons and buckets, where none are asked for. `encoding` is
    that of files that are not UTF-8, `format_name` the format of all files whatever their
    suffixes (`lines` is plain text), `columns` the names of a table's columns. Segments are
    aligned by the ids of their files where all have ids, or else by position; `align_by` asks
    for one of the two. `force` scores texts that seem not to belong together. `glossary` and
    `morphology` say how terms are sought. `resampling` asks for intervals and comparisons; its
    baseline is the path of a draft, as text. The file `documents` has the document of a
    segment on each line: then whole documents are drawn. With `cache` the memory, if there is
    one, keeps what was counted in segments, and those that it knows are not counted again;
    figures are the same without. `gate` says what drafts must reach. With `keeping`, a run of
    each draft is kept in the memory.

    `buckets` asks for them: `label` needs the file `labels`, with the label of a segment on
    each line, `document` the `documents`, `match` a source and a memory. `with_memory` adds
    the draft that the memory would have made of matches from `min_rate` (0-100) on. Matches do
    not come from the corpora `not_corpora`; `workers` processes look them up. `checks` asks
    for the findings in each draft, by the source and, where there is a memory, its terms, with
    `severities` as in `Memory.check`. `comet_model` is the checkpoint of the metric `comet`.
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
    buckets: tuple[BucketKind, ...] = ()
    labels: Path | None = None
    with_memory: bool = False
    min_rate: int = 50
    not_corpora: tuple[str, ...] = ()
    workers: int = 1
    checks: bool = False
    severities: Mapping[str, Severity | Literal["off"]] | None = None
    comet_model: Path | None = None

    @property
    def needs_memory(self) -> bool:
        """Whether what is asked for can only be found in a memory."""
        return "terms" in self.metrics or "match" in self.buckets or self.with_memory

    @property
    def needs_languages(self) -> bool:
        """Whether what is asked for needs both languages."""
        return self.needs_memory or self.checks
