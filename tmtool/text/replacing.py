"""Finding a text or a pattern in texts, and putting another in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tmtool.errors import InputError

_PLACEHOLDER = re.compile(r"\{\d+\}")
_LONGEST_MESSAGE = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    r"""What is sought, and what takes its place.

    A `regex` is one of Python's, and the replacement has `\1` or `\g<name>` for its groups.
    """

    find: str
    replacement: str
    regex: bool = False
    ignore_case: bool = False
    whole_words: bool = False


class Replacer:
    """Replaces all that is wanted in one text after the other."""

    def __init__(self, wanted: Wanted) -> None:
        """Make it ready; raises InputError for no text, a bad pattern or a bad replacement."""
        if not wanted.find:
            raise InputError("the text to find is empty", hint="Give what is to be replaced.")
        pattern = wanted.find if wanted.regex else re.escape(wanted.find)
        if wanted.whole_words:
            pattern = rf"(?<!\w)(?:{pattern})(?!\w)"
        try:
            self._pattern = re.compile(pattern, re.IGNORECASE if wanted.ignore_case else 0)
            if wanted.regex:
                # Its groups are checked whether or not anything is found.
                self._pattern.sub(wanted.replacement, "")
        except (re.error, IndexError, RecursionError, OverflowError) as error:
            raise InputError(
                f"the regular expression cannot be used: {str(error)[:_LONGEST_MESSAGE]}",
                hint=r"It is one of Python's; \. is a full stop, \1 in the replacement a group.",
            ) from error
        self._wanted = wanted

    def replaced(self, text: str, *, has_placeholders: bool = False) -> tuple[str, int]:
        """Return a text with the replacements, and how many there are.

        With `has_placeholders`, what would change a `{1}`-like placeholder stays as it is.
        """
        kept = [one.span() for one in _PLACEHOLDER.finditer(text)] if has_placeholders else []
        count = 0

        def replacement(found: re.Match[str]) -> str:
            nonlocal count
            start, end = found.span()
            if any(start < last and end > first for first, last in kept):
                return found[0]
            wanted = self._wanted
            new = found.expand(wanted.replacement) if wanted.regex else wanted.replacement
            count += new != found[0]
            return new

        return self._pattern.sub(replacement, text), count
