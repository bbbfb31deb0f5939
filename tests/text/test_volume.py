"""Words and characters are counted by the rule of docs/files.md."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.models import Volume
from tmtool.text.volume import volume, word_count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  \n\t ", 0),
        ("Article 2 enters into force.", 5),
        ("Статья 2 вступает в силу.", 5),
        ("well-known", 1),
        ("and/or", 1),
        ("don't", 1),
        ("1,000.5 kg", 2),
        ("12:30", 1),
        ("peace – and war", 3),
        ("peace — and - war …", 3),
        ("§ 5", 1),
        ("*** ---", 0),
        ("a_b __ _", 1),
        ("user@example.org https://example.org/a?b=c", 2),
        ("ё й", 2),
        ("no\u00a0break", 2),
        ("soft\u00adhyphen", 1),
        ("zero\u200bwidth", 1),
        ("和平条約", 4),
        ("和平, 条約。", 4),
        ("ISO 和平 2020年", 5),
        ("한국어 번역", 2),
        ("ที่นี่", 2),
        ("😀 😀", 0),
        ("नमस्ते दुनिया", 2),
        ("½ cup", 2),
    ],
)
def test_words(text: str, words: int):
    assert word_count(text) == words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Мир", Volume(1, 1, 3, 3, 0)),
        ("  one   two ", Volume(1, 2, 7, 6, 0)),
        ("{1}one{2} {3}", Volume(1, 1, 3, 3, 3)),
        ("un{1}break{2}able", Volume(1, 1, 11, 11, 2)),
        ("{x} {1} {name}", Volume(1, 2, 10, 9, 1)),
        ("и\u0306", Volume(1, 1, 1, 1, 0)),
        ("{1}", Volume(1, 0, 0, 0, 1)),
        ("line\nend", Volume(1, 2, 8, 7, 0)),
    ],
)
def test_volume(text: str, expected: Volume):
    assert volume(text) == expected


WORDS = st.text(st.characters(categories=["Lu", "Ll", "Nd"], max_codepoint=0x52F), min_size=1)
SIGNS = st.text(st.sampled_from(".,;:!?-–—…()[]«»\"'/*&%$#@§"), min_size=1)


@given(st.lists(st.tuples(WORDS, st.just("") | SIGNS), min_size=1))
def test_signs_at_words_change_no_count(pairs: list[tuple[str, str]]):
    text = " ".join(word + sign for word, sign in pairs)
    assert word_count(text) == len(pairs)


@given(st.lists(WORDS | SIGNS))
def test_signs_alone_are_no_words(pieces: list[str]):
    expected = sum(any(char.isalnum() for char in piece) for piece in pieces)
    assert word_count(" \t".join(pieces)) == expected


@given(st.text(), st.text())
def test_volumes_add_up(one: str, other: str):
    both = volume(one) + volume(other)
    assert both.segments == 2
    assert both.words == volume(one).words + volume(other).words
    # No text is cut in the middle of a letter when a line end stands between the two.
    joined = volume(f"{one}\n{other}")
    assert joined.words == both.words
    assert joined.placeholders == both.placeholders
    assert both.characters_without_spaces <= both.characters


@pytest.mark.skipif(shutil.which("wc") is None, reason="there is no wc")
def test_wc_counts_the_same_but_for_signs_alone(shared):
    for name in ("en", "ru"):
        path = shared / "data" / "ntrex" / f"{name}.txt"
        text = path.read_text(encoding="utf-8")
        alone = sum(not any(map(str.isalnum, piece)) for piece in text.split())
        command = ["wc", "-w", str(path)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert alone > 0
        assert sum(map(word_count, text.splitlines())) == int(said.split()[0]) - alone
