"""Filling the formats that have no words of their own for what was filled in, and TTX and TXML."""

from __future__ import annotations

import codecs
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, WriteOptions, find
from tmtool.models import Fill, FillOrigin, FillReport, Skipped, TranslationUnit, Variant

EXACT = Fill(("Yes & no",), "exact", corpus="own")
CONTEXT = Fill(("Yes",), "context", corpus="own")
FUZZY = Fill(("Near",), "fuzzy", source="Рядом", rate=86, corpus="own")
PAIR = ReadOptions("ru", "en")
TEXT_FORMATS = ("tmx", "tsv", "csv", "jsonl")
ALL = (*TEXT_FORMATS, "xlsx")
TERM = "term: a = b"


def terms(_text: str, source: str, target: str) -> list[str]:
    assert (source, target) == ("ru", "en")
    return [TERM]


@pytest.fixture
def filled(tmp_path: Path):
    """A function that fills a file with this content and returns what it is then."""

    def fill(
        suffix: str, content: str | bytes, *fills: Fill | None, reading=PAIR, notes=None, **options
    ) -> tuple[str, FillReport]:
        path, output = tmp_path / f"a.{suffix}", tmp_path / f"out.{suffix}"
        raw = content.encode() if isinstance(content, str) else content
        path.write_bytes(raw)
        file = find(path).open_to_fill(path, reading, **options)
        assert len([blank for blank in file.blanks() if blank.wanted]) == len(fills)
        report = file.write(output, iter(fills), terms=notes)
        assert path.read_bytes() == raw
        return output.read_bytes().decode("utf-8-sig"), report

    return fill


TU = '<tmx version="1.4"><header srclang="ru"/><body>{}</body></tmx>'


@pytest.mark.parametrize(
    ("before", "fill", "after"),
    [
        (
            '<tu>\n <tuv xml:lang="ru-RU"><seg>Да</seg></tuv>\n</tu>',
            EXACT,
            '<tu>\n <prop type="match_kind">exact</prop>\n <prop type="match_rate">100</prop>\n'
            ' <prop type="match_corpus">own</prop>\n <tuv xml:lang="ru-RU"><seg>Да</seg></tuv>\n'
            ' <tuv xml:lang="en"><seg>Yes &amp; no</seg></tuv>\n</tu>',
        ),
        (
            "<tu><note>n</note><prop type='x-status'>machine</prop><tuv lang='ru'><seg>Да</seg>"
            "</tuv><!-- x --><tuv lang='EN-us'><seg/></tuv></tu>",
            FUZZY,
            '<tu><prop type="match_kind">fuzzy</prop><prop type="match_rate">86</prop>'
            '<prop type="match_corpus">own</prop><prop type="match_source">Рядом</prop>'
            "<note>n</note><prop type='x-status'>draft</prop><tuv lang='ru'><seg>Да</seg></tuv>"
            "<!-- x --><tuv lang='EN-us'><seg>Near</seg></tuv></tu>",
        ),
        (
            '<tu><prop type="match_kind">fuzzy</prop><prop type="match_source">x</prop>\n'
            '<prop type="x-status">draft</prop>\n'
            '<tuv xml:lang="ru"><seg>Да</seg></tuv><tuv xml:lang="en"><seg>Old</seg></tuv></tu>',
            CONTEXT,
            '<tu><prop type="match_rate">100</prop><prop type="match_corpus">own</prop>'
            '<prop type="match_kind">context</prop>\n'
            '<tuv xml:lang="ru"><seg>Да</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu>',
        ),
        (
            '<tu><tuv xml:lang="ru"><seg><bpt i="1">&lt;b></bpt>Да<ept i="1"/></seg></tuv></tu>',
            Fill(("{1}Yes{2}",), "exact", source_markup='<bpt i="1">q</bpt>Да<ept i="1"/>'),
            '<tu><prop type="match_kind">exact</prop><prop type="match_rate">100</prop>'
            '<tuv xml:lang="ru"><seg><bpt i="1">&lt;b></bpt>Да<ept i="1"/></seg></tuv>'
            '<tuv xml:lang="en"><seg><bpt i="1">&lt;b&gt;</bpt>Yes<ept i="1"/></seg></tuv></tu>',
        ),
    ],
    ids=["new variant", "blank one", "weak one", "inline elements"],
)
def test_tmx_gets_a_variant_and_says_so(filled, before, fill, after):
    text, report = filled("tmx", TU.format(before), fill)
    assert text == TU.format(after)
    assert report.total == 1


