"""`tmtool score`: BLEU, chrF, chrF++ and TER of drafts."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from tmtool.cli.options import format_option
from tmtool.cli.output import Answer, show
from tmtool.cli.streams import FILE, STANDARD, given
from tmtool.languages import normalise
from tmtool.models import Score, ScoreReport
from tmtool.reports import shapes

if TYPE_CHECKING:
    from rich.console import Console

DEFAULT_METRICS = ("bleu", "chrf", "chrf++", "ter")


@click.command()
@click.argument("drafts", nargs=-1, required=True, type=FILE, metavar="DRAFT...")
@click.option(
    "-r",
    "--reference",
    "references",
    multiple=True,
    required=True,
    type=FILE,
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

    Drafts and references must have the same number of lines; one of them may be - for standard
    input.

    \b
    Example:  tmtool score good.en.txt weak.en.txt --reference reference.en.txt
    """
    from tmtool.jobs.score import score_files

    if [*drafts, *references].count(STANDARD) > 1:
        raise click.UsageError("Standard input can be read only once.")
    language = normalise(target) if target else None
    with ExitStack() as stack:
        paths = {name: stack.enter_context(given(name)) for name in (*drafts, *references)}
        report = score_files(
            [paths[name] for name in drafts],
            [paths[name] for name in references],
            metrics=metrics,
            target_language=language,
            segments=segments,
            encoding=encoding,
        )
    report = _as_given(report, {str(path): name for name, path in paths.items()})

    def table(console: Console) -> None:
        from tmtool.reports import tables

        tables.scores(console, report)

    payload = shapes.scores(report)
    if segments:
        columns = ("segment", "draft", *dict.fromkeys(metrics))
        show(output, Answer(payload, payload["segment_scores"], table, columns))
    else:
        show(output, Answer(payload, payload["scores"], table, shapes.columns(Score)))


def _as_given(report: ScoreReport, names: Mapping[str, str]) -> ScoreReport:
    """Return the report with the drafts' names as the user gave them."""
    return replace(
        report,
        scores=tuple(replace(score, draft=names[score.draft]) for score in report.scores),
        segment_scores=tuple(
            replace(line, draft=names[line.draft]) for line in report.segment_scores
        ),
    )
