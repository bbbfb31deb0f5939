r"""Regular expressions of Java, as SRX has them, translated to Python's.

After the documentation of `java.util.regex.Pattern`. `\s`, `\w` and `\d` are ASCII in Java. What
Python cannot do (look-behind of no fixed length, `\G`) is refused, and so are comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tmtool.text.segmentation.characters import (
    ALL,
    Ranges,
    complement,
    intersection,
    named,
    union,
    written,
)

__all__ = ["PatternError", "compile_java"]

_SETS: dict[str, Ranges] = {
    "d": ((48, 57),),
    "s": ((9, 13), (32, 32)),
    "w": ((48, 57), (65, 90), (95, 95), (97, 122)),
    "h": (
        *((one, one) for one in (9, 32, 0xA0, 0x1680, 0x180E)),
        *((0x2000, 0x200A), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000)),
    ),
    "v": ((10, 13), (0x85, 0x85), (0x2028, 0x2029)),
}
_CONTROLS = {"t": 9, "n": 10, "r": 13, "f": 12, "a": 7, "e": 27}
_ANCHORS = {"b": r"\b", "B": r"\B", "A": r"\A", "Z": r"(?=\n?\Z)", "z": r"\Z"}
_LINE_END = r"(?:\r\n|[\n\x0b\f\r\x85\u2028\u2029])"
_FLAGS = re.compile(r"\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?([:)])")
_KNOWN_FLAGS = frozenset("imsuUd")
_HEXADECIMAL = re.compile(r"x\{([0-9A-Fa-f]{1,6})\}|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})")
_OCTAL = re.compile(r"0([0-3]?[0-7]{1,2})")


class PatternError(ValueError):
    """A regular expression that cannot be translated; its text says why."""


def compile_java(pattern: str) -> re.Pattern[str]:
    """Compile a regular expression of Java; raises PatternError."""
    try:
        return re.compile(_Translator(pattern).translated())
    except (re.error, OverflowError, RecursionError) as error:
        raise PatternError(f"it has what Python's expressions do not ({error})") from None


@dataclass(slots=True)
class _Group:
    """A group that is open: what closes it, what parts its alternatives, its flags so far."""

    closing: str
    split: str = "|"
    flags: list[str] = field(default_factory=list)

    def alternative(self) -> str:
        """Return what stands between two alternatives."""
        return ")" * len(self.flags) + self.split + "".join(self.flags)


class _Translator:
    """Reads an expression from its beginning to its end."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._place = 0
        self._groups = [_Group("")]
        self._out: list[str] = []

    def translated(self) -> str:
        """Return the expression for Python."""
        while self._place < len(self._pattern):
            self._step()
        if len(self._groups) > 1:
            raise PatternError("a group is not closed")
        self._out.append(")" * len(self._groups[0].flags))
        return "".join(self._out)

    def _step(self) -> None:
        character = self._pattern[self._place]
        if character == "\\":
            self._place += 1
            self._out.append(self._escaped())
        elif character == "[":
            self._out.append(written(self._class()))
        elif character == "(":
            self._open()
        elif character == ")":
            self._close()
        else:
            self._place += 1
            self._out.append(self._groups[-1].alternative() if character == "|" else character)

    def _next(self) -> str:
        """Return the next character and go on."""
        if self._place >= len(self._pattern):
            raise PatternError("it ends too early")
        character = self._pattern[self._place]
        self._place += 1
        return character

    def _open(self) -> None:
        found = _FLAGS.match(self._pattern, self._place)
        if found is not None:
            self._open_flags(found)
            return
        rest = self._pattern[self._place : self._place + 4]
        if rest in ("(?<=", "(?<!"):
            # Alternatives of different lengths each need a look-behind of their own.
            opening, closing = (rest, ")") if rest[3] == "!" else ("(?:" + rest, "))")
            split = ")" + rest if rest[3] == "!" else ")|" + rest
            self._push(_Group(closing, split), 4, opening)
        elif rest.startswith("(?<"):
            self._push(_Group(")"), 3, "(?P<")
        elif rest.startswith(("(?=", "(?!", "(?>")):
            self._push(_Group(")"), 3, rest[:3])
        elif rest.startswith("(?"):
            raise PatternError(f"{rest!r} is not known")
        else:
            self._push(_Group(")"), 1, "(")

    def _push(self, group: _Group, length: int, text: str) -> None:
        self._groups.append(group)
        self._place += length
        self._out.append(text)

    def _open_flags(self, found: re.Match[str]) -> None:
        """Begin a group with flags, or with those of the rest of the group it is in."""
        given, taken = found[1], found[2] or ""
        unknown = {*given, *taken} - _KNOWN_FLAGS
        if unknown:
            raise PatternError(f"the flag {min(unknown)!r} is not known")
        if "U" in given:
            raise PatternError("the flag 'U' (other meanings of classes) is not known")
        on, off = (re.sub("[uUd]", "", one) for one in (given, taken))
        text = f"(?{on}-{off}:" if off else f"(?{on}:"
        self._place = found.end()
        self._out.append(text)
        if found[3] == ":":
            self._groups.append(_Group(")"))
        else:
            self._groups[-1].flags.append(text)

    def _close(self) -> None:
        if len(self._groups) == 1:
            raise PatternError("a bracket closes no group")
        group = self._groups.pop()
        self._place += 1
        self._out.append(")" * len(group.flags) + group.closing)

    def _escaped(self) -> str:
        """Return what stands for an escape outside of a class."""
        start = self._place
        character = self._next()
        if character == "Q":
            return re.escape(self._quoted())
        if character in _ANCHORS:
            return _ANCHORS[character]
        if character == "R":
            return _LINE_END
        if character in "123456789":
            return f"(?:\\{character})"
        if character == "k":
            name = re.compile(r"<(\w+)>").match(self._pattern, self._place)
            if name is None:
                raise PatternError(r"\k has no name")
            self._place = name.end()
            return f"(?P={name[1]})"
        self._place = start
        found = self._set()
        first, last = found[0] if found else (0, 1)
        return re.escape(chr(first)) if len(found) == 1 and first == last else written(found)

    def _quoted(self) -> str:
        end = self._pattern.find(r"\E", self._place)
        text = self._pattern[self._place : end if end >= 0 else None]
        self._place = end + 2 if end >= 0 else len(self._pattern)
        return text

    def _set(self) -> Ranges:
        """Return the characters that an escape stands for, its backslash read."""
        for pattern, base in ((_HEXADECIMAL, 16), (_OCTAL, 8)):
            found = pattern.match(self._pattern, self._place)
            if found is not None:
                self._place = found.end()
                code = int(next(filter(None, found.groups())), base)
                if code > ALL[0][1]:
                    raise PatternError(f"there is no character {code:x}")
                return ((code, code),)
        character = self._next()
        if character in "pP":
            return self._property(negative=character == "P")
        if character == "c":
            code = ord(self._next()) ^ 64
            return ((code, code),)
        if character.lower() in _SETS:
            known = _SETS[character.lower()]
            return known if character.islower() else complement(known)
        if character.isascii() and character.isalnum() and character not in _CONTROLS:
            raise PatternError(f"\\{character} is not known")
        code = _CONTROLS.get(character, ord(character))
        return ((code, code),)

    def _property(self, *, negative: bool) -> Ranges:
        name = self._next()
        if name == "{":
            end = self._pattern.find("}", self._place)
            if end < 0:
                raise PatternError(r"the name after \p is not closed")
            name = self._pattern[self._place : end]
            self._place = end + 1
        bare = name.removeprefix("^")
        found = named(bare)
        if found is None:
            raise PatternError(f"\\p{{{name}}} is not known")
        return complement(found) if negative != name.startswith("^") else found

    def _class(self) -> Ranges:
        """Return the characters of a class, from its opening bracket to the closing one."""
        self._place += 1
        negative = self._pattern.startswith("^", self._place)
        self._place += negative
        whole: Ranges | None = None
        sets: list[Ranges] = []
        first = True
        while True:
            if self._pattern.startswith("&&", self._place):
                self._place += 2
                whole = union(sets) if whole is None else intersection(whole, union(sets))
                sets = []
            elif self._pattern.startswith("]", self._place) and not first:
                self._place += 1
                break
            else:
                sets.append(self._member())
            first = False
        found = union(sets)
        if whole is not None:
            found = intersection(whole, found) if sets else whole
        return complement(found) if negative else found

    def _member(self) -> Ranges:
        """Return the characters of a part of a class: a class, an escape, a range."""
        if self._pattern.startswith("[", self._place):
            return self._class()
        if self._pattern.startswith(r"\Q", self._place):
            self._place += 2
            return union(((ord(one), ord(one)),) for one in self._quoted())
        first = self._one()
        is_range = re.compile(r"-(?![\]\[]|&&)").match(self._pattern, self._place)
        if is_range is None or len(first) != 1 or first[0][0] != first[0][1]:
            return first
        self._place += 1
        last = self._one()
        if len(last) != 1 or last[0][0] != last[0][1] or last[0][0] < first[0][0]:
            raise PatternError("a range of characters runs backwards")
        return ((first[0][0], last[0][0]),)

    def _one(self) -> Ranges:
        character = self._next()
        if character == "\\":
            return self._set()
        return ((ord(character), ord(character)),)
