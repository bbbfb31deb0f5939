from __future__ import annotations

import json
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.formats.documents import find_document, read_document
from tmtool.formats.documents.html_ import read_blocks as read_html
from tmtool.formats.xlsx.writer import xlsx_table

GALLERY = Path(__file__).parents[1] / "data" / "formats" / "documents"
EXPECTED: dict[str, Any] = json.loads((GALLERY / "expected.json").read_text(encoding="utf-8"))


def read(path: Path, **options: Any) -> Any:
    """The blocks of a document, or what is said of it."""
    try:
        blocks = list(read_document(path, **options))
    except InputError as error:
        where = (error.where or "").removeprefix(str(path))
        return {"refused": f"{path.name}{where}: {error.what}", "hint": bool(error.hint)}
    assert [block.position for block in blocks] == list(range(len(blocks)))
    return [f"{block.kind} {block.level}: {block.text}" for block in blocks]


def test_every_file_is_expected():
    assert {path.name for path in GALLERY.iterdir()} - {"expected.json"} == EXPECTED.keys()


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_file(name: str):
    if name.endswith(".pdf"):
        pytest.importorskip("pypdfium2", reason="tmtool[pdf] is not installed")
    expected = EXPECTED[name]
    if isinstance(expected, dict):
        expected = {**expected, "hint": True}
    assert read(GALLERY / name) == expected


def test_an_encoding_may_be_given_and_a_format_too(tmp_path: Path):
    path = tmp_path / "a.xyz"
    path.write_bytes("# Мир".encode("koi8-r"))
    assert read(path, encoding="koi8-r", form="markdown") == ["heading 1: Мир"]
    with pytest.raises(InputError, match=r"the suffix \.xyz is not that of a document"):
        read_document(path)
    with pytest.raises(InputError, match="unknown format 'x'"):
        read_document(path, form="x")
    with pytest.raises(InputError, match="no such file"):
        find_document(tmp_path / "missing.abc")


def test_alternative_texts_of_html_may_be_asked_for(tmp_path: Path):
    path = tmp_path / "a.html"
    path.write_text('<p>A <img alt="picture" title=""> <a title="The link">b</a></p><input>')
    texts = [block.text for block in read_html(path, attributes=True)]
    assert texts == ["A b", "picture", "The link"]


@pytest.mark.parametrize("section", ["<![CDATA[x]]>", "<![CCDATA[x]>", "<![if x]>", "<![>", "<!x>"])
def test_marked_sections_of_html_are_comments(tmp_path: Path, section: str):
    path = tmp_path / "a.html"
    path.write_text(f"<p>a{section}b</p>")
    assert read(path) == ["paragraph 0: ab"]


@pytest.mark.parametrize("tail", ["<!--", "<a b=", "<", "</", "<![CDATA[", "<?x", "&#", "<!x "])
def test_html_that_never_ends_does_not_take_for_ever(tmp_path: Path, tail: str):
    path = tmp_path / "a.html"
    path.write_text("<p>text" + tail * 60_000)
    assert read(path)[0].startswith("paragraph 0: text")


@pytest.mark.parametrize(
    "line", ["# " + " " * 60_000 + "x", "|" * 60_000, "> " * 60_000 + "x", "`|" * 60_000 + "x",
             "- " * 60_000 + "x", "[" * 60_000, " " * 60_000 + "x", "x" + " " * 60_000 + "|-"],
)  # fmt: skip
def test_long_lines_of_markdown_do_not_take_for_ever(tmp_path: Path, line: str):
    path = tmp_path / "a.md"
    path.write_text(f"a\n{line}\n{line}\n")
    assert read(path)


@given(st.text(alphabet="#*-+>|`~[]():!<>= \t\n1.ax\\&;\"'", max_size=200))
@pytest.mark.parametrize("suffix", ["md", "html", "txt"])
def test_any_text_is_read(suffix: str, tmp_path_factory: pytest.TempPathFactory, text: str):
    path = tmp_path_factory.getbasetemp() / f"any.{suffix}"
    path.write_text(text + "x", encoding="utf-8")
    assert all(block.text.strip() for block in read_document(path))


# Word ------------------------------------------------------------------------------------------

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def relations(*kinds: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(kinds)
    )
    return f'<Relationships xmlns="{RELATIONS}">{listed}</Relationships>'


