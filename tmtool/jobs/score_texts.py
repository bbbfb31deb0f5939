"""The texts of the segments that were scored, for reports that show them."""

from __future__ import annotations

from collections.abc import Sequence

from tmtool.errors import InputError
from tmtool.models import ScoredSegment
from tmtool.scoring.inputs import ALIGN_HINT, ParallelText


def scored_segments(
    text: ParallelText,
    *,
    references: int,
    source: Sequence[str] = (),
    documents: Sequence[str | None] = (),
) -> tuple[ScoredSegment, ...]:
    """Return the segments of drafts, in their order.

    The first `references` of the text's references are true ones. `source` and `documents` have
    one value for each segment that was given, or none; raises InputError for another number.
    """
    for values, kind in ((source, "source"), (documents, "list of documents")):
        if values and len(values) != text.given:
            raise InputError(
                "the numbers of segments differ:"
                f" the {kind} has {len(values)}, the drafts have {text.given}",
                hint=ALIGN_HINT,
            )
    sources = text.kept(source) if source else [None] * len(text.lines)
    named = text.kept(documents) if documents else [None] * len(text.lines)
    return tuple(
        ScoredSegment(
            segment,
            {name: texts[place] for name, texts in text.drafts.items()},
            tuple(texts[place] for texts in text.references[:references]),
            sources[place],
            named[place],
        )
        for place, segment in enumerate(text.segments)
    )
