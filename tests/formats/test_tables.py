from __future__ import annotations

import lzma
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, WriteOptions, csv_, tsv, xlsx
from tmtool.models import STATUSES, Skipped, TranslationUnit, Variant

MSDOCS = ("document", "status", "changed_at", "en", "ru")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.tsv"


def read(file: Path, content: str, module=tsv, **options) -> list[TranslationUnit | Skipped]:
    file.write_bytes(content.encode())
    return list(module.read_units(file, ReadOptions(**options)))


def pair(source: str, target: str, *tags: str, **fields) -> TranslationUnit:
    first, second = tags or ("en", "ru")
    return TranslationUnit((Variant(first, source), Variant(second, target)), **fields)


def test_real_file(shared: Path, file: Path):
    with lzma.open(shared / "data/msdocs_tm.tsv.xz", "rt", encoding="utf-8") as source:
        lines = list(islice(source, 2000))
    units = read(file, "".join(lines), columns=MSDOCS)
    assert len(units) == 2000
    for unit, line in zip(units, lines, strict=True):
        document, kind, _, english, russian = line.rstrip("\n").split("\t")
        assert isinstance(unit, TranslationUnit)
        assert [variant.text for variant in unit.variants] == [english, russian]
        assert unit.document == document
        assert unit.status == ("machine" if kind == "MT" else "approved")
    assert units[0].changed_at == "2021-01-07T00:00:00Z"


def test_shared_tables(shared: Path):
    legal = shared / "data/legal"
    options = ReadOptions(columns=("tuid", "en", "ru"))
    assert len(list(tsv.read_units(legal / "un_sdg.en-ru.tsv", options))) == 455


@pytest.mark.parametrize(
    ("content", "options", "expected"),
    [
        ("peace\tмир\nwar\tвойна\n", {}, [("en", "ru"), "peace", "мир"]),
        ("мир\tpeace\n", {}, [("ru", "en"), "мир", "peace"]),
        ("1\t1\nмир\tpeace\n", {}, [("ru", "en"), "1", "1"]),
        ("paix\tFrieden\n", {"source": "fr", "target": "de"}, [("fr", "de"), "paix", "Frieden"]),
        ("paix\tмир\n", {"source": "fr"}, [("fr", "ru"), "paix", "мир"]),
        ("ru\ten\nмир\tpeace\n", {}, [("ru", "en"), "мир", "peace"]),
        ("RU\tEN_us\r\nмир\tpeace\r\n", {}, [("ru", "en-US"), "мир", "peace"]),
        ("English\tRussian\npeace\tмир\n", {}, [("en", "ru"), "peace", "мир"]),
        ("source\ttarget\nмир\tpeace\n", {}, [("ru", "en"), "мир", "peace"]),
        ("rus\teng\nмир\tpeace\n", {}, [("ru", "en"), "мир", "peace"]),
        ("ru\ten\n", {"header": False, "source": "ru", "target": "en"}, [("ru", "en"), "ru", "en"]),
        (
            "a\tb\nмир\tpeace\n",
            {"header": True, "columns": ("ru", "en")},
            [("ru", "en"), "мир", "peace"],
        ),
        ("ru\ten\nмир\tpeace\n", {"columns": ("source", "target")}, [("ru", "en"), "мир", "peace"]),
        ("x\tмир\tpeace\n", {"columns": ("-", "ru", "en")}, [("ru", "en"), "мир", "peace"]),
        ("\ufeffмир\tpeace", {}, [("ru", "en"), "мир", "peace"]),
        ("\n\nмир\tpeace\n\n", {}, [("ru", "en"), "мир", "peace"]),
    ],
)
def test_columns_are_understood(file: Path, content: str, options: dict, expected: list):
    renamed = {"source": "source_language", "target": "target_language"}
    units = read(file, content, **{renamed.get(key, key): options[key] for key in options})
    (tags, source, target), unit = expected, units[0]
    assert unit == pair(source, target, *tags)


