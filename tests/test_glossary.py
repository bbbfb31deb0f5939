from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from building import done, hear, pair, process, say, table

import tmtool
from tmtool import formats
from tmtool.errors import InputError, NotFoundError
from tmtool.memory import Memory
from tmtool.models import Concept, Hints, Skipped, Term
from tmtool.store import concepts as store
from tmtool.terminology.keys import term_keys

HEADER = "concept domain definition language term status note"
ROWS = [
    ["treaty", "law", "Written", "ru", "договор", "preferred", ""],
    ["treaty", "", "", "en", "treaty", "preferred", ""],
    ["treaty", "", "", "en", "accord", "deprecated", "journalism"],
    ["note", "", "", "ru", "вербальная нота", "admitted", ""],
    ["note", "", "", "en", "note verbale", "admitted", ""],
]


def concept(ru: str, *en: str, **fields) -> Concept:
    return Concept((Term("ru", ru), *(Term("en", text) for text in en)), **fields)


def counts(report) -> tuple[int, int, int]:
    assert report.read == report.added + report.updated + report.duplicate + len(report.skipped)
    return report.added, report.updated, report.duplicate


def bare(found: Concept) -> Concept:
    terms = tuple(replace(t, id=None, created_at=None, created_by=None) for t in found.terms)
    return replace(found, id=None, glossary=None, terms=terms)


def found_terms(memory: Memory, text: str) -> list[str]:
    return [hit.term for hit in memory.glossary.suggest(text, "ru", "en")]


# Files -----------------------------------------------------------------------------------


def test_a_file_is_imported_and_again_adds_nothing(memory: Memory, tmp_path: Path):
    path = table(tmp_path / "terms.ru-en.tsv", ROWS, HEADER)
    report = memory.glossary.load(path)
    assert counts(report) == (2, 0, 0)
    assert (report.corpus, report.format) == ("terms", "tsv")
    treaty, note = memory.glossary.concepts()
    assert (treaty.identifier, treaty.domain, treaty.glossary) == ("treaty", "law", "terms")
    assert [(t.language, t.text, t.status, t.note) for t in treaty.terms] == [
        ("ru", "договор", "preferred", None),
        ("en", "treaty", "preferred", None),
        ("en", "accord", "deprecated", "journalism"),
    ]
    assert counts(memory.glossary.load(path)) == (0, 0, 2)
    assert list(memory.glossary.concepts()) == [treaty, note]


def test_a_changed_concept_is_updated_and_keeps_its_id(memory: Memory, tmp_path: Path):
    path = table(tmp_path / "terms.tsv", ROWS, HEADER)
    memory.glossary.load(path)
    before = memory.glossary.concept(1)
    rows = [*ROWS[:2], ["treaty", "", "", "en", "pact", "admitted", ""], *ROWS[3:]]
    assert counts(memory.glossary.load(table(path, rows, HEADER))) == (0, 1, 1)
    after = memory.glossary.concept(1)
    assert [term.text for term in after.terms] == ["договор", "treaty", "pact"]
    assert before.id == after.id == 1
    assert found_terms(memory, "договором") == ["договор"]
    assert memory.glossary.suggest("an accord", "en", "ru") == []


def test_a_dry_run_writes_nothing(memory: Memory, tmp_path: Path):
    path = table(tmp_path / "terms.tsv", ROWS, HEADER)
    before = list(memory._connection.iterdump())
    dry = memory.glossary.load(path, dry_run=True)
    assert list(memory._connection.iterdump()) == before
    assert memory.glossary.load(path) == dry
    rows = [["treaty", "law", "Changed", "ru", "договор", "preferred", ""], *ROWS[1:]]
    dry = memory.glossary.load(table(path, rows, HEADER), dry_run=True)
    assert counts(dry) == (0, 1, 1)
    assert memory.glossary.concept(1).definition == "Written"


def test_a_file_that_is_refused_changes_nothing(memory: Memory, tmp_path: Path):
    before = list(memory._connection.iterdump())
    path = tmp_path / "terms.tbx"
    path.write_text("<martif><text><body><termEntry id='a'>")
    with pytest.raises(InputError):
        memory.glossary.load(path)
    assert list(memory._connection.iterdump()) == before


def test_records_that_are_skipped_are_told(memory: Memory, tmp_path: Path):
    rows = [*ROWS, ["odd", "", "", "xx", "term", "preferred", ""]]
    report = memory.glossary.load(table(tmp_path / "terms.tsv", rows, HEADER))
    assert report.added == 2
    assert [type(skipped) for skipped in report.skipped] == [Skipped]


