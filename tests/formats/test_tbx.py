from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from building import any_properties, any_terms
from hypothesis import given, settings
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.formats import LEFT_OUT, ReadOptions, Remark, WriteOptions
from tmtool.formats.tbx import read_concepts, write_concepts
from tmtool.models import Concept, Skipped, Term, WriteReport

TREATY = Concept(
    (
        Term(
            "ru",
            "договор",
            "preferred",
            "fullForm",
            "noun",
            note="Также о частных договорах.\nСр. контракт.",
            source="Венская конвенция 1969 года",
            context="Договор вступает в силу…",
            geography="Россия",
            created_at="2026-01-02T03:04:05Z",
            created_by="anna",
            changed_at="2026-02-03T04:05:06Z",
            changed_by="oleg",
        ),
        Term("en", "treaty", "preferred", do_not_translate=True),
        Term("en-GB", "covenant", "superseded"),
        Term("en", "contract & <agreement>", "forbidden", note="A false friend."),
        Term("en", "pact", "proposed"),
        Term("en", "deal", "deprecated", "phrase", changed_by="oleg"),
        Term("en", "accord", created_at="2026-01-02T00:00:00Z"),
    ),
    identifier="treaty",
    domain="treaty law",
    definition="Agreement between States.",
    note="See also: convention.",
    source="Vienna Convention on the Law of Treaties (1969), art. 2",
)


def saved(folder: Path, text: str) -> Path:
    path = folder / "a.tbx"
    path.write_text(text, encoding="utf-8")
    return path


def martif(entries: str) -> str:
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">\n'
        '<martif type="TBX" xml:lang="en"><text><body>\n'
        f"{entries}</body></text></martif>\n"
    )


def concepts_in(path: Path) -> list[Concept]:
    return [item for item in read_concepts(path, ReadOptions()) if isinstance(item, Concept)]


def written(folder: Path, *concepts: Concept) -> Path:
    path = folder / "a.tbx"
    assert write_concepts(path, concepts, WriteOptions()) == WriteReport(len(concepts))
    return path


def test_written_concept_is_read_back(tmp_path: Path):
    path = written(tmp_path, TREATY)
    assert list(read_concepts(path, ReadOptions())) == [TREATY]


def test_written_elements(tmp_path: Path):
    concept = Concept(
        (
            Term("ru", "депозитарий", "preferred", "fullForm", "noun"),
            Term("en", "depository", "forbidden", note="A depository is a warehouse."),
            Term("en", "keeper", "proposed", changed_at="2026-01-02T03:04:05Z", changed_by="anna"),
        ),
        identifier="depositary",
        domain="treaty law",
    )
    text = written(tmp_path, concept).read_text(encoding="utf-8")
    assert text[text.index("<termEntry") : text.index("</body>")] == (
        '<termEntry id="depositary">\n<descrip type="subjectField">treaty law</descrip>\n'
        '<langSet xml:lang="ru">\n<tig><term>депозитарий</term>\n'
        '<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>\n'
        '<termNote type="termType">fullForm</termNote>\n'
        '<termNote type="partOfSpeech">noun</termNote>\n</tig>\n</langSet>\n'
        '<langSet xml:lang="en">\n<tig><term>depository</term>\n'
        '<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>\n'
        '<termNote type="x-tmtool-status">forbidden</termNote>\n'
        "<note>A depository is a warehouse.</note>\n</tig>\n"
        "<tig><term>keeper</term>\n"
        '<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>\n'
        '<termNote type="x-tmtool-status">proposed</termNote>\n'
        '<transacGrp><transac type="terminologyManagementTransactions">modification</transac>\n'
        '<transacNote type="responsibility">anna</transacNote>\n'
        "<date>2026-01-02T03:04:05Z</date>\n</transacGrp>\n"
        "</tig>\n</langSet>\n</termEntry>\n"
    )


def stripped(alphabet) -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=1, max_size=20).map(str.strip).filter(bool)


