"""Whether a translation has the format directives of its message, as `msgfmt -c` demands.

Each `…-format` flag names a syntax of format strings. Where `msgfmt` is lenient in a syntax, the
two texts must have the same directives here: a translation that is doubted in vain is looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial

_Arguments = Mapping[str, str]
"""The arguments that a text takes, by name or number, with their types."""
_Reader = Callable[[str], _Arguments | None]
"""Reads the arguments of a text; None where it is no format string."""

_ALIKE = {kind: group[0] for group in ("di", "uoxX", "eEfFgGaA") for kind in group}
_KINDS = {
    "c": "diouxXeEfFgGaAcCsSpnm",
    "objc": "diouxXeEfFgGaAcCsSpnm@",
    "python": "diouxXeEfFgGcrsa",
    "php": "bcdeuFfosxX",
    "perl": "csdouxXeEfFgGpn",
    "javascript": "bcdfosxXj",
    "java-printf": "bBhHsScCdoxXeEfgGaAn",
    "awk": "diouxXeEfFgGcs",
    "lua": "diouxXeEfgGcqs",
    "tcl": "diouxXeEfgGcs",
}
"""The conversions of the syntaxes that are like that of `printf`."""
_SIZED = ("c", "objc")
_MACRO = r"|<PRI[diouxX](?:8|16|32|64|(?:LEAST|FAST)(?:8|16|32|64)|MAX|PTR)>"
_BRACED = re.compile(r"{{|}}|({(?:[A-Za-z_]\w*|\d+)(?:\.\w+|\[[^\[\]{}]+\])*(?::[^{}]*)?})")
_JAVA = re.compile(r"({\s*\d+\s*(?:,\s*\w+[^{}]*)?})")
_CSHARP = re.compile(r"{{|}}|{(\d+)(?:,\s*-?\d+)?(?::[^{}]*)?}")
_NAMED = {
    "perl-brace": re.compile(r"{[A-Za-z_]\w*}"),
    "qt": re.compile(r"%L?\d{1,2}"),
    "qt-plural": re.compile(r"%L?(?:n|\d{1,2})"),
    "kde": re.compile(r"%\d+"),
    "smalltalk": re.compile(r"%[%\d]"),
    "ycp": re.compile(r"%[%\d]"),
    "sh": re.compile(r"\$(?:\w+|{\w+})"),
}
_ALWAYS_ALL = frozenset("qt qt-plural kde kde-kuit ruby lua lisp scheme".split())
"""The syntaxes in which a form for one number must take all arguments, too."""
_TAG = re.compile(r"</?\w+[^<>]*>")
_RAW = re.compile(r"[%~${}'][^\s%~${}']*")
_PLACEABLE = re.compile(
    r"%\(\w+\)[sdifgr]|%\d+\$[sdifgu@]|%{\w+}|\${\w+}|{[A-Za-z_]\w*}|{\d+}|(?<![\w%])%[sdi@](?!\w)"
)
"""What is a placeholder in any text, whatever the flags say."""


def directives_agree(flags: Iterable[str], msgid: str, text: str, *, all_of_them: bool) -> bool:
    """Tell whether a translation takes the arguments of its message, by the message's flags.

    A form of a plural that is for a few numbers alone need not take `all_of_them`. A message
    without a flag is asked for what looks like a placeholder in any text.
    """
    kinds = [kind for flag in flags if flag.endswith("-format") and (kind := _kind(flag))]
    return all(_agree(kind, msgid, text, all_of_them) for kind in kinds or ["any"])


def _agree(kind: str, msgid: str, text: str, all_of_them: bool) -> bool:
    read = _reader(kind)
    wanted, found = read(msgid), read(text)
    if wanted is None:
        wanted, found = _in_order(msgid), _in_order(text)
    if found is None or not found.items() <= wanted.items():
        return False
    in_a_row = kind == "python" and any(key.isdigit() for key in wanted)
    return len(found) == len(wanted) or not (all_of_them or in_a_row or kind in _ALWAYS_ALL)


def _kind(flag: str) -> str | None:
    name = flag.removesuffix("-format").removeprefix("=")
    return None if name.startswith(("no-", "impossible-")) else name.removeprefix("possible-")


def _reader(kind: str) -> _Reader:
    if kind in _KINDS:
        return partial(_printf, kind=kind)
    if kind in _NAMED:
        return lambda text: dict.fromkeys(_NAMED[kind].findall(text), "")
    return _OTHERS.get(kind, _in_order)


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    name = r"(?:\((?P<name>[^()]*)\))?" if kind == "python" else "(?P<name>(?!))?"
    flags = r"(?:[-+ #0]|'.)*" if kind == "php" else r"[-+ #0I',(]*"
    macro = _MACRO if kind in _SIZED else ""
    return re.compile(
        rf"%(?:(?P<percent>%)|(?P<number>\d+\$)?{name}{flags}(?P<width>\*(?:\d+\$)?|\d+)?"
        r"(?:\.(?P<precision>\*(?:\d+\$)?|\d+)?)?(?P<size>hh|h|ll|l|L|q|j|z|Z|t)?"
        rf"(?P<kind>[{_KINDS[kind]}]{macro}))"
    )


def _printf(text: str, kind: str) -> _Arguments | None:
    """Read arguments in the syntax of `printf`; those without a number or name are numbered."""
    pattern = _pattern(kind)
    if "%" in pattern.sub("", text):
        return None
    arguments: dict[str, str] = {}
    ways = set()
    for found in pattern.finditer(text):
        if found["percent"] or (found["kind"] == "m" and kind in _SIZED):
            continue
        ways.add("name" if found["name"] else "number" if found["number"] else "order")
        for key, what in _taken(found, sized=kind in _SIZED):
            number = key or str(len(arguments) + 1)
            if arguments.setdefault(number, what) != what:
                return None
    gaps = "number" in ways and {*arguments} != {*map(str, range(1, len(arguments) + 1))}
    return None if len(ways) > 1 or gaps else arguments


def _taken(found: re.Match[str], *, sized: bool) -> list[tuple[str, str]]:
    """Return number or name, "" for the next one, and type of each argument of a directive."""
    stars = [star for star in found.group("width", "precision") if star and star[0] == "*"]
    size = (found["size"] or "") if sized else ""
    name = found["name"] or (found["number"] or "").rstrip("$")
    kind = found["kind"]
    widths = [(star[1:].rstrip("$"), "*") for star in stars]
    return [*widths, (name, size + _ALIKE.get(kind, kind))]


def _braced(text: str) -> _Arguments | None:
    return _between_braces(_BRACED, text)


def _csharp(text: str) -> _Arguments | None:
    return _between_braces(_CSHARP, text)


def _java(text: str) -> _Arguments | None:
    parts = text.replace("''", "").split("'")
    return _between_braces(_JAVA, "".join(parts[::2])) if len(parts) % 2 else None


def _between_braces(pattern: re.Pattern[str], text: str) -> _Arguments | None:
    if not {"{", "}"}.isdisjoint(pattern.sub("", text)):
        return None
    return {name: "" for name in pattern.findall(text) if name}


def _kuit(text: str) -> _Arguments:
    return {**dict.fromkeys(_NAMED["kde"].findall(text), ""), "tags": "".join(_TAG.findall(text))}


def _in_order(text: str) -> _Arguments:
    return {str(number): found for number, found in enumerate(_RAW.findall(text))}


def _placeables(text: str) -> _Arguments:
    counts = Counter(_PLACEABLE.findall(text))
    return {name: str(count) for name, count in counts.items()}


_OTHERS: dict[str, _Reader] = {
    "any": _placeables,
    "python-brace": _braced,
    "java": _java,
    "csharp": _csharp,
    "kde-kuit": _kuit,
}
