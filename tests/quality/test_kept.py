"""Terms that are not to be translated."""

from __future__ import annotations

import pytest
from building import found_terms

from tmtool.models import Concept, DraftSegment, Term
from tmtool.quality.kept import check_kept

STANAG = Concept((Term("en", "STANAG", do_not_translate=True, id=1),), id=1)
MISSION = Concept(
    (Term("ru", "Мир-2", do_not_translate=True, id=2), Term("en", "Peace-2", id=3)), id=2
)
PLAIN = Concept((Term("en", "treaty", id=4),), id=3)


@pytest.mark.parametrize(
    ("source", "draft", "language", "at_fault"),
    [
        ("The STANAG applies.", "Применяется STANAG.", "en", []),
        ("The STANAG applies.", "Применяется «STANAG», да.", "en", []),
        ("The STANAG applies.", "Применяется стандарт.", "en", ["STANAG"]),
        ("The STANAG applies.", "Применяется СТАНАГ.", "en", ["STANAG"]),
        ("The STANAG applies.", "Применяется stanag.", "en", ["STANAG"]),
        ("The STANAG applies.", "Применяется STANAG2.", "en", ["STANAG"]),
        ("STANAG, then STANAG", "STANAG", "en", ["STANAG"]),
        ("STANAG, then STANAG", "STANAG и STANAG", "en", []),
        ("Two STANAGs", "Два STANAG", "en", []),
        ("Two STANAGs", "Два STANAGs", "en", []),
        ("The treaty", "Договор", "en", []),
        ("Станция Мир-2", "The station Мир-2", "ru", []),
        ("Станция Мир-2", "The station Peace-2", "ru", ["Мир-2"]),
    ],
)
def test_cases(source, draft, language, at_fault):
    found = found_terms(source, language, [STANAG, MISSION, PLAIN])
    issues = list(check_kept(DraftSegment(1, source, draft), found))
    assert [source[issue.start : issue.end] for issue in issues] == at_fault
    assert {(i.check, i.severity, i.side) for i in issues} <= {
        ("do-not-translate", "error", "source")
    }


def test_a_doubtful_term_is_no_error():
    name = Concept((Term("ru", "Восток", do_not_translate=True, id=1),), id=1)
    source = "Восток далёк."
    (issue,) = check_kept(DraftSegment(1, source, "The East"), found_terms(source, "ru", [name]))
    assert issue.severity == "info"
