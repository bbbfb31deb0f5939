"""Files of beads: what a person may do to them, and what is refused."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from beads import EN, RU, a_pair, pairs
from hypothesis import given
from hypothesis import strategies as st

from tmtool.alignment import edits
from tmtool.errors import InputError, TmtoolError
from tmtool.formats.beads import digest, read_beads, write_beads
from tmtool.formats.beads.cells import guarded, read_places, unguarded
from tmtool.models import AlignedPair, BeadCorrection, MovedBlock


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "beads.tsv"
    write_beads(path, a_pair())
    return path


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("beads") / "a.tsv"


class Table:
    """The rows of beads of a file, as an editor changes them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        lines = path.read_text(encoding="utf-8").split("\n")
        self.first = next(at for at, line in enumerate(lines) if line.startswith("bead")) + 1
        self._before = lines[: self.first]
        rest = lines[self.first :]
        count = next(at for at, line in enumerate(rest) if line.startswith("#"))
        self.rows = [line.split("\t") for line in rest[:count]]
        self._after = rest[count:]

    def put(self, row: int, **cells: str) -> Table:
        columns = ("bead", "state", "confidence", "kind", "source", "target", "remarks")
        names = (*columns, "source_text", "target_text")
        for name, cell in cells.items():
            self.rows[row - 1][names.index(name)] = cell
        return self

    def read(self) -> AlignedPair:
        lines = [*self._before, *("\t".join(row) for row in self.rows), *self._after]
        self._path.write_text("\n".join(lines), encoding="utf-8", newline="")
        return read_beads(self._path)

    def refused(self, row: int | None, what: str) -> InputError:
        with pytest.raises(InputError, match=what) as found:
            self.read()
        line = f":{self.first + row}" if row else ""
        assert found.value.where == f"{self._path}{line}"
        assert found.value.hint
        return found.value


def groups(pair: AlignedPair) -> list[str]:
    """Return the beads as `source/target`, places counted from 1."""
    return [
        "/".join("+".join(str(place + 1) for place in side) for side in (bead.source, bead.target))
        for bead in pair.alignment.beads
    ]


WHOLE = ["1/1", "2/2", "3+4/3", "5/4", "/5", "6/6"]


@given(pair=pairs())
def test_what_is_written_is_read(kept: Path, pair: AlignedPair):
    write_beads(kept, pair)
    assert read_beads(kept) == pair


@given(pair=pairs())
def test_a_file_is_written_alike_again(kept: Path, pair: AlignedPair):
    write_beads(kept, pair)
    first = kept.read_bytes()
    write_beads(kept, read_beads(kept))
    assert kept.read_bytes() == first


def test_the_file_reads_well(tmp_path: Path):
    path = tmp_path / "beads.tsv"
    states = ("accepted", "rejected", *("open",) * 4)
    write_beads(path, a_pair(states=states, moved=(MovedBlock((0, 1), (4, 6)),)))
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["# tmtool beads\t1", "# source document\tдоговор.docx"]
    assert "# moved\tsource 1 to 1, target 5 to 6" in lines
    rows = [line for line in lines if not line.startswith("#")]
    assert rows[1] == "1\taccepted\t0.9900\t1x1\t1\t1\t\tСтатья 1\tArticle 1"
    assert rows[3] == (
        "3\topen\t0.4100\t2x1\t3+4\t3\tlength numbers"
        "\tСрок — 5 лет. Он продлевается.\tThe term is 6 years."
    )
    assert rows[4] == "4\topen\t0.9000\t1x1\t5\t4\t\t'2.1\t'2.1"
    assert rows[5] == "5\topen\t0.6000\t0x1\t\t5\tgap\t\tAnnex"
    segment = json.loads(next(line for line in lines if line.startswith("# {")).removeprefix("# "))
    assert segment == {
        "source": 1, "bead": 1, "text": "Статья 1", "kind": "heading", "level": 1,
    }  # fmt: skip


def test_the_digest_is_that_of_the_lines():
    from hashlib import sha256

    pair = a_pair()
    text = "".join(f"{segment.text}\n" for segment in pair.source)
    assert digest(pair.source) == f"sha256:{sha256(text.encode()).hexdigest()}"


