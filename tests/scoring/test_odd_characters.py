"""Odd characters are found, and what they do to scores is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.scoring.inputs import parallel_text
from tmtool.scoring.metrics import METRICS, counted
from tmtool.scoring.odd_characters import KINDS, oddities
from tmtool.scoring.odd_effects import odd_effects

TEXT = [
    "Договаривающиеся Стороны обмениваются нотами.",
    "Статья 5 вступает в силу тотчас.",
    "Стороны уведомляют депозитария о решении.",
    "Протокол составлен в двух экземплярах.",
]
CASES = [
    ("byte order mark", "\ufeffСтатья 5", "Статья 5"),
    ("soft hyphen", "Ста\u00adтья 5", "Статья 5"),
    ("zero-width character", "Ста\u200bтья\u2060 5", "Статья 5"),
    ("zero-width character", "Ста\u200dтья\u200c 5", "Статья 5"),
    ("bidirectional mark", "\u200eСтатья\u202c 5", "Статья 5"),
    ("stress mark", "Статья\u0301 5", "Статья 5"),
    ("control character", "Статья\x02 5", "Статья 5"),
    ("carriage return", "Статья\r5", "Статья 5"),
    ("line separator", "Статья\u20285", "Статья 5"),
    ("line separator", "Статья\u20295", "Статья 5"),
    ("line separator", "Статья\x855", "Статья 5"),
    ("line separator", "Статья\x0b5", "Статья 5"),
    ("line separator", "Статья\x0c5", "Статья 5"),
    ("no-break space", "Статья\u00a05", "Статья 5"),
    ("no-break space", "Статья\u202f5", "Статья 5"),
    ("word of Latin and Cyrillic letters", "Cтатья 5", "Статья 5"),
]


@pytest.mark.parametrize(("name", "odd", "clean"), CASES)
def test_each_kind_is_found_and_cleaned(name: str, odd: str, clean: str):
    found = list(oddities(["a", 7], {"draft": [clean, odd], "reference": [None, clean]}))
    assert [(one.kind.name, one.name, one.segments) for one in found] == [(name, "draft", (7,))]
    assert found[0].kind.cleaned(odd) == clean


@pytest.mark.parametrize(
    "text", ["Plain text.", "Статья 5", "и\u0306", "naïve café", "DLLки", "a\tb", "API и X"]
)
def test_ordinary_texts_have_none(text: str):
    assert not list(oddities([1], {"draft": [text]}))


def effects(draft: list[str], reference: list[str | None], language: str | None = None):
    text = parallel_text({"draft.txt": draft}, [reference])
    counts = list(counted(text, ("bleu", "chrf", "ter"), target_language=language))
    return list(odd_effects(text, ["ref.txt"], counts, language)), counts


def score(draft: list[str], metric: str) -> float:
    text = parallel_text({"d": draft}, [TEXT])
    return next(counted(text, [metric])).score()


@pytest.mark.parametrize(
    ("name", "odd", "clean"),
    [
        ("byte order mark", "\ufeff", ""),
        ("soft hyphen", "\u00ad", ""),
        ("zero-width character", "\u200b", ""),
        ("bidirectional mark", "\u200e", ""),
    ],
)
def test_what_changes_a_score_is_told_with_the_figure(name: str, odd: str, clean: str):
    draft = [TEXT[0], "Ста" + odd + TEXT[1][3:], *TEXT[2:]]
    warnings, counts = effects(draft, TEXT)
    now, then = counts[0].score(), score(TEXT, "bleu")
    assert len(warnings) == 1
    assert warnings[0].startswith(
        f"{name} in 1 segment of draft.txt (2): without them bleu would be {then:.2f}"
        f" instead of {now:.2f}, chrf 100.00 instead of "
    )
    assert ", ter 0.00 instead of " in warnings[0]


def test_homoglyphs_are_told():
    warnings, _ = effects([TEXT[0].replace("С", "C"), *TEXT[1:]], TEXT)
    assert len(warnings) == 1
    assert warnings[0].startswith(
        "word of Latin and Cyrillic letters in 1 segment of draft.txt (1)"
    )
    assert ": in one script bleu would be 100.00 instead of " in warnings[0]


def test_odd_characters_of_a_reference_are_told_too():
    references = [TEXT[0], TEXT[1].replace("т", "\u00adт", 1), *TEXT[2:]]
    warnings, _ = effects(TEXT, references)
    assert len(warnings) == 1
    assert warnings[0].startswith("soft hyphen in 1 segment of ref.txt (2): without them bleu")


def test_both_sides_are_told_and_long_lists_are_cut():
    draft = [text.replace("т", "\u00adт", 1) for text in TEXT]
    warnings, _ = effects(draft, [draft[0], *TEXT[1:]])
    assert (
        "soft hyphen in 4 segments of draft.txt (1, 2, 3, …) and 1 segment of ref.txt (1): "
        in (warnings[0])
    )


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\r", "\u2028", "\u2029", "\x85", "\x0b"])
def test_what_changes_no_score_is_not_told(space: str):
    warnings, counts = effects([text.replace(" ", space) for text in TEXT], TEXT)
    assert warnings == []
    assert [one.score() for one in counts] == [pytest.approx(100), 100, 0]


@given(
    st.lists(
        st.lists(st.sampled_from(["Стороны", "5,", "(a)", "—", "«да»", "x-y", "1.5"]), min_size=1),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from([kind for kind in KINDS if kind.without == "with plain spaces"]),
    st.sampled_from(["\u00a0", "\u202f", "\r", "\u2028", "\x85", "\x0c"]),
)
def test_white_space_of_any_kind_gives_the_same_counts(words, kind, space):
    drafts = {"odd": [space.join(line) for line in words], "plain": [" ".join(w) for w in words]}
    text = parallel_text(drafts, [drafts["plain"]])
    rows = {one.key: one.rows.tolist() for one in counted(text, METRICS)}
    for metric in METRICS:
        assert rows["odd", metric, "raw"] == rows["plain", metric, "raw"]


def test_chinese_is_counted_again_whatever_the_space():
    warnings, _ = effects(["第一\u200b条 各缔约国"], ["第一条 各缔约国"], "zh")
    assert warnings
    assert warnings[0].startswith("zero-width character in 1 segment of draft.txt (1)")
