"""What the header of a TMX file says."""

from __future__ import annotations

from pathlib import Path

from tmtool.errors import LanguageError
from tmtool.formats import ReadOptions
from tmtool.formats.xml_stream import guarded_parser, pieces
from tmtool.languages import normalise

_ANY = "*all*"


def source_language(path: Path, options: ReadOptions) -> str | None:
    """Return the language that `srclang` names, `None` for `*all*` and for what is no tag.

    No more of the file is read than its beginning. Raises InputError where that is no XML.
    """
    parser = guarded_parser(path, encoding=options.encoding)
    found: list[str | None] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "header":
            found.append(attributes.get("srclang"))
        elif name in ("body", "tu"):
            found.append(None)

    parser.StartElementHandler = start
    declared = next(pieces(path, parser, found), None)
    try:
        return normalise(declared) if declared and declared != _ANY else None
    except LanguageError:
        return None
