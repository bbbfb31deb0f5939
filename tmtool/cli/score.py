"""`tmtool score`: BLEU, chrF, chrF++ and TER of drafts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tmtool.cli.options import format_option
from tmtool.cli.output import Answer, show
from tmtool.languages import normalise
from tmtool.reports import shapes

if TYPE_CHECKING:
    from rich.console import Console

DEFAULT_METRICS = ("bleu", "chrf", "chrf++", "ter")


@click.command()
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT...")
@click.option(
    "-r",
    "--reference",
    "references",
    multiple=True,
    required=True,
    metavar="FILE",
    help="A reference translation; may be given several times.",
)
@click.option(
    "-m",
    "--metric",
    "metrics",
    multiple=True,
    metavar="NAME",
    default=DEFAULT_METRICS,
    help="bleu, bleu-intl, chrf, chrf++, ter, ter-norm; may be given several times."
    "  [default: bleu, chrf, chrf++, ter]",
)
@click.option("-t", "--target", metavar="LANG", help="Language of the drafts (zh, ja, ko matter).")
@click.option("--segments", is_flag=True, help="Score every segment too.")
@click.option("--encoding", metavar="NAME", help="Encoding of files that are not UTF-8.")
@format_option
def score(
    *,
    drafts: tuple[str, ...],
    references: tuple[str, ...],
    metrics: tuple[str, ...],
    target: str | None,
    segments: bool,
    encoding: str | None,
    output: str,
) -> None:
    """Score drafts, one segment a line, with sacreBLEU's figures and signatures.

    Drafts and references must have the same number of lines.

    \b
    Example:  tmtool score good.en.txt weak.en.txt --reference reference.en.txt
    """
    from tmtool.jobs.score import score_files

    report = score_files(
        [Path(draft) for draft in drafts],
        [Path(reference) for reference in references],
        metrics=metrics,
        target_language=normalise(target) if target else None,
        segments=segments,
        encoding=encoding,
    )

    def table(console: Console) -> None:
        from tmtool.reports import tables

        tables.scores(console, report)

    payload = shapes.scores(report)
    show(output, Answer(payload, payload["segment_scores"] or payload["scores"], table))
