"""The page of an audit: whole, escaped, and without anything from elsewhere."""

from __future__ import annotations

import re

import pytest
from pages import read

from tmtool.models import (
    Audit,
    ConceptUse,
    Origins,
    Quote,
    RepeatedSegment,
    SegmentTarget,
    Tally,
    TermFinding,
    UsedRendering,
)
from tmtool.reports.html import page, pieces
from tmtool.reports.html.audit import audit

EVIL = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}"


def an_audit(word: str) -> Audit:
    """An audit in which every text is this one."""
    origins = Origins((Tally(word, 2),), (Tally(word, 2),), (Tally(word, 2),))
    quotes = (
        Quote(word, word, (0, 3), (1, 4), 7, None, word, word, word),
        Quote(word, word, None, None, None, word),
    )
    used = (
        UsedRendering(word, 5, 4, "preferred"),
        UsedRendering(f"{word} 2", 3, 3, "forbidden"),
        UsedRendering(f"{word} 3", 1, 1),
    )
    return Audit(
        source_language="ru",
        target_language="en",
        units=1_234,
        micro=0.75,
        macro=None,
        concepts=(ConceptUse(word, (1,), (word,), word, 9, 1, 0.625, 1.3, used),),
        issues=3,
        findings=(
            TermFinding(
                "to-avoid",
                word,
                (1,),
                word,
                word,
                "forbidden",
                word,
                3,
                9,
                word,
                5,
                origins,
                quotes,
            ),
        ),
        repeated=2,
        segments=(RepeatedSegment(word, 2, True, (SegmentTarget(word, 1, origins, quotes),)),),
    )


def test_texts_never_become_markup():
    found = read(audit(an_audit(EVIL), "2026-11-26"))
    scripts = [attributes for tag, attributes in found.seen if tag == "script"]
    assert scripts == [{}]
    assert "img" not in [tag for tag, _ in found.seen]
    for _, attributes in found.seen:
        assert not [name for name in attributes if name.startswith("on")]
    # All of it is shown as it is, and nothing is computed.
    assert EVIL in found.text
    assert "{{ 7 * 7 }}" in found.text


def test_controls_are_spelled_out():
    assert "\\x1b[31m" in read(audit(an_audit("a\x1b[31m"), "2026-11-26")).text


def test_the_page_needs_nothing_from_elsewhere():
    text = audit(an_audit("слово"), "2026-11-26")
    assert not re.search(r"https?:|//|@import|url\(|src=|<link", text)
    assert 'name="viewport"' in text
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_what_is_on_the_page():
    text = " ".join(read(audit(an_audit("слово"), "2026-11-26")).text.split())
    for part in (
        "ru → en, 1,234 units",
        "75.0 % of all occurrences",
        "– mean of the concepts",
        "3 findings of terms, the first 1 in detail",
        "2 segments translated in several ways",
        "9 occurrences, dominant 62.5 %, entropy 1.30 bit, 1 not clear",
        "слово 2 3 forbidden",
        "слово 3 1 not in the glossary",
        "to be avoided, 3 of 9",
        "unit 7, слово, слово, слово",
        "segment слово",
        "differ in letter case, punctuation or spaces",
        "The first 1 of 2.",
        "2026-11-26",
    ):
        assert part in text


def test_an_audit_of_nothing():
    empty = Audit("en", "ru", 0, None, None, (), 0, (), 0, ())
    text = read(audit(empty, "2026-11-26")).text
    assert "Every concept has one rendering." in text
    assert "None." in text


@pytest.mark.parametrize(
    ("span", "parts"),
    [(None, ("abcde", "", "")), ((0, 2), ("", "ab", "cde")), ((3, 5), ("abc", "de", ""))],
)
def test_pieces(span, parts):
    assert pieces("abcde", span) == parts


def test_a_value_that_is_missing_is_an_error():
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        page("audit.html.j2")