def test_a_place_moves_to_the_next_row(file: Path):
    pair = Table(file).put(3, source="3").put(4, source="4+5").read()
    assert groups(pair) == ["1/1", "2/2", "3/3", "4+5/4", "/5", "6/6"]
    # The texts follow, though nobody changed them.
    assert pair.texts(2) == ("Срок — 5 лет.", "The term is 6 years.")
    assert pair.texts(3) == ("Он продлевается. 2.1", "2.1")
    assert pair.corrections == ()
    regrouped = pair.alignment.beads[2:4]
    assert [(bead.confidence, bead.remarks) for bead in regrouped] == [(0.0, ("edited",))] * 2
    assert pair.alignment.beads[1] == a_pair().alignment.beads[1]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just(edits.split), st.integers(0, 8), st.integers(0, 3), st.integers(0, 3)),
        st.tuples(st.just(edits.merge), st.integers(0, 8)),
        st.tuples(
            st.sampled_from([edits.shift_up, edits.shift_down]),
            st.integers(0, 8),
            st.sampled_from(["source", "target"]),
        ),
    ),
    max_size=6,
)


def plain(pair: AlignedPair) -> AlignedPair:
    """Return a pair with texts of one line, some of them alike, and no corrections."""
    source, target = (
        tuple(replace(one, text=f"{name}{at % 3}", after=" ") for at, one in enumerate(side))
        for name, side in (("слово", pair.source), ("word", pair.target))
    )
    return replace(pair, source=source, target=target, corrections=())


@given(pair=pairs(least=1), steps=STEPS, data=st.data())
def test_places_may_be_moved_in_any_way(kept: Path, pair: AlignedPair, steps, data: st.DataObject):
    pair = after = plain(pair)
    for step, *arguments in steps:
        with suppress(InputError):
            after = step(after, *arguments)
    write_beads(kept, after)
    rows = Table(kept).rows
    write_beads(kept, pair)
    table = Table(kept)
    before = {row[0]: row for row in table.rows}
    for row, bead in zip(rows, after.alignment.beads, strict=True):
        # A person keeps the row, or copies it, or adds one; and leaves the texts, or moves them.
        owners = [
            str(number)
            for number, one in enumerate(pair.alignment.beads, 1)
            if set(one.source) & set(bead.source) or set(one.target) & set(bead.target)
        ]
        row[0] = data.draw(st.sampled_from([*owners, ""]))
        old = before.get(row[0], row)
        for column in (7, 8):
            row[column] = data.draw(st.sampled_from([row[column], old[column], ""]))
    table.rows = rows
    found = table.read()
    assert sorted(groups(found)) == sorted(groups(after))
    assert found.corrections == ()
    unchanged = {(bead.source, bead.target) for bead in pair.alignment.beads}
    for bead in found.alignment.beads:
        assert ("edited" in bead.remarks) or (bead.source, bead.target) in unchanged


@pytest.mark.parametrize(
    ("number", "source_text", "target_text"),
    [
        ("", "", ""),
        ("3", "Срок — 5 лет. Он продлевается.", "The term is 6 years."),  # a copy of the row
        ("", "Он  продлевается. ", ""),
        ("77", "Он продлевается.", ""),
    ],
)
def test_a_bead_is_split_by_a_new_row(file: Path, number: str, source_text: str, target_text: str):
    table = Table(file).put(3, source="3")
    new = [number, "accepted", "", "", "4", "", "", source_text, target_text]
    table.rows.insert(3, new)
    pair = table.read()
    assert groups(pair) == ["1/1", "2/2", "3/3", "4/", "5/4", "/5", "6/6"]
    assert pair.texts(3) == ("Он продлевается.", "")
    assert pair.states[3] == "accepted"
    assert pair.corrections == ()


@pytest.mark.parametrize("emptied", [True, False])
def test_beads_are_merged_by_moving_all_places(file: Path, emptied: bool):
    table = Table(file).put(1, source="1, 2", target="1-2", state="a")
    if emptied:
        table.put(2, source="", target="")
    else:
        del table.rows[1]
    pair = table.read()
    assert groups(pair) == ["1+2/1+2", "3+4/3", "5/4", "/5", "6/6"]
    assert pair.texts(0) == ("Статья 1 Стороны договорились.", "Article 1 The Parties have agreed.")
    assert pair.states == ("accepted", *("open",) * 4)


