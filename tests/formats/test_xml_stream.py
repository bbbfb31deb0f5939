from __future__ import annotations

from pathlib import Path

import pytest

from tmtool.errors import InputError
from tmtool.formats.xml_stream import elements

BOMB = """<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<r><a>&b;</a></r>"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.xml"


def read(file: Path, content: bytes | str, **options) -> list[tuple[str, str | None, int]]:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return [
        (element.tag, element.text, line) for element, line in elements(file, ("a", "b"), **options)
    ]


def test_elements_with_their_lines(file: Path):
    content = "<r>\n <a>1</a><c><b>2</b></c>\n\n<a>3<b>inner</b></a></r>"
    assert read(file, content) == [("a", "1", 2), ("b", "2", 2), ("a", "3", 4)]


def test_children_tails_and_attributes(file: Path):
    file.write_text(
        '<r xmlns:x="u"><x:a xml:lang="ru" y="1">1<x:b>2</x:b>3<![CDATA[<&]]></x:a></r>'
    )
    [(element, _)] = elements(file, ("a",))
    assert element.tag == "a"
    assert element.attrib == {"xml:lang": "ru", "y": "1"}
    assert [(child.tag, child.text, child.tail) for child in element] == [("b", "2", "3<&")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251", "koi8-r", "iso-8859-5"])
def test_declared_encodings(file: Path, encoding: str):
    content = f'<?xml version="1.0" encoding="{encoding}"?><r><a>мир</a></r>'.encode(encoding)
    assert read(file, content) == [("a", "мир", 1)]


def test_given_encoding_goes_before_the_declared(file: Path):
    content = '<?xml version="1.0" encoding="utf-8"?><r><a>мир</a></r>'.encode("cp1251")
    assert read(file, content, encoding="cp1251") == [("a", "мир", 1)]


def test_external_subset_is_ignored(file: Path):
    content = '<!DOCTYPE r SYSTEM "http://example.invalid/r.dtd"><r><a>&amp;&#1084;</a></r>'
    assert read(file, content) == [("a", "&м", 1)]


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        ("<r>\n<a>1</a>", "cut off", 2),
        ("<r>\n<a>1</a", "cut off", 2),
        ("<r>\n<a><![CDATA[1</a></r>", "cut off", 2),
        ("<r>\n<a>1</b></r>", "not well-formed XML at column 7: mismatched tag", 2),
        ("<r>\n<a>1 & 2</a></r>", "not well-formed XML at column 7", 2),
        ("<r>\n<a>&#x1F;</a></r>", "invalid character number", 2),
        ("plain text", "not well-formed XML at column 1: syntax error", 1),
        (b"PK\x03\x04\x00\x00", "not well-formed XML", 1),
        ("<r>\n<a>мир</a></r>".encode("cp1251"), "not well-formed XML at column 4", 2),
        ('<?xml version="1.0" encoding="nonsense"?><r/>', "encoding declared is not usable", 1),
        (BOMB, r"declares an entity \(a\)", 1),
        ('<!DOCTYPE r [\n<!ENTITY a SYSTEM "file:///etc/passwd">]><r><a>&a;</a></r>', "entity", 2),
        ('<!DOCTYPE r [<!ENTITY % a SYSTEM "x.dtd"> %a;]><r/>', "declares an entity", 1),
        ('<!DOCTYPE r SYSTEM "x.dtd">\n<r><a>&b;</a></r>', "unknown entity &b;", 2),
        ("<r>\n<a>&b;</a></r>", "undefined entity", 2),
        ("<x/>", "the root element is <x>, not <r>", 1),
    ],
)
def test_refusals(file: Path, content: bytes | str, message: str, line: int):
    with pytest.raises(InputError, match=message) as caught:
        read(file, content, root=("r",))
    assert caught.value.where == f"{file}:{line}"


def test_elements_before_a_fault_are_given(file: Path):
    file.write_text("<r><a>1</a><a>2</a><a>3")
    stream = elements(file, ("a",))
    assert [next(stream)[0].text, next(stream)[0].text] == ["1", "2"]
    with pytest.raises(InputError, match="cut off"):
        next(stream)


def test_unknown_encoding_option(file: Path):
    with pytest.raises(InputError, match="encoding"):
        read(file, "<r/>", encoding="nonsense")
