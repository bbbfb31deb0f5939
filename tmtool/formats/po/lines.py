"""How PO text is put into a form that polib reads without loss.

polib 1.2 refuses or damages some of what GNU gettext writes: strings side by side, octal and
other escapes, sticky flags, previous strings of obsolete entries, empty or unspaced comments.
Each line is rewritten alone, so that line numbers stay; `reveal` gives back what was hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from tmtool.errors import InputError

MARK = "\x1a"
_SPLITTERS = "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029\r"
_REVEALED = {"_": "", "0": MARK, **{str(n): c for n, c in enumerate(_SPLITTERS[:9], 1)}, "r": "\r"}
_DISGUISED = str.maketrans({char: MARK + code for code, char in _REVEALED.items() if char})
_ESCAPED = str.maketrans(
    {
        **{char: MARK + code for code, char in _REVEALED.items() if char},
        "\\": r"\\",
        '"': r"\"",
        "\n": r"\n",
        "\t": r"\t",
        "\r": r"\r",
        "\v": r"\v",
        "\b": r"\b",
        "\f": r"\f",
    }
)
_ESCAPES = dict(zip('abfnrtv\\"', '\a\b\f\n\r\t\v\\"', strict=True))
_STRING = r'"[^"\\]*(?:\\.[^"\\]*)*"'
_LITERALS = re.compile(
    rf"(?P<mark>#~\||\#\||\#~)?\s*(?P<keyword>[a-z_]+(?:\s*\[\s*\d\s*\])?)?\s*"
    rf"(?P<strings>{_STRING}(?:\s*{_STRING})*)"
)
_ONE_STRING = re.compile(_STRING)
_BYTE = re.compile(r"\\(?:x([0-9A-Fa-f]+)|([0-7]{1,3}))")
_ESCAPE = re.compile(r"((?:\\x[0-9A-Fa-f]+|\\[0-7]{1,3})+)|\\(.)")
_PLAIN = re.compile(rf'"(?:[^"\\{MARK}{_SPLITTERS}]|\\[ntr"\\])*"')
_STICKY = re.compile(r"#=\s*[a-z][\w:. -]*(?:,\s*[a-z][\w:. -]*)*")
_KEYWORDS = ("msgctxt", "msgid", "msgid_plural", "msgstr")


LineKind = Literal["blank", "domain", "comment", "previous", "source", "target", "continuation"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of PO text as polib needs it; `source` is msgctxt, msgid or msgid_plural.

    A `domain` line begins another catalogue in the file; polib does not know such lines.
    """

    text: str
    kind: LineKind


def simplified(lines: Iterable[str], file: str, encoding: str = "utf-8") -> Iterator[Line]:
    """Yield each line of a PO file in the form that polib reads without loss.

    `encoding` is that of the file: octal and hexadecimal escapes are bytes in it. What is no PO
    raises InputError with file and line.
    """
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        if line.startswith("#~") and line[2:].lstrip()[:1] in ("#", ""):
            line = line[2:].lstrip()
        if not line:
            yield Line("", "blank")
        elif line.startswith("#") and not line.startswith(("#~", "#|")):
            yield Line(_comment(raw.strip("\r\n").lstrip().removeprefix("#~").lstrip()), "comment")
        else:
            yield _strings(line, f"{file}:{number}", encoding)


def reveal(text: str) -> str:
    """Return a text that polib has read as it stood in the file."""
    if MARK not in text:
        return text
    return re.sub(f"{MARK}(.)", lambda found: _REVEALED[found[1]], text)


def _comment(line: str) -> str:
    kind, text = line[:2], line[2:]
    if kind == "#,":
        return f"#, {text.strip()}"
    if kind == "#:":
        return f"#: {text.strip().translate(_DISGUISED)}" if text.strip() else "#, "
    if kind == "#=" and _STICKY.fullmatch(line.rstrip()):
        return "#, " + ", ".join(f"={flag.strip()}" for flag in text.split(","))
    if kind != "#.":
        kind, text = "#", line[1:]
    return f"{kind} {MARK}_{text.removeprefix(' ').translate(_DISGUISED)}{MARK}_"


def _strings(line: str, where: str, encoding: str) -> Line:
    found = _LITERALS.fullmatch(line)
    if found is None:
        raise InputError("this is not PO syntax", where=where, hint=_hint_for(line))
    keyword = "".join((found["keyword"] or "").split())
    if keyword == "domain" and not found["mark"]:
        return Line("", "domain")
    _check_keyword(keyword, where)
    mark = {"#~|": "#| ", "#|": "#| ", "#~": "#~ ", None: ""}[found["mark"]]
    if _PLAIN.fullmatch(found["strings"]):
        text = found["strings"][1:-1]
    else:
        text = _joined(found["strings"], where, encoding).translate(_ESCAPED)
    if keyword == "msgid" and mark != "#| ":
        # polib takes any entry with an empty msgid for the header and reorders what is in it.
        text = f"{MARK}_{text}"
    space = " " if keyword else ""
    return Line(f'{mark}{keyword}{space}"{text}"', _kind(mark, keyword))


def _kind(mark: str, keyword: str) -> LineKind:
    if mark == "#| ":
        return "previous"
    if not keyword:
        return "continuation"
    return "target" if keyword.startswith("msgstr") else "source"


def _check_keyword(keyword: str, where: str) -> None:
    name = keyword.partition("[")[0]
    if name and (name not in _KEYWORDS or (name != "msgstr" and "[" in keyword)):
        raise InputError(
            f"unknown keyword {keyword!r}",
            where=where,
            hint="PO knows msgctxt, msgid, msgid_plural, msgstr and msgstr[0] to msgstr[9].",
        )


def _hint_for(line: str) -> str:
    if line.count('"') % 2:
        return 'Close the string with "; a " in the text is written \\".'
    return 'A line is a comment (#) or a keyword such as msgid with a text in "quotes".'


def _joined(strings: str, where: str, encoding: str) -> str:
    """Return the text of one or more string literals in C syntax."""
    return "".join(
        _unescaped(found[0][1:-1], where, encoding) for found in _ONE_STRING.finditer(strings)
    )


def _unescaped(literal: str, where: str, encoding: str) -> str:
    if "\\" not in literal:
        return literal

    def character(found: re.Match[str]) -> str:
        codes, letter = found.groups()
        if codes:
            values = [int(h, 16) if h else int(o, 8) for h, o in _BYTE.findall(codes)]
            return bytes(value & 255 for value in values).decode(encoding)
        if letter not in _ESCAPES:
            raise InputError(
                f"unknown escape \\{letter}",
                where=where,
                hint="Write a backslash that is part of the text as \\\\.",
            )
        return _ESCAPES[letter]

    try:
        return _ESCAPE.sub(character, literal)
    except UnicodeError as error:
        raise InputError(
            f"the escapes in this line do not make text in {encoding}",
            where=where,
            hint="Correct the escapes or the charset in the header.",
        ) from error
