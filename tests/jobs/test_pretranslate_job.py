from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polib
import pytest
from building import catalogue, entry, pair

from tmtool.errors import InputError
from tmtool.jobs.samples import EXAMPLES, sample
from tmtool.memory import Memory
from tmtool.models import FillReport, TranslationUnit, Variant


def plural(*forms: str, msgid="%d file", many="%d files", context: str | None = None) -> str:
    lines = [f'msgctxt "{context}"'] if context else []
    lines += [f'msgid "{msgid}"', f'msgid_plural "{many}"']
    lines += [f'msgstr[{number}] "{form}"' for number, form in enumerate(forms)]
    return "\n".join([*lines, ""])


@pytest.fixture
def filled(memory: Memory, tmp_path: Path):
    """A function that fills a catalogue of these entries and returns it with the report."""

    def fill(*entries: str, language: str = "ru", target: str | None = None, **options):
        path = catalogue(tmp_path / "in.po", *entries, language=language)
        report = memory.pretranslate(path, tmp_path / "out.po", "en", target, **options)
        found = {(e.msgctxt, e.msgid): e for e in polib.pofile(str(tmp_path / "out.po"))}
        return found, replace(report, origins=(), warnings=())

    return fill


def add(memory: Memory, en: str, ru: str, **fields) -> None:
    memory.add_unit(pair(ru, en, **fields), corpus="own")


def test_exact_matches_are_filled_as_they_are(memory: Memory, filled):
    add(memory, "Open", "Открыть")
    found, report = filled(entry("Open", ""), entry("Unknown", ""))
    assert found[None, "Open"].msgstr == "Открыть"
    assert found[None, "Open"].flags == []
    assert found[None, "Unknown"].msgstr == ""
    assert report == FillReport(total=2, exact=1, empty=1)


def test_of_exact_matches_the_one_in_context_is_taken(memory: Memory, filled):
    add(memory, "Open", "Открыто", context="state")
    add(memory, "Open", "Открыть", context="menu")
    found, report = filled(
        entry("Open", "", context="menu"),
        entry("Open", "", context="state"),
        entry("Open", "", context="other"),
    )
    assert found["menu", "Open"].msgstr == "Открыть"
    assert found["state", "Open"].msgstr == "Открыто"
    assert found["other", "Open"].msgstr in ("Открыть", "Открыто")
    assert report == FillReport(total=3, context=2, exact=1)


def test_no_context_is_not_an_empty_context(memory: Memory, filled):
    add(memory, "Open", "Открыть", context="")
    _, report = filled(entry("Open", ""))
    assert report == FillReport(total=1, exact=1)


OLD, NEW = "Open the old configuration file", "Open the new configuration file"


def test_fuzzy_matches_are_marked_and_say_what_they_were_made_for(memory: Memory, filled):
    # Four of five stems, all alike; runs of openthe, configurationfile: 4 + 14 of 24 each:
    # sqrt(4/5 * 18/24) = 0.774.
    add(memory, OLD, "Открыть старый файл настроек")
    found, report = filled(entry(NEW, ""))
    message = found[None, NEW]
    assert message.msgstr == "Открыть старый файл настроек"
    assert message.flags == ["fuzzy"]
    assert message.previous_msgid == OLD
    assert message.tcomment == "77% match, own unit 1"
    assert report == FillReport(total=1, fuzzy=1)


@pytest.mark.parametrize(("min_rate", "kind"), [(77, "fuzzy"), (78, "empty"), (100, "empty")])
def test_the_lowest_rate(memory: Memory, filled, min_rate: int, kind: str):
    add(memory, OLD, "Открыть старый файл настроек")
    _, report = filled(entry(NEW, ""), min_rate=min_rate)
    assert report == FillReport(total=1, **{kind: 1})


@pytest.mark.parametrize("status", ["draft", "machine"])
def test_what_nobody_approved_stays_to_be_approved(memory: Memory, filled, status: str):
    add(memory, "Open", "Открыть", status=status)
    found, report = filled(entry("Open", ""))
    assert "fuzzy" in found[None, "Open"].flags
    assert report.fuzzy == 1


