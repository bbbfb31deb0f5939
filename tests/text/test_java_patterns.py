"""Regular expressions of Java do in Python what they do there."""

from __future__ import annotations

import pytest

from tmtool.text.segmentation.java import PatternError, compile_java


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (r"\p{Lu}\p{Ll}+\.", "в Он. X", "Он."),
        (r"\pL+", "12 ab", "ab"),
        (r"\P{L}+", "ab12", "12"),
        (r"[\p{L}&&[^\p{Lu}]]+", "Ab", "b"),
        (r"[a-z[0-9]]+", "-a1-", "a1"),
        (r"[^\s(]+", "( ab", "ab"),
        (r"[]a]+", "]a", "]a"),
        (r"[\]x-]+", "a]x-", "]x-"),
        (r"\w+", "жa1", "a1"),
        (r"\d", "٣4", "4"),
        (r"\s", "\u00a0 ", " "),
        (r"\h", "a\u00a0", "\u00a0"),
        (r"\Qa.b\E+", "a.bb", "a.bb"),
        (r"a(?i)b|C", "aB", "aB"),
        (r"a(?i)b|C", "c", "c"),
        (r"(?i)MR\.", "mr.", "mr."),
        (r"(?i:a)B", "AB", "AB"),
        (r"(?<=a|bb)x", "bbx", "x"),
        (r"(?<!a|bb)x", "ax cx", "x"),
        (r"(?<n>a)\k<n>", "aa", "aa"),
        (r"(a)\1", "aa", "aa"),
        (r"\x41\u0042\x{43}\0104", "ABCD", "ABCD"),
        (r"a++b", "aab", "aab"),
        (r"(?>a|ab)c", "abc ac", "ac"),
        (r"a\z", "a", "a"),
        (r"a\Z", "a\n", "a"),
        (r"\p{IsCyrillic}+", "aяb", "я"),
        (r"\p{javaUpperCase}", "aЯ", "Я"),
        (r"\p{Punct}", "a»!", "!"),
        (r"\cA", "\x01", "\x01"),
        (r"x\R", "x\r\n", "x\r\n"),
    ],
)
def test_finds(pattern: str, text: str, expected: str):
    found = compile_java(pattern).search(text)
    assert found is not None
    assert found.group() == expected


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<=a+)b",
        r"\G",
        r"(?x)a",
        r"(?U)\w",
        r"\p{Nonsense}",
        r"\p{L",
        r"[a",
        r"(a",
        r"a)",
        r"a{2,1}",
        r"[b-a]",
        r"\y",
        "\\",
        r"(?P<a>b)",
        r"\k",
        r"*",
        r"\x{110000}",
        pytest.param("[" * 3_000 + "a" + "]" * 3_000, id="nested classes"),
    ],
)
def test_what_cannot_be_translated_is_told(pattern: str):
    with pytest.raises(PatternError) as caught:
        compile_java(pattern)
    assert str(caught.value)
