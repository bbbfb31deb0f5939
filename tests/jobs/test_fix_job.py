"""Repairs of files and of the memory's own units."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from building import pair

from tmtool.errors import InputError, NotFoundError
from tmtool.formats import ReadOptions, find
from tmtool.jobs.fix import Fixer
from tmtool.jobs.fix_files import repairs_of_records, rewrite
from tmtool.models import DraftSegment, Repair, TranslationUnit, Variant

RU_EN = "ru", "en"


def repairs(memory, **options) -> list[Repair]:
    fixer = memory.fixer(*RU_EN, **options)
    return [one for one in fixer.repairs(memory.drafts(*RU_EN)) if one]


def test_units_are_repaired_and_brought_back(memory):
    unit, _ = memory.add_unit(pair("Да, нет", "Yes , no"), corpus="c", by="a")
    assert unit.id is not None
    found = repairs(memory)
    assert [(one.segment.segment, one.after) for one in found] == [(unit.id, "Yes, no")]
    assert memory.apply_repairs(found, "en", by="b") == (1, 0)
    changed = memory.unit(unit.id)
    assert changed.variant("en").text == "Yes, no"
    assert changed.changed_by == "b"
    assert repairs(memory) == []
    memory.undo(by="c")
    assert memory.unit(unit.id).variants == unit.variants


def test_inline_markup_stays(memory):
    variants = (
        Variant("ru", "Да {1}нет{2}", "Да <hi>нет</hi>"),
        Variant("en-GB", "Yes  {1}no{2}", "Yes  <hi>no</hi>"),
    )
    unit, _ = memory.add_unit(TranslationUnit(variants), corpus="c")
    assert memory.apply_repairs(repairs(memory), "en") == (1, 0)
    assert memory.unit(unit.id).variant("en-GB") == Variant(
        "en-GB", "Yes {1}no{2}", "Yes <hi>no</hi>"
    )


def test_what_was_changed_meanwhile_is_left(memory):
    unit, _ = memory.add_unit(pair("Да нет", "Yes  no"), corpus="c")
    found = repairs(memory)
    memory.edit_unit(unit.id, {"en": "Yes or no"})
    assert memory.apply_repairs(found, "en") == (0, 1)
    assert memory.unit(unit.id).variant("en").text == "Yes or no"
    assert memory.apply_repairs(found, "de") == (0, 1)
    memory.remove_unit(unit.id)
    with pytest.raises(NotFoundError):
        memory.apply_repairs(found, "en")


def test_markup_that_does_not_have_the_text_is_left(memory):
    variants = Variant("ru", "Да нет"), Variant("en", "Yes  no", "something else")
    memory.add_unit(TranslationUnit(variants), corpus="c")
    assert memory.apply_repairs(repairs(memory), "en") == (0, 1)


def test_accepted_findings_are_never_repaired(memory):
    memory.add_unit(pair("Да нет", "Yes  no"), corpus="c")
    report = memory.check(memory.drafts(*RU_EN), *RU_EN)
    memory.accept([one for one in report.issues if one.check == "double-space"])
    assert repairs(memory) == []


def test_records_are_known_by_their_place(tmp_path):
    """Also behind rows that are no units, and far more of them than are looked at first."""
    path = tmp_path / "a.tsv"
    rows = ["ru\ten-GB", *(f"Да нет\tYes no {n}" for n in range(300))]
    rows[7] = "только это\t"
    rows[5] = "Да нет\tYes  no"
    rows[290] = "Да нет\tNo  yes"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    reading = ReadOptions()
    records = find(path).read_units(path, reading)
    found = [one for one in repairs_of_records(records, RU_EN, Fixer(*RU_EN)) if one]
    assert [(one.record, one.language) for one in found] == [(4, "en-GB"), (289, "en-GB")]
    rewrite(path, path, found, None, reading, lines=False)
    rows[5], rows[290] = "Да нет\tYes no", "Да нет\tNo yes"
    assert path.read_text(encoding="utf-8") == "\n".join(rows) + "\n"


def test_the_sources_of_a_catalogue_stay(tmp_path):
    path = tmp_path / "a.po"
    path.write_text(
        'msgid ""\nmsgstr "Language: ru\\n"\n\nmsgid "Yes  no"\nmsgstr "Да нет"\n', "utf-8"
    )
    reading = ReadOptions()
    records = find(path).read_units(path, reading)
    found = [one for one in repairs_of_records(records, RU_EN, Fixer(*RU_EN)) if one]
    assert len(found) == 1
    with pytest.raises(InputError, match="the source texts of a catalogue are its keys"):
        rewrite(path, path, found, None, reading, lines=False)


def test_a_repair_that_turns_in_circles_is_none(monkeypatch):
    import tmtool.jobs.fix as job

    done = [SimpleNamespace(check="double-space")]
    monkeypatch.setattr(job, "repaired", lambda draft, issues: (draft.swapcase(), done))
    assert Fixer(*RU_EN).repair(DraftSegment(1, "Да", "yes")) is None