def test_two_glossaries_keep_their_concepts_apart(memory: Memory, tmp_path: Path):
    path = table(tmp_path / "terms.tsv", ROWS, HEADER)
    memory.glossary.load(path, glossary="one")
    assert counts(memory.glossary.load(path, glossary="two")) == (2, 0, 0)
    assert [c.identifier for c in memory.glossary.concepts("one")] == ["treaty", "note"]
    assert [c.glossary for c in memory.glossary.concepts()] == ["one", "one", "two", "two"]
    assert list(memory.glossary.concepts("three")) == []
    counted = [(g.name, g.concepts, g.terms) for g in memory.statistics().glossaries]
    assert counted == [("one", 2, 5), ("two", 2, 5)]


@pytest.mark.parametrize("suffix", ["tbx", "tsv", "csv"])
def test_what_is_exported_comes_back_the_same(treaties: Memory, memory: Memory, tmp_path, suffix):
    path = tmp_path / f"terms.{suffix}"
    written = treaties.glossary.export(path).written
    wanted = [bare(c) for c in treaties.glossary.concepts()]
    assert written == len(wanted) > 100
    assert counts(memory.glossary.load(path)) == (written, 0, 0)
    assert [bare(c) for c in memory.glossary.concepts()] == wanted
    assert counts(memory.glossary.load(path)) == (0, 0, written)


@pytest.mark.parametrize(
    ("records", "found"),
    [
        ([("a", "мир", "peace"), ("a", "мир", "peace")], (1, 0, 1)),
        ([("a", "мир", "peace"), ("a", "мир", "world")], (2, 0, 0)),
        ([("a", "мир", "peace"), ("b", "мир", "peace")], (2, 0, 0)),
        ([("a", "мир", "peace"), ("a", "мир", "world"), ("a", "мир", "peace")], (2, 0, 1)),
        ([("a", "мир", "peace"), ("a", "мир", "world"), ("a", "мир", "world")], (2, 0, 1)),
        ([(None, "мир", "peace"), (None, "мир", "peace")], (1, 0, 1)),
        ([(None, "мир", "peace"), ("a", "мир", "peace")], (2, 0, 0)),
    ],
)
def test_one_id_for_several_concepts_loses_nothing_and_doubles_nothing(
    memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, records, found
):
    wanted = [concept(ru, en, identifier=identifier) for identifier, ru, en in records]
    monkeypatch.setattr(formats.Format, "read_concepts", lambda *_: iter(wanted))
    path = table(tmp_path / "terms.tsv", [])
    assert counts(memory.glossary.load(path, dry_run=True)) == found
    assert counts(memory.glossary.load(path)) == found
    stored = [tuple(term.text for term in c.terms) for c in memory.glossary.concepts()]
    assert {tuple(texts) for _, *texts in records} == set(stored)
    assert len(stored) == found[0]
    assert counts(memory.glossary.load(path)) == (0, 0, len(records))


IMPORT = """
import sys
import tmtool
from tmtool.jobs import load_concepts
with tmtool.open(sys.argv[1]) as memory:
    print("ready", flush=True)
    for file in sys.stdin:
        report = memory.glossary.load(file.strip(), glossary="shared")
        print(report.added, report.updated, report.duplicate, flush=True)
"""


@pytest.mark.parametrize("identified", [True, False])
def test_two_processes_import_one_glossary_at_once(tmp_path: Path, identified: bool):
    path = tmp_path / "memory.db"
    tmtool.open(path).close()
    with process(IMPORT, path) as one, process(IMPORT, path) as two:
        assert [hear(one), hear(two)] == ["ready", "ready"]
        for version, status in enumerate(("preferred", "admitted")):
            rows = [
                [f"c{n}" if identified else "", language, f"{text} {n}", status]
                for n in range(150)
                for language, text in (("ru", "термин"), ("en", "term"))
            ]
            file = table(tmp_path / f"{status}.tsv", rows, "concept language term status")
            if not identified:
                rows = [[f"термин {n}", f"term {n}"] for n in range(150)]
                file = table(tmp_path / "plain.tsv", rows, "ru en")
            say(one, str(file))
            say(two, str(file))
            reports = [list(map(int, hear(running).split())) for running in (one, two)]
            assert [sum(numbers) for numbers in reports] == [150, 150]
            with tmtool.open(path) as memory:
                assert len(list(memory.glossary.concepts())) == 150
                assert memory.statistics().glossaries[0].terms == 300
            kind = 0 if version == 0 else 1 if identified else 2
            assert sum(numbers[kind] for numbers in reports) >= 150
        for running in (one, two):
            done(running)