def test_a_translation_without_the_elements_of_its_source_must_be_looked_at(filled):
    tu = '<tu><tuv xml:lang="ru"><seg>Да<ph x="1"/></seg></tuv></tu>'
    text, report = filled("tmx", TU.format(tu), EXACT)
    assert '<prop type="x-status">draft</prop>' in text
    assert report == FillReport(1, fuzzy=1, origins=(FillOrigin("own", fuzzy=1),))


@pytest.mark.parametrize(
    ("encoding", "declared"), [("cp1251", "windows-1251"), ("koi8-r", "KOI8-R"), ("utf-16", "x")]
)
def test_tmx_keeps_its_encoding(filled, tmp_path, encoding, declared):
    tu = '<tu><tuv xml:lang="ru"><seg>Да</seg></tuv></tu><tu><tuv xml:lang="ru"><seg>Не</seg></tuv>'
    content = f'<?xml version="1.0" encoding="{declared}"?>' + TU.format(tu + "</tu>")
    if encoding == "utf-16":
        content = content.replace(' encoding="x"', "")
    path = tmp_path / "b.tmx"
    path.write_bytes(content.encode(encoding))
    file = find(path).open_to_fill(path, PAIR)
    file.write(path, iter([Fill(("Ça",), "exact"), None]))
    raw = path.read_bytes().decode(encoding)
    assert raw.count("match_kind") == 1
    units = [one for one in find(path).read_units(path, PAIR) if isinstance(one, TranslationUnit)]
    assert units[0].variants == (Variant("ru", "Да"), Variant("en", "Ça"))


def test_packed_tmx_and_one_in_an_encoding_of_two_bytes_are_refused(tmp_path):
    packed = tmp_path / "a.tmx.gz"
    find(packed).write_units(packed, [_unit("Да", "Yes")], WriteOptions("ru", "en"))
    with pytest.raises(InputError, match="packed"):
        find(packed).open_to_fill(packed, PAIR)
    wide = tmp_path / "b.tmx"
    wide.write_bytes(
        ('<?xml version="1.0" encoding="shift_jis"?>' + TU.format("")).encode("shift_jis")
    )
    with pytest.raises(InputError, match="shift_jis cannot be filled"):
        find(wide).open_to_fill(wide, PAIR)


HEADER = "ru\ten\tstatus\tmatch kind\tmatch_rate\tnote\r\n"


@pytest.mark.parametrize(
    ("row", "fill", "after"),
    [
        ("Да\t\t\t\t\t", EXACT, "Да\tYes & no\tapproved\texact\t100\t"),
        ('"Д ""а"""\t\t\t\t\tn', FUZZY, '"Д ""а"""\tNear\tdraft\tfuzzy\t86\tn'),
        ("Да\tOld\tMT\t\t\t", CONTEXT, "Да\tYes\tapproved\tcontext\t100\t"),
        ("Да\tOld\tMT\t\t\t", FUZZY, "Да\tOld\tMT\t\t\t"),
        ("Да\tOld\tdraft\tfuzzy\t70\t", CONTEXT, "Да\tYes\tapproved\tcontext\t100\t"),
        ("Да\t\t\t\t\t", None, "Да\t\t\t\t\t"),
        (
            "Да\t\t\t\t\t",
            Fill(('a\tb"\n',), "exact"),
            'Да\t"a\tb""\n"\tapproved\texact\t100\t',
        ),
    ],
)
def test_cells_of_tsv(filled, row, fill, after):
    text, report = filled("tsv", HEADER + row + "\r\n\r\nНет\tNo\t\t\t\t\r\n", fill)
    assert text == HEADER + after + "\r\n\r\nНет\tNo\t\t\t\t\r\n"
    assert report.total == 2