XML_TEXT = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXT = stripped(XML_TEXT | st.sampled_from("\n\t\r&<>\"'"))
TERM_TEXT = TEXT.map(lambda text: " ".join(text.split())).filter(bool)
TERMS = any_terms(["ru", "en", "en-GB", "sr-Latn"], term=TERM_TEXT, text=TEXT)
CONCEPTS = st.builds(
    Concept,
    terms=st.lists(TERMS, min_size=1, max_size=5).map(tuple),
    identifier=st.none() | TEXT | st.sampled_from(["a", "b"]),
    domain=st.none() | TEXT,
    definition=st.none() | TEXT,
    note=st.none() | TEXT,
    source=st.none() | TEXT,
    definitions=st.lists(st.tuples(st.sampled_from(["ru", "en", "de"]), TEXT), max_size=3).map(
        lambda found: tuple(sorted(found))
    ),
    properties=any_properties(TEXT),
    id=st.none(),
    glossary=st.none(),
)


def in_order(concept: Concept) -> Concept:
    """The concept with what TBX orders by its own rules in the order of the names."""
    return replace(
        concept,
        definitions=tuple(sorted(concept.definitions)),
        properties=tuple(sorted(concept.properties)),
        terms=tuple(replace(t, properties=tuple(sorted(t.properties))) for t in concept.terms),
    )


@settings(deadline=None)
@given(st.lists(CONCEPTS, min_size=1, max_size=4))
def test_any_concepts_are_read_back(tmp_path_factory: pytest.TempPathFactory, concepts):
    path = written(tmp_path_factory.mktemp("tbx"), *concepts)
    assert [in_order(concept) for concept in concepts_in(path)] == concepts


@pytest.fixture(scope="session")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """OmegaT's schema of TBX 2, out of its program archive."""
    jars = sorted(Path("/usr/share").glob("omegat*/OmegaT.jar"))
    if not jars:
        pytest.skip("the schema of TBX is not there: OmegaT is not installed")
    if shutil.which("xmllint") is None:
        pytest.skip("xmllint is not installed")
    folder = tmp_path_factory.mktemp("schemas")
    with zipfile.ZipFile(jars[-1]) as archive:
        for name in ("tbx.xsd", "xml.xsd"):
            (folder / name).write_bytes(archive.read(f"schemas/{name}"))
    return folder / "tbx.xsd"


def validate(schema: Path, path: Path) -> subprocess.CompletedProcess[str]:
    command = ["xmllint", "--nonet", "--noout", "--schema", schema, path]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_written_file_is_valid(schema: Path, tmp_path: Path):
    bare = Concept((Term("en", "treaty"),))
    odd = replace(bare, identifier="1 a")
    path = written(tmp_path, TREATY, bare, odd, replace(odd, identifier="treaty"))
    done = validate(schema, path)
    assert done.returncode == 0, done.stderr
    broken = saved(tmp_path, path.read_text(encoding="utf-8").replace("<langSet", "<langset"))
    assert validate(schema, broken).returncode != 0


@settings(deadline=None, max_examples=15)
@given(concepts=st.lists(CONCEPTS, min_size=1, max_size=20))
def test_any_written_file_is_valid(schema: Path, tmp_path_factory, concepts):
    done = validate(schema, written(tmp_path_factory.mktemp("tbx"), *concepts))
    assert done.returncode == 0, done.stderr


