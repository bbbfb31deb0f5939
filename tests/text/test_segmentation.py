"""Where the rules of languages cut texts into segments."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import ROOT
from hypothesis import example, given
from hypothesis import strategies as st
from segmented import CASES

import tmtool
from tmtool.errors import LanguageError
from tmtool.text.segmentation import rules_for, segments, spans
from tmtool.text.segmentation.lines import is_wrapped
from tmtool.text.segmentation.lists import KINDS, LANGUAGES, OTHER, lists_of

PIECES = [
    *".!?…;:»«\"'()[] \n\t—-АБвгаb1IV。！",
    *["ст.", "т. е.", "г.", "U.S.", "etc.", "No.", "ARTICLE I ", "He", "Он", "a)", "(b)", "\n\n"],
]
texts = st.text() | st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(texts, st.sampled_from("ru en de fr es zh ja xx".split()))
@example("", "en")
@example(" \n ", "ru")
@example(". » «", "ru")
def test_segments_and_what_is_between_them_are_the_text(text: str, language: str):
    behind = 0
    for start, end in spans(text, rules_for(language)):
        assert behind <= start < end
        assert not text[behind:start].strip()
        assert text[start:end].strip() == text[start:end]
        behind = end
    assert not text[behind:].strip()


@pytest.mark.parametrize(
    ("language", "marked"), [(tag, case) for tag, cases in CASES.items() for case in cases]
)
def test_cuts(language: str, marked: str):
    between = "" if language in ("zh", "ja") else " "
    assert segments(marked.replace("|", between), language) == marked.split("|")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_figures_on_the_shared_set(language: str, shared: Path):
    right, found, true = counted(shared / "data" / "segmentation" / f"{language}.txt", language)
    assert true >= 15
    assert 2 * right / (found + true) >= 0.97


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    "folder", ["segmentation_held_out", "segmentation_held_out_2", "segmentation_held_out_3"]
)
def test_figures_on_the_held_out_sets(folder: str, language: str):
    right, found, true = counted(ROOT / "tests" / "data" / folder / f"{language}.txt", language)
    assert true >= 35
    assert 2 * right / (found + true) >= 0.94


def counted(path: Path, language: str) -> tuple[int, int, int]:
    """How many cuts of a marked set are right, were found, and are true."""
    right = found = true = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        parts = line.split("|")
        ours, gold = cuts(segments(" ".join(parts), language)), cuts(parts)
        right, found, true = right + len(ours & gold), found + len(ours), true + len(gold)
    return right, found, true


def cuts(parts: list[str]) -> set[int]:
    """The ends of all parts but the last, in characters without white space."""
    ends, behind = set(), 0
    for part in parts[:-1]:
        behind += len("".join(part.split()))
        ends.add(behind)
    return ends


@pytest.mark.parametrize("language", [*LANGUAGES, OTHER])
def test_lists_say_one_thing_of_an_abbreviation(language: str):
    path = ROOT / "tmtool" / "text" / "segmentation" / f"{language}.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    entries = [entry for kind, listed in rows if kind in KINDS for entry in listed.split()]
    assert len(entries) == len(set(entries)) > 15
    assert [entry for entry in entries if not entry.endswith(".") and entry != "&c"] == []
    assert set(entries) <= lists_of(language).abbreviations.keys()


def test_a_region_has_the_rules_of_its_language():
    assert rules_for("en-GB") == rules_for("en")
    assert rules_for("xx").cutter == rules_for("tlh").cutter != rules_for("en").cutter


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Treaty\n\nThe Parties\nagree.", ["Treaty", "The Parties", "agree."]),
        ("ARTICLE I\nScope\nThis Convention applies.", ["ARTICLE I", "Scope"]),
        (
            "The High Contracting Parties, desiring to\npromote peace, have agreed on the\n"
            "following. They shall cooperate.",
            [
                "The High Contracting Parties, desiring to\npromote peace, have agreed on the\n"
                "following.",
                "They shall cooperate.",
            ],
        ),
    ],
)
def test_lines(text: str, expected: list[str]):
    assert segments(text, "en")[: len(expected)] == expected


def test_wrapped_text_is_told_from_lines():
    line = "This is sentence {} that is long enough to be wrapped by any editor that does so."
    words = " ".join(line.format(number) for number in range(20)).split()
    wrapped, current = [], ""
    for word in words:
        if len(current) + len(word) > 70:
            wrapped.append(current.strip())
            current = ""
        current += f"{word} "
    assert is_wrapped("\n".join(wrapped))
    assert not is_wrapped("\n".join(f"Line {'x' * (n % 7 * 9)} ends." for n in range(20)))
    assert not is_wrapped("one\ntwo")
    assert not is_wrapped("")


@pytest.mark.parametrize("text", [".", "!?", "\n", " \n"])
def test_long_runs_are_read_once(text: str):
    assert segments(f"End.{text * 60_000}\nBegin.", "en")[-1] == "Begin."
    assert len(segments(text * 60_000 + "Begin.", "en")) == 1


def test_the_python_api():
    assert tmtool.segment("См. ст. 5. Он согласен.") == ["См. ст. 5.", "Он согласен."]
    assert tmtool.segment("Art. 5 applies. So it is.", "en") == ["Art. 5 applies.", "So it is."]
    assert tmtool.segment("") == []
    with pytest.raises(LanguageError):
        tmtool.segment("One.", "?")