def test_an_approved_match_goes_before_an_exact_draft(memory: Memory, filled):
    add(memory, "Open", "черновик", status="machine", changed_at="2024-01-01T00:00:00Z")
    add(memory, "Open ", "готово", changed_at="2020-01-01T00:00:00Z")
    found, _ = filled(entry("Open", ""))
    assert found[None, "Open"].msgstr == "готово"
    assert found[None, "Open"].flags == []


def test_translations_that_are_there_stay_unless_told_otherwise(memory: Memory, filled):
    add(memory, "Open", "Открыть")
    found, report = filled(entry("Open", "Моё"))
    assert (found[None, "Open"].msgstr, report.kept) == ("Моё", 1)
    found, report = filled(entry("Open", "Моё"), overwrite=True)
    assert (found[None, "Open"].msgstr, report.exact) == ("Открыть", 1)
    found, report = filled(entry("Open", "Моё", fuzzy=True))
    assert (found[None, "Open"].msgstr, report.exact) == ("Открыть", 1)


# Plural forms ----------------------------------------------------------------------------

FILES = ("%d файл", "%d файла", "%d файлов")


def test_what_stays_is_not_said_to_come_from_a_corpus(memory: Memory, tmp_path: Path):
    add(memory, "Open the old door slowly", "Медленно открыть старую дверь")
    path = catalogue(tmp_path / "a.po", entry("Open the old gate slowly", ""), language="ru")
    first = memory.pretranslate(path, tmp_path / "b.po", "en", min_rate=30)
    assert [(one.corpus, one.fuzzy) for one in first.origins] == [("own", 1)]
    again = memory.pretranslate(tmp_path / "b.po", tmp_path / "c.po", "en", min_rate=30)
    assert (again.kept, again.origins) == (1, ())


def forms(message) -> list[str]:
    return [message.msgstr_plural[number] for number in sorted(message.msgstr_plural)]


def test_plural_forms_come_from_an_imported_entry(memory: Memory, filled, tmp_path: Path):
    memory.load(catalogue(tmp_path / "old.po", plural(*FILES)))
    found, report = filled(plural("", "", ""))
    assert forms(found[None, "%d file"]) == list(FILES)
    assert found[None, "%d file"].flags == []
    assert report == FillReport(total=1, exact=1)


@pytest.mark.parametrize(
    ("stored", "wanted", "report"),
    [
        ("menu", "menu", FillReport(total=1, context=1)),
        (None, None, FillReport(total=1, exact=1)),
        ("menu", "state", FillReport(total=1, fuzzy=1)),
        ("menu", None, FillReport(total=1, fuzzy=1)),
    ],
)
def test_plural_forms_of_another_context_are_fuzzy(
    memory: Memory, filled, tmp_path: Path, stored, wanted, report: FillReport
):
    memory.load(catalogue(tmp_path / "old.po", plural(*FILES, context=stored)))
    _, found = filled(plural("", "", "", context=wanted))
    assert found == report


def test_plural_forms_in_a_region_of_the_language(memory: Memory, filled, tmp_path: Path):
    memory.load(catalogue(tmp_path / "old.po", plural(*FILES), language="ru_RU"))
    found, report = filled(plural("", "", ""))
    assert (forms(found[None, "%d file"]), report.exact) == (list(FILES), 1)


def test_the_newest_whole_entry_is_taken(memory: Memory, filled, tmp_path: Path):
    memory.load(catalogue(tmp_path / "a.po", plural(*FILES)), corpus="a")
    newest = ("%d документ", "%d документа", "%d документов")
    memory.load(catalogue(tmp_path / "b.po", plural(*newest)), corpus="b")
    memory.load(catalogue(tmp_path / "c.po", plural("%d бумага", "", "")), corpus="c")
    found, _ = filled(plural("", "", ""))
    assert forms(found[None, "%d file"]) == list(newest)


