"""Segmentation rules in SRX 2.0 (and 1.0), read from others and written from our own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats.files import replacing
from tmtool.formats.inline import escape_attribute, escape_text
from tmtool.formats.xml_stream import check_root, guarded_parser, pieces
from tmtool.languages import primary
from tmtool.models import Skipped
from tmtool.text.segmentation import Rules
from tmtool.text.segmentation.exchange import as_break_rules
from tmtool.text.segmentation.java import PatternError, compile_java
from tmtool.text.segmentation.lists import LANGUAGES, OTHER, lists_of
from tmtool.text.segmentation.patterns import BreakRule, CompiledRule, PatternRules, pattern_rules

__all__ = [
    "Srx",
    "SrxMap",
    "SrxRule",
    "our_rules",
    "read_rules",
    "read_srx",
    "rules_of",
    "write_srx",
]

_NAMESPACE = "http://www.lisa.org/srx20"


@dataclass(frozen=True, slots=True)
class SrxRule:
    """A rule with the line it starts on."""

    rule: BreakRule
    line: int


@dataclass(frozen=True, slots=True)
class SrxMap:
    """The languages that a set of rules is for, as a regular expression on their codes."""

    pattern: str
    name: str
    line: int


@dataclass(frozen=True, slots=True)
class Srx:
    """A file of rules: sets by name, and which languages they are for, in its order.

    With `cascade`, all sets whose pattern fits a language are taken, else the first one.
    """

    path: Path
    cascade: bool
    rules: dict[str, tuple[SrxRule, ...]]
    maps: tuple[SrxMap, ...]


class _Reader:
    """The expat handlers that read a file of rules."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parser = guarded_parser(path)
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._root = False
        self._set: list[SrxRule] = []
        self._rule: dict[str, str] = {}
        self._breaks = True
        self._line = 0
        self._text: list[str] | None = None
        self.cascade = False
        self.rules: dict[str, list[SrxRule]] = {}
        self.maps: list[SrxMap] = []

    def read(self) -> Srx:
        """Read the whole file."""
        for _ in pieces(self._path, self._parser, list[str]()):
            pass
        rules = {name: tuple(found) for name, found in self.rules.items()}
        return Srx(self._path, self.cascade, rules, tuple(self.maps))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        line = self._parser.CurrentLineNumber
        if not self._root:
            check_root(local, ("srx",), f"{self._path}:{line}")
            self._root = True
        elif local == "header":
            self.cascade = attributes.get("cascade") == "yes"
        elif local == "languagerule":
            self._set = self.rules.setdefault(attributes.get("languagerulename", ""), [])
        elif local == "languagemap":
            pattern = attributes.get("languagepattern", "")
            self.maps.append(SrxMap(pattern, attributes.get("languagerulename", ""), line))
        elif local == "rule":
            self._rule, self._line = {}, line
            self._breaks = attributes.get("break", "yes") != "no"
        elif local in ("beforebreak", "afterbreak"):
            self._text = []

    def _data(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local in ("beforebreak", "afterbreak"):
            self._rule[local] = "".join(self._text or ())
            self._text = None
        elif local == "rule":
            before, after = (self._rule.get(one, "") for one in ("beforebreak", "afterbreak"))
            self._set.append(SrxRule(BreakRule(self._breaks, before, after), self._line))


def read_srx(path: Path) -> Srx:
    """Read a file of rules; raises InputError where it is no SRX or cannot be read."""
    return _Reader(path).read()


def read_rules(path: Path, language: str) -> tuple[Rules, tuple[Skipped, ...]]:
    """Return the rules that a file has for a language, and those that could not be taken.

    Those have regular expressions that Python does not have; `where` tells their line. Raises
    InputError where the file cannot be read or has no rules for the language.
    """
    return rules_of(read_srx(path), language)


def rules_of(srx: Srx, language: str) -> tuple[Rules, tuple[Skipped, ...]]:
    """Return the rules for a language out of a file that was read, as `read_rules` does."""
    compiled: list[CompiledRule] = []
    skipped = []
    for one in _chosen(srx, language):
        try:
            compiled += pattern_rules([one.rule]).rules
        except PatternError as error:
            reason = f"the rule cannot be used: {error}"
            skipped.append(Skipped(f"{srx.path}:{one.line}", reason))
    return Rules(language, PatternRules(tuple(compiled)), lines=False), tuple(skipped)


def _chosen(srx: Srx, language: str) -> Iterator[SrxRule]:
    """Yield the rules of the sets that are for a language."""
    found = [one for one in srx.maps if _is_for(srx, one, language)]
    if not found:
        patterns = ", ".join(dict.fromkeys(one.pattern for one in srx.maps)) or "none"
        raise InputError(
            f"the file has no rules for the language {language or '(unknown)'}",
            where=str(srx.path),
            hint=f"Its patterns of languages: {patterns}.",
        )
    for one in found if srx.cascade else found[:1]:
        if one.name not in srx.rules:
            raise InputError(
                f"there are no rules named {one.name!r}",
                where=f"{srx.path}:{one.line}",
                hint="Add a <languagerule> of that name, or take the <languagemap> out.",
            )
        yield from srx.rules[one.name]


def _is_for(srx: Srx, one: SrxMap, language: str) -> bool:
    """Tell whether a pattern fits the tag of a language, whatever its case and its hyphens."""
    try:
        pattern = compile_java(f"(?i:{one.pattern})")
    except PatternError as error:
        raise InputError(
            f"the pattern of languages {one.pattern!r} cannot be used: {error}",
            where=f"{srx.path}:{one.line}",
            hint="Correct the pattern, such as EN.* for English.",
        ) from error
    return any(pattern.fullmatch(tag) for tag in (language, language.replace("-", "_")))


def our_rules(languages: Sequence[str] = LANGUAGES) -> list[tuple[str, str, list[BreakRule]]]:
    """Return our rules: the name of each set, its pattern of languages, and its rules.

    The last set is that for any other language.
    """
    names = dict.fromkeys(primary(tag) for tag in languages)
    own = [name for name in names if name in LANGUAGES]
    found = [
        (name, f"{_either_case(name)}([-_].*)?", as_break_rules(lists_of(name))) for name in own
    ]
    # OmegaT 3 takes all sets whose pattern fits.
    others = f"(?!({'|'.join(map(_either_case, own))})([-_]|$)).*" if own else ".*"
    return [*found, ("default", others, as_break_rules(lists_of(OTHER)))]


def _either_case(name: str) -> str:
    return re.sub("[a-z]", lambda one: f"[{one[0].upper()}{one[0]}]", name)


def write_srx(path: Path, languages: Sequence[str] = LANGUAGES) -> int:
    """Write our rules for languages and return how many there are; raises InputError."""
    sets = our_rules(languages)
    with replacing(path) as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<srx xmlns="{_NAMESPACE}" version="2.0">\n'
            '<header segmentsubflows="yes" cascade="no">\n'
            '<formathandle type="start" include="no"/>\n'
            '<formathandle type="end" include="yes"/>\n'
            '<formathandle type="isolated" include="no"/>\n'
            "</header>\n<body>\n<languagerules>\n"
        )
        for name, _, rules in sets:
            file.write(f'<languagerule languagerulename="{escape_attribute(name)}">\n')
            file.writelines(_rule(one) for one in rules)
            file.write("</languagerule>\n")
        file.write("</languagerules>\n<maprules>\n")
        for name, pattern, _ in sets:
            file.write(
                f'<languagemap languagepattern="{escape_attribute(pattern)}"'
                f' languagerulename="{escape_attribute(name)}"/>\n'
            )
        file.write("</maprules>\n</body>\n</srx>\n")
    return sum(len(rules) for _, _, rules in sets)


def _rule(one: BreakRule) -> str:
    return (
        f'<rule break="{"yes" if one.breaks else "no"}">\n'
        f"<beforebreak>{escape_text(one.before)}</beforebreak>\n"
        f"<afterbreak>{escape_text(one.after)}</afterbreak>\n</rule>\n"
    )
