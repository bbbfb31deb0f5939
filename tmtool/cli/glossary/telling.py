"""What is said of concepts that were written to a file or made of a candidate."""

from __future__ import annotations

from tmtool.cli.output import note
from tmtool.models import Concept, WriteReport
from tmtool.reports.words import counted


def tell_written(report: WriteReport, file: str) -> None:
    """Say how many concepts a file has, and what it has no place for."""
    note(f"{counted(report.written, 'concept')} written to {file}")
    for loss in report.losses:
        note(loss)


def tell_accepted(number: int, concept: Concept) -> None:
    """Say which concept was made of a candidate."""
    texts = " = ".join(term.text for term in concept.terms)
    note(f"Candidate {number} is concept {concept.id} of {concept.glossary}: {texts}")