STYLES = (
    f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="1"><w:name'
    ' w:val="heading 1"/></w:style><w:style w:styleId="My"><w:name w:val="Mine"/><w:basedOn'
    ' w:val="1"/></w:style><w:style w:styleId="L"><w:name w:val="List Bullet 2"/></w:style>'
    '<w:style w:styleId="O"><w:name w:val="Own"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>'
    '</w:style><w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="A">'
    '<w:name w:val="a"/><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:name'
    ' w:val="b"/><w:basedOn w:val="A"/></w:style></w:styles>'
)


def docx(path: Path, body: str, *, word: str = WORD, **more: str) -> Path:
    """A Word document with this body; `more` are other parts, such as footnotes."""
    kinds = [("styles", "styles.xml")]
    kinds += [(name.rstrip("0123456789"), f"{name}.xml") for name in more]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("_rels/.rels", relations(("officeDocument", "/word/document.xml")))
        file.writestr("word/_rels/document.xml.rels", relations(*kinds))
        file.writestr("word/styles.xml", STYLES)
        file.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{word}" xmlns:mc="urn:mc" xmlns:m="urn:m"><w:body>{body}'
            "</w:body></w:document>",
        )
        for name, content in more.items():
            file.writestr(f"word/{name}.xml", f'<w:x xmlns:w="{word}">{content}</w:x>')
    return path


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{''.join(runs)}</w:p>"


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


