"""Attributes of tags."""

from __future__ import annotations

import pytest
from building import found_by

from tmtool.quality.attributes import check_attributes

A = '<a href="{}">{}</a>'


@pytest.mark.parametrize(
    ("source", "draft", "expected"),
    [
        (A.format("x", "да"), A.format("x", "yes"), []),
        (A.format("x", "да"), A.format("y", "yes"), ['tag-attribute: <a href="y">']),
        (A.format("x", "да"), "<a href='x'>yes</a>", []),
        (A.format("x", "да"), "<A HREF=x>yes</A>", []),
        ('<a id="1" href="x">', '<a href="x" id="1">', []),
        ('<a id="1" href="x">', '<a href="x">', ['tag-attribute: <a href="x">']),
        ('<g id="1"/><g id="2"/>', '<g id="2"/><g id="1"/>', []),
        ('<g id="1"/><g id="2"/>', '<g id="1"/><g id="3"/>', ['tag-attribute: <g id="3"/>']),
        ('<img src="a.png" alt="Дом">', '<img src="a.png" alt="A house">', []),
        ('<img src="a.png" alt="Дом">', '<img src="b.png">', ['tag-attribute: <img src="b.png">']),
        ('<b id="имя">', '<b id="name">', ['?tag-attribute: <b id="name">']),
        ('<p lang="ru">', '<p lang="en">', []),
        (A.format("/ru-ru/x", "да"), A.format("/en-us/x", "yes"), []),
        # Whole addresses are left to `url`, tags that are missing to `tag`.
        (A.format("https://a.org/x", "да"), A.format("https://a.org/y", "yes"), []),
        (A.format("x", "да") * 2, A.format("y", "yes"), []),
        ('<a href="x">', "<b>", []),
        ("<имя файла>", "<file name>", []),
        ("1 < 2", "1 < 2", []),
        ("<br>", "<br/>", []),
    ],
)
def test_cases(source, draft, expected):
    assert found_by(check_attributes, source, draft) == expected
