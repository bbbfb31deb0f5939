"""An analysis as a page of HTML."""

from __future__ import annotations

from tmtool.models import Analysis, Volume
from tmtool.reports.analysis import sum_of, weighted_sum
from tmtool.reports.html import page
from tmtool.version import VERSION


def analysis(found: Analysis, date: str) -> str:
    """Return the page of an analysis made on a date."""
    parts = {
        "repetitions of another file": [one.across for one in found.files],
        "in their band for a segment of these files": [
            one.internal for one in found.files if one.internal
        ],
        "translated, in no band": [one.translated for one in found.files if one.translated],
        "not to be translated, in no band": [one.locked for one in found.files],
    }
    besides = {name: sum(volumes, Volume()) for name, volumes in parts.items()}
    return page(
        "analysis.html.j2",
        styles=("base", "analysis"),
        analysis=found,
        all=sum_of(found.total),
        weighted=weighted_sum(found.total),
        besides={name: volume for name, volume in besides.items() if volume.segments},
        sum_of=sum_of,
        weighted_sum=weighted_sum,
        date=date,
        version=VERSION,
    )
