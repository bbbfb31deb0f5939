from __future__ import annotations

from pathlib import Path

import pytest

from tmtool.errors import InputError
from tmtool.formats import ReadOptions, find
from tmtool.models import Fill, FillOrigin, FillReport

HEAD = {
    "xliff": '<xliff version="1.2"><file original="a" source-language="en" target-language="ru"'
    ' datatype="x"><body>{}</body></file></xliff>',
    "sdlxliff": '<xliff version="1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"><file'
    ' original="a" source-language="en" target-language="ru"><body>{}</body></file></xliff>',
    "mqxliff": '<xliff version="1.2" xmlns:mq="MQXliff"><file original="a" source-language="en"'
    ' target-language="ru"><body>{}</body></file></xliff>',
    "mxliff": '<xliff version="1.2" xmlns:m="http://www.memsource.com/mxlf/2.0"><file original="a"'
    ' source-language="en" target-language="ru"><body>{}</body></file></xliff>',
    "xliff2": '<xliff version="2.0" srcLang="en" trgLang="ru"><file id="f">{}</file></xliff>',
}
SUFFIX = {"xliff": "xlf", "xliff2": "xlf"}
EXACT = Fill(("Да & нет",), "exact", corpus="own")
CONTEXT = Fill(("Да",), "context", corpus="own")
FUZZY = Fill(("Рядом",), "fuzzy", source="Near", rate=86, corpus="own")


@pytest.fixture
def filled(tmp_path: Path):
    """A function that fills the units of a file and returns them with the report."""

    def fill(kind: str, units: str, *fills: Fill | None, **options) -> tuple[str, FillReport]:
        path = tmp_path / f"a.{SUFFIX.get(kind, kind)}"
        head, tail = HEAD[kind].split("{}")
        path.write_text(head + units + tail, encoding="utf-8")
        file = find(path).open_to_fill(path, ReadOptions(), **options)
        wanted = [blank for blank in file.blanks() if blank.wanted]
        assert len(wanted) == len(fills)
        report = file.write(tmp_path / "out", iter(fills))
        text = (tmp_path / "out").read_text(encoding="utf-8")
        assert text.startswith(head)
        assert text.endswith(tail)
        return text.removeprefix(head).removesuffix(tail), report

    return fill


UNIT = '<trans-unit id="1"{}>\n  <source>Yes</source>{}</trans-unit>'


@pytest.mark.parametrize(
    ("kind", "fill", "attributes", "before", "attributes_after", "after"),
    [
        (
            "xliff",
            EXACT,
            "",
            "\n",
            "",
            '\n  <target state="translated" state-qualifier="exact-match">Да &amp; нет</target>\n',
        ),
        (
            "xliff",
            FUZZY,
            ' approved="no"',
            '\n  <target state="new"/>\n  <note>n</note>',
            ' approved="no"',
            '\n  <target state="needs-review-translation" state-qualifier="fuzzy-match">Рядом'
            '</target>\n  <alt-trans match-quality="86%" origin="own"><source>Near</source>'
            "<target>Рядом</target></alt-trans>\n  <note>n</note>",
        ),
        (
            "xliff",
            CONTEXT,
            "",
            "<target xml:lang='ru'\n state = 'new' ></target><!-- x -->",
            "",
            '<target xml:lang=\'ru\' state="translated" state-qualifier="exact-match" >Да'
            "</target><!-- x -->",
        ),
        (
            "xliff",
            CONTEXT,
            "",
            """<target equiv=" state='new'" xstate="new"></target>""",
            "",
            """<target equiv=" state='new'" xstate="new" state="translated" """
            """state-qualifier="exact-match">Да</target>""",
        ),
        (
            "mqxliff",
            FUZZY,
            ' mq:status="NotStarted" mq:percent="0" mq:segmentguid="g"',
            "<target></target>",
            ' mq:status="Pretranslated" mq:percent="86" mq:segmentguid="g"',
            "<target>Рядом</target>",
        ),
        (
            "mqxliff",
            CONTEXT,
            ' mq:status="NotStarted"',
            "<target></target>",
            ' mq:status="Pretranslated" mq:percent="101"',
            "<target>Да</target>",
        ),
        (
            "mxliff",
            FUZZY,
            ' m:score="0.0" m:gross-score="0.0" m:trans-origin="null" m:confirmed="0"',
            "<target/>",
            ' m:score="0.86" m:gross-score="0.86" m:trans-origin="tm" m:confirmed="0"',
            "<target>Рядом</target>",
        ),
        (
            "mxliff",
            CONTEXT,
            ' m:confirmed="0"',
            "<target/>",
            ' m:confirmed="0" m:score="1.01" m:trans-origin="tm"',
            "<target>Да</target>",
        ),
    ],
)
def test_states_of_whole_units(filled, kind, fill, attributes, before, attributes_after, after):
    text, _ = filled(kind, UNIT.format(attributes, before), fill)
    assert text == UNIT.format(attributes_after, after)