# Single concepts -------------------------------------------------------------------------


def test_a_concept_is_added_found_and_stamped(memory: Memory):
    added = memory.glossary.add(concept("мирный договор", "peace treaty"), by="ivanova")
    assert (added.id, added.glossary) == (1, "own")
    assert {term.created_by for term in added.terms} == {"ivanova"}
    assert all(term.created_at for term in added.terms)
    assert memory.glossary.concept(1) == added
    assert found_terms(memory, "О мирных договорах") == ["мирный договор"]
    assert (memory.languages(), memory.glossary.languages()) == ([], ["en", "ru"])


def test_the_same_concept_twice_is_refused(memory: Memory):
    memory.glossary.add(concept("договор", "treaty"))
    with pytest.raises(InputError, match="has this as concept 1") as refused:
        memory.glossary.add(concept("договор", "treaty"))
    assert "glossary edit 1" in str(refused.value.hint)
    memory.glossary.add(concept("договор", "treaty"), glossary="other")
    memory.glossary.add(concept("договор", "agreement", identifier="a"))
    with pytest.raises(InputError):
        memory.glossary.add(concept("соглашение", "agreement", identifier="a"))
    assert len(list(memory.glossary.concepts())) == 3


def test_a_concept_can_be_copied_to_another_glossary(memory: Memory):
    added = memory.glossary.add(concept("договор", "treaty"))
    copy = memory.glossary.add(added, glossary="other")
    assert (copy.id, copy.glossary) == (2, "other")
    assert bare(copy) == bare(added)
    assert memory.glossary.concept(1) == added


def test_a_concept_is_edited(memory: Memory):
    added = memory.glossary.add(concept("договор", "treaty"), by="ivanova")
    ru, en = added.terms
    wanted = replace(
        added, domain="law", terms=(ru, replace(en, text="pact"), Term("de", "Vertrag"))
    )
    edited = memory.glossary.edit(wanted, by="petrov")
    assert edited == memory.glossary.concept(1)
    assert (edited.domain, edited.id, edited.glossary) == ("law", 1, "own")
    assert [term.text for term in edited.terms] == ["договор", "pact", "Vertrag"]
    assert [term.changed_by for term in edited.terms] == [None, "petrov", "petrov"]
    assert [term.created_by for term in edited.terms[:2]] == ["ivanova", "ivanova"]
    assert memory.glossary.suggest("the treaty", "en", "ru") == []
    assert memory.glossary.suggest("two pacts", "en", "ru") != []


@pytest.mark.parametrize(
    ("term", "change", "text", "found"),
    [
        (
            Term("ru", "должным образом заверенная копия"),
            {"hints": Hints(head=4)},
            "без должным образом заверенной копии",
            (False, True),
        ),
        (Term("ru", "вина"), {"hints": Hints(gender="neuter")}, "без вины", (True, False)),
        (Term("ru", "вина"), {"number": "plural"}, "без вин", (True, True)),
        (Term("ru", "вина"), {"number": "plural"}, "без вины", (True, False)),
        (Term("ru", "совет"), {"hints": Hints(invariable=True)}, "в советах", (True, False)),
        (Term("ru", "Сторона"), {"case_rule": "any"}, "с другой стороны", (False, True)),
        (Term("ru", "сторона"), {"case_rule": "exact"}, "все Стороны", (True, False)),
        (Term("ru", "полпред"), {"forms": ("полпредство",)}, "в полпредство", (False, True)),
        (Term("ru", "применить"), {"part_of_speech": "noun"}, "применили", (True, False)),
        (Term("en", "sign"), {"part_of_speech": "verb"}, "a sign", (True, False)),
        (Term("en", "deposit"), {"part_of_speech": "noun"}, "it deposited", (True, False)),
        (Term("en", "deposit"), {"part_of_speech": "properNoun"}, "it deposited", (True, False)),
        (Term("en", "due"), {"part_of_speech": "adjective"}, "the dues", (True, False)),
        (Term("en", "abroad"), {"part_of_speech": "adverb"}, "the abroads", (True, False)),
        (Term("en", "party to it"), {"hints": Hints(head=3)}, "parties to it", (True, False)),
    ],
)
def test_what_is_said_of_a_term_counts_as_soon_as_it_is_edited(
    memory: Memory, term: Term, change: dict, text: str, found: tuple[bool, bool]
):
    concept = memory.glossary.add(Concept((term,)), glossary="own")

    def is_found() -> bool:
        return bool(memory.glossary.suggest(text, term.language, "de"))

    before = is_found()
    edited = replace(concept, terms=(replace(concept.terms[0], **change),))
    memory.glossary.edit(edited)
    assert (before, is_found()) == found
    keys = "SELECT key FROM term_key ORDER BY key"
    assert memory._connection.execute(keys).fetchall() == [
        (key,) for key in sorted(term_keys(edited.terms[0]))
    ]
    memory.glossary.edit(concept)
    assert is_found() == before