NUMBERED = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>'
NOT_NUMBERED = '<w:numPr><w:numId w:val="0"/></w:numPr>'
BOX = f"<w:txbxContent>{p(r('in a box'))}</w:txbxContent>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p(r("One "), r("two")), ["paragraph 0: One two"]),
        (p() + p(r(" ")) + p(r("x")), ["paragraph 0: x"]),
        (p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>"),
         ["paragraph 0: a\tb\nc\nd"]),
        (p("<w:r><w:t>co</w:t><w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r>"),
         ["paragraph 0: co\u00adop\u2011x"]),
        (p(r("a"), '<w:del w:id="1"><w:r><w:delText>gone</w:delText><w:tab/></w:r></w:del>',
           f'<w:ins w:id="2">{r("b")}</w:ins>'), ["paragraph 0: ab"]),
        (f"<w:moveFrom>{r('x')}</w:moveFrom>{p(f'<w:moveTo>{r(chr(97))}</w:moveTo>')}",
         ["paragraph 0: a"]),
        (p(r("H"), properties=style("1")) + p(r("M"), properties=style("My"))
         + p(r("T"), properties=style("T")) + p(r("O"), properties=style("O"))
         + p(r("L"), properties=style("L")) + p(r("A"), properties=style("A")),
         ["heading 1: H", "heading 1: M", "heading 1: T", "heading 3: O", "list 2: L",
          "paragraph 0: A"]),
        (p(r("o"), properties='<w:outlineLvl w:val="1"/>'), ["heading 2: o"]),
        (p(r("x"), properties=NUMBERED) + p(r("y"), properties='<w:numPr><w:numId w:val="3"/>'
         '</w:numPr>') + p(r("z"), properties=style("L") + NOT_NUMBERED),
         ["list 2: x", "list 1: y", "paragraph 0: z"]),
        (p(r("x"), properties=f'<w:pPrChange><w:pPr>{style("1")}</w:pPr></w:pPrChange>'),
         ["paragraph 0: x"]),
        (p(properties='<w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs>') + p(r("x")),
         ["paragraph 0: x"]),
        (f"<w:tbl><w:tr><w:tc>{p(r('a'))}{p(r('b'), properties=style('1'))}</w:tc><w:tc><w:tbl>"
         f"<w:tr><w:tc>{p(r('c'))}</w:tc></w:tr></w:tbl>{p()}</w:tc></w:tr></w:tbl>{p(r('d'))}",
         ["table 0: a", "table 0: b", "table 0: c", "paragraph 0: d"]),
        (p(r("before "), "<w:r><mc:AlternateContent><mc:Choice>" + BOX + "</mc:Choice><mc:Fallback>"
           f"{BOX}</mc:Fallback></mc:AlternateContent></w:r>", r("after")),
         ["paragraph 0: before after", "paragraph 0: in a box"]),
        (p('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText></w:r>',
           r("7"), '<w:hyperlink w:anchor="x">' + r(" link") + "</w:hyperlink>"),
         ["paragraph 0: 7 link"]),
        (f"<w:sdt><w:sdtContent>{p(r('in a control'))}</w:sdtContent></w:sdt>",
         ["paragraph 0: in a control"]),
        (p(r("x"), "<w:r><w:footnoteReference w:id='2'/></w:r>"), ["paragraph 0: x"]),
        (p(f"<w:ruby><w:rt>{r('rt')}</w:rt><w:rubyBase>{r('base')}</w:rubyBase></w:ruby>"),
         ["paragraph 0: base"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("word", [WORD, STRICT])
def test_word(tmp_path: Path, body: str, expected: list[str], word: str):
    assert read(docx(tmp_path / "a.docx", body, word=word)) == expected


def test_parts_of_word_beside_the_main_one(tmp_path: Path):
    path = docx(
        tmp_path / "a.docx",
        p(r("Main")),
        header2=p(r("Second head")),
        header1=p(r("Head"), properties=style("1")),
        footer1=p(r("Foot")),
        endnotes=p(r("End")),
        footnotes=f"<w:footnote w:type='separator'>{p('<w:r><w:separator/></w:r>')}</w:footnote>"
        f"<w:footnote w:id='2'>{p(r('Note'), properties=style('1'))}</w:footnote>",
        comments=p(r("no")),
    )
    assert read(path) == [
        "paragraph 0: Main",
        "footnote 0: Note",
        "footnote 0: End",
        "heading 1: Head",
        "paragraph 0: Second head",
        "paragraph 0: Foot",
    ]


def test_word_without_styles_or_relations(tmp_path: Path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("_rels/.rels", relations(("officeDocument", "doc.xml")))
        file.writestr("doc.xml", f'<w:document xmlns:w="{WORD}">{p(r("x"))}</w:document>')
    assert read(path) == ["paragraph 0: x"]


# OpenDocument ----------------------------------------------------------------------------------

ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:svg="urn:svg"'
)


def odt(path: Path, body: str, styles: str = "", **more: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "content.xml", f"<office:c {ODF}><office:text>{body}</office:text></office:c>"
        )
        if styles:
            file.writestr("styles.xml", f"<office:s {ODF}>{styles}</office:s>")
        for name, content in more.items():
            file.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<text:p>One <text:span>two</text:span>\n  three</text:p><text:p/>",
         ["paragraph 0: One two three"]),
        ("<text:h text:outline-level='2'>H</text:h><text:h>I</text:h>",
         ["heading 2: H", "heading 1: I"]),
        ("<text:p>a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d<text:s/>e</text:p>",
         ["paragraph 0: a   b\tc\nd e"]),
        ("<text:list><text:list-item><text:p>x</text:p><text:list><text:list-item><text:p>y</text:p>"
         "</text:list-item></text:list></text:list-item></text:list><text:p>z</text:p>",
         ["list 1: x", "list 2: y", "paragraph 0: z"]),
        ("<table:table><table:table-row><table:table-cell><text:p>c</text:p></table:table-cell>"
         "</table:table-row></table:table>", ["table 0: c"]),
        ("<text:p>A<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>"
         "Note</text:p></text:note-body></text:note>B</text:p>",
         ["paragraph 0: AB", "footnote 0: Note"]),
        ("<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
         "</text:deletion></text:changed-region></text:tracked-changes>"
         "<text:p>kept<text:change text:change-id='1'/></text:p>", ["paragraph 0: kept"]),
        ("<text:p>a<office:annotation><text:p>comment</text:p></office:annotation></text:p>",
         ["paragraph 0: a"]),
        ("<text:p>a<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box><svg:title>no"
         "</svg:title></draw:frame>b</text:p>", ["paragraph 0: ab", "paragraph 0: box"]),
        ("<text:p>co\u00adop<text:s text:c='999999999999'/>x<text:s text:c='x'/></text:p>",
         ["paragraph 0: co\u00adop x"]),
    ],
)  # fmt: skip
def test_opendocument(tmp_path: Path, body: str, expected: list[str]):
    assert read(odt(tmp_path / "a.odt", body)) == expected


