"""The glossary: concepts and their terms, kept in the memory's file."""

from __future__ import annotations

from tmtool.glossary.concepts import Concepts
from tmtool.glossary.files import Files
from tmtool.glossary.texts import Texts
from tmtool.glossary.upkeep import Upkeep

__all__ = ["Glossary"]


class Glossary(Files, Concepts, Texts, Upkeep):
    """The termbase of a memory; `Memory.glossary` gives it."""