TRADOS = (
    '<trans-unit id="1"><source>A. B.</source><seg-source><g id="9"><mrk mtype="seg" mid="1">A.'
    '</mrk> <mrk mtype="seg" mid="2">B.</mrk></g></seg-source>{}<sdl:seg-defs>{}</sdl:seg-defs>'
    "</trans-unit>"
)


def test_trados_without_a_target_gets_one_laid_out_as_its_source(filled):
    definitions = '<sdl:seg id="1"/><sdl:seg id="2" conf="Draft" percent="5"><sdl:value/></sdl:seg>'
    text, report = filled("sdlxliff", TRADOS.format("", definitions), CONTEXT, FUZZY)
    assert text == TRADOS.format(
        '<target><g id="9"><mrk mtype="seg" mid="1">Да</mrk> <mrk mtype="seg" mid="2">Рядом</mrk>'
        "</g></target>",
        '<sdl:seg id="1" conf="Translated" origin="tm" origin-system="own" percent="100"'
        ' text-match="SourceAndTarget"/><sdl:seg id="2" conf="Draft" percent="86" origin="tm"'
        ' origin-system="own"><sdl:value/></sdl:seg>',
    )
    assert report == FillReport(
        2, context=1, fuzzy=1, origins=(FillOrigin("own", context=1, fuzzy=1),)
    )


def test_trados_segments_are_filled_one_by_one(filled):
    target = '<target><g id="9"><mrk mtype="seg" mid="1">{}</mrk> {}</g></target>'
    definitions = '<sdl:seg id="1" conf="Translated"/><sdl:seg id="2"{}/>'
    second = '<mrk mtype="seg" mid="2"{}'
    text, report = filled(
        "sdlxliff",
        TRADOS.format(target.format("Мой.", second.format("/>")), definitions.format("")),
        EXACT,
    )
    said = ' conf="Translated" origin="tm" origin-system="own" percent="100" text-match="Source"'
    assert text == TRADOS.format(
        target.format("Мой.", second.format(">Да &amp; нет</mrk>")), definitions.format(said)
    )
    assert (report.exact, report.kept) == (1, 1)


def test_locked_segments_stay_even_when_overwriting(filled):
    units = TRADOS.format("", '<sdl:seg id="1" locked="true"/><sdl:seg id="2"/>')
    units += '<trans-unit id="2" translate="no"><source>x</source></trans-unit>'
    _, report = filled("sdlxliff", units, None, overwrite=True)
    assert report == FillReport(3, empty=1, locked=2)


def test_a_segmented_unit_of_plain_xliff_tells_the_least_of_its_segments(filled):
    units = (
        '<trans-unit id="1"><source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A.</mrk>'
        ' <mrk mtype="seg" mid="2">B.</mrk></seg-source>{}</trans-unit>'
    )
    marks = '<mrk mtype="seg" mid="1">{}</mrk> <mrk mtype="seg" mid="2">{}</mrk>'
    whole = units.format(f"<target>{marks.format('', '')}</target>")
    text, _ = filled("xliff", whole, EXACT, FUZZY)
    assert text == units.format(
        '<target state="needs-review-translation" state-qualifier="fuzzy-match">'
        + marks.format("Да &amp; нет", "Рядом")
        + '</target><alt-trans mid="2" match-quality="86%" origin="own"><source>Near</source>'
        "<target>Рядом</target></alt-trans>"
    )
    text, _ = filled("xliff", whole, EXACT, None)
    assert text == units.format(
        f'<target state="needs-translation">{marks.format("Да &amp; нет", "")}</target>'
    )


