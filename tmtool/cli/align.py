"""`tmtool align`: documents and their translations, segment by segment."""

from __future__ import annotations

import click

from tmtool.cli.align_asked import (
    Asked,
    ListAsked,
    ReadingAsked,
    TakingAsked,
    list_options,
    reading_options,
    refuse_misuse,
    taking_options,
)
from tmtool.cli.bead_review import ReviewAsked, review_options
from tmtool.cli.options import Session, format_option, name_given, pass_session
from tmtool.cli.streams import FILE


@click.command()
@click.argument("documents", nargs=-1, type=FILE, metavar="[SOURCE TARGET]")
@click.option(
    "-s", "--source", metavar="LANG", help="Language of the source; told by its text if not given."
)
@click.option(
    "-t", "--target", metavar="LANG", help="Language of the target; told by its text if not given."
)
@reading_options
@click.option(
    "--output",
    "outputs",
    multiple=True,
    type=FILE,
    metavar="FILE",
    help="Write a file, by its suffix: .tsv to review, .html, .tmx, .jsonl, .xlsx; several times.",
)
@taking_options
@click.option(
    "--document",
    type=name_given,
    metavar="NAME",
    help="What the units' document is called; default: the source's file.",
)
@click.option(
    "--from",
    "beads",
    type=FILE,
    metavar="BEADS",
    help="Take a reviewed file of beads (.tsv) in the place of documents.",
)
@click.option(
    "--fixed",
    type=FILE,
    metavar="BEADS",
    help="Keep what a person settled in this file of beads.",
)
@review_options
@list_options
@format_option
@pass_session
def align(
    session: Session,
    *,
    documents: tuple[str, ...],
    source: str | None,
    target: str | None,
    reading: ReadingAsked,
    outputs: tuple[str, ...],
    taking: TakingAsked,
    document: str | None,
    beads: str | None,
    fixed: str | None,
    review_asked: ReviewAsked,
    listed: ListAsked,
    output: str,
) -> None:
    """Align a document with its translation, and tell how sure each pair of segments is.

    Documents may be text, Markdown, HTML, Word, OpenDocument and PDF; - is standard input. A group
    of neighbouring segments that translate each other is a bead. Beads of enough confidence with
    two sides are accepted: with --corpus they go into the memory, where those of an earlier
    alignment of the document are brought up to date. A .tsv file has all beads for a person to
    settle, in any editor or with --review; with --from they are taken as they are then, with
    --fixed they stay when documents are aligned again. Documents that do not translate each
    other, or that were swapped, have exit code 1: nothing is written or taken of them.

    A list for --pairs has a source and a target on each line, a tab between them, relative to
    the list; a name and a corpus may follow. All pairs teach the words together. What is done is
    kept in the output folder, or in the memory with --corpus: a run that was stopped goes on
    where it was, and a document that was changed is aligned again. The exit code is 1 where some
    documents look wrong.

    \b
    Example:  tmtool align treaty.ru.docx treaty.en.docx
    Example:  tmtool align treaty.ru.txt treaty.en.txt --output treaty.tsv --output treaty.html
    Example:  tmtool align --review treaty.tsv
    Example:  tmtool align --from treaty.tsv --corpus treaties --output treaty.tmx
    Example:  tmtool align --pairs list.tsv --output-folder aligned --corpus treaties
    Example:  tmtool align --pairs-in archive --pattern "{name}.{lang}.docx" -s ru -t en
    """
    asked = Asked(
        documents=documents,
        source=source,
        target=target,
        reading=reading,
        outputs=outputs,
        taking=taking,
        document=document,
        beads=beads,
        fixed=fixed,
        review=review_asked,
        listed=listed,
        output=output,
    )
    refuse_misuse(asked)
    if review_asked.review is not None:
        from tmtool.cli import align_one

        align_one.review(session, asked)
    elif listed.is_given:
        from tmtool.cli import align_list

        align_list.run(session, asked)
    else:
        from tmtool.cli import align_one

        align_one.run(session, asked)
