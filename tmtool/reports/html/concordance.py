"""A concordance as a page of HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tmtool.models import ConcordanceLine, Renderings, Span
from tmtool.reports.html import page
from tmtool.version import VERSION


def concordance(
    phrase: str, pair: tuple[str, str], lines: Sequence[ConcordanceLine], renderings: Renderings
) -> str:
    """Return the page of a phrase, with the languages of its lines."""
    return page(
        "concordance.html.j2",
        phrase=phrase,
        source_language=pair[0],
        target_language=pair[1],
        lines=lines,
        renderings=renderings,
        marked=_marked,
        version=VERSION,
    )


def _marked(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    """Yield a text in stretches, each with whether it is a hit."""
    place = 0
    for start, end in sorted(spans):
        if start >= place:
            yield text[place:start], False
            yield text[start:end], True
            place = end
    yield text[place:], False
