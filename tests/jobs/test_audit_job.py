"""The audit of a memory and of files, down to each planted inconsistency of the sample corpus."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from building import ROOT, pair, table

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.memory import Memory
from tmtool.models import (
    Audit,
    Concept,
    ConceptUse,
    Tally,
    Term,
    TermFinding,
    TranslationUnit,
    Variant,
)

SAMPLE = ROOT / "corpora" / "treaties.ru-en.tmx"


@pytest.fixture(scope="module")
def sample(treaties_file: Path) -> Audit:
    with Memory(treaties_file) as memory:
        return memory.glossary.audit("ru", "en", limit=1_000)


# The terms of the concepts that the corpus's README counts as one, its two renderings with their
# segments, and how many of these an audit leaves out, for the reason named.
NESTED = "in a longer term of the glossary"
PLANTED = [
    ("сдача на хранение|сдать на хранение", "deposit", 23, "lodging|lodge", 12, NESTED),
    ("государство-участник", "State Party", 50, "participating State", 33, NESTED),
    (
        "Высший Государственный Совет",
        "Supreme State Council|Supreme State Council of the Union State",
        27,
        "High State Council",
        19,
        "",
    ),
    ("Союзное государство", "Union State", 22, "Allied State", 16, NESTED),
    (
        "Коллективные силы оперативного реагирования",
        "Collective Rapid Reaction Force",
        12,
        "Collective Operational Reaction Force",
        10,
        "",
    ),
    ("миротворческие силы", "peacekeeping forces", 17, "peacemaking forces", 12, ""),
    (
        "вступить в силу|вступление в силу",
        "enter into force|entry into force",
        44,
        "come into effect|take effect|coming into effect|entry into effect",
        25,
        "in a longer term, or the noun is a verb in the other language",
    ),
    ("депозитарий", "depositary", 51, "depository", 26, NESTED),
    ("оговорка", "reservation", 41, "proviso", 12, NESTED),
    ("денонсация", "denunciation", 27, "termination", 17, ""),
    ("военная помощь", "military assistance", 15, "military aid", 14, ""),
    ("вербальная нота", "note verbale", 21, "verbal note", 12, ""),
    (
        "временное применение",
        "provisional application",
        15,
        "temporary application",
        10,
        "the verb временно применяться is no term of the glossary",
    ),
    ("совместное коммюнике", "joint communiqué", 11, "joint statement", 10, ""),
    (
        "Совет коллективной безопасности",
        "Collective Security Council",
        29,
        "Council on Collective Security",
        13,
        "",
    ),
    ("воинский контингент", "military contingent", 30, "troop contingent", 22, ""),
    ("вооружённое нападение", "armed attack", 18, "armed assault", 11, ""),
    ("Договаривающаяся Сторона", "Contracting Party", 55, "Contracting Side", 31, ""),
    ("урегулирование споров", "dispute settlement", 12, "dispute resolution", 10, ""),
    (
        "полномочный представитель",
        "plenipotentiary representative",
        15,
        "authorised representative",
        12,
        "",
    ),
]


def uses(audit: Audit, terms: str) -> list[ConceptUse]:
    return [use for use in audit.concepts if use.term in terms.split("|")]


def units(audit: Audit, terms: str, renderings: str) -> int:
    return sum(
        one.units
        for use in uses(audit, terms)
        for one in use.renderings
        if one.text in renderings.split("|")
    )


@pytest.mark.parametrize(("terms", "first", "n", "second", "m", "left_out"), PLANTED)
def test_planted_inconsistencies_are_found(sample, terms, first, n, second, m, left_out):
    found = [
        one
        for one in sample.findings
        if one.term in terms.split("|") and one.rendering in second.split("|")
    ]
    assert found
    counts = units(sample, terms, first), units(sample, terms, second)
    if left_out:
        assert counts[0] <= n
        assert counts[1] <= m
        assert min(counts[0] / n, counts[1] / m) >= 0.4
    else:
        assert counts == (n, m)


def test_planted_kinds(sample):
    kinds = {
        one.rendering: one.kind for one in sample.findings if one.kind in ("to-avoid", "variant")
    }
    assert kinds["Contracting Side"] == kinds["lodging"] == "to-avoid"
    assert kinds["military aid"] == kinds["troop contingent"] == "variant"


def test_where_and_by_whom(sample):
    (found,) = (one for one in sample.findings if one.rendering == "verbal note")
    assert found.origins.corpora == (Tally("treaties", 12),)
    assert sum(one.count for one in found.origins.authors) == 12
    assert "verbal-note-visa-support-delegation" in {d.name for d in found.origins.documents}
    for quote in found.examples:
        assert quote.unit is not None
        assert quote.source_span is not None
        assert quote.target_span is not None
        assert quote.source[slice(*quote.source_span)].lower().startswith("вербальн")
        assert quote.target[slice(*quote.target_span)].lower().startswith("verbal")


def test_figures_add_up(sample):
    assert sample.units == 1_101
    assert 0.7 < sample.micro < sample.macro < 1
    for use in sample.concepts:
        assert use.occurrences == use.unclear + sum(one.count for one in use.renderings)
        assert use.share is None or 0 < use.share <= 1
    assert sample.issues == len(sample.findings)
    assert [s.same_words for s in sample.segments] == [False, True, True]
    assert sample.repeated == 3


def test_the_limit_bounds_what_is_shown_alone(treaties, sample):
    few = treaties.glossary.audit("ru", "en", limit=2)
    assert (few.issues, few.repeated, few.micro) == (sample.issues, sample.repeated, sample.micro)
    assert few.findings == sample.findings[:2]
    assert few.segments == sample.segments[:2]


def test_a_file_is_audited_like_a_memory(treaties, sample):
    found = treaties.glossary.audit("ru", "en", files=[SAMPLE], limit=1_000)
    assert (found.units, found.repeated) == (sample.units, sample.repeated)
    assert found.concepts == sample.concepts
    kept = [(one.kind, one.term, one.rendering, one.count) for one in found.findings]
    assert kept == [(one.kind, one.term, one.rendering, one.count) for one in sample.findings]
    quote = found.findings[0].examples[0]
    assert quote.unit is None
    assert quote.segment.partition(":")[0] == quote.document
    assert found.findings[0].origins.authors == sample.findings[0].origins.authors


def test_helpers_find_the_same(treaties, sample, monkeypatch):
    monkeypatch.setattr("tmtool.jobs.auditing.audit.FEW", 100)
    assert treaties.glossary.audit("ru", "en", limit=1_000) == sample
    assert treaties.glossary.audit("ru", "en", limit=1_000, workers=1) == sample


def test_a_memory_without_units_is_refused(memory: Memory):
    with pytest.raises(InputError, match="the memory has no units"):
        memory.glossary.audit("ru", "en")


def test_a_memory_without_glossary(memory: Memory):
    memory.add_unit(pair("Да", "Yes"), corpus="a")
    found = memory.glossary.audit("ru", "en")
    assert (found.units, found.concepts, found.micro, found.repeated) == (1, (), None, 0)


def test_languages_without_units_or_terms_are_refused(memory: Memory):
    add(memory, "договор", Term("en", "treaty"))
    memory.add_unit(pair("Да", "Yes"), corpus="a")
    german = (Variant("de", "Ja"), Variant("fr", "Oui"))
    memory.add_unit(TranslationUnit(german), corpus="b")
    for languages, corpus, says in (
        (("ru", "es"), None, "the memory has no es; it has de, en, fr, ru"),
        (("ru", "de"), None, "the glossary has no term in de; it has en, ru"),
        (("fr", "en"), None, "the glossary has no term in fr; it has en, ru"),
        (("ru", "en"), "b", "no unit has text in both ru and en"),
    ):
        with pytest.raises(InputError, match=says):
            memory.glossary.audit(*languages, corpus=corpus)
    assert memory.glossary.audit("ru", "en", corpus="a").units == 1


def add(memory: Memory, ru: str, *en: Term, glossary: str = "own") -> None:
    memory.glossary.add(Concept((Term("ru", ru), *en)), glossary=glossary)


def one(audit: Audit) -> TermFinding:
    (found,) = audit.findings
    return found


@pytest.fixture
def port(memory: Memory) -> Memory:
    """Two homonyms, and a unit for each of them."""
    add(memory, "порт", Term("en", "port"))
    add(memory, "порт", Term("en", "socket"))
    memory.add_unit(pair("Порт закрыт.", "The port is closed."), corpus="a")
    memory.add_unit(pair("Порт занят.", "The socket is busy."), corpus="b")
    memory.add_unit(pair("Порт открыт.", "It is open."), corpus="b")
    return memory


def test_homonyms_are_alternatives(port):
    found = port.glossary.audit("ru", "en", min_count=1)
    assert found.findings == ()
    assert {use.renderings[0].text for use in found.concepts} == {"port", "socket"}


def test_glossaries_that_differ_are_two_ways_to_translate(memory: Memory):
    add(memory, "маска", Term("en", "mask"))
    add(memory, "маска", Term("en", "face covering"), glossary="other")
    for number, en in enumerate(["mask", "mask", "face covering"]):
        memory.add_unit(pair(f"Маска {number}", f"A {en} {number}"), corpus="a")
    found = one(memory.glossary.audit("ru", "en", min_count=1))
    assert (found.kind, found.rendering, found.usual) == ("variant", "face covering", "mask")
    assert len(found.concepts) == 2
    assert memory.glossary.audit("ru", "en", glossary="own", min_count=1).findings == ()


def test_one_corpus_alone(port):
    found = port.glossary.audit("ru", "en", corpus="a", min_count=1)
    assert (found.units, [use.occurrences for use in found.concepts]) == (1, [1])


def test_what_varies_with_the_term_of_the_source_is_not_at_issue(memory: Memory):
    memory.glossary.add(
        Concept(
            (
                Term("ru", "участник договора"),
                Term("ru", "государство-участник"),
                Term("en", "State Party"),
                Term("en", "party to the treaty"),
            )
        )
    )
    for n in range(3):
        memory.add_unit(pair(f"Участник договора {n}", f"Party to the treaty {n}"), corpus="a")
        memory.add_unit(pair(f"Государство-участник {n}", f"State Party {n}"), corpus="a")
    assert memory.glossary.audit("ru", "en").findings == ()
    for n in range(2):
        memory.add_unit(pair(f"Участник договора: {n}", f"State Party: {n}"), corpus="a")
    assert one(memory.glossary.audit("ru", "en")).rendering == "party to the treaty"


def test_short_forms_are_not_inconsistent(memory: Memory):
    add(
        memory,
        "Содружество",
        Term("en", "Commonwealth", status="preferred"),
        Term("en", "CIS", type="acronym"),
    )
    for number in range(3):
        memory.add_unit(pair(f"О Содружестве {number}", f"On the CIS {number}"), corpus="a")
    memory.add_unit(pair("Это Содружество", "This Commonwealth"), corpus="a")
    found = memory.glossary.audit("ru", "en")
    assert (found.findings, found.concepts[0].share) == ((), 1.0)


def test_a_noun_rendered_by_a_verb_counts_as_its_rendering(memory: Memory):
    add(memory, "депонирование", Term("en", "deposit", part_of_speech="noun"))
    memory.add_unit(pair("Депонирование грамоты", "Once it has been deposited"), corpus="a")
    (use,) = memory.glossary.audit("ru", "en", min_count=1).concepts
    assert [(r.text, r.count) for r in use.renderings] == [("deposit", 1)]


def test_what_is_said_twice_and_rendered_once_is_not_clear(memory: Memory):
    add(memory, "договор", Term("en", "treaty"))
    memory.add_unit(pair("Договор о договоре", "A treaty on it"), corpus="a")
    (use,) = memory.glossary.audit("ru", "en", min_count=1).concepts
    assert (use.occurrences, use.unclear) == (2, 1)


SUBJECTS = "граница воздух закон море налог отпуск паспорт рынок школа энергия".split()
THINGS = "border air law sea tax leave passport market school energy".split()


def unlisted_rows(count: int):
    """Rows in which "заявление" is a statement, but a declaration in every tenth of them."""
    for n in range(count):
        subject, thing = SUBJECTS[n % 7], THINGS[n % 7]
        if n % 12:
            yield f"{subject.capitalize()} номер {n}", f"A {thing} number {n}"
        else:
            word = "declaration" if n % 120 == 0 else "statement"
            yield f"Заявление, {subject} {n}", f"A {word}, {thing} {n}"


@pytest.fixture
def statements(memory: Memory) -> Memory:
    add(memory, "заявление", Term("en", "statement", status="preferred", part_of_speech="noun"))
    return memory


def test_renderings_that_no_glossary_has(statements, tmp_path):
    path = table(tmp_path / "rows.tsv", unlisted_rows(2_400), "ru en")
    found = statements.glossary.audit("ru", "en", files=[path])
    finding = one(found)
    assert (finding.kind, finding.rendering, finding.count) == ("unlisted", "declaration", 20)
    assert (finding.usual, finding.usual_count, finding.status) == ("statement", 180, None)
    statements.load(path)
    again = statements.glossary.audit("ru", "en")
    assert (one(again).rendering, one(again).count) == ("declaration", 20)


def test_a_few_units_tell_nothing_of_other_renderings(statements, tmp_path):
    path = table(tmp_path / "rows.tsv", unlisted_rows(960), "ru en")
    found = statements.glossary.audit("ru", "en", files=[path])
    assert found.findings == ()
    assert [use.unclear for use in found.concepts] == [8]


def test_a_file_that_cannot_be_read(memory: Memory, tmp_path):
    with pytest.raises(InputError):
        memory.glossary.audit("ru", "en", files=[tmp_path / "no.tmx"])


def test_repeated_sources_of_software_documentation(memory: Memory, shared: Path, tmp_path):
    import lzma

    path = tmp_path / "head.tsv"
    with lzma.open(shared / "data" / "msdocs_tm.tsv.xz", "rt", encoding="utf-8") as rows:
        path.write_text("".join(islice(rows, 20_000)), encoding="utf-8")
    sources: dict[str, set[str]] = {}
    for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
        *_, en, ru = line.split("\t")
        sources.setdefault(en, set()).add(ru)
    reading = ReadOptions("en", "ru", ("-", "-", "-", "en", "ru"))
    seen: list[int] = []
    found = memory.glossary.audit("en", "ru", files=[path], reading=reading, progress=seen.append)
    assert found.units == 20_000
    assert found.repeated == sum(len(targets) > 1 for targets in sources.values())
    assert seen[-1] == 20_000
    for segment in found.segments:
        assert {target.target for target in segment.targets} == sources[segment.source]
