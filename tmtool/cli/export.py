"""`tmtool export`: write the memory's units to a file."""

from __future__ import annotations

import click

from tmtool.cli.options import (
    Session,
    language_tags,
    moment,
    pass_session,
    say_what_is_missing,
)
from tmtool.cli.output import note
from tmtool.cli.streams import FILE, wanted
from tmtool.errors import NotFoundError
from tmtool.formats import PROFILES, Profile
from tmtool.languages import normalise
from tmtool.memory import Memory
from tmtool.models import STATUSES
from tmtool.reports.words import counted
from tmtool.store.unit_filter import Filter


@click.command()
@click.argument("file", type=FILE)
@click.option("-s", "--source", metavar="LANG", help="Only units in this language, which is first.")
@click.option("-t", "--target", metavar="LANG", help="Only units in this language, too.")
@click.option("--corpus", metavar="NAME", help="Only this corpus.")
@click.option("--since", metavar="DATE", help="Only units changed since then, such as 2026-05-31.")
@click.option("--until", metavar="DATE", help="Only units not changed after that day or time.")
@click.option("--status", type=click.Choice(STATUSES), help="Only units with this status.")
@click.option("--author", metavar="NAME", help="Only units that this person made or changed.")
@click.option(
    "--as",
    "form",
    metavar="FORMAT",
    help="tmx, tsv, csv, xlsx, jsonl, po, mo, compendium, xliff or xliff2.",
)
@click.option(
    "--no-formulas", is_flag=True, help="In TSV and CSV, put ' before what begins like a formula."
)
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    default="compatible",
    show_default=True,
    help="TMX for any program, in two languages, or with all that tmtool knows.",
)
@click.option(
    "--lang-map",
    multiple=True,
    metavar="A=B,...",
    help="Language tags in TMX, such as en=en-US,ru=ru-RU for Trados.",
)
@pass_session
def export(
    session: Session,
    *,
    file: str,
    source: str | None,
    target: str | None,
    corpus: str | None,
    since: str | None,
    until: str | None,
    status: str | None,
    author: str | None,
    form: str | None,
    no_formulas: bool,
    profile: Profile,
    lang_map: tuple[str, ...],
) -> None:
    """Write units to a file in the format of its suffix; PO and MO need both languages.

    With -s and -t only units in both languages are written. --as compendium writes a PO file for
    msgmerge -C. A file that is there already is replaced when the new one is complete. FILE may
    be - for standard output, with --as; TMX is packed where the name ends in .tmx.gz or .tmx.zip.

    \b
    Example:  tmtool export treaties.tmx -s ru -t en --corpus treaties
    Example:  tmtool export trados.tmx -s en -t ru --lang-map en=en-US,ru=ru-RU
    Example:  tmtool export everything.tmx.gz --profile full
    Example:  tmtool export memory.po -s en -t ru
    Example:  tmtool export known.po -s en -t ru --as compendium
    """
    chosen = Filter(corpus, moment(since), moment(until, end=True), status, author)
    tags = language_tags(lang_map)
    languages = [normalise(tag) if tag else None for tag in (source, target)]
    with session.open() as memory, wanted(file) as path:
        if corpus is not None:
            _check_corpus(memory, corpus)
        count = memory.export(
            path,
            *languages,
            chosen=chosen,
            format=form,
            no_formulas=no_formulas,
            profile=profile,
            language_tags=tags,
        )
        say_what_is_missing(memory, [tag for tag in languages if tag])
    note(f"{counted(count, 'unit')} written to {file}")


def _check_corpus(memory: Memory, name: str) -> None:
    names = [corpus.name for corpus in memory.corpora()]
    if name not in names:
        has = ", ".join(names) or "none"
        raise NotFoundError(f"there is no corpus {name!r}", hint=f"The memory has: {has}.")