def test_every_column(file: Path):
    header = (
        "tuid\tdocument\tposition\tcontext\tstatus\tcreated_at\tcreated_by\tchanged_at\t"
        "changed by\tusage_count\tnote\tproperties\tEN\tru\ten:markup\tzh-Hant\n"
    )
    row = (
        "t1\ta.docx\t3\tp1\tMT\t2024-02-29T12:00:00+02:00\tAnna\t29.02.2024\tIvan\t"
        '5\tnb\t{"domain": "law"}\tpeace{1}\tмир\tpeace<ph/>\t\n'
    )
    assert read(file, header + row) == [
        TranslationUnit(
            (Variant("en", "peace{1}", "peace<ph/>"), Variant("ru", "мир")),
            tuid="t1",
            document="a.docx",
            position=3,
            context="p1",
            status="machine",
            created_at="2024-02-29T10:00:00Z",
            created_by="Anna",
            changed_at="2024-02-29T00:00:00Z",
            changed_by="Ivan",
            usage_count=5,
            note="nb",
            properties={"domain": "law"},
        )
    ]


@pytest.mark.parametrize(
    ("columns", "row", "expected"),
    [
        (("Key", "en", "ru"), "k1\tpeace\tмир", pair("peace", "мир", properties={"Key": "k1"})),
        (("id", "en", "ru"), "k1\tpeace\tмир", pair("peace", "мир", tuid="k1")),
        (("id", "ru"), "damai\tмир", pair("damai", "мир", "id", "ru")),
        (("ru", "en", "Year"), "мир\tpeace\t", pair("мир", "peace", "ru", "en")),
        (("ru", "en", "status"), "мир\tpeace\tHT", pair("мир", "peace", "ru", "en")),
        (("ru", "en", "status"), "мир\tpeace\t-", pair("мир", "peace", "ru", "en")),
        (
            ("ru", "en", "status"),
            "мир\tpeace\tDraft",
            pair("мир", "peace", "ru", "en", status="draft"),
        ),
        (("ru", "en", "changed_at"), "мир\tpeace\t-", pair("мир", "peace", "ru", "en")),
        (("ru", "en", "note"), "мир\tpeace\t-", pair("мир", "peace", "ru", "en", note="-")),
    ],
)
def test_named_columns(file: Path, columns: tuple, row: str, expected: TranslationUnit):
    assert read(file, row, columns=columns) == [expected]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("01/07/2021", "2021-01-07T00:00:00Z"),
        ("07.01.2021", "2021-01-07T00:00:00Z"),
        ("2021-01-07", "2021-01-07T00:00:00Z"),
        ("2021-01-07 10:11:12.999", "2021-01-07T10:11:12Z"),
        ("2021-01-07T10:11:12Z", "2021-01-07T10:11:12Z"),
        ("20210107T101112Z", "2021-01-07T10:11:12Z"),
        ("2021-01-07T01:00:00+03:00", "2021-01-06T22:00:00Z"),
    ],
)
def test_dates(file: Path, date: str, expected: str):
    [unit] = read(file, f"мир\tpeace\t{date}\n", columns=("ru", "en", "changed_at"))
    assert isinstance(unit, TranslationUnit)
    assert unit.changed_at == expected


@pytest.mark.parametrize(
    ("columns", "row", "reason"),
    [
        (("ru", "en"), "мир", "it has 1 column instead of 2"),
        (("ru", "en"), "мир\tpeace\tx", "it has 3 columns instead of 2"),
        (("ru", "en"), "мир\t ", "it has text in 1 of the two languages"),
        (("ru", "en", "status"), "мир\tpeace\tfinal", "'final' is not a status"),
        (("ru", "en", "changed_at"), "мир\tpeace\t13/13/2021", "'13/13/2021' is not a date"),
        (("ru", "en", "position"), "мир\tpeace\t-1", "'-1' is not a whole number"),
        (("ru", "en", "usage_count"), f"мир\tpeace\t{'9' * 5000}", "is not a whole number"),
        (("ru", "en", "properties"), "мир\tpeace\t[1]", "not a JSON object of strings"),
        (("ru", "en", "properties"), 'мир\tpeace\t{"a": 1}', "not a JSON object of strings"),
        (("ru", "en", "properties"), "мир\tpeace\t{", "not a JSON object of strings"),
        (("ru", "en", "properties"), f"мир\tpeace\t{'[' * 100_000}", "not a JSON object"),
        (("ru", "en", "properties"), 'мир\tpeace\t{"a": "\\ud800"}', "not a JSON object"),
    ],
)
def test_skipped_rows(file: Path, columns: tuple, row: str, reason: str):
    good = "\t".join({"ru": "мир", "en": "peace"}.get(name, "") for name in columns)
    first, skipped, last = read(file, f"{good}\n{row}\n{good}\n", columns=columns)
    assert first == last == pair("мир", "peace", "ru", "en")
    assert isinstance(skipped, Skipped)
    assert skipped.where == f"{file}:2"
    assert reason in skipped.reason


