"""PDF files made by hand: a font of boxes that says which letters they are, in any script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Placed = tuple[float, float, float, str]
"""A text with its left end, its base line from below and its size, in points."""

WIDTH = 0.5
"""How wide each letter is, in sizes of letters."""


def pdf(pages: Iterable[Sequence[Placed]], *, names: bool = True, encrypted: bool = False) -> bytes:
    """A PDF with these pages; without `names` the font does not say which letters it has."""
    listed = [list(page) for page in pages]
    signs = sorted({sign for page in listed for *_, text in page for sign in text})
    codes = {sign: number for number, sign in enumerate(signs, 1)}
    assert len(codes) < 256
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"", *_font(codes, names=names)]
    kids = []
    for page in listed:
        kids.append(f"{len(objects) + 1} 0 R")
        content = "".join(_shown(one, codes) for one in page)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]"
            b"/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>" % (len(objects) + 2)
        )
        objects.append(_stream(content.encode("ascii")))
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    return _file(objects, encrypted=encrypted)


def _font(codes: dict[str, int], *, names: bool) -> list[bytes]:
    widths = " ".join([str(int(WIDTH * 1000))] * len(codes))
    glyphs = " ".join(f"/g{number}" for number in codes.values())
    procedures = "".join(f"/g{n} {5 if sign.isspace() else 4} 0 R" for sign, n in codes.items())
    to_unicode = "/ToUnicode 6 0 R" if names else ""
    font = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 500 700]/FontMatrix[.001 0 0 .001 0 0]"
        f"/FirstChar 1/LastChar {len(codes)}/Widths[{widths}]/CharProcs<<{procedures}>>"
        f"/Encoding<</Type/Encoding/Differences[1 {glyphs}]>>/Resources<<>>{to_unicode}>>"
    )
    pairs = "".join(f"<{n:02x}> <{sign.encode('utf-16-be').hex()}>\n" for sign, n in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /N def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{pairs}endbfchar\nendcmap end end"
    )
    box, nothing = b"500 0 50 0 450 700 d1 50 0 400 700 re f", b"500 0 0 0 0 0 d1"
    return [font.encode(), _stream(box), _stream(nothing), _stream(cmap.encode())]


def _shown(placed: Placed, codes: dict[str, int]) -> str:
    left, base, size, text = placed
    said = "".join(f"{codes[sign]:02x}" for sign in text)
    return f"BT /F {size} Tf {left} {base} Td <{said}> Tj ET\n"


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content)


def _file(objects: Sequence[bytes], *, encrypted: bool) -> bytes:
    parts = [b"%PDF-1.4\n"]
    places = []
    for number, content in enumerate(objects, 1):
        places.append(sum(map(len, parts)))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = sum(map(len, parts))
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    lock = ""
    if encrypted:
        key = "00" * 32
        lock = f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O<{key}>/U<{key}>/P -4>>"
    size = len(objects) + 1
    parts.append(
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R{lock}>>\n"
        f"startxref\n{start}\n%%EOF\n".encode()
    )
    return b"".join(parts)