def test_a_table_has_no_more_columns_than_it_had(filled):
    text, report = filled("csv", 'ru;en\n"Да";""\nНет;\n', EXACT, Fill(("No; never",), "exact"))
    assert text == 'ru;en\n"Да";"Yes & no"\nНет;"No; never"\n'
    assert report == FillReport(2, exact=2, origins=(FillOrigin("own", exact=1),))
    text, _ = filled(
        "csv",
        "Да,,\n",
        EXACT,
        reading=ReadOptions("ru", "en", columns=("source", "target", "match_kind")),
    )
    assert text == "Да,Yes & no,exact\n"


def test_source_and_target_of_a_table_are_those_of_its_columns(filled):
    text, _ = filled("tsv", "source\ttarget\nYes\tДа\nNo\t\n", EXACT, reading=ReadOptions())
    assert text == "source\ttarget\nYes\tДа\nNo\tYes & no\n"


def test_rows_that_cannot_be_read_stay(filled):
    text, report = filled("tsv", "ru\ten\nДа\t\nДа\tYes\tmore\nНет\t\n", EXACT, None)
    assert text == "ru\ten\nДа\tYes & no\nДа\tYes\tmore\nНет\t\n"
    assert report.warnings[0].startswith("rows that cannot be read stay as they are: 1, such as")
    assert "3 columns instead of 2" in report.warnings[0]