IATE = """\
<termEntry id="IATE-1">
 <xref type="xGraphic" target="https://example.org/a.png">a seal</xref>
 <descripGrp><descrip type="subjectField">LAW</descrip></descripGrp>
 <transacGrp><transac type="terminologyManagementTransactions">origination</transac>
  <date>2020-05-01</date></transacGrp>
 <langSet xml:lang="en">
  <descripGrp><descrip type="definition">
    act of <hi>consent</hi>
  </descrip><admin type="source">art. 2</admin></descripGrp>
  <note>about English</note>
  <ntig><termGrp><term>rati&#102;ication
   by law</term><termNote type="termType">setPhrase</termNote>
   <termNoteGrp><termNote type="administrativeStatus">obsolete</termNote></termNoteGrp></termGrp>
   <descripGrp><descrip type="context">The ratification…</descrip>
    <admin type="source">Treaty</admin></descripGrp>
  </ntig>
  <tig><term/></tig>
 </langSet>
 <langSet lang="RU"><tig><term>ратификация</term>
  <termNote type="termType">unheard-of</termNote>
  <descrip type="Translation needed">No</descrip>
  <descrip type="reliabilityCode">3</descrip></tig></langSet>
</termEntry>
"""
RATIFICATION = Concept(
    (
        Term(
            "en",
            "ratification by law",
            "superseded",
            "phrase",
            source="Treaty",
            context="The ratification…",
            created_at="2020-05-01T00:00:00Z",
        ),
        Term(
            "ru",
            "ратификация",
            do_not_translate=True,
            properties=(("termNote:termType", "unheard-of"), ("descrip:reliabilityCode", "3")),
            created_at="2020-05-01T00:00:00Z",
        ),
    ),
    identifier="IATE-1",
    domain="LAW",
    definitions=(("en", "act of consent"),),
    properties=(("xref:xGraphic", "a seal <https://example.org/a.png>"),),
    note="about English",
    source="art. 2",
)
DCA = """\
<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>
<text><body><conceptEntry id="c1"><descrip type="subjectField">law</descrip>
<langSec xml:lang="en"><descrip type="definition">an act</descrip>
<termSec><term>treaty</term><termNote type="partOfSpeech">noun</termNote>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
<transacGrp><transac type="transactionType">modification</transac>
<transacNote type="responsibility">anna</transacNote><date>2021-02-03</date></transacGrp>
</termSec></langSec></conceptEntry></body></text></tbx>
"""
DCT = """\
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<text><body><conceptEntry id="c1"><min:subjectField>law</min:subjectField>
<langSec xml:lang="en"><basic:definition>an act</basic:definition>
<termSec><term>treaty</term><min:partOfSpeech>noun</min:partOfSpeech>
<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>
<transacGrp><basic:transactionType>modification</basic:transactionType>
<basic:responsibility>anna</basic:responsibility><date>2021-02-03</date></transacGrp>
</termSec></langSec></conceptEntry></body></text></tbx>
"""
ACT = Concept(
    (
        Term(
            "en",
            "treaty",
            "preferred",
            part_of_speech="noun",
            changed_at="2021-02-03T00:00:00Z",
            changed_by="anna",
        ),
    ),
    identifier="c1",
    domain="law",
    definitions=(("en", "an act"),),
)


@pytest.mark.parametrize(
    ("text", "concept"),
    [(martif(IATE), RATIFICATION), (DCA, ACT), (DCT, ACT)],
    ids=["TBX 2", "TBX 3 dca", "TBX 3 dct"],
)
def test_dialects(tmp_path: Path, text: str, concept: Concept):
    assert concepts_in(saved(tmp_path, text)) == [concept]


@pytest.mark.parametrize(
    ("kind", "value", "status"),
    [
        ("administrativeStatus", "preferredTerm-admn-sts", "preferred"),
        ("administrativeStatus", "standardizedTerm-admn-sts", "preferred"),
        ("normativeAuthorization", "deprecatedTerm", "deprecated"),
        ("administrativeStatus", "Forbidden", "forbidden"),
        ("Status", "obsolete", "superseded"),
        ("administrativeStatus", "prohibited", "forbidden"),
        ("Term Status", "Not Recommended", "deprecated"),
        ("administrativeStatus", "proposedTerm-admn-sts", "proposed"),
    ],
)
def test_statuses(tmp_path: Path, kind: str, value: str, status: str):
    entry = (
        '<termEntry><langSet xml:lang="en"><tig><term>a</term>'
        f'<termNote type="{kind}">{value}</termNote></tig></langSet></termEntry>'
    )
    (concept,) = read_concepts(saved(tmp_path, martif(entry)), ReadOptions())
    assert isinstance(concept, Concept)
    assert concept.terms == (Term("en", "a", status),)


def test_a_property_with_an_empty_kind_is_read_back(tmp_path: Path):
    concept = Concept((Term("ru", "мир"),), properties=(("ru/xref:", "0"),))
    assert concepts_in(written(tmp_path, concept)) == [concept]


def test_an_unknown_status_is_kept_beside_the_known_one(tmp_path: Path):
    term = Term("en", "a", properties=(("termNote:administrativeStatus", "in review"),))
    path = written(tmp_path, Concept((term,)))
    assert "preferred" not in path.read_text(encoding="utf-8")
    assert concepts_in(path) == [Concept((term,))]


