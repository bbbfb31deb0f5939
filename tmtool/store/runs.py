"""Scoring runs: what was found of a draft, and the counts that it followed from."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, fields
from math import isnan, nan
from typing import TYPE_CHECKING, Any

from tmtool.errors import NotFoundError
from tmtool.models import GateResult, Run, Score
from tmtool.store.connection import is_id, placeholders

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]

__all__ = ["counts", "names", "put", "read_one", "remove", "select"]

_SELECT = """
SELECT id, at, by, name, draft, reference, source_language, target_language, segments, excluded,
       scores, checks, test_set,
       (SELECT group_concat(metric, ' ') FROM run_counts WHERE run_id = run.id)
FROM run
"""

_COLUMNS = 12

_FLOAT = "<f8"

_LEVEL = 3
"""Of compression: a third of the usual level's time for a sixth more bytes."""


def put(connection: sqlite3.Connection, run: Run, rows: Mapping[str, Rows]) -> int:
    """Add a run with the counts of its metrics and return its number.

    Needs a write transaction.
    """
    found = {
        "scores": list(map(_stored, run.scores)),
        "gate": [asdict(one) for one in run.gate],
        "version": run.version,
    }
    number = connection.execute(
        "INSERT INTO run (at, by, name, draft, reference, source_language, target_language,"
        " segments, excluded, scores, checks, test_set)"
        f" VALUES ({placeholders(range(_COLUMNS))})",
        (
            *(run.at, run.by, run.name, run.draft, _json(run.references)),
            *(run.source_language, run.target_language, run.segments, run.excluded),
            _json(found),
            None if run.checks is None else _json(run.checks),
            run.test_set and bytes.fromhex(run.test_set),
        ),
    ).lastrowid
    assert number is not None
    connection.executemany(
        "INSERT INTO run_counts (run_id, metric, columns, counts) VALUES (?, ?, ?, ?)",
        (
            (
                number,
                metric,
                matrix.shape[1],
                zlib.compress(matrix.astype(_FLOAT).tobytes(), _LEVEL),
            )
            for metric, matrix in rows.items()
        ),
    )
    return number


def counts(connection: sqlite3.Connection, number: int) -> dict[str, Rows]:
    """Return what the metrics of a run counted: a row for each segment that was given.

    Rows of segments that were left out are NaN.
    """
    import numpy as np

    return {
        metric: np.frombuffer(zlib.decompress(blob), _FLOAT).astype(float).reshape(-1, columns)
        for metric, columns, blob in connection.execute(
            "SELECT metric, columns, counts FROM run_counts WHERE run_id = ?", (number,)
        )
    }


def select(
    connection: sqlite3.Connection,
    name: str | None = None,
    *,
    limit: int | None = None,
    since: str | None = None,
    until: int | None = None,
) -> list[Run]:
    """Return runs, or those of one trend, the oldest first; with `limit` the newest of them.

    `since` is a date or time in ISO 8601, `until` the number of the last run. Runs that came from
    another memory stand where their time puts them.
    """
    wanted = {"ifnull(name, draft) = ?": name, "at >= ?": since, "id <= ?": until}
    given = {condition: value for condition, value in wanted.items() if value is not None}
    condition = " AND ".join(given) or "TRUE"
    rows = connection.execute(
        f"{_SELECT} WHERE {condition} ORDER BY at DESC, id DESC LIMIT ?",
        (*given.values(), -1 if limit is None else limit),
    ).fetchall()
    return [_run(row) for row in reversed(rows)]


def names(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the trends, that with the newest run last."""
    rows = connection.execute(
        "SELECT ifnull(name, draft) AS trend FROM run GROUP BY trend ORDER BY max(at), max(id)"
    )
    return [name for (name,) in rows]


def read_one(connection: sqlite3.Connection, number: int) -> Run:
    """Return a run by its number; raises NotFoundError."""
    row = connection.execute(
        f"{_SELECT} WHERE id = ?", (number if is_id(number) else 0,)
    ).fetchone()
    if row is None:
        raise NotFoundError(f"there is no run {number}", hint="`tmtool runs` shows their numbers.")
    return _run(row)


def remove(connection: sqlite3.Connection, numbers: Collection[int]) -> int:
    """Remove runs with their counts and return how many; needs a write transaction.

    Raises NotFoundError where one of them is not there.
    """
    for number in numbers:
        read_one(connection, number)
    return connection.executemany(
        "DELETE FROM run WHERE id = ?", ((number,) for number in set(numbers))
    ).rowcount


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _stored(score: Score) -> dict[str, object]:
    """Return a score without its draft; JSON has no NaN."""
    figure = None if isnan(score.score) else score.score
    return {name: value for name, value in asdict(score).items() if name != "draft"} | {
        "score": figure
    }


def _score(stored: Mapping[str, Any], draft: str) -> Score:
    figure = nan if stored["score"] is None else stored["score"]
    return Score(**_known(Score, {**stored, "draft": draft, "score": figure}))


def _run(row: Sequence[Any]) -> Run:
    names = [
        *("id", "at", "by", "name", "draft", "references", "source_language", "target_language"),
        *("segments", "excluded", "scores", "checks", "test_set", "counted"),
    ]
    values = dict(zip(names, row, strict=True))
    stored = json.loads(values["scores"])
    # Before version 5 there were the scores alone.
    found = {"scores": stored} if isinstance(stored, list) else stored
    draft = values["draft"]
    return Run(
        **{
            **values,
            "name": values["name"] or draft,
            "references": tuple(json.loads(values["references"])),
            "scores": tuple(_score(one, draft) for one in found["scores"]),
            "gate": tuple(GateResult(**_known(GateResult, one)) for one in found.get("gate", ())),
            "version": found.get("version"),
            "checks": values["checks"] and json.loads(values["checks"]),
            "test_set": values["test_set"] and values["test_set"].hex(),
            "counted": tuple((values["counted"] or "").split()),
        }
    )


def _known(model: type, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a model; what a later tmtool may have added is left out."""
    known = {field.name for field in fields(model)}
    return {name: value for name, value in stored.items() if name in known}
