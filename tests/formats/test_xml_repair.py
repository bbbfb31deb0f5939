"""XML is repaired piece by piece, and what is well-formed stays as it is."""

from __future__ import annotations

import io
from pathlib import Path
from xml.parsers import expat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.formats import Remark
from tmtool.formats.xml_repair import Elements, Repaired

ELEMENTS = Elements(frozenset(("seg", "note")), frozenset(("tu", "body")))
GALLERY = Path(__file__).parents[1] / "data" / "formats" / "tmx"


class InPieces(io.BytesIO):
    """A file that gives no more than a few bytes at a time."""

    def __init__(self, content: bytes, size: int) -> None:
        super().__init__(content)
        self._size = size

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(self._size)


def repaired(content: bytes, size: int = 1 << 16, encoding: str = "utf-8") -> tuple[bytes, list]:
    told: list[Remark] = []
    file = Repaired(InPieces(content, size), "a", encoding, ELEMENTS, told=told.append)
    return b"".join(iter(lambda: file.read(1), b"")), told


def parsed(content: bytes) -> None:
    expat.ParserCreate("utf-8").Parse(content, True)


faults = st.sampled_from(
    """& &amp; &nbsp; &none; &#x1F; &#31; &#xD83D;&#xDE00; &#xD83D; &#X41; < << a<b <br> </b>
    <i>x</i> <i> <ph/> <!--&--> <![CDATA[<&]]> <?a&?> > é \x02 \ufffe \ud83d &#99999999999999;
    & ; " ' ]]> ]
    <ph x="a&b"/> <ph x='1'> <ph x= <!-- <![CDATA[ &# &#x &a <a:b/>""".split()
)
segments = st.lists(faults | st.text("ab\n <>&;/\"'=!-[]?#x1", max_size=4), max_size=12).map(
    "".join
)


@given(st.lists(segments, max_size=3), st.integers(1, 9))
def test_the_size_of_the_pieces_makes_no_difference(inner: list[str], size: int):
    text = "<body>" + "".join(f"<tu><seg>{one}</seg></tu>\n" for one in inner) + "</body>"
    content = text.encode("utf-8", "surrogatepass")
    whole, told = repaired(content)
    in_pieces, told_in_pieces = repaired(content, size)
    assert in_pieces == whole
    # What is told of the text around a fault is what was read of it.
    assert sorted((one.where, one.kind) for one in told_in_pieces) == sorted(
        (one.where, one.kind) for one in told
    )


@given(st.lists(segments.filter(lambda s: "<!" not in s and "<?" not in s), max_size=3))
def test_any_text_becomes_well_formed(inner: list[str]):
    text = "<body>" + "".join(f"<tu><seg>{one}</seg></tu>\n" for one in inner) + "</body>"
    found, told = repaired(text.encode("utf-8", "surrogatepass"))
    assert told or found == text.encode()
    parsed(found)


@pytest.mark.parametrize("name", ["plain.tmx", "inline.tmx", "cdata-comments.tmx", "memoq.tmx"])
@pytest.mark.parametrize("size", [1, 7, 1 << 16])
def test_what_is_well_formed_stays_as_it_is(name: str, size: int):
    content = (GALLERY / name).read_bytes()
    assert repaired(content, size) == (content, [])


def test_remarks_have_the_line_of_the_fault():
    _, told = repaired(b"<body>\n<seg>\n\n<b>a\n</seg> & \n\x01</body>", 3)
    assert [one.where for one in told] == ["a:4", "a:5", "a:6"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1251", "shift_jis"])
def test_any_encoding_becomes_utf8(encoding: str):
    found, told = repaired("<seg>я & б</seg>".encode(encoding), 3, encoding)
    assert found.decode() == "<seg>я &amp; б</seg>"
    assert len(told) == 1


@pytest.mark.parametrize(
    "hostile",
    [
        "<seg>" + "<b>" * 200_000 + "</c>" * 200_000 + "</seg>",
        "<" * 300_000,
        "&" * 300_000,
        "<a " * 100_000,
        '<a b="' * 100_000,
        "<seg>" + "a" * 3_000_000,
        "\x01" * 300_000,
        "<!--" + "-" * 300_000,
        "&#" + "1" * 300_000 + ";",
    ],
)
def test_hostile_texts_take_no_more_time_than_their_size(hostile: str):
    """Anything that grew with the square of the size would not come to an end."""
    found, _ = repaired(hostile.encode(), 1 << 16)
    assert len(found) <= 5 * len(hostile)