def test_written_properties_are_those_of_other_programs(tmp_path: Path):
    term = Term(
        "en",
        "a",
        number="singular",
        forms=("as",),
        properties=(("descrip:reliabilityCode", "3"), ("termNote:termLocation", "menuItem")),
    )
    properties = (("admin:customerSubset", "UN"), ("client", "x"), ("xref:see", "https://a.b"))
    concept = Concept((term,), definitions=(("de", "Ding"), ("en", "thing")), properties=properties)
    text = written(tmp_path, concept).read_text(encoding="utf-8")
    assert text[text.index("<termEntry") : text.index("</body>")] == (
        '<termEntry>\n<descrip type="definition" xml:lang="de">Ding</descrip>\n'
        '<admin type="customerSubset">UN</admin>\n'
        '<admin type="x-tmtool-property-client">x</admin>\n'
        '<xref type="see" target="https://a.b"/>\n'
        '<langSet xml:lang="en">\n<descrip type="definition">thing</descrip>\n'
        "<tig><term>a</term>\n"
        '<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>\n'
        '<termNote type="grammaticalNumber">singular</termNote>\n'
        '<termNote type="x-tmtool-number">singular</termNote>\n'
        '<termNote type="x-tmtool-form">as</termNote>\n'
        '<termNote type="termLocation">menuItem</termNote>\n'
        '<descrip type="reliabilityCode">3</descrip>\n</tig>\n</langSet>\n</termEntry>\n'
    )


def test_what_is_skipped(tmp_path: Path):
    entries = (
        '<termEntry><langSet xml:lang="xx"><tig><term>a</term></tig></langSet>\n'
        '<langSet xml:lang="en"><tig><term>b</term></tig></langSet></termEntry>\n'
        '<termEntry><langSet xml:lang="en"><tig><term> </term></tig></langSet></termEntry>\n'
        "<termEntry><langSet><tig><term>c</term></tig></langSet></termEntry>\n"
    )
    path = saved(tmp_path, martif(entries))
    assert list(read_concepts(path, ReadOptions())) == [
        Remark(f"{path}:4", LEFT_OUT, "unknown language 'xx'"),
        Concept((Term("en", "b"),)),
        Skipped(f"{path}:6", "the concept has no terms"),
        Skipped(f"{path}:7", "the concept has no terms; '' is not a language tag"),
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<tmx/>", "root element is <tmx>"),
        (martif("<termEntry>"), "mismatched tag"),
        (martif(IATE)[:-30], "cut off"),
        ("term;Begriff", "not well-formed"),
        ('<!DOCTYPE martif [<!ENTITY e "x">]><martif>&e;</martif>', "entity"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, what: str):
    with pytest.raises(InputError, match=re.escape(what)):
        list(read_concepts(saved(tmp_path, text), ReadOptions()))


@pytest.mark.parametrize(
    ("options", "languages"),
    [
        (WriteOptions(), [["ru", "en", "en-GB"], ["en"]]),
        (WriteOptions("ru", "en"), [["ru", "en", "en-GB"]]),
        (WriteOptions("en-US", "ru"), [["ru", "en", "en-GB"]]),
        (WriteOptions(source_language="en"), [["ru", "en", "en-GB"], ["en"]]),
        (WriteOptions(target_language="ru"), [["ru", "en", "en-GB"]]),
    ],
)
def test_languages_to_write(tmp_path: Path, options: WriteOptions, languages: list[list[str]]):
    path = tmp_path / "a.tbx"
    concepts = [TREATY, Concept((Term("en", "pact"),))]
    assert write_concepts(path, concepts, options) == WriteReport(len(languages))
    read = concepts_in(path)
    assert [list(dict.fromkeys(t.language for t in item.terms)) for item in read] == languages


@pytest.mark.parametrize(
    "concepts",
    [[], [Concept((Term("ru", "пакт"),))], [Concept((Term("en", "a\x01b"),), identifier="a")]],
)
def test_nothing_is_written_that_is_no_tbx(tmp_path: Path, concepts: list[Concept]):
    path = saved(tmp_path, "before")
    with pytest.raises(InputError):
        write_concepts(path, concepts, WriteOptions(source_language="en"))
    assert path.read_text(encoding="utf-8") == "before"