def test_a_concept_is_removed_with_its_terms(memory: Memory):
    added = memory.glossary.add(concept("договор", "treaty"))
    assert memory.glossary.remove(1) == added
    assert list(memory.glossary.concepts()) == []
    assert found_terms(memory, "договор") == []
    for name in ("term", "term_key"):
        assert memory._connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (0,)


@pytest.mark.parametrize("number", [0, 2, -1, 2**63])
def test_a_concept_that_is_not_there_is_refused(memory: Memory, number: int):
    memory.glossary.add(concept("договор", "treaty"))
    with pytest.raises(NotFoundError, match=f"there is no concept {number}"):
        memory.glossary.concept(number)
    with pytest.raises(NotFoundError):
        memory.glossary.remove(number)
    with pytest.raises(NotFoundError):
        memory.glossary.edit(concept("мир", "peace", id=number))


@pytest.mark.parametrize(
    "wanted",
    [
        Concept(()),
        concept("", "treaty"),
        concept("договор", " "),
        concept("договор", "treaty\ud83d"),
        concept("договор", "treaty", note="\ud83d"),
        Concept((Term("ru", "договор", status="best"), Term("en", "treaty"))),
        Concept((Term("xx", "договор"), Term("en", "treaty"))),
    ],
)
def test_what_is_no_concept_is_refused(memory: Memory, wanted: Concept):
    with pytest.raises(InputError) as refused:
        memory.glossary.add(wanted)
    assert refused.value.hint
    kept = memory.glossary.add(concept("мир", "peace"))
    with pytest.raises(InputError):
        memory.glossary.edit(replace(wanted, id=kept.id))
    assert list(memory.glossary.concepts()) == [kept]


@pytest.mark.parametrize("glossary", ["", " ", "\ud83d"])
def test_a_glossary_needs_a_name(memory: Memory, glossary: str):
    with pytest.raises(InputError):
        memory.glossary.add(concept("мир", "peace"), glossary=glossary)
    assert memory.statistics().glossaries == ()


def test_tags_of_terms_get_their_usual_spelling(memory: Memory):
    added = memory.glossary.add(Concept((Term("RU", "мир"), Term("en_gb", "peace"))))
    assert [term.language for term in added.terms] == ["ru", "en-GB"]
    assert found_terms(memory, "мира") == ["мир"]


def test_an_identifier_that_another_concept_has_is_refused(memory: Memory):
    memory.glossary.add(concept("договор", "treaty", identifier="a"))
    added = memory.glossary.add(concept("мир", "peace", identifier="b"))
    with pytest.raises(InputError, match="'a'"):
        memory.glossary.edit(replace(added, identifier="a"))
    assert memory.glossary.concept(2) == added


def test_changes_of_concepts_are_written_down(memory: Memory):
    added = memory.glossary.add(concept("договор", "treaty"), by="ivanova")
    memory.glossary.edit(replace(added, note="x"), by="petrov")
    memory.glossary.remove(1, by="smith")
    rows = memory._connection.execute(
        "SELECT operation, by, concept_id, before IS NULL, after IS NULL FROM change ORDER BY id"
    ).fetchall()
    assert rows == [
        ("add", "ivanova", 1, 1, 0),
        ("edit", "petrov", 1, 0, 0),
        ("remove", "smith", 1, 0, 1),
    ]
    assert memory.history() == []