def test_version_2(filled):
    units = (
        '<unit id="u"><segment{}><source>A.</source>{}</segment><ignorable><source> </source>'
        '</ignorable><segment id="s2"{}>\n<source>B.</source>{}</segment></unit>'
    )
    text, _ = filled("xliff2", units.format("", "", ' state="initial"', "<target/>"), EXACT, FUZZY)
    assert text == units.format(
        ' state="translated" subState="tmtool:exact"',
        "<target>Да &amp; нет</target>",
        ' state="initial" subState="tmtool:fuzzy-86"',
        "<target>Рядом</target>",
    )


@pytest.mark.parametrize(
    ("target", "fills", "overwrite", "outcome"),
    [
        ("<target>Моё</target>", [], False, "kept"),
        ("<target>Моё</target>", [EXACT], True, "exact"),
        ('<target state="needs-translation">Yes</target>', [FUZZY], False, "fuzzy"),
        ('<target state="needs-translation">Yes</target>', [None], False, "empty"),
        ('<target state="translated" state-qualifier="mt-suggestion">Ага</target>', [FUZZY], False,
         "kept"),
        ('<target state="translated" state-qualifier="mt-suggestion">Ага</target>', [EXACT], False,
         "exact"),
        ('<target state="needs-review-translation">Ага</target>', [], False, "kept"),
        ('<target state="final" state-qualifier="mt-suggestion">Ага</target>', [], False, "kept"),
        ("<target> </target>", [Fill((" ",), "exact")], False, "empty"),
    ],
)  # fmt: skip
def test_what_a_person_wrote_stays(filled, target, fills, overwrite, outcome):
    units = UNIT.format("", target)
    text, report = filled("xliff", units, *fills, overwrite=overwrite)
    assert report.total == getattr(report, outcome) == 1
    assert (text == units) == (outcome in ("kept", "empty"))


def test_a_match_that_is_there_is_not_added_again(filled):
    first, _ = filled("xliff", UNIT.format("", "\n"), FUZZY)
    assert first.count("<alt-trans") == 1
    again, report = filled("xliff", first, FUZZY, overwrite=True)
    assert again == first
    assert report.fuzzy == 1
    other = Fill(("Близко",), "fuzzy", source="Near", rate=86, corpus="own")
    assert filled("xliff", first, other, overwrite=True)[0].count("<alt-trans") == 2


def carry(filled, source: str, fill: Fill) -> tuple[str, FillReport]:
    unit = f'<trans-unit id="1"><source>{source}</source><target></target></trans-unit>'
    text, report = filled("xliff", unit, fill)
    inner = text[text.index("<target") : text.index("</target>")].partition(">")[2]
    return inner, report


@pytest.mark.parametrize(
    ("source", "fill", "target", "sure"),
    [
        ('A <g id="7">b</g>', Fill(("А {1}б{2}",), "exact"), 'А <g id="7">б</g>', True),
        ('A<x id="3"/>', Fill(("{1}А<",), "exact"), '<x id="3"/>А&lt;', True),
        ('<ph id="1">&lt;<sub>t</sub>&gt;</ph>A', Fill(("А{1}",), "context"),
         'А<ph id="1">&lt;<sub>t</sub>&gt;</ph>', True),
        # The elements of a match are known by name and id, whatever their order.
        ('<x id="5"/>of<x id="6"/>',
         Fill(("{1}от{2}",), "exact", source_markup='<x id="1"/>of<x id="2"/>',
              target_markup='<x id="2"/>от<x id="1"/>'),
         '<x id="6"/>от<x id="5"/>', True),
        # They would overlap.
        ('<g id="1">a</g>', Fill(("{2}а{1}",), "exact"), "а", False),
        # They are not the same.
        ('<g id="1">a</g>', Fill(("а",), "exact"), "а", False),
        ('<g id="1">a</g>', Fill(("{1}а{2}{3}",), "exact"), "а", False),
        ("a", Fill(("а{1}",), "exact", target_markup='а<x id="1"/>'), "а", False),
        ("A <x id='1'/>.", Fill(("А {1} {2}. {3}",), "fuzzy", source="a"), "А.", False),
        # Braces that are text.
        ("a {1}", Fill(("а {1}",), "exact"), "а {1}", True),
    ],
)  # fmt: skip
def test_inline_elements_are_carried_over(filled, source, fill, target, sure):
    inner, report = carry(filled, source, fill)
    assert inner == target
    assert (report.fuzzy == 0) == sure


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1251", "iso-8859-1"])
def test_the_encoding_stays(tmp_path: Path, encoding: str):
    path, output = tmp_path / "a.xlf", tmp_path / "b.xlf"
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    units = UNIT.format("", "<target/>") + "<!-- \xa9 -->"
    path.write_bytes((head + HEAD["xliff"].format(units)).encode(encoding))
    file = find(path).open_to_fill(path, ReadOptions())
    list(file.blanks())
    file.write(output, iter([Fill(("Да ∀",), "exact")]))
    text = output.read_bytes().decode(encoding)
    assert text.startswith(head)
    assert "<!-- \xa9 -->" in text
    [unit] = find(output).read_units(output, ReadOptions())
    assert unit.variants[1].text == "Да ∀"


