"""What programs and term banks write under the name of TBX."""

from __future__ import annotations

from pathlib import Path

import pytest

from tmtool.errors import InputError
from tmtool.formats import LEFT_OUT, ConceptRecord, ReadOptions, Remark, find
from tmtool.models import Concept, Hints, Term

TERMWEB = """\
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="tw-7">
 <descrip type="Subject">disarmament</descrip>
 <admin type="Entry Owner">ODA</admin>
 <langSet xml:lang="en-us">
  <descrip type="Definition">weapons of mass effect</descrip>
  <tig><term>mass weapon</term>
   <termNote type="Part of Speech">noun</termNote>
   <termNote type="administrativeStatus">forbidden</termNote>
   <descrip type="Translation needed">Yes</descrip>
   <descrip type="Usage note">of the press</descrip></tig>
  <tig><term>WMD</term><termNote type="Term Type">Acronym</termNote>
   <termNote type="administrativeStatus">obsolete</termNote>
   <descrip type="Translation Needed">no</descrip></tig>
 </langSet></termEntry></body></text></martif>
"""
MASS_WEAPON = Concept(
    (
        Term(
            "en-US",
            "mass weapon",
            "forbidden",
            part_of_speech="noun",
            properties=(("descrip:Usage note", "of the press"),),
        ),
        Term("en-US", "WMD", "superseded", "acronym", do_not_translate=True),
    ),
    "tw-7",
    domain="disarmament",
    definitions=(("en-US", "weapons of mass effect"),),
    properties=(("admin:Entry Owner", "ODA"),),
)
WEBLATE = """\
<martif type="TBX"><text><body>
<termEntry id="w1"><descrip>What States conclude.</descrip>
<langSet xml:lang="en"><tig><term>treaty</term></tig></langSet>
<langSet xml:lang="ru"><tig><term>договор</term><note from="translator">not контракт</note>
<termNote type="translationNote">no</termNote></tig></langSet>
</termEntry></body></text></martif>
"""
TREATY = Concept(
    (
        Term("en", "treaty"),
        Term("ru", "договор", note="not контракт", do_not_translate=True),
    ),
    "w1",
    definition="What States conclude.",
)
MULTITERM_TBX = """\
<martif type="TBX" xmlns="http://example.org/odd"><text><body>
<termEntry id="c9">
 <transacGrp><transac type="origination">super</transac>
  <date>2010-04-17T10:00:00</date></transacGrp>
 <transacGrp><transac type="approval">chief</transac><date>2011-01-01</date></transacGrp>
 <langSet xml:lang="RU"><ntig><termGrp><term>вербальная нота</term>
   <termNote type="Gender">Feminine</termNote><termNote type="Number">plural</termNote>
   <termNote type="grammaticalGender">otherGender</termNote>
   <termCompList type="lemma"><termComp>вербальный</termComp>
    <termComp>нота</termComp></termCompList>
  </termGrp></ntig></langSet>
 <langSet xml:lang="EN"><ntig><termGrp><term>note <hi>verbale</hi></term>
   <termNote type="grammaticalNumber">singular</termNote></termGrp>
   <transacGrp><transac type="modification">petrov</transac><date>2012-02-03</date></transacGrp>
   </ntig></langSet>
</termEntry></body></text></martif>
"""
NOTE_VERBALE = Concept(
    (
        Term(
            "ru",
            "вербальная нота",
            number="plural",
            hints=Hints(gender="feminine"),
            properties=(
                ("termNote:grammaticalGender", "otherGender"),
                ("termCompList:lemma", "вербальный | нота"),
            ),
            created_at="2010-04-17T10:00:00Z",
            created_by="super",
        ),
        Term(
            "en",
            "note verbale",
            properties=(("termNote:grammaticalNumber", "singular"),),
            created_at="2010-04-17T10:00:00Z",
            created_by="super",
            changed_at="2012-02-03T00:00:00Z",
            changed_by="petrov",
        ),
    ),
    "c9",
    properties=(("transac:approval", "chief, 2011-01-01"),),
)
LINGUIST = """\
<tbx:tbx type="TBX-Linguist" style="dct" xmlns:tbx="urn:iso:std:iso:30042:ed-2"
 xmlns:min="a" xmlns:basic="b" xmlns:ling="c">
<tbx:text><tbx:body><tbx:conceptEntry id="l1"><basic:projectSubset>p</basic:projectSubset>
<tbx:langSec xml:lang="en"><basic:source>art. 1</basic:source><tbx:termSec><tbx:term>pact</tbx:term>
<ling:register>formal</ling:register><min:partOfSpeech>noun</min:partOfSpeech>
<basic:externalCrossReference target="https://a.b"/></tbx:termSec></tbx:langSec>
</tbx:conceptEntry></tbx:body></tbx:text></tbx:tbx>
"""
PACT = Concept(
    (
        Term(
            "en",
            "pact",
            part_of_speech="noun",
            properties=(
                ("termNote:register", "formal"),
                ("xref:externalCrossReference", "https://a.b"),
            ),
        ),
    ),
    "l1",
    source="art. 1",
    properties=(("admin:projectSubset", "p"),),
)
MTF = """\
<mtf><conceptGrp><concept>12</concept><system type="entryClass">1</system>
<transacGrp><transac type="origination">anna</transac><date>2009-05-06T07:08:09</date></transacGrp>
<descripGrp><descrip type="Subject">law</descrip></descripGrp>
<languageGrp><language type="English" lang="EN-GB"/>
 <descripGrp><descrip type="Definition">a pledge</descrip></descripGrp>
 <termGrp><term>pledge</term><descripGrp><descrip type="Part of Speech">noun</descrip></descripGrp>
  <descripGrp><descrip type="Status">approved</descrip></descripGrp>
  <descripGrp><descrip type="Customer">UN</descrip></descripGrp></termGrp>
 <termGrp><term>vow</term></termGrp></languageGrp>
<languageGrp><language type="Russian" lang="RU"/><termGrp><term>обет</term></termGrp></languageGrp>
<languageGrp><language type="Odd" lang="XX"/><termGrp><term>x</term></termGrp></languageGrp>
</conceptGrp></mtf>
"""
_BORN = {"created_at": "2009-05-06T07:08:09Z", "created_by": "anna"}
PLEDGE = Concept(
    (
        Term(
            "en-GB",
            "pledge",
            "preferred",
            part_of_speech="noun",
            properties=(("descrip:Customer", "UN"),),
            **_BORN,
        ),
        Term("en-GB", "vow", **_BORN),
        Term("ru", "обет", **_BORN),
    ),
    "12",
    domain="law",
    definitions=(("en-GB", "a pledge"),),
)


