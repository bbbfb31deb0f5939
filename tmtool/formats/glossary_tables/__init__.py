"""Concepts in tables, with one row for each term or for each pair of terms."""

from __future__ import annotations

from tmtool.formats.glossary_tables.reader import read_concepts
from tmtool.formats.glossary_tables.writer import write_concepts

__all__ = ["read_concepts", "write_concepts"]
