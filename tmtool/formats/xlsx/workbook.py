"""What a workbook says beside its cells: its sheets, its date system and its number formats."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats.documents.package import Package
from tmtool.formats.xlsx.values import is_date_format

_TRUE = ("1", "true")
Attributes = dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with cells: its name, its part, and whether it is shown."""

    name: str
    part: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook in their order, and what their numbers mean.

    `dates` are the numbers of the cell styles that show dates or times.
    """

    sheets: tuple[Sheet, ...]
    from_1904: bool
    dates: frozenset[int]
    shared_strings: str | None

    def sheet(self, name: str | None, path: Path) -> Sheet:
        """Return the sheet with this name, by default the first that is shown."""
        names = ", ".join(sheet.name for sheet in self.sheets)
        if name is not None:
            for sheet in self.sheets:
                if sheet.name.casefold() == name.casefold():
                    return sheet
            raise InputError(
                f"there is no sheet {name!r}", where=str(path), hint=f"The workbook has: {names}."
            )
        first = next((sheet for sheet in self.sheets if sheet.visible), None)
        if first is None:
            raise InputError(
                "the workbook has no sheet that is shown",
                where=str(path),
                hint=f"Name one with --sheet; it has: {names or 'none at all'}.",
            )
        return first


def read_workbook(package: Package, path: Path) -> Workbook:
    """Return what a workbook says of its sheets; raises InputError where it is none."""
    main = next((r.target for r in package.relations() if r.kind == "officeDocument"), None)
    if main is None:
        raise InputError(
            "this is not a workbook: it has no main part",
            where=str(path),
            hint="Check that it is whole, and that the suffix says what it is.",
        )
    relations = package.relations(main)
    parts = {one.id: one.target for one in relations if one.kind == "worksheet"}
    listed: list[Attributes] = []
    systems: list[str] = []

    def start(local: str, attributes: Attributes) -> None:
        if local == "sheet":
            listed.append(attributes)
        elif local == "workbookPr":
            systems.append(attributes.get("date1904", ""))
        elif local not in ("workbook", "sheets"):
            return

    _read(package, main, start)
    if not listed:
        raise InputError(
            "this is not a workbook of Excel: it has no sheets",
            where=str(path),
            hint="Open it in a spreadsheet program and save it as .xlsx.",
        )

    def of_kind(kind: str) -> str | None:
        return next((one.target for one in relations if one.kind == kind), None)

    styles = of_kind("styles")
    return Workbook(
        tuple(_sheets(listed, parts)),
        any(system in _TRUE for system in systems),
        _date_styles(package, styles) if styles else frozenset(),
        of_kind("sharedStrings"),
    )


def _sheets(listed: list[Attributes], parts: dict[str, str]) -> list[Sheet]:
    """Return those of the sheets listed that have cells: charts have none."""
    found = []
    for attributes in listed:
        number = next((v for k, v in attributes.items() if k.endswith(" id")), "")
        if number in parts:
            visible = attributes.get("state", "visible") == "visible"
            found.append(Sheet(attributes.get("name", ""), parts[number], visible))
    return found


def _date_styles(package: Package, part: str) -> frozenset[int]:
    codes: dict[int, str] = {}
    formats: list[int] = []
    inside: list[str] = []

    def start(local: str, attributes: Attributes) -> None:
        if local in ("cellXfs", "cellStyleXfs", "dxfs"):
            inside[:] = [local]
        number = attributes.get("numFmtId", "")
        if not number.isdecimal() or len(number) > 9:
            number = "0"
        if local == "numFmt":
            codes[int(number)] = attributes.get("formatCode", "")
        elif local == "xf" and inside == ["cellXfs"]:
            formats.append(int(number))

    _read(package, part, start)
    return frozenset(
        style for style, one in enumerate(formats) if is_date_format(one, codes.get(one))
    )


def _read(package: Package, part: str, start: Callable[[str, Attributes], None]) -> None:
    """Give each start tag of a part, without its namespace, to a function."""
    parser = package.parser(part)
    nothing: list[str] = []
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(" ")[2], attributes)
    for _ in package.pieces(part, parser, nothing):
        pass
