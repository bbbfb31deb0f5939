"""The connection that every area of `Glossary` works on."""

from __future__ import annotations

import sqlite3


class Opened:
    """The connection that every area of `Glossary` works on."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
