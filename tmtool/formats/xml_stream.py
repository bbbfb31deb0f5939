"""XML files of any size, read piece by piece; hostile and broken ones are refused."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TypeVar
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from tmtool.errors import InputError
from tmtool.formats.files import Readable, open_binary

Piece = TypeVar("Piece")

_CHUNK = 1 << 16
_ENTITY_HINT = "Replace each entity in the text by its characters and remove the declarations."
_CUT_OFF = frozenset(
    (
        expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
        expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
        expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
    )
)


def elements(
    path: Path,
    tags: Collection[str],
    *,
    root: Collection[str] | None = None,
    encoding: str | None = None,
) -> Iterator[tuple[Element, int]]:
    """Yield each element with one of these tags and the line it starts on.

    Prefixes of tags are dropped (`tbx:term` is `term`), those of attributes stay (`xml:lang`).
    An element inside one that is yielded is not yielded itself. `root` names the root elements
    that are accepted, `encoding` overrides the one declared. Refused with InputError: XML that
    is not well-formed, entity declarations, unknown entities. Nothing is ever fetched.
    """
    parser = guarded_parser(path, encoding=encoding)
    collector = _Collector(parser, path, frozenset(tags), root)
    return pieces(path, parser, collector.done)


def root_of(path: Path, *, encoding: str | None = None) -> tuple[str, dict[str, str]]:
    """Return the name of the root element without its prefix, and its attributes."""
    parser = guarded_parser(path, encoding=encoding)
    found: list[tuple[str, dict[str, str]]] = []
    parser.StartElementHandler = lambda name, attributes: found.append(
        (name.rpartition(":")[2], attributes)
    )
    # Without any element the parser refuses the file.
    return next(pieces(path, parser, found))


class _Collector:
    """The expat handlers that build the elements asked for and drop the rest."""

    def __init__(
        self,
        parser: expat.XMLParserType,
        path: Path,
        tags: frozenset[str],
        root: Collection[str] | None,
    ) -> None:
        self.done: list[tuple[Element, int]] = []
        self._parser = parser
        self._path = path
        self._tags = tags
        self._root = root
        self._builder: TreeBuilder | None = None
        self._depth = 0
        self._line = 0
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if self._root is not None:
            check_root(name, self._root, f"{self._path}:{self._parser.CurrentLineNumber}")
            self._root = None
        if self._builder is None:
            if name not in self._tags:
                return
            self._builder = TreeBuilder()
            self._line = self._parser.CurrentLineNumber
        self._depth += 1
        self._builder.start(name, attributes)

    def _end(self, name: str) -> None:
        if self._builder is None:
            return
        self._builder.end(name.rpartition(":")[2])
        self._depth -= 1
        if self._depth == 0:
            self.done.append((self._builder.close(), self._line))
            self._builder = None

    def _data(self, text: str) -> None:
        if self._builder is not None:
            self._builder.data(text)


_ELSEWHERE = {
    "tmx": "It is a TMX file: `tmtool import --as tmx` imports its units.",
    "xliff": "It is an XLIFF file: `tmtool import --as xliff` imports its units.",
    "martif": "It is a TBX file: `tmtool glossary import --as tbx` imports its terms.",
    "tbx": "It is a TBX file: `tmtool glossary import --as tbx` imports its terms.",
    "mtf": "It is a MultiTerm file: `tmtool glossary import --as mtf` imports its terms.",
}
"""What to do with a file by its root element, where another one was expected."""


def check_root(name: str, accepted: Collection[str], where: str) -> None:
    """Raise InputError unless the name of the root element is one that is accepted."""
    if name not in accepted:
        wanted = " or ".join(f"<{root}>" for root in accepted)
        hint = _ELSEWHERE.get(name, "Name the format with --as if the file's suffix misleads.")
        raise InputError(f"the root element is <{name}>, not {wanted}", where=where, hint=hint)


def guarded_parser(
    path: Path | str, *, encoding: str | None = None, namespaces: bool = False
) -> expat.XMLParserType:
    """Return an expat parser that refuses entities.

    Names keep their prefixes; with `namespaces` they are the namespace, a space and the name.
    """
    try:
        parser = expat.ParserCreate(encoding, " " if namespaces else None)
        parser.buffer_text = True

        def where() -> str:
            return f"{path}:{parser.CurrentLineNumber}"

        def declared(name: str, *_: object) -> None:
            raise InputError(
                f"the file declares an entity ({name}), which tmtool refuses for safety",
                where=where(),
                hint=_ENTITY_HINT,
            )

        def unknown(name: str, _is_parameter: object) -> None:
            raise InputError(f"unknown entity &{name};", where=where(), hint=_ENTITY_HINT)

        parser.EntityDeclHandler = declared
        parser.SkippedEntityHandler = unknown
    except ValueError as error:
        raise InputError(f"unknown encoding {encoding!r}") from error
    return parser


def pieces(path: Path, parser: expat.XMLParserType, done: list[Piece]) -> Iterator[Piece]:
    """Parse a file chunk by chunk and yield what the parser's handlers append to `done`."""
    with open_binary(path) as file:
        yield from pieces_of(file, path, parser, done)


def pieces_of(
    file: Readable,
    name: Path | str,
    parser: expat.XMLParserType,
    done: list[Piece],
    *,
    remedy: str | None = None,
) -> Iterator[Piece]:
    """Parse what a file gives chunk by chunk; `name` is what it is called in errors.

    `remedy` is told where XML is not well-formed, as another way to have it read.
    """
    chunk = b"-"
    while chunk:
        chunk = file.read(_CHUNK)
        try:
            parser.Parse(chunk, not chunk)
        except (expat.ExpatError, LookupError, ValueError) as error:
            yield from done
            raise _refusal(name, parser, chunk, error, remedy) from error
        yield from done
        done.clear()


def _refusal(
    path: Path | str,
    parser: expat.XMLParserType,
    chunk: bytes,
    error: Exception,
    remedy: str | None,
) -> InputError:
    line, column = parser.ErrorLineNumber, parser.ErrorColumnNumber + 1
    where = f"{path}:{line}"
    if not isinstance(error, expat.ExpatError):
        return InputError(
            f"the encoding declared is not usable: {error}",
            where=where,
            hint="Give the right one with --encoding.",
        )
    if error.code in _CUT_OFF and not chunk:
        return InputError(
            f"the file ends too early (line {line}, column {column}): it is cut off",
            where=where,
            hint="Get the whole file again.",
        )
    reason = expat.ErrorString(error.code) or "unknown error"
    return InputError(
        f"not well-formed XML at column {column}: {reason}",
        where=where,
        hint="Correct this place; if its letters look wrong, the file is not in the encoding it "
        "declares: give the right one with --encoding." + (f" {remedy}" if remedy else ""),
    )
