"""Terms and their translations as tables on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from tmtool.models import (
    CASES,
    NUMBERS,
    TERM_STATUSES,
    TERMS_TO_AVOID,
    Evidence,
    Paradigm,
    TermHit,
    Translation,
)
from tmtool.reports.tables import facts, grid, indented, shown
from tmtool.reports.words import visible

if TYPE_CHECKING:
    from rich.console import Console

STATUS_STYLES = {"preferred": "bold", "forbidden": "red", "deprecated": "red", "superseded": "red"}
"""How translations look that are to be used first, or not at all."""

WIDEST = 40
"""Columns kept for translations, so that what is said of them stands in line."""

LONGEST_STATUS = max(map(len, TERM_STATUSES))
LONGEST_USE = len("used 999 of 999")


def terms(console: Console, hits: Sequence[TermHit]) -> None:
    """Draw the terms found in a text, each with its translations and their evidence below."""
    if not hits:
        console.print("No term found.")
    width = max((len(_form(t)) for hit in hits for t in hit.translations), default=0)
    several = len({hit.glossary for hit in hits if hit.glossary}) > 1
    for hit in hits:
        about = [visible(hit.term)] if hit.term != hit.text else []
        about += [visible(f"glossary {hit.glossary}")] if several and hit.glossary else []
        about += [f"{hit.status} in this sense"] if hit.status in TERMS_TO_AVOID else []
        about += ["in a longer term"] if hit.nested else []
        about += ["in no glossary, from the memory"] if hit.mined else []
        about += [f"not sure: {hit.reason}"] if hit.confidence == "soft" and not hit.mined else []
        aside = (f"  ({', '.join(about)})", "dim") if about else ""
        console.print(Text.assemble((visible(hit.text), "bold"), aside))
        console.print(indented(_translations(hit.translations, min(width, WIDEST))))
        for translation in hit.translations:
            if translation.paradigm:
                console.print(indented(paradigm(translation.paradigm)))


def paradigm(found: Paradigm) -> Table:
    """Return a table of a term's forms: a row for each case, a column for each number."""
    forms = {(form.case, form.number): form.text for form in found.forms}
    cases = [case for case in (None, *CASES) if any(case == known for known, _ in forms)]
    numbers = [number for number in NUMBERS if any(number == known for _, known in forms)]
    rows = [(case or "", *(forms.get((case, number)) for number in numbers)) for case in cases]
    return grid(("", *numbers), rows, title=visible(found.term))


def _form(translation: Translation) -> str:
    """Return a translation as the sentence needs it, if that is known."""
    return translation.inflected or translation.text


def _used(evidence: Evidence | None) -> str:
    if evidence is None or not evidence.of:
        return ""
    used = f"used {evidence.used} of {evidence.of}"
    return f"{used}, {evidence.share * 100:.0f} %" if 0 < evidence.share < 1 else used


def _translations(offered: Sequence[Translation], width: int) -> Table | Text:
    if not offered:
        return Text("no translation", style="dim")
    table = facts(columns=0)
    for fixed in (False, True, True, False):
        table.add_column(no_wrap=fixed, overflow="fold")
    for translation in offered:
        style = STATUS_STYLES.get(translation.status, "")
        table.add_row(
            # Spaces, for rich cuts texts off where columns have least widths.
            shown(_form(translation).ljust(width), style),
            translation.status.ljust(LONGEST_STATUS),
            _used(translation.evidence).ljust(LONGEST_USE),
            shown(translation.note or ""),
        )
    return table
