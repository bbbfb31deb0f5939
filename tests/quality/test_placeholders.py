"""Placeholders, tags, addresses and symbols of documents."""

from __future__ import annotations

import pytest
from building import found_by

from tmtool.quality.placeholders import check_placeholders

CYRILLIC_A = "\u0410"


@pytest.mark.parametrize(
    ("source", "draft", "expected"),
    [
        ("{1} и {2}", "{2} and {1}", []),
        ("{1} и {2}", "{1} and", ["placeholder: {2}"]),
        ("{1}", "{1} {1}", ["placeholder: {1}"]),
        ("{name}", "{nam}", ["placeholder: {name}", "placeholder: {nam}"]),
        ("{name}", "{имя}", ["?placeholder: {name}"]),
        ("{имя}", "{name}", ["?placeholder: {name}"]),
        ("${HOME}", "${HOME}", []),
        ("${HOME}", "$HOME", ["placeholder: ${HOME}"]),
        ("{{ user }}", "{{ user }}", []),
        ("%s из %d", "%d of %s", []),
        ("%s из %d", "%s of", ["placeholder: %d"]),
        ("%1$s", "%2$s", ["placeholder: %1$s", "placeholder: %2$s"]),
        ("%(count)d дней", "%(count)d days", []),
        ("%(count)d дней", "%(count) days", ["placeholder: %(count)d"]),
        ("%.2f", "%.2f", []),
        ("%ld", "%d", ["placeholder: %ld", "placeholder: %d"]),
        ("40 %", "40%", []),
        ("100 % данных", "100% data", []),
        ("5% of all", "5 % всех", []),
        ("{n, plural, one {день} few {дня}}", "{n, plural, one {day} other {days}}", []),
        ("{n, plural, one {день}}", "days", ["placeholder: n"]),
        ("{n, plural, one {day}}", "days", ["placeholder: n"]),
        ("<b>да</b>", "<b>yes</b>", []),
        ("<b>да</b>", "<b>yes", ["tag: </b>"]),
        ("да<br/>нет", "yes<br />no", []),
        ("да<br/>нет", "yes no", ["tag: <br/>"]),
        ('<a href="x">да</a>', '<a href="y">yes</a>', []),
        ("<Foo>да</Foo>", "<Foo>yes</Bar>", ["tag: <Foo>", "tag: </Foo>", "tag: </Bar>"]),
        ("<имя файла>", "<file name>", []),
        ("a < b > c", "a < b > c", []),
        ("1 < 2", "1 < 2", []),
        ("см. https://un.org/a.", "see https://un.org/a", []),
        ("см. https://un.org/a", "see", ["url: https://un.org/a"]),
        (
            "https://un.org/a",
            "https://un.org/b",
            ["url: https://un.org/a", "url: https://un.org/b"],
        ),
        ("https://un.org/ru/x", "https://un.org/en/x", []),
        ("https://ru.un.org/x", "https://en.un.org/x", []),
        ("https://a.com/ru-ru/x/", "https://a.com/en-us/x", []),
        ("www.un.org (здесь)", "(www.un.org) here", []),
        ("[https://a.com](https://a.com)", "[this](https://a.com)", ["?url: https://a.com"]),
        ("пишите a@b.org", "write to a@b.org", []),
        ("пишите a@b.org", "write to c@b.org", ["email: a@b.org", "email: c@b.org"]),
        ("пишите A@b.org.", "write to a@B.org", []),
        ("@user", "@user", []),
        ("резолюция A/RES/70/1", "resolution A/RES/70/1.", []),
        (
            "резолюция A/RES/70/1",
            "resolution A/RES/71/1",
            ["document-symbol: A/RES/70/1", "document-symbol: A/RES/71/1"],
        ),
        (
            "документ A/C.3/72/L.5",
            "document A/C.3/72/L.6",
            ["document-symbol: A/C.3/72/L.5", "document-symbol: A/C.3/72/L.6"],
        ),
        ("S/PV.1234", "see S/PV.1234", []),
        (
            "A/RES/70/1",
            f"{CYRILLIC_A}/RES/70/1",
            ["document-symbol: A/RES/70/1", f"document-symbol: {CYRILLIC_A}/RES/70/1"],
        ),
        ("и/или", "and/or", []),
        ("ввод-вывод", "I/O", []),
        ("FCCC/CP/2015/10/Add.1", "FCCC/CP/2015/10", ["document-symbol"] * 2),
        ("{1} https://a.org", "", []),
    ],
)
def test_cases(source, draft, expected):
    found = found_by(check_placeholders, source, draft)
    if expected == ["document-symbol"] * 2:
        found = [one.partition(":")[0] for one in found]
    assert found == expected