def test_a_text_is_corrected(file: Path):
    pair = Table(file).put(2, target_text="The Parties agree.").read()
    assert groups(pair) == WHOLE
    assert pair.corrections[1] == BeadCorrection(target="The Parties agree.")
    assert pair.texts(1) == ("Стороны договорились.", "The Parties agree.")
    assert pair.target == a_pair().target
    assert pair.alignment == a_pair().alignment


def test_a_number_is_corrected(file: Path):
    assert Table(file).put(4, target_text="'2.2").read().texts(3) == ("2.1", "2.2")


def test_a_correction_may_be_a_text_that_stands_elsewhere(file: Path):
    pair = Table(file).put(6, target_text="Annex").read()
    assert pair.texts(5) == ("Конец.", "Annex")


def test_two_beads_may_have_each_others_text(file: Path):
    swapped = BeadCorrection(target="The Parties have agreed."), BeadCorrection(target="Article 1")
    pair = a_pair(corrections=(*swapped, *(None,) * 4))
    write_beads(file, pair)
    assert "\tcorrected\t" in file.read_text(encoding="utf-8")
    assert read_beads(file) == pair


def test_an_emptied_text_is_the_documents(file: Path):
    write_beads(file, a_pair(corrections=(BeadCorrection("x", "y"), *(None,) * 5)))
    assert Table(file).read().texts(0) == ("x", "y")
    pair = Table(file).put(1, source_text="", target_text=" ").read()
    assert pair == a_pair()


def test_a_corrected_bead_is_regrouped_with_its_text_emptied(file: Path):
    write_beads(file, a_pair(corrections=(None, None, BeadCorrection("x"), *(None,) * 3)))
    table = Table(file).put(3, source="3").put(4, source="4+5")
    table.refused(3, "source text is neither")
    assert table.put(3, source_text="").read().texts(2)[0] == "Срок — 5 лет."


@pytest.mark.parametrize(
    ("cell", "state"),
    [("Accepted", "accepted"), (" a", "accepted"), ("REJ", "rejected"), ("", "open")],
)
def test_states(file: Path, cell: str, state: str):
    assert Table(file).put(2, state=cell).read().states[1] == state


@pytest.mark.parametrize(
    ("row", "cells", "what"),
    [
        (2, {"state": "done"}, "'done' is no state"),
        (2, {"bead": "two"}, "'two' is no number of a bead"),
        (2, {"confidence": "high"}, "'high' is no confidence"),
        (2, {"confidence": "1.5"}, "no confidence"),
        (2, {"confidence": "nan"}, "no confidence"),
        (2, {"remarks": "length odd"}, "'odd' is no remark"),
        (2, {"source": "two"}, "'two' is no list of places"),
        (2, {"source": "1-" + "9" * 5000}, "is no list of places"),
        (2, {"source": "02.янв"}, "no list of places"),
        (2, {"source": "1-99999"}, "no list of places"),
        (2, {"source": "9999999999"}, "no list of places"),
        (2, {"source": ""}, "source text is neither"),
        (2, {"source": "1+2"}, "source place 1 stands in line 14, too"),
        (2, {"source": "7"}, "no source place 7"),
        (2, {"source": "0+1"}, "no source place 0"),
        (3, {"source": "4+3"}, "source places 4, 3 do not follow"),
        (3, {"target": "3+5"}, "target places 3, 5 do not follow"),
    ],
)
def test_rows_that_are_refused(file: Path, row: int, cells: dict[str, str], what: str):
    if cells == {"source": ""}:
        Table(file).put(1, source="1+2").put(2, source="", source_text="Новый.").refused(row, what)
    else:
        Table(file).put(row, **cells).refused(row, what)


def test_a_place_in_no_row(file: Path):
    Table(file).put(3, source="3").refused(3, "source place 4 is in no row")
    table = Table(file)
    del table.rows[0]
    table.refused(None, "source place 1 is in no row")


def test_rows_that_cross(file: Path):
    table = Table(file).put(2, target="3", target_text="").put(3, target="2", target_text="")
    table.refused(2, "lines 15 and 16 cross: source segment 2")


def test_texts_that_changed_rows(file: Path):
    table = Table(file)
    for row, text in zip(table.rows, sorted(row[8] for row in table.rows), strict=True):
        row[8] = text
    table.refused(1, "target text is that of the row in line 17")


def test_wrong_numbers_of_columns(file: Path):
    table = Table(file)
    table.rows[1].insert(8, "x")
    table.refused(2, "a bead has 9 columns, this row has 10")
    table = Table(file)
    del table.rows[1][2]
    table.refused(2, "no list of places|no confidence")


