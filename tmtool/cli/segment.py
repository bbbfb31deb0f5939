"""`tmtool segment`: texts cut into sentences, and the rules for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tmtool.cli.cutting import say_what_rules_lack, srx_option
from tmtool.cli.options import format_option
from tmtool.cli.output import Answer, note, show
from tmtool.cli.streams import FILE, STANDARD, given, refuse_outputs, wanted
from tmtool.errors import InputError
from tmtool.languages import detect, normalise
from tmtool.models import TextBlock

if TYPE_CHECKING:
    from rich.console import Console

    from tmtool.text.segmentation import Rules

COLUMNS = ("text", "start", "end", "paragraph", "kind")

SAMPLE = 100
"""Paragraphs by whose script the language of a document is told."""


@click.command()
@click.argument("file", required=False, type=FILE, metavar="[FILE]")
@click.option("-s", "--source", metavar="LANG", help="Its language; detected for ru and en.")
@srx_option
@click.option(
    "--export-srx", "export", type=FILE, metavar="OUT", help="Write tmtool's rules as SRX 2.0."
)
@click.option("--as", "form", metavar="FORMAT", help="The format of FILE; text, docx, html ...")
@click.option("--encoding", metavar="NAME", help="Encoding of a text that is not UTF-8.")
@format_option
def segment(
    *,
    file: str | None,
    source: str | None,
    srx: str | None,
    export: str | None,
    form: str | None,
    encoding: str | None,
    output: str,
) -> None:
    """Print the sentences of FILE (- for standard input), one a line.

    FILE is a document: text, Markdown, HTML, Word, OpenDocument, PDF. Its headings, paragraphs and
    list items are cut by the rules of their language, or by those of an SRX file. The other
    forms of output have the place of each sentence in its paragraph, in characters.

    \b
    Example:  tmtool segment treaty.ru.txt
    Example:  tmtool segment report.docx -s en --srx rules.srx -f jsonl
    Example:  tmtool segment --export-srx rules.srx
    """
    language = normalise(source) if source else None
    if export is not None:
        _export(export, file, srx)
    if file is None:
        if export is None:
            raise click.UsageError("Give FILE, or - for standard input, or --export-srx.")
        return
    from tmtool.formats.documents.segments import document_blocks

    with given(file) as path:
        plain = form is None and (file == STANDARD or not path.suffix)
        found = document_blocks(path, encoding, "text" if plain else form)
        blocks = [block for block in found if block.kind != "code"]
    told = language or detect("\n".join(block.text for block in blocks[:SAMPLE])) or ""
    show(output, _answer(file, told, blocks, _rules(told, srx)))


def _export(export: str, file: str | None, srx: str | None) -> None:
    """Write tmtool's own rules to a file."""
    from tmtool.formats.srx import write_srx

    if srx is not None:
        raise click.UsageError("--export-srx writes tmtool's own rules; leave out --srx.")
    if export == STANDARD and file is not None:
        raise click.UsageError("Sentences and rules would both go to standard output.")
    refuse_outputs([export], [file])
    with wanted(export) as path:
        count = write_srx(path)
    if export != STANDARD:
        note(f"{export}: wrote {count:,} rules")


def _rules(language: str, srx: str | None) -> Rules:
    """Return the rules to cut by, and note those of a file that cannot be used."""
    if srx is None:
        from tmtool.text.segmentation import rules_for

        return rules_for(language)
    if not language:
        raise InputError("the language is not clear", hint="Name it: -s en.")
    from tmtool.formats.srx import read_rules

    say_what_rules_lack(Path(srx), [language])
    return read_rules(Path(srx), language)[0]


def _answer(file: str, language: str, blocks: list[TextBlock], rules: Rules) -> Answer:
    from tmtool.formats.documents.segments import block_spans

    rows = [
        {
            "text": block.text[start:end],
            "start": start,
            "end": end,
            "paragraph": number,
            "kind": block.kind,
        }
        for number, block in enumerate(blocks)
        for start, end in block_spans(block, rules)
    ]

    def table(_: Console) -> None:
        for row in rows:
            click.echo(" ".join(str(row["text"]).split()))

    payload = {"file": file, "language": language or None, "segments": rows}
    return Answer(payload, rows, table, COLUMNS)
