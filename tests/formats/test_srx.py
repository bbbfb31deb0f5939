"""Rules of segmentation in SRX."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from segmented import CASES

from tmtool.errors import InputError
from tmtool.formats.omegat_segmentation import write_segmentation
from tmtool.formats.srx import read_rules, read_srx, write_srx
from tmtool.text.segmentation import rules_for, spans

SRX = """\
<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
<header segmentsubflows="yes" cascade="{cascade}"/>
<body><languagerules>
<languagerule languagerulename="English">
<rule break="no"><beforebreak>\\bMr\\.</beforebreak><afterbreak>\\s</afterbreak></rule>
{extra}
</languagerule>
<languagerule languagerulename="Default">
<rule break="yes"><beforebreak>[.?!]+</beforebreak><afterbreak>\\s</afterbreak></rule>
</languagerule>
</languagerules><maprules>
<languagemap languagepattern="[Ee][Nn].*" languagerulename="English"/>
<languagemap languagepattern=".*" languagerulename="Default"/>
</maprules></body></srx>
"""


def write(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def cut(text: str, path: Path, language: str) -> list[str]:
    rules, skipped = read_rules(path, language)
    assert skipped == ()
    return [text[start:end] for start, end in spans(text, rules)]


def test_rules_of_others(tmp_path: Path):
    path = write(tmp_path / "a.srx", SRX.format(cascade="yes", extra=""))
    text = "Mr. Smith left. He did."
    assert cut(text, path, "en-GB") == ["Mr. Smith left.", "He did."]
    assert cut(text, path, "ru") == ["Mr.", "Smith left.", "He did."]


def test_without_cascade_the_first_set_counts(tmp_path: Path):
    path = write(tmp_path / "a.srx", SRX.format(cascade="no", extra=""))
    assert cut("Mr. Smith left. He did.", path, "en") == ["Mr. Smith left. He did."]


def test_a_rule_that_cannot_be_used_is_left_out_and_told(tmp_path: Path):
    extra = "<rule><beforebreak>(?&lt;=a+)b</beforebreak></rule>"
    path = write(tmp_path / "a.srx", SRX.format(cascade="yes", extra=extra))
    rules, skipped = read_rules(path, "en")
    assert [(one.where, "look-behind" in one.reason) for one in skipped] == [(f"{path}:7", True)]
    assert len(spans("One. Two.", rules)) == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<tmx/>", "root element"),
        ("<srx>", "cut off"),
        ("<!DOCTYPE srx [<!ENTITY a 'b'>]><srx>&a;</srx>", "entity"),
        ("<srx><body/></srx>", "no rules for the language en"),
        (
            "<srx><body><maprules><languagemap languagepattern='.*' languagerulename='X'/>"
            "</maprules></body></srx>",
            "no rules named 'X'",
        ),
        (
            "<srx><body><maprules><languagemap languagepattern='(' languagerulename='X'/>"
            "</maprules></body></srx>",
            "pattern of languages",
        ),
    ],
)
def test_refused(tmp_path: Path, content: str, message: str):
    path = write(tmp_path / "a.srx", content)
    with pytest.raises(InputError, match=message) as caught:
        read_rules(path, "en")
    assert caught.value.where
    assert caught.value.hint


def test_our_rules_come_back_and_cut_alike(tmp_path: Path):
    path = tmp_path / "ours.srx"
    count = write_srx(path)
    read = read_srx(path)
    assert sum(map(len, read.rules.values())) == count > 300
    assert list(read.rules) == ["ru", "en", "de", "fr", "es", "default"]
    for language, cases in CASES.items():
        if language == "xx":
            continue
        rules, skipped = read_rules(path, language)
        assert skipped == ()
        for case in cases:
            text = case.replace("|", " ")
            assert spans(text, rules) == spans(text, rules_for(language))


def test_only_the_languages_asked_for_are_written(tmp_path: Path):
    path = tmp_path / "ours.srx"
    write_srx(path, ["ru-RU", "xx"])
    assert list(read_srx(path).rules) == ["ru", "default"]


def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="is a folder"):
        write_srx(tmp_path)


def test_rules_for_omegat(tmp_path: Path):
    new, old = write_segmentation(tmp_path)
    assert read_srx(new).rules
    beans = ElementTree.parse(old).getroot()
    rules = beans.findall(".//object[@class='org.omegat.core.segmentation.Rule']")
    assert len(rules) == sum(map(len, read_srx(new).rules.values()))