def test_rows_in_another_order(file: Path):
    table = Table(file)
    table.rows.sort(key=lambda row: row[2])
    assert table.read() == a_pair()
    table.rows.reverse()
    assert table.read() == a_pair()


def test_a_file_sorted_with_all_its_lines(file: Path):
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join(sorted(lines)), encoding="utf-8")
    assert read_beads(file) == a_pair()


def cells_of(text: str) -> list[list[str]]:
    return list(csv.reader(text.splitlines(), delimiter="\t"))


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def padded(text: str) -> str:
    return "".join(line + "\t" * (8 - line.count("\t")) + "\r\n" for line in text.splitlines())


def quoted_where_excel_does(text: str) -> str:
    rows = ([quoted(c) if re.search('[",]', c) else c for c in row] for row in cells_of(text))
    return padded("\n".join(map("\t".join, rows)))


def quoted_all(text: str) -> str:
    return "\n".join("\t".join(map(quoted, row)) for row in cells_of(text))


@pytest.mark.parametrize("damage", [padded, quoted_where_excel_does, quoted_all])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_spreadsheets_make_of_it(tmp_path: Path, damage: Callable, encoding: str):
    path = tmp_path / "a.tsv"
    pair = a_pair()
    said = replace(pair.source[1], text='Стороны, далее "они", договорились')
    bare = replace(pair.target[1], text='"Parties", they said')
    pair = replace(
        pair,
        source=(pair.source[0], said, *pair.source[2:]),
        target=(pair.target[0], bare, *pair.target[2:]),
        corrections=(None, None, BeadCorrection(target="Six, to be exact"), None, None, None),
    )
    write_beads(path, pair)
    text = path.read_text(encoding="utf-8").replace("0.4100", "0,41")
    path.write_bytes(damage(text).encode(encoding))
    assert read_beads(path) == pair


def test_notes_and_blank_lines_are_left_alone(file: Path):
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("bead\t", "\n \n\t \n# ask Anna about 3\nbead\t"), encoding="utf-8"
    )
    assert read_beads(file) == a_pair()


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("# tmtool beads\t1", "# tmtool beads\t2", "version '2'"),
        ("# verdict\tparallel", "# verdict\tfine", "'fine' is no verdict"),
        ("# verdict\tparallel\n", "", "`# verdict` is missing"),
        ("# source language\tru", "# source language\truu x", "not a language tag"),
        ("# source digest\tsha256:", "# source digest\t", "segments of the source document"),
        ('"text": "Annex"', '"text": "Annexe"', "segments of the target document"),
        ('{"source": 2, ', '{"source": 3, ', "source segment 3 is there twice"),
        ('# {"target": 6', '# note {"target": 6', "segments of the target document"),
        ('# {"target": 5', '# note {"target": 5', "the line of target segment 5 is missing"),
        ('"bead": 2, "text": "The', '"bead": "2", "text": "The', "not as it was written"),
        ('{"source": 2, ', '{"side": 2, ', "not as it was written"),
        ('"kind": "heading"', '"kind": "title"', "not as it was written"),
        ('"text": "Annex"', '"text": "\\ud800"', "not as it was written"),
        ('"paragraph": 1', '"paragraph": 19999999999', "not as it was written"),
        ('{"source": 2, ', '{"a": ' + "[" * 100_000, "line of a segment is broken"),
        ('{"source": 2, ', '{"source": 2 ', "line of a segment is broken"),
        ("# verdict", "# moved\tlater\n# verdict", "'later' does not tell a block"),
        ("# verdict", "# verdict\tx\n# verdict", "'verdict' stands in line 9, too"),
        ("bead\tstate", "bead\tstatus", "the columns are bead, status"),
    ],
)
def test_files_that_are_refused(file: Path, old: str, new: str, what: str):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TmtoolError, match=what) as found:
        read_beads(file)
    assert str(file) in (found.value.where or "")
    assert found.value.hint


@pytest.mark.parametrize(
    "content", ["мир\tpeace\n", "bead\tx\n", "# note\n", '<?xml version="1.0"?>\n<tmx/>\n']
)
def test_other_files_are_told_apart(tmp_path: Path, content: str):
    path = tmp_path / "a.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="`# tmtool beads` is missing") as found:
        read_beads(path)
    assert "Give a file of beads" in (found.value.hint or "")


