from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tmtool.scoring import counters, counting, scorers
from tmtool.scoring.counting import statistics
from tmtool.scoring.inputs import parallel_text
from tmtool.scoring.known import digests, from_bytes, to_bytes
from tmtool.scoring.metrics import counted
from tmtool.scoring.scorers import METRICS, Scorer


class Kept(dict[bytes, bytes]):
    """Counts kept in this process."""

    def read(self, wanted: Sequence[bytes]) -> Mapping[bytes, bytes]:
        return {digest: self[digest] for digest in wanted if digest in self}

    def write(self, counts: Sequence[tuple[bytes, bytes]]) -> None:
        self.update(counts)


class Lossy(Kept):
    """One that forgets every second row and cuts every third."""

    def write(self, counts: Sequence[tuple[bytes, bytes]]) -> None:
        for place, (digest, row) in enumerate(counts):
            if place % 2:
                self[digest] = row[: -8 * (place % 3)] if place % 3 else row


def found(
    drafts: Mapping[str, Sequence[str]],
    references: Sequence[Sequence[str | None]],
    known: Kept | None,
    metrics: Sequence[str] = METRICS,
    lowercase: bool = False,
) -> dict[str, dict[str, list[list[float]]]]:
    chosen = [Scorer(metric, lowercase=lowercase) for metric in metrics]
    return {
        metric: {draft: rows.tolist() for draft, rows in by_draft.items()}
        for metric, by_draft in statistics(chosen, drafts, references, known=known).items()
    }


segment = st.text("ab Б.\u0301", max_size=6)
Row = tuple[str, str, str, str | None]


@given(
    versions=st.lists(
        st.lists(st.tuples(segment, segment, segment, st.none() | segment), min_size=1, max_size=6),
        min_size=2,
        max_size=4,
    ),
    metrics=st.lists(st.sampled_from(METRICS), min_size=1, unique=True),
    part=st.sampled_from([1, 2, 100]),
    kind=st.sampled_from([Kept, Lossy]),
)
@settings(max_examples=60, deadline=None)
def test_counts_are_the_same_with_and_without(
    versions: list[list[Row]], metrics: list[str], part: int, kind: type[Kept]
):
    known = kind()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "_PART", part)
        for rows in versions:
            one, two, *references = zip(*rows, strict=True)
            drafts = {"one": one, "two": two}
            for _ in range(2):
                with_known = found(drafts, references, known, metrics)
                assert with_known == found(drafts, references, None, metrics)


def test_only_segments_that_changed_are_counted(monkeypatch: pytest.MonkeyPatch):
    asked: list[tuple[list[str], list[str | None]]] = []
    count = counters.Counters.rows

    def rows(self, drafts, references):
        asked.append((sorted(drafts), [*zip(*drafts.values(), *references, strict=True)]))
        return count(self, drafts, references)

    monkeypatch.setattr(counters.Counters, "rows", rows)
    known = Kept()
    draft, reference = ["a", "b", "c", "b"], ["a", "b", "x", "b"]
    found({"d": draft}, [reference], known)
    assert asked == [(["d"], [("a", "a"), ("b", "b"), ("c", "x"), ("b", "b")])]
    assert len(known) == 3
    del asked[:]
    found({"d": draft}, [reference], known)
    assert asked == []
    found({"d": ["a", "B", "c", "b"], "e": ["a", "b", "c", "q"]}, [reference], known)
    assert asked == [(["d"], [("B", "b")]), (["e"], [("q", "b")])]
    del asked[:]
    found({"f": ["1", "b"], "g": ["2", "b"]}, [["a", "b"]], known)
    assert asked == [(["f", "g"], [("1", "2", "a")])]  # both at once, and the reference once


def test_text_in_nfc_is_known_too():
    known = Kept()
    text = parallel_text({"d": ["и\u0306", "a"]}, [["й", "a"]])
    for _ in range(2):
        rows = [
            (one.metric, one.input, one.rows.tolist())
            for one in counted(text, ["chrf", "ter"], known=known)
        ]
        assert len(known) == 3
    assert rows == [
        (one.metric, one.input, one.rows.tolist()) for one in counted(text, ["chrf", "ter"])
    ]


def settings_of(metrics: Sequence[str], **options: object) -> str:
    return counters.Counters([Scorer(metric, **options) for metric in metrics]).settings


def test_settings_tell_all_that_counts_depend_on(monkeypatch: pytest.MonkeyPatch):
    plain = settings_of(["bleu", "chrf"])
    assert settings_of(["chrf", "bleu"]) == plain == settings_of(["bleu", "chrf"])
    assert settings_of(["bleu", "chrf"], target_language="ru") == plain
    others = [
        settings_of(["bleu"]),
        settings_of(["bleu", "chrf++"]),
        settings_of(["bleu", "chrf"], lowercase=True),
        settings_of(["bleu", "chrf"], target_language="zh"),
        settings_of(["bleu-intl", "chrf"]),
    ]
    monkeypatch.setattr(scorers, "_COUNTING", scorers._COUNTING + 1)
    others.append(settings_of(["bleu", "chrf"]))
    monkeypatch.undo()
    monkeypatch.setattr("sacrebleu.version.__version__", "2.6.1")
    monkeypatch.setattr("sacrebleu.metrics.base.__version__", "2.6.1")
    others.append(settings_of(["bleu", "chrf"]))
    monkeypatch.undo()
    monkeypatch.setattr(scorers, "unidata_version", "1.0.0")
    others.append(settings_of(["bleu", "chrf"]))
    assert len({plain, *others}) == len(others) + 1


def test_segments_that_differ_have_different_digests():
    rows: list[tuple[str | None, ...]] = [
        ("", None),
        ("", ""),
        ("a", ""),
        ("", "a"),
        ("a", None),
        ("1;a", "b"),
        ("1", ";ab"),
        ("a,b", "c"),
        ("a", "b,c"),
        ("\ud800", "a"),
        ("\n", "a"),
        ("a", "\n"),
    ]
    draft, reference = zip(*rows, strict=True)
    one = list(digests("x", draft, [reference]))
    assert {len(digest) for digest in one} == {16}
    wider = list(digests("x", draft, [reference, [None] * len(rows)]))
    other = list(digests("y", draft, [reference]))
    assert len({*one, *wider, *other}) == 3 * len(rows)
    assert list(digests("x", ["a"], [["b"], ["c"]])) != list(digests("x", ["a"], [["c"], ["b"]]))


def test_rows_are_kept_as_numbers_of_eight_bytes():
    rows = np.array([[1.0, 1 / 3], [2**40, 0.0]])
    kept = to_bytes(rows)
    assert kept[0][:8] == b"\0\0\0\0\0\0\xf0?"
    assert from_bytes(kept, 2).tolist() == rows.tolist()
