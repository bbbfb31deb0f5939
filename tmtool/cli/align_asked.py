"""What `tmtool align` is asked for: how documents are read, where units go, which list."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import click

from tmtool.cli.bead_review import ReviewAsked
from tmtool.cli.option_groups import grouped, refuse_without
from tmtool.cli.options import name_given
from tmtool.cli.streams import FILE, STANDARD
from tmtool.languages import normalise
from tmtool.models.aligning import PAIR_OUTPUTS, SEGMENT_UNITS, AlignmentOptions, SegmentUnit


@dataclass(frozen=True, slots=True)
class ReadingAsked:
    """How documents are read and aligned."""

    segments: SegmentUnit
    srx: str | None
    form: str | None
    encoding: str | None
    min_confidence: float | None
    use_memory: bool
    force: bool
    model: str | None


@dataclass(frozen=True, slots=True)
class TakingAsked:
    """The corpus that units go into, and what is said of it."""

    corpus: str | None
    penalty: int | None
    origin: str | None
    licence: str | None
    domain: str | None

    def values(self) -> dict[str, object]:
        """Return what is said of the corpus, by the names that the Python API has."""
        return {name: value for name, value in asdict(self).items() if name != "corpus"}


@dataclass(frozen=True, slots=True)
class ListAsked:
    """A list of pairs, and what is made of each."""

    pairs: str | None
    pairs_in: str | None
    pattern: str | None
    output_folder: str | None
    kinds: tuple[str, ...]
    workers: int

    @property
    def is_given(self) -> bool:
        """Whether there is a list at all."""
        return self.pairs is not None or self.pairs_in is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """All that the command is asked for; files and languages are as given."""

    documents: tuple[str, ...]
    source: str | None
    target: str | None
    reading: ReadingAsked
    outputs: tuple[str, ...]
    taking: TakingAsked
    document: str | None
    beads: str | None
    fixed: str | None
    review: ReviewAsked
    listed: ListAsked
    output: str

    def options(self) -> AlignmentOptions:
        """Return the options of the job."""
        reading = self.reading
        return AlignmentOptions(
            source_language=normalise(self.source) if self.source else None,
            target_language=normalise(self.target) if self.target else None,
            segments=reading.segments,
            srx=Path(reading.srx) if reading.srx else None,
            encoding=reading.encoding,
            format=reading.form,
            min_confidence=reading.min_confidence,
            force=reading.force,
            model=Path(reading.model) if reading.model else None,
        )


def refuse_misuse(asked: Asked) -> None:
    """Raise a usage error where options do not go together."""
    documents, listed, taking = asked.documents, asked.listed, asked.taking
    review = asked.review
    ways = (documents, asked.beads, listed.pairs, listed.pairs_in, review.review)
    if sum(map(bool, ways)) != 1:
        raise click.UsageError(
            "Give two documents, or one of --review, --from, --pairs and --pairs-in."
        )
    if len(documents) not in (0, 2):
        raise click.UsageError("Give two documents: the source and its translation.")
    if documents.count(STANDARD) > 1:
        raise click.UsageError("Standard input can be read only once.")
    if review.review and (asked.outputs or taking.corpus):
        raise click.UsageError("After a review, take the beads with --from.")
    if listed.is_given and (asked.outputs or asked.document):
        raise click.UsageError("With many pairs, files go to --output-folder, by their names.")
    described = [name for name, value in taking.values().items() if value is not None]
    into = bool(taking.corpus or listed.pairs)
    refuse_without(
        [
            ("--accept-above", review.accept_above is not None, "--review", review.review),
            ("--every-bead", review.every_bead, "--review", review.review),
            ("--in-order", review.in_order, "--review", review.review),
            ("--fixed", asked.fixed, "two documents", documents),
            ("--pairs-in", listed.pairs_in, "--pattern", listed.pattern),
            ("--pairs-in", listed.pairs_in, "-s and -t", asked.source and asked.target),
            ("--pattern", listed.pattern, "--pairs-in", listed.pairs_in),
            ("--output-folder", listed.output_folder, "--pairs or --pairs-in", listed.is_given),
            ("--corpus", taking.corpus, "the memory", asked.reading.use_memory),
            *((f"--{name}", True, "--corpus", into) for name in described),
        ]
    )


def _kinds(_: click.Context, option: click.Parameter, given: str) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(kind.strip().lower() for kind in given.split(",")))
    unknown = [kind for kind in kinds if kind not in PAIR_OUTPUTS]
    if unknown:
        raise click.BadParameter(
            f"{unknown[0]!r} is none of {', '.join(PAIR_OUTPUTS)}.", param=option
        )
    return kinds


reading_options = grouped(
    "reading",
    ReadingAsked,
    [
        click.option(
            "--segments",
            type=click.Choice(SEGMENT_UNITS),
            default="sentences",
            show_default=True,
            help="What is aligned; lines are those of text files.",
        ),
        click.option("--srx", type=FILE, metavar="FILE", help="Rules of SRX to cut sentences by."),
        click.option(
            "--as", "form", metavar="FORMAT", help="The format of both documents; lines for text."
        ),
        click.option("--encoding", metavar="NAME", help="Encoding of texts that are not UTF-8."),
        click.option(
            "--min-confidence",
            type=click.FloatRange(0, 1),
            metavar="P",
            help="Accept beads from this confidence, 0 to 1.  [default: 0.9]",
        ),
        click.option(
            "--memory/--no-memory",
            "use_memory",
            default=True,
            help="Learn words from the memory's units and terms, if there are any.  [default:"
            " memory]",
        ),
        click.option("--force", is_flag=True, help="Take documents that look wrong all the same."),
        click.option(
            "--model",
            type=FILE,
            metavar="FOLDER",
            help="A local model of sentences (Sentence Transformers, such as LaBSE) to compare"
            " meanings by.",
        ),
    ],
)

taking_options = grouped(
    "taking",
    TakingAsked,
    [
        click.option(
            "--corpus", type=name_given, metavar="NAME", help="Take accepted beads into a corpus."
        ),
        click.option(
            "--penalty",
            type=click.IntRange(0, 100),
            metavar="N",
            help="Points off the corpus's match rates.  [default for a new one: 3]",
        ),
        click.option("--origin", metavar="TEXT", help="Who made the corpus, or its source."),
        click.option("--licence", metavar="TEXT", help="Its licence."),
        click.option("--domain", metavar="TEXT", help="Its subject field."),
    ],
)

list_options = grouped(
    "listed",
    ListAsked,
    [
        click.option(
            "--pairs", type=FILE, metavar="LIST", help="Align many pairs, named in a TSV file."
        ),
        click.option(
            "--pairs-in", type=FILE, metavar="FOLDER", help="Align the pairs in a folder."
        ),
        click.option(
            "--pattern",
            metavar="NAMES",
            help="For --pairs-in: how files are named, such as {name}.{lang}.docx.",
        ),
        click.option(
            "--output-folder",
            type=FILE,
            metavar="FOLDER",
            help="For many pairs: where the files of each go.",
        ),
        click.option(
            "--outputs",
            "kinds",
            default="tsv,html",
            show_default=True,
            metavar="A,B,...",
            callback=_kinds,
            help="For many pairs: which files, of tsv, html and tmx.",
        ),
        click.option(
            "--workers",
            type=click.IntRange(1, 64),
            default=2,
            show_default=True,
            help="For many pairs: processes that share the work.",
        ),
    ],
)