def test_an_entry_that_is_not_approved_does_not_make_an_exact_fill(
    memory: Memory, filled, tmp_path: Path
):
    memory.load(catalogue(tmp_path / "a.po", "#, fuzzy\n" + plural(*FILES)))
    found, report = filled(plural("", "", ""))
    assert "fuzzy" in found[None, "%d file"].flags
    assert report == FillReport(total=1, fuzzy=1)


def test_plural_forms_put_together_from_single_units_are_fuzzy(memory: Memory, filled):
    add(memory, "%d file", "%d файл")
    add(memory, "%d files", "%d файлов")
    found, report = filled(plural("", "", ""))
    message = found[None, "%d file"]
    assert forms(message) == ["%d файл", "%d файлов", "%d файлов"]
    assert message.flags == ["fuzzy"]
    assert message.previous_msgid == "%d file"
    assert report == FillReport(total=1, fuzzy=1)


def test_half_a_plural_is_none(memory: Memory, filled):
    add(memory, "%d file", "%d файл")
    _, report = filled(plural("", "", ""), min_rate=100)
    assert report == FillReport(total=1, empty=1)


# Languages -------------------------------------------------------------------------------


def test_the_header_names_the_language_or_the_caller_does(memory: Memory, filled):
    variants = Variant("en", "Yes"), Variant("ru", "Да"), Variant("de", "Ja")
    memory.add_unit(TranslationUnit(variants), corpus="own")
    for language, target, text in (("de", None, "Ja"), ("", "ru", "Да"), ("de", "ru", "Да")):
        found, report = filled(entry("Yes", ""), language=language, target=target)
        assert (found[None, "Yes"].msgstr, report.exact) == (text, 1)


def test_a_catalogue_without_a_language_is_refused(memory: Memory, filled, tmp_path: Path):
    with pytest.raises(InputError, match="names no language") as refused:
        filled(entry("Yes", ""), language="")
    assert refused.value.where == str(tmp_path / "in.po")
    assert not (tmp_path / "out.po").exists()


def test_the_sample_template(treaties: Memory, tmp_path: Path):
    template = sample(EXAMPLES) / "portal.pot"
    report = treaties.pretranslate(template, tmp_path / "portal.po", "en", "ru")
    assert report.total == 5
    assert report.exact + report.context >= 1
    assert report.fuzzy >= 1
    assert report.empty >= 1


IRISH = "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4);"


@pytest.mark.parametrize(
    ("header", "forms", "report"),
    [
        (f'"Plural-Forms: {IRISH}\\n"\n', "abcde", FillReport(total=1, exact=1)),
        ("", "abe", FillReport(total=1, fuzzy=1)),
    ],
)
def test_plural_forms_keep_the_rule_of_their_catalogue(
    memory: Memory, tmp_path: Path, header: str, forms: str, report: FillReport
):
    rule = f'"Plural-Forms: {IRISH}\\n"\n'
    known = catalogue(
        tmp_path / "known.po", plural(*"abcde", many="files"), header=rule, language="ga"
    )
    memory.load(known)
    new = catalogue(tmp_path / "new.po", plural("", "", many="files"), header=header, language="ga")
    found = memory.pretranslate(new, tmp_path / "out.po")
    assert replace(found, origins=(), warnings=()) == report
    (entry,) = polib.pofile(str(tmp_path / "out.po"))
    assert "".join(entry.msgstr_plural.values()) == forms


def test_a_catalogue_is_brought_up_to_date(memory: Memory, tmp_path: Path):
    add(memory, "Print the whole document", "Печатать документ целиком")
    old = catalogue(tmp_path / "ru.po", entry("Open file", "Открыть файл"), entry("Gone", "Нет"))
    messages = ("Open files", "Print the whole document", "Something else entirely")
    template = catalogue(tmp_path / "a.pot", *(entry(one, "") for one in messages))
    report = memory.pretranslate(old, tmp_path / "out.po", template=template)
    assert replace(report, origins=(), warnings=()) == FillReport(
        total=3, exact=1, fuzzy=1, empty=1, obsolete=1
    )
    found = {one.msgid: one for one in polib.pofile(str(tmp_path / "out.po"))}
    assert found["Open files"].previous_msgid == "Open file"
    assert found["Gone"].obsolete