def test_headers_of_opendocument_come_last(tmp_path: Path):
    styles = (
        "<style:page><text:p>no</text:p></style:page><style:header><text:p>Head</text:p>"
        "</style:header><style:footer-left><text:p>Foot</text:p></style:footer-left>"
    )
    path = odt(tmp_path / "a.odt", "<text:p>x</text:p>", styles)
    assert read(path) == ["paragraph 0: x", "paragraph 0: Head", "paragraph 0: Foot"]


# Hostile and broken packages --------------------------------------------------------------------


def refusal(path: Path) -> str:
    found = read(path)
    assert isinstance(found, dict), found
    assert found["hint"]
    return found["refused"]


def test_broken_xml_is_refused_with_its_part_and_line(tmp_path: Path):
    path = docx(tmp_path / "a.docx", "\n<w:p></w:q>")
    assert refusal(path) == "a.docx/word/document.xml:2: not well-formed XML at column 8: " + (
        "mismatched tag"
    )
    bomb = odt(tmp_path / "a.odt", "")
    with zipfile.ZipFile(bomb, "w") as file:
        file.writestr("content.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert "content.xml:1: the file declares an entity (b)" in refusal(bomb)


def test_a_workbook_that_is_called_a_document_is_refused(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    with xlsx_table(path) as write:
        write(["ru", "en"])
    assert refusal(path.rename(tmp_path / "a.docx")) == (
        "a.docx: this is not a Word document: its main part is a `workbook`"
    )


@pytest.mark.parametrize("name", ["../x.xml", "/etc/x", "a/../../x", "..\\x", "C:/x"])
def test_paths_that_lead_out_are_refused(tmp_path: Path, name: str):
    path = docx(tmp_path / "a.docx", p(r("x")))
    with zipfile.ZipFile(path, "a") as file:
        file.writestr(zipfile.ZipInfo(name), "x")
    assert "which leads out of the document: refused for safety" in refusal(path)


def test_targets_that_lead_out_or_elsewhere_are_not_followed(tmp_path: Path):
    path = tmp_path / "a.docx"
    for target in ("../../etc/passwd", "word/missing.xml", "http://example.invalid/a.xml"):
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("_rels/.rels", relations(("officeDocument", target)))
        assert refusal(path) == "a.docx: this is not a Word document: it has no main part"


def test_zip_bombs_are_refused_before_they_are_unpacked(tmp_path: Path):
    path = tmp_path / "a.odt"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file,
        file.open("content.xml", "w") as part,
    ):
        for _ in range(70):
            part.write(b" " * (1 << 20))
    assert "content.xml would be 73,400,320 bytes when unpacked" in refusal(path)
    # An archive that lies about the size gives no more than it says.
    lying = docx(tmp_path / "b.docx", p(r("x" * 1000)))
    content = bytearray(lying.read_bytes())
    for start in range(len(content)):
        if (
            content[start : start + 4] == b"PK\x01\x02"
            and b"document.xml" in content[start + 46 : start + 63]
        ):
            content[start + 24 : start + 28] = struct.pack("<I", 100)
    lying.write_bytes(content)
    assert "the document is damaged: Bad CRC-32" in refusal(lying)


def test_passwords_are_told(tmp_path: Path):
    path = docx(tmp_path / "a.docx", p(r("x")))
    content = bytearray(path.read_bytes())
    for start in range(len(content)):
        if content[start : start + 4] == b"PK\x01\x02":
            content[start + 8] |= 1
    path.write_bytes(content)
    assert refusal(path) == "a.docx: the document has a password"
    manifest = {"META-INF/manifest.xml": "<m:file-entry><m:encryption-data/></m:file-entry>"}
    path = odt(tmp_path / "a.odt", "<text:p>x</text:p>", **manifest)
    assert refusal(path) == "a.odt: the document has a password"


def test_a_damaged_part_is_told(tmp_path: Path):
    path = docx(tmp_path / "a.docx", p(r("x" * 5000)))
    content = path.read_bytes()
    at = content.index(b"word/document.xml") + 40
    path.write_bytes(content[:at] + bytes(30) + content[at + 30 :])
    assert "a.docx: the document is damaged" in refusal(path)