@pytest.mark.parametrize(("parted", "quote"), [(",", ""), (",", '"'), (";", ""), (";", '"')])
def test_cells_that_a_spreadsheet_parted_otherwise_are_named(file: Path, parted: str, quote: str):
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]
    lines = [parted.join(f"{quote}{cell}{quote}" for cell in row) for row in rows]
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InputError, match="not by tabs") as found:
        read_beads(file)
    assert found.value.where == f"{file}:1"
    assert "tabs as separators" in (found.value.hint or "")


CELLS = st.sampled_from(
    [
        *("", "1", "2+3", "3-4", "0", "-1", "99999999999", "open", "x", '"', "'", "a\tb", "1e999"),
        *("٣", "²", "# {", "# []", "# {}", "bead", "#", "# verdict", "nan", "inf", "1,5", "None"),
        '# {"source": 1}',
        '# {"source": 1, "bead": 1, "text": 5}',
        "# moved\tsource 0 to 0, target 9 to 1",
    ]
)


@given(data=st.data())
def test_damage_is_refused_or_leaves_a_whole_alignment(kept: Path, data: st.DataObject):
    write_beads(kept, a_pair(moved=(MovedBlock((0, 1), (4, 6)),)))
    lines = kept.read_text(encoding="utf-8").split("\n")
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        cells = lines[at].split("\t")
        cell = data.draw(st.integers(0, len(cells) - 1))
        how = data.draw(st.sampled_from(["cell", "character", "drop", "twice", "cut", "swap"]))
        if how == "cell":
            cells[cell] = data.draw(CELLS)
            lines[at] = "\t".join(cells)
        elif how == "character":
            place = data.draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:place] + data.draw(CELLS) + lines[at][place + 1 :]
        elif how == "drop":
            del lines[at]
        elif how == "twice":
            lines.insert(at, lines[at])
        elif how == "cut":
            lines[at] = "\t".join(cells[:cell])
        else:
            lines[at], lines[at - 1] = lines[at - 1], lines[at]
    kept.write_text("\n".join(lines), encoding="utf-8")
    try:
        pair = read_beads(kept)
    except InputError as error:
        assert str(kept) in (error.where or ""), error  # noqa: PT017 - either is right
        assert error.hint, error  # noqa: PT017
        return
    beads = pair.alignment.beads
    assert [place for bead in beads for place in bead.source] == list(range(6))
    assert [place for bead in beads for place in bead.target] == list(range(6))
    texts = [[segment.text for segment in side] for side in (pair.source, pair.target)]
    assert texts == [list(RU), list(EN)]
    assert all(0 <= bead.confidence <= 1 for bead in beads)
    write_beads(kept, pair)
    assert read_beads(kept) == pair


def test_another_encoding(file: Path):
    text = file.read_text(encoding="utf-8")
    file.write_bytes(text.encode("cp1251"))
    with pytest.raises(InputError, match="encoding"):
        read_beads(file)
    assert read_beads(file, encoding="cp1251") == a_pair()


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("2.1", "'2.1"),
        ("(1)", "'(1)"),
        ("- Да", "'- Да"),
        ("=SUM(A1)", "'=SUM(A1)"),
        ("5 мая 1998 г.", "'5 мая 1998 г."),
        ("May 1998", "'May 1998"),
        ("'98", "''98"),
        ("Article 1", "Article 1"),
        ("May I", "May I"),
        ("1998 was a year of many treaties between them", None),
        ("'", "'"),
        ("", ""),
    ],
)
def test_cells_that_a_spreadsheet_would_change(text: str, cell: str | None):
    assert guarded(text) == (text if cell is None else cell)
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    ("cell", "places"),
    [("12+13", (11, 12)), (" 1 , 2;3 ", (0, 1, 2)), ("2-4", (1, 2, 3)), ("", ()), ("4–4", (3,))],
)
def test_places(cell: str, places: tuple[int, ...]):
    assert read_places(cell) == places


def test_nothing_is_half_written(file: Path):
    before = file.read_bytes()
    pair = a_pair()
    half = replace(pair, source=(replace(pair.source[0], text="\ud800"), *pair.source[1:]))
    with pytest.raises(InputError, match="half a character"):
        write_beads(file, half)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == [file.name]