def test_wrong_rows_at_the_start_are_skipped(file: Path):
    items = read(file, "# note\n" * 19 + "мир\tpeace\n", columns=("ru", "en"))
    assert [item.where for item in items if isinstance(item, Skipped)] == [
        f"{file}:{line}" for line in range(1, 20)
    ]
    assert items[-1] == pair("мир", "peace", "ru", "en")


@pytest.mark.parametrize(
    ("content", "options", "message", "line"),
    [
        ("a\tb\tc\n" * 20 + "ё\tyo\n", {"columns": ("ru", "en")}, "2 columns expected, 3 found", 1),
        ("a\tb\tмир\tpeace\n" * 3, {"columns": ("ru", "en")}, "2 columns expected, 4 found", 1),
        ("ru\ten\nмир\npeace\n", {}, "2 columns expected, 1 found", 2),
        ("a\tb\tмир\n", {}, "the file has 3 columns and no header", 1),
        ("\nмир\n", {}, "the file has 1 column and no header", 2),
        ("мир\tpeace\n", {"columns": ("ru", "cz")}, "unknown language 'cz'", 1),
        ("ru\txx-YY\nмир\tpeace\n", {"header": True}, "unknown language 'xx-yy'", 1),
        ("мир\tpeace\n", {"columns": ("ru", "note")}, "1 of the 2 columns hold a language", 1),
        ("мир\tpeace\n", {"columns": ("ru", "RU")}, "two columns are named 'ru'", 1),
        ("мир\tpeace\n", {"columns": ("ru", "Russian")}, "two columns are named 'ru'", 1),
        ("мир\tвойна\n", {}, "cannot be told from their script", 1),
        ("1\t2\n", {}, "cannot be told from their script", 1),
        ("мир\tpeace\n", {"columns": ("source", "ru")}, "two columns are named 'ru'", 1),
        ("мир\tpea\0ce\n", {}, "not a text file", 1),
    ],
)  # fmt: skip
def test_refused_files(file: Path, content: str, options: dict, message: str, line: int):
    with pytest.raises(InputError, match=message) as caught:
        read(file, content, **options)
    assert caught.value.where == f"{file}:{line}"
    assert caught.value.hint


def test_encoding(file: Path):
    file.write_bytes("peace\tx\nмир\ty\n".encode("cp1251"))
    with pytest.raises(InputError, match="not in the encoding utf-8") as caught:
        list(tsv.read_units(file, ReadOptions()))
    assert caught.value.where == f"{file}:2"
    file.write_bytes("мир\tpeace\n".encode("cp1251"))
    units = list(tsv.read_units(file, ReadOptions(encoding="cp1251")))
    assert units == [pair("мир", "peace", "ru", "en")]


@pytest.mark.parametrize("content", ["", "no such"])
def test_missing_and_empty_files(file: Path, content: str):
    if not content:
        file.touch()
    with pytest.raises(InputError, match="empty" if not content else "no such file"):
        list(tsv.read_units(file, ReadOptions()))


@pytest.mark.parametrize(
    ("row", "source", "target"),
    [
        ('"peace"\tмир', '"peace"', "мир"),
        ('"peace" and\tмир', '"peace" and', "мир"),
        ('"the ""peace"""\tмир', 'the "peace"', "мир"),
        ('"a\tb"\tмир', "a\tb", "мир"),
        ('"a\nb"\tмир', "a\nb", "мир"),
        ('a\t"б\r\n""в"', "a", 'б\r\n"в'),
        ('"a\t"б', '"a', '"б'),
        ('"a\tб"', '"a', 'б"'),
        ('"a\t"б"', '"a', '"б"'),
        ('"a\tб', '"a', "б"),
        ('a"b""\tб', 'a"b""', "б"),
        ('""""\tб', '"', "б"),
        ('""\tб', '""', "б"),
    ],
)
def test_quotation_marks_in_tsv(file: Path, row: str, source: str, target: str):
    rest = "war\tвойна\n" * 3
    units = read(file, f"en\tru\n{row}\n{rest}")
    assert units == [pair(source, target), *[pair("war", "война")] * 3]