def test_a_term_with_signs_or_numbers_alone_is_kept_though_not_found(memory: Memory):
    memory.glossary.add(concept("№", "No."))
    assert found_terms(memory, "№ 5") == []
    assert [c.terms[0].text for c in memory.glossary.concepts()] == ["№"]


# What others do meanwhile ----------------------------------------------------------------


def test_a_concept_removed_meanwhile_is_no_error(memory: Memory, monkeypatch: pytest.MonkeyPatch):
    memory.glossary.add(concept("договор", "treaty"))
    read = store.read

    def removed_meanwhile(connection, ids):
        monkeypatch.setattr(store, "read", read)
        with tmtool.open(memory.path) as other:
            other.glossary.remove(1)
        return read(connection, ids)

    monkeypatch.setattr(store, "read", removed_meanwhile)
    assert found_terms(memory, "договор") == ["договор"]
    assert found_terms(memory, "договор") == []


def test_a_concept_removed_before_an_edit_is_told(memory: Memory):
    added = memory.glossary.add(concept("договор", "treaty"))
    with tmtool.open(memory.path) as other:
        other.glossary.remove(1)
    with pytest.raises(NotFoundError):
        memory.glossary.edit(replace(added, note="x"))
    assert list(memory.glossary.concepts()) == []


def test_the_keys_of_terms_can_be_made_again(memory: Memory):
    memory.glossary.add(Concept((Term("ru", "оговорка"), Term("en", "reservation"))))
    with memory._connection:
        memory._connection.execute("DELETE FROM term_key")
    assert memory.glossary.suggest("Без оговорок.", "ru", "en") == []
    memory.rebuild_index()
    assert [hit.term for hit in memory.glossary.suggest("Без оговорок.", "ru", "en")] == [
        "оговорка"
    ]


def test_changes_of_concepts_are_taken_back(memory: Memory):
    added = memory.glossary.add(concept("оговорка", "reservation", domain="law"))
    terms = (added.terms[0], replace(added.terms[1], status="forbidden", note="Not so."))
    memory.glossary.edit(replace(added, terms=terms, domain=None), by="petrov")
    undone = memory.glossary.undo(by="smith")
    assert (undone.operation, undone.concept, undone.unit) == ("edit", added.id, None)
    back = memory.glossary.concept(added.id)
    assert (back.domain, [t.status for t in back.terms]) == ("law", ["admitted", "admitted"])
    assert [hit.term for hit in memory.glossary.suggest("Без оговорок.", "ru", "en")] == [
        "оговорка"
    ]


def test_a_removed_concept_comes_back_with_its_terms_and_number(memory: Memory):
    added = memory.glossary.add(concept("оговорка", "reservation"), glossary="office")
    memory.glossary.remove(added.id)
    memory.glossary.undo()
    back = memory.glossary.concept(added.id)
    assert (back.glossary, [t.text for t in back.terms]) == ("office", ["оговорка", "reservation"])
    assert memory.glossary.suggest("Без оговорок.", "ru", "en")


def test_an_added_concept_is_taken_back_and_so_is_that_it_was(memory: Memory):
    memory.glossary.add(concept("оговорка", "reservation"))
    memory.glossary.undo()
    assert list(memory.glossary.concepts()) == []
    with pytest.raises(NotFoundError, match="no change to undo"):
        memory.glossary.undo()


def test_what_was_changed_since_is_not_taken_back(memory: Memory):
    added = memory.glossary.add(concept("оговорка", "reservation"))
    memory.glossary.edit(replace(added, domain="a"))
    memory.glossary.edit(replace(added, domain="b"))
    first = memory.glossary.history(added.id)[1]
    with pytest.raises(NotFoundError, match="changed again"):
        memory.glossary.undo(first.id)


def test_a_removed_concept_that_was_added_again_does_not_come_back(memory: Memory):
    added = memory.glossary.add(concept("оговорка", "reservation"))
    memory.glossary.remove(added.id)
    memory.glossary.add(concept("оговорка", "reservation"))
    removal = memory.glossary.history(added.id)[0]
    with pytest.raises(InputError, match="has this as concept"):
        memory.glossary.undo(removal.id)


def test_each_log_takes_back_its_own(memory: Memory):
    memory.add_unit(pair("Да", "Yes"), corpus="a")
    memory.glossary.add(concept("оговорка", "reservation"))
    with pytest.raises(NotFoundError, match="not of a unit"):
        memory.undo()
    memory.glossary.undo()
    assert list(memory.glossary.concepts()) == []
