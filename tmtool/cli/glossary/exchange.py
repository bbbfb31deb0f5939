"""`tmtool glossary import` and `export`: concepts from files and into files."""

from __future__ import annotations

from pathlib import Path

import click

from tmtool import formats
from tmtool.cli.glossary.telling import tell_written
from tmtool.cli.import_ import import_all
from tmtool.cli.options import (
    Session,
    check_glossary,
    column_names,
    format_option,
    name_given,
    pass_session,
)
from tmtool.cli.output import progress
from tmtool.cli.streams import FILE, wanted
from tmtool.formats import ReadOptions
from tmtool.memory import Memory
from tmtool.models import FileReport


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option(
    "--glossary",
    "name",
    type=name_given,
    metavar="NAME",
    help="Where they go; default: the file's name.",
)
@click.option("-s", "--source", metavar="LANG", help="Source language, where the file has none.")
@click.option("-t", "--target", metavar="LANG", help="Target language, where the file has none.")
@click.option("--columns", metavar="A,B,...", help="Columns of a table, such as ru,en,note or -.")
@click.option("--header/--no-header", default=None, help="Whether a table's first row is a header.")
@click.option("--encoding", metavar="NAME", help="Text encoding of a table that is not UTF-8.")
@click.option("--sheet", metavar="NAME", help="Sheet of a workbook; default: the first.")
@click.option(
    "--as",
    "form",
    metavar="FORMAT",
    help="tbx, mtf, tsv, csv, xlsx, jsonl or omegat, whatever the suffix.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@format_option
@pass_session
def import_(
    session: Session,
    *,
    files: tuple[str, ...],
    name: str | None,
    source: str | None,
    target: str | None,
    columns: str | None,
    header: bool | None,
    encoding: str | None,
    sheet: str | None,
    form: str | None,
    dry_run: bool,
    output: str,
) -> None:
    """Import TBX, TSV, CSV, XLSX, OmegaT or MultiTerm glossaries, each whole or not at all.

    \b
    Example:  tmtool glossary import treaties.tbx
    Example:  tmtool glossary import list.csv -s ru -t en --glossary office
    """
    reading = ReadOptions(source, target, column_names(columns), header, encoding, sheet)

    def load(memory: Memory, path: Path) -> FileReport:
        with progress(path.name + ": {:,} records") as tell:
            return memory.glossary.load(
                path,
                glossary=name,
                format=form,
                reading=reading,
                dry_run=dry_run,
                progress=tell,
            )

    def begins(path: Path) -> None:
        next(
            formats.find(path, form, content="concepts", to_read=True).read_concepts(path, reading),
            None,
        )

    import_all(session, files, load, begins, dry_run=dry_run, output=output, into="glossary")


@click.command("export")
@click.argument("file", type=FILE)
@click.option("--glossary", "name", metavar="NAME", help="Only this glossary.")
@click.option("-s", "--source", metavar="LANG", help="Only concepts with a term in it.")
@click.option("-t", "--target", metavar="LANG", help="Likewise; with both, only terms in these.")
@click.option(
    "--as",
    "form",
    metavar="FORMAT",
    help="tbx, tbx-basic, tbx-basic-dct, tsv, csv, xlsx, jsonl or omegat, whatever the suffix.",
)
@click.option(
    "--no-formulas", is_flag=True, help="In TSV and CSV, put ' before what begins like a formula."
)
@pass_session
def export(
    session: Session,
    *,
    file: str,
    name: str | None,
    source: str | None,
    target: str | None,
    form: str | None,
    no_formulas: bool,
) -> None:
    """Write concepts to a TBX, TSV, CSV, XLSX, JSON lines or OmegaT (.utf8) file.

    What the format has no place for is told.

    \b
    Example:  tmtool glossary export treaties.tbx
    Example:  tmtool glossary export treaties.tbx --as tbx-basic
    Example:  tmtool glossary export treaties.utf8 -s en -t ru
    """
    with session.open() as memory, wanted(file) as path:
        check_glossary(memory, name)
        report = memory.glossary.export(
            path,
            glossary=name,
            format=form,
            source=source,
            target=target,
            no_formulas=no_formulas,
        )
    tell_written(report, file)