def test_a_quotation_mark_that_is_never_closed_is_literal(file: Path):
    rows = [f'"a{number}\tб' for number in range(2000)]
    units = read(file, "en\tru\n" + "\n".join(rows))
    assert units == [pair(f'"a{number}', "б") for number in range(2000)]


def test_lines_are_counted_through_quoted_fields(file: Path):
    items = read(file, 'en\tru\n"a\nb"\tб\nwrong\n')
    assert items[1] == Skipped(f"{file}:4", "it has 1 column instead of 2")


@pytest.mark.parametrize(
    "content",
    [
        "en,ru\npeace,мир\n",
        "en;ru\npeace;мир\n",
        "en;ru\r\npeace;мир\r\n",
        'en,ru\n"peace","мир"\n',
        '"en";"ru"\n\n"peace";"мир"\n',
        "peace,мир",
        "\ufeffpeace;мир\n",
    ],
)
def test_csv(file: Path, content: str):
    assert read(file, content, csv_) == [pair("peace", "мир")]


def test_csv_delimiter_is_the_one_that_gives_equal_rows(file: Path):
    content = "Hello, my, friend;Здравствуй, друг\nPeace;Мир, труд, май\n"
    assert read(file, content, csv_) == [
        pair("Hello, my, friend", "Здравствуй, друг"),
        pair("Peace", "Мир, труд, май"),
    ]


def test_csv_rows_with_wrong_quotation_marks_are_skipped(file: Path):
    first, skipped, last = read(file, 'en,ru\na,б\n"a"x,б\nc,в\n', csv_)
    assert (first, last) == (pair("a", "б"), pair("c", "в"))
    assert isinstance(skipped, Skipped)
    assert skipped.where == f"{file}:3"
    assert "quotation marks" in skipped.reason


def test_a_csv_quotation_mark_that_is_never_closed_costs_a_bounded_part(file: Path):
    rows = ["c,в\n"] * 50_000
    good, skipped, *rest = read(file, "".join(["en,ru\n", "a,б\n", '"a,б\n', *rows]), csv_)
    assert good == pair("a", "б")
    assert isinstance(skipped, Skipped)
    assert skipped.where == f"{file}:3"
    assert "quotation marks are not paired in lines 3 to" in skipped.reason
    assert rest == [pair("c", "в")] * len(rest)
    assert len(rest) > 10_000


@pytest.mark.parametrize("module", [tsv, csv_])
@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        (None, None, ["en-GB", "ru", "fr"]),
        ("ru", None, ["ru", "en-GB", "fr"]),
        ("ru", "en", ["ru", "en"]),
        ("fr", "ru", ["fr", "ru"]),
    ],
)
def test_languages_written(file: Path, module, source, target, expected: list[str]):
    unit = TranslationUnit(tuple(Variant(tag, tag) for tag in ("en-GB", "ru", "fr")))
    other = TranslationUnit((Variant("de", "x"), Variant("pl", "y")))
    options = WriteOptions(source_language=source, target_language=target)
    assert module.write_units(file, [unit, other], options) == (1 if target else 2)
    [first, *rest] = module.read_units(file, ReadOptions())
    assert [variant.language for variant in first.variants] == expected
    assert rest == ([] if target else [other])


@pytest.mark.parametrize("module", [tsv, csv_])
def test_nul_is_refused(file: Path, module):
    with pytest.raises(InputError, match="unit 2 has a NUL character"):
        module.write_units(file, [pair("a", "б"), pair("a\0", "б")], WriteOptions())
    assert not file.exists()


characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
texts = st.text(characters | st.sampled_from("\t\n\r \"',;"), min_size=1, max_size=20).filter(
    lambda text: bool(text.strip())
)
times = st.datetimes().map(lambda time: time.replace(microsecond=0).isoformat() + "Z")
TAGS = ("id", "ru", "en", "en-GB", "chv", "zh-Hant")


@st.composite
def units(draw: st.DrawFn) -> TranslationUnit:
    chosen = draw(st.sets(st.sampled_from(TAGS), min_size=2))
    optional = st.none() | texts
    return TranslationUnit(
        tuple(Variant(tag, draw(texts), draw(optional)) for tag in TAGS if tag in chosen),
        tuid=draw(optional),
        document=draw(optional),
        position=draw(st.none() | st.integers(0, 10**9)),
        context=draw(optional),
        status=draw(st.sampled_from(STATUSES)),
        created_at=draw(st.none() | times),
        created_by=draw(optional),
        changed_at=draw(st.none() | times),
        changed_by=draw(optional),
        usage_count=draw(st.integers(0, 10**9)),
        note=draw(optional),
        properties=draw(st.dictionaries(st.text(characters), st.text(characters), max_size=3)),
    )


ALL = TranslationUnit(tuple(Variant(tag, "x") for tag in TAGS))


@pytest.mark.parametrize("module", [tsv, csv_, xlsx])
@given(items=st.lists(units(), max_size=4))
@example(items=[TranslationUnit((Variant("id", '"'), Variant("ru", '"'), Variant("en", '""x')))])
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, module, items: list):
    path = tmp_path_factory.getbasetemp() / "written"
    items = [ALL, *items]
    assert module.write_units(path, items, WriteOptions()) == len(items)
    assert list(module.read_units(path, ReadOptions())) == items


@given(items=st.lists(st.tuples(texts, texts), min_size=1, max_size=6))
@example(items=[('"a', 'b"'), ('"', '"'), ('"\t', '\n"')])
def test_pairs_written_are_read(tmp_path_factory: pytest.TempPathFactory, items: list):
    path = tmp_path_factory.getbasetemp() / "pairs"
    units = [pair(*item) for item in items]
    options = WriteOptions(source_language="en", target_language="ru")
    tsv.write_units(path, units, options)
    assert list(tsv.read_units(path, ReadOptions())) == units


def test_a_column_id_of_numbers_is_not_indonesian(tmp_path: Path):
    path = tmp_path / "a.tsv"
    path.write_text("id\ttarget\n7\tArticle 1\n8\tArticle 2\n", encoding="utf-8")
    with pytest.raises(InputError, match="1 of the 2 columns hold a language"):
        list(tsv.read_units(path, ReadOptions()))
    path.write_text("id\ten\nPasal 1\tArticle 1\n", encoding="utf-8")
    (unit,) = tsv.read_units(path, ReadOptions())
    assert [one.language for one in unit.variants] == ["id", "en"]


FORMULAS = ["=1+1", "+7", "-x", "@sum", "\tx", "\rx"]


@pytest.mark.parametrize("module", [tsv, csv_])
def test_no_formulas_where_that_is_asked_for(file: Path, module):
    items = [pair(text, f"y {text}") for text in FORMULAS]
    module.write_units(file, items, WriteOptions("en", "ru", no_formulas=True))
    found = list(module.read_units(file, ReadOptions()))
    assert [unit.variants[0].text for unit in found] == [f"'{text}" for text in FORMULAS]
    assert [unit.variants[1].text for unit in found] == [f"y {text}" for text in FORMULAS]


@pytest.mark.parametrize(
    ("first", "options", "expected"),
    [
        ("en\tru\tClient\n", {}, {"Client": "x"}),
        ("source\ttarget\tClient\n", {}, {"Client": "x"}),
        ("en\tru\t\n", {}, {}),
    ],
)
def test_headers_with_names_of_their_own(file: Path, first: str, options: dict, expected: dict):
    (unit,) = read(file, first + "peace\tмир\tx\n", **options)
    assert isinstance(unit, TranslationUnit)
    assert unit.properties == expected


def test_words_are_no_header(file: Path):
    with pytest.raises(InputError, match="3 columns and no header"):
        read(file, "the\tand\tpeace\nне\tи\tмир\n")