@pytest.mark.parametrize("suffix", ALL)
def test_unknown_languages_are_asked_for(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    find(path).write_units(path, [_unit("Да", "Yes")], WriteOptions("ru", "en"))
    french = ReadOptions("ru", "fr")
    if suffix in ("tmx", "jsonl"):
        # They may get any language.
        assert [blank.target_language for blank in find(path).open_to_fill(path, french).blanks()]
        path.write_bytes(path.read_bytes().replace(b'"en"', b'"ru"'))
        with pytest.raises(InputError, match="does not tell its target language"):
            list(find(path).open_to_fill(path, ReadOptions()).blanks())
    else:
        with pytest.raises(InputError, match="no column has texts in fr"):
            list(find(path).open_to_fill(path, french).blanks())


def _unit(ru: str, en: str, **fields) -> TranslationUnit:
    return TranslationUnit((Variant("ru", ru), Variant("en", en)), **fields)


def test_a_source_is_never_taken_for_the_translation(filled, tmp_path):
    line = '{"variants": [{"language": "en", "text": "colour"}]}\n'
    english = ReadOptions("en", "en-GB")
    text, _ = filled("jsonl", line, EXACT, reading=english)
    assert [one["text"] for one in json.loads(text)["variants"]] == ["colour", "Yes & no"]
    tu = '<tu><tuv xml:lang="en"><seg>colour</seg></tuv></tu>'
    text, _ = filled("tmx", TU.format(tu), EXACT, reading=english)
    assert '<tuv xml:lang="en"><seg>colour</seg></tuv><tuv xml:lang="en-GB">' in text
    path = tmp_path / "b.tsv"
    path.write_text("ru\ten\nДа\t\n", encoding="utf-8")
    with pytest.raises(InputError, match="are both ru"):
        list(find(path).open_to_fill(path, ReadOptions("ru", "ru")).blanks())


ENTRY = '{"variants": [{"language": "ru", "text": "Да"}%s]%s}\r\n'


@pytest.mark.parametrize(
    ("variants", "more", "fill", "after"),
    [
        (
            "",
            "",
            EXACT,
            {
                "variants": [
                    {"language": "ru", "text": "Да"},
                    {"language": "en", "text": "Yes & no"},
                ],
                "status": "approved",
                "properties": {
                    "match_kind": "exact",
                    "match_rate": "100",
                    "match_corpus": "own",
                },
            },
        ),
        (
            ', {"language": "en-GB", "text": " "}',
            ', "status": "machine", "properties": {"a": "b", "match_source": "x"}',
            CONTEXT,
            {
                "variants": [
                    {"language": "ru", "text": "Да"},
                    {"language": "en-GB", "text": "Yes"},
                ],
                "status": "approved",
                "properties": {
                    "a": "b",
                    "match_kind": "context",
                    "match_rate": "100",
                    "match_corpus": "own",
                },
            },
        ),
    ],
)
def test_lines_of_json(filled, variants, more, fill, after):
    rest = '{"tmtool": "units", "version": 1}\r\n{"variants":[]}\r\n\r\nnot JSON\r\n'
    text, report = filled("jsonl", rest + ENTRY % (variants, more) + rest, fill)
    assert text.startswith(rest)
    assert text.endswith("\r\n" + rest)
    assert json.loads(text.removeprefix(rest).removesuffix(rest)) == after
    assert report.total == 1


TTX = (
    '<TRADOStag><UserSettings SourceLanguage="RU-RU" TargetLanguage="EN-GB"'
    ' SourceDocumentPath="a.htm"/><Body>{}</Body></TRADOStag>'
)


@pytest.mark.parametrize(
    ("before", "fill", "after"),
    [
        (
            '<Tu MatchPercent="0"><Tuv Lang="RU-RU">Да</Tuv><Tuv Lang="EN-GB">Да</Tuv></Tu>',
            EXACT,
            '<Tu MatchPercent="100"><Tuv Lang="RU-RU">Да</Tuv><Tuv Lang="EN-GB">Yes &amp; no</Tuv>'
            "</Tu>",
        ),
        (
            '<Tu Origin="MT"><Tuv Lang="RU-RU">Да</Tuv><Tuv Lang="EN-GB">Old</Tuv></Tu>',
            CONTEXT,
            '<Tu Origin="xtranslate" MatchPercent="100"><Tuv Lang="RU-RU">Да</Tuv>'
            '<Tuv Lang="EN-GB">Yes</Tuv></Tu>',
        ),
        (
            '<Tu><Tuv Lang="RU-RU">Да<ut Type="start">&lt;b></ut></Tuv></Tu>',
            Fill(("Near",), "exact"),
            '<Tu MatchPercent="99"><Tuv Lang="RU-RU">Да<ut Type="start">&lt;b></ut></Tuv>'
            '<Tuv Lang="EN-GB">Near</Tuv></Tu>',
        ),
    ],
)
def test_units_of_ttx(tmp_path, before, fill, after):
    path = tmp_path / "a.ttx"
    path.write_bytes(codecs.BOM_UTF16_LE + TTX.format(f"x {before} y").encode("utf-16-le"))
    file = find(path).open_to_fill(path, ReadOptions())
    assert [(b.source_language, b.target_language, b.wanted) for b in file.blanks()] == [
        ("ru-RU", "en-GB", True)
    ]
    report = file.write(path, iter([fill]), terms=terms)
    assert path.read_bytes().decode("utf-16") == TTX.format(f"x {after} y")
    assert report.warnings == ("the format has no place for notes, so terms are left out",)


def test_half_a_letter_is_refused(tmp_path):
    path = tmp_path / "a.ttx"
    unit = '<Tu><Tuv Lang="RU-RU">Да?</Tuv></Tu>'
    raw = codecs.BOM_UTF16_LE + TTX.format(unit).encode("utf-16-le")
    path.write_bytes(raw.replace("?".encode("utf-16-le"), b"\x00\xd8"))
    before = path.read_bytes()
    with pytest.raises(InputError):
        find(path).open_to_fill(path, ReadOptions()).write(path, iter([EXACT]))
    assert path.read_bytes() == before


TXML = '<?xml version="1.0"?>\n<txml locale="ru" targetlocale="en">{}</txml>'


@pytest.mark.parametrize(
    ("before", "fill", "after"),
    [
        (
            '<segment segmentId="1">\n <source>Да</source>\n</segment>',
            FUZZY,
            '<segment segmentId="1">\n <source>Да</source>\n <target score="86">Near</target>\n'
            " <comments><comment>term: a = b</comment></comments>\n</segment>",
        ),
        (
            '<segment gtmt="true"><source>Да</source><target>Old</target></segment>',
            EXACT,
            '<segment><source>Да</source><target score="100">Yes &amp; no</target></segment>',
        ),
        (
            '<segment><source>Да</source><target score="80">Old</target><comments><comment>x'
            "</comment></comments></segment>",
            FUZZY,
            '<segment><source>Да</source><target score="80">Old</target><comments><comment>term:'
            " a = b</comment><comment>x</comment></comments></segment>",
        ),
    ],
)
def test_segments_of_txml(filled, before, fill, after):
    text, report = filled("txml", TXML.format(before), fill, reading=ReadOptions(), notes=terms)
    assert text == TXML.format(after)
    assert report.total == 1


@pytest.mark.parametrize("name", ["act.ttx", "act.txml"])
def test_what_is_not_filled_stays_byte_for_byte(tmp_path, name):
    path = Path(__file__).parents[1] / "data" / "formats" / "tables" / name
    file = find(path).open_to_fill(path, ReadOptions())
    wanted = sum(blank.wanted for blank in file.blanks())
    assert wanted
    report = file.write(tmp_path / name, iter([None] * wanted))
    assert (tmp_path / name).read_bytes() == path.read_bytes()
    assert report.kept + report.empty == report.total


@pytest.mark.parametrize("suffix", ALL)
def test_a_persons_translation_stays_unless_told(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    units = [_unit("Да", "Yes", status="draft", note="n"), _unit("Нет", "No")]
    find(path).write_units(path, units, WriteOptions("ru", "en"))
    before = path.read_bytes()
    report = find(path).open_to_fill(path, PAIR).write(path, iter([]), terms=terms)
    assert report == FillReport(2, kept=2)
    assert path.read_bytes() == before
    file = find(path).open_to_fill(path, PAIR, overwrite=True)
    report = file.write(path, iter([EXACT, None]))
    assert (report.exact, report.kept) == (1, 1)
    found = _translated(path)
    assert found[0].variants[1].text == "Yes & no"
    assert found[0].status == "approved"
    assert found[1].variants[1].text == "No"


def _translated(path: Path) -> list[TranslationUnit]:
    read = find(path).read_units(path, PAIR)
    return [one for one in read if isinstance(one, TranslationUnit)]


@pytest.mark.parametrize("suffix", ALL)
def test_terms_are_noted_once(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    units = [_unit("Да", "Yes", status="machine"), _unit("Нет", "No", note="n", status="machine")]
    find(path).write_units(path, units, WriteOptions("ru", "en"))
    file = find(path).open_to_fill(path, PAIR)
    assert file.write(path, iter([EXACT, None]), terms=terms).terms == 1
    once = path.read_bytes()
    file = find(path).open_to_fill(path, PAIR)
    wanted = sum(blank.wanted for blank in file.blanks())
    assert file.write(path, iter([None] * wanted), terms=terms).terms == 0
    assert path.read_bytes() == once
    found = _translated(path)
    assert found[0].note is None
    assert set((found[1].note or "").splitlines()) == {"n", TERM}


def test_a_table_without_a_place_for_notes_says_so(filled):
    text, report = filled("tsv", "ru\ten\nДа\t\n", None, notes=terms)
    assert text == "ru\ten\nДа\t\n"
    assert report.warnings == ("the table has no column `note`, so terms are left out",)


SHEET = "xl/worksheets/sheet1.xml"


def _workbook(path: Path, rows: str, *, head: str = "") -> Path:
    """A workbook whose sheet has these rows; other parts are those that tmtool writes."""
    find(path).write_units(path, [_unit("Да", "Yes")], WriteOptions("ru", "en"))
    with ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts[SHEET] = (
        f'<x:worksheet xmlns:x="{main}">{head}<x:sheetData>{rows}</x:sheetData></x:worksheet>'
    ).encode()
    with ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return path


def _cell(place: str, text: str) -> str:
    return f'<x:c r="{place}" t="inlineStr"><x:is><x:t>{text}</x:t></x:is></x:c>'


def _filled_cell(place: str, text: str, more: str = "") -> str:
    return (
        f'<x:c r="{place}"{more} t="inlineStr"><x:is><x:t xml:space="preserve">{text}</x:t></x:is>'
        "</x:c>"
    )


def test_cells_of_a_sheet(tmp_path):
    head = f'<x:row r="1">{_cell("A1", "en")}{_cell("B1", "ru")}{_cell("D1", "status")}</x:row>'
    head = head.replace("</x:row>", f"{_cell('E1', 'note')}</x:row>")
    rows = (
        f'<x:row r="2" spans="2:2" ht="5">{_cell("B2", "Да")}</x:row>'
        f'<x:row r="4"><x:c r="A4" s="2"/>{_cell("B4", "Нет")}'
        '<x:c r="D4" t="s"><x:v/></x:c></x:row>'
        f'<x:row r="5">{_cell("A5", "No")}{_cell("B5", "Нет")}</x:row>'
    )
    path = _workbook(tmp_path / "a.xlsx", head + rows)
    file = find(path).open_to_fill(path, ReadOptions("ru", "en", columns=None, header=None))
    assert [blank.text for blank in file.blanks() if blank.wanted] == ["Да", "Нет"]
    report = file.write(tmp_path / "b.xlsx", iter([EXACT, FUZZY]), terms=terms)
    assert (report.exact, report.fuzzy, report.kept, report.terms) == (1, 1, 1, 1)
    with ZipFile(path) as old, ZipFile(tmp_path / "b.xlsx") as new:
        assert old.namelist() == new.namelist()
        for name in old.namelist():
            if name != SHEET:
                assert old.read(name) == new.read(name)
        text = new.read(SHEET).decode()
    assert (
        f'<x:row r="2" ht="5">{_filled_cell("A2", "Yes &amp; no")}{_cell("B2", "Да")}'
        f"{_filled_cell('D2', 'approved')}</x:row>"
    ) in text
    assert (
        f'<x:row r="4">{_filled_cell("A4", "Near", more=" s=" + chr(34) + "2" + chr(34))}'
        f"{_cell('B4', 'Нет')}{_filled_cell('D4', 'draft')}{_filled_cell('E4', TERM)}</x:row>"
    ) in text
    assert text.startswith(f'<x:worksheet xmlns:x="{text.split(chr(34))[1]}"><x:sheetData>{head}')


def test_formulas_and_texts_too_long_are_refused(tmp_path):
    head = f'<x:row r="1">{_cell("A1", "ru")}{_cell("B1", "en")}</x:row>'
    formula = f'<x:row r="2">{_cell("A2", "Да")}<x:c r="B2"><x:f>A2</x:f></x:c></x:row>'
    path = _workbook(tmp_path / "a.xlsx", head + formula)
    before = path.read_bytes()
    file = find(path).open_to_fill(path, PAIR, overwrite=True)
    with pytest.raises(InputError, match="formula"):
        file.write(path, iter([EXACT]))
    path = _workbook(path, head + f'<x:row r="2">{_cell("A2", "Да")}</x:row>')
    before = path.read_bytes()
    with pytest.raises(InputError, match="a cell can hold"):
        find(path).open_to_fill(path, PAIR).write(path, iter([Fill(("x" * 32_768,), "exact")]))
    assert path.read_bytes() == before


_LETTERS = st.text(st.sampled_from("Дa \"'&<>{1},;\t\n|=-\\\u00a0я"), max_size=12)
_WORDS = _LETTERS.map(lambda text: f"я{text}я")
_UNITS = st.builds(
    _unit,
    _WORDS,
    _WORDS,
    status=st.sampled_from(["approved", "draft", "machine"]),
    note=st.none() | _WORDS,
)


@pytest.mark.parametrize("suffix", ALL)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    units=st.lists(_UNITS, min_size=1, max_size=4),
    fills=st.lists(st.none() | _WORDS, min_size=4, max_size=4),
)
def test_texts_that_are_filled_in_are_read_back_and_nothing_else_changes(
    tmp_path, suffix, units, fills
):
    path, output = tmp_path / f"p.{suffix}", tmp_path / f"q.{suffix}"
    find(path).write_units(path, units, WriteOptions("ru", "en"))
    file = find(path).open_to_fill(path, PAIR, overwrite=True)
    blanks = list(file.blanks())
    assert [blank.text for blank in blanks] == [unit.variants[0].text for unit in units]
    nothing: list[Fill | None] = [None] * len(units)
    file.write(output, iter(nothing))
    assert output.read_bytes() == path.read_bytes()
    chosen = [Fill((text,), "exact") if text else None for text in fills[: len(units)]]
    file.write(output, iter(chosen))
    found = [one for one in find(output).read_units(output, PAIR) if not isinstance(one, Skipped)]
    assert len(found) == len(units)
    for unit, fill, new in zip(units, chosen, found, strict=True):
        assert new.variants[0] == unit.variants[0]
        assert new.note == unit.note
        assert new.variants[1].text == (fill.texts[0] if fill else unit.variants[1].text)
        assert new.status == ("approved" if fill else unit.status)