def test_a_file_may_be_filled_in_place_and_stays_where_it_is_broken(tmp_path: Path):
    path = tmp_path / "a.xlf"
    good = HEAD["xliff"].format(UNIT.format("", ""))
    path.write_text(good)
    find(path).open_to_fill(path, ReadOptions()).write(path, iter([EXACT]))
    assert "Да" in path.read_text()
    broken = good.replace("</file>", "")
    path.write_text(broken)
    with pytest.raises(InputError, match="mismatched tag"):
        find(path).open_to_fill(path, ReadOptions()).write(path, iter([EXACT]))
    assert path.read_text() == broken
    assert [p.name for p in tmp_path.iterdir()] == ["a.xlf"]


def test_languages_and_neighbours_are_told(tmp_path: Path):
    path = tmp_path / "a.xlf"
    units = '<trans-unit id="1" resname="k"><source>A <x id="1"/></source></trans-unit>'
    path.write_text(HEAD["xliff"].format(units))
    [blank] = find(path).open_to_fill(path, ReadOptions("en-GB", "fr")).blanks()
    assert (blank.text, blank.source_language, blank.target_language) == ("A {1}", "en-GB", "fr")
    assert (blank.context, blank.document, blank.wanted) == ("k", "a", True)


def test_the_source_of_a_match_is_told_without_its_placeholders(filled):
    fill = Fill(("Б",), "fuzzy", "B {1}.", rate=90, source_markup='B <x id="1"/>.')
    text, _ = filled("xliff", UNIT.format("", ""), fill)
    assert "<source>B.</source><target>Б</target></alt-trans>" in text


CUT = (
    '<trans-unit id="1"><source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A.</mrk>'
    ' <mrk mtype="seg" mid="2">B.</mrk></seg-source>{}</trans-unit>'
)


def test_segments_of_a_unit_that_has_no_target_yet(filled):
    text, report = filled("xliff", CUT.format(""), EXACT, FUZZY)
    assert (
        '<target state="needs-review-translation" state-qualifier="fuzzy-match">'
        '<mrk mtype="seg" mid="1">Да &amp; нет</mrk> <mrk mtype="seg" mid="2">Рядом</mrk></target>'
    ) in text
    assert (report.exact, report.fuzzy) == (1, 1)
    again, report = filled("xliff", text, EXACT, None)
    assert again == text
    assert (report.exact, report.kept) == (1, 1)


def test_terms_are_notes_once(filled, tmp_path):
    def terms(text: str, source: str, target: str) -> list[str]:
        return [f"{source} {target} {text} <"]

    path = tmp_path / "a.xlf"
    for kind, before, after in (
        ("xliff", UNIT.format("", ""), "<note>en ru Yes &lt;</note>"),
        (
            "xliff2",
            '<unit id="1"><mda:metadata/><segment><source>Yes</source></segment></unit>',
            "<mda:metadata/><notes><note>en ru Yes &lt;</note></notes><segment>",
        ),
        (
            "xliff2",
            '<unit id="1"><segment><source>Yes</source></segment></unit>',
            '<unit id="1"><notes><note>en ru Yes &lt;</note></notes><segment>',
        ),
        (
            "xliff2",
            '<unit id="1"><notes><note>x</note></notes><segment><source>Yes</source></segment>'
            "</unit>",
            "<notes><note>en ru Yes &lt;</note><note>x</note></notes>",
        ),
    ):
        path.write_text(HEAD[kind].format(before), encoding="utf-8")
        for count in (1, 0):
            file = find(path).open_to_fill(path, ReadOptions())
            assert file.write(path, iter([None]), terms=terms).terms == count
            text = path.read_text(encoding="utf-8")
            assert after in text
            assert text.count("en ru Yes") == 1
        file = find(path).open_to_fill(path, ReadOptions())
        assert file.write(path, iter([EXACT]), terms=terms).terms == 0
