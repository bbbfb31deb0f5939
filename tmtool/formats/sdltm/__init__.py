"""SDLTM: memories of Trados Studio, which are SQLite databases. They are read, never written."""

from __future__ import annotations

from tmtool.formats.sdltm.reader import read_units

__all__ = ["read_units"]