def read(path: Path) -> list[ConceptRecord]:
    return list(find(path, content="concepts").read_concepts(path, ReadOptions()))


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        pytest.param(TERMWEB, MASS_WEAPON, id="TermWeb"),
        pytest.param(WEBLATE, TREATY, id="Weblate"),
        pytest.param(MULTITERM_TBX, NOTE_VERBALE, id="MultiTerm TBX"),
        pytest.param(LINGUIST, PACT, id="TBX-Linguist with prefixes"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_programs(tmp_path: Path, text: str, concept: Concept, encoding: str):
    path = tmp_path / "a.tbx"
    path.write_text(text, encoding=encoding)
    assert read(path) == [concept]


def test_xml_of_multiterm(tmp_path: Path):
    path = tmp_path / "a.mtf"
    path.write_text(MTF, encoding="utf-16")
    assert read(path) == [Remark(f"{path}:1", LEFT_OUT, "unknown language 'XX'"), PLEDGE]


@pytest.mark.parametrize("name", ["a.tbx", "a.mtf"])
@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE mtf [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><mtf>&b;</mtf>',
        '<!DOCTYPE mtf [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><mtf/>',
        "<mtf>&unknown;</mtf>",
        "<html/>",
    ],
)
def test_what_is_refused(tmp_path: Path, name: str, text: str):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        read(path)
