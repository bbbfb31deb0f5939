from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.languages import ISO_639_1
from tmtool.text.plural_rules import (
    SAMPLE,
    parse_rule,
    plural_count,
    plural_forms,
    plural_rule,
)

TABLE = Path(plural_rule.__code__.co_filename).with_name("plural_rules.tsv")
LISTED = [line.split("\t")[0] for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]


def test_the_table_has_the_languages_of_the_world_once():
    assert len(LISTED) > 200
    assert sorted(set(LISTED)) == LISTED


@pytest.mark.parametrize("language", sorted({*ISO_639_1, *LISTED}))
def test_rules_give_each_number_one_of_the_forms_and_use_all_of_them(language: str):
    rule = plural_rule(language)
    assert set(rule.forms) == set(range(rule.count)) == set(range(plural_count(language)))


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ru", {0: 2, 1: 0, 2: 1, 4: 1, 5: 2, 11: 2, 12: 2, 21: 0, 22: 1, 111: 2, 121: 0}),
        ("en", {0: 1, 1: 0, 2: 1, 21: 1}),
        ("fr", {0: 0, 1: 0, 2: 1}),
        ("pl", {1: 0, 2: 1, 5: 2, 21: 2, 22: 1}),
        ("cs", {1: 0, 2: 1, 4: 1, 5: 2, 22: 2}),
        ("ja", {0: 0, 1: 0, 100: 0}),
        ("ru-RU", {1: 0, 2: 1, 5: 2}),
        ("ga", {0: 2, 1: 0, 2: 1, 3: 2, 7: 2, 11: 2}),
        ("pt", {0: 1, 1: 0, 2: 1}),
        ("pt-BR", {0: 0, 1: 0, 2: 1}),
        ("pt-PT", {0: 1, 1: 0, 2: 1}),
        ("ar", {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 102: 5, 103: 3}),
        ("lv", {0: 2, 1: 0, 2: 1, 11: 1, 21: 0}),
        ("sl", {1: 0, 2: 1, 3: 2, 5: 3, 101: 0}),
        ("cy", {0: 0, 1: 1, 2: 2, 3: 3, 6: 4, 4: 5}),
        ("gd", {1: 0, 11: 0, 2: 1, 12: 1, 3: 2, 19: 2, 20: 3, 0: 3}),
        ("mt", {1: 0, 2: 1, 0: 2, 10: 2, 11: 3, 19: 3, 20: 4}),
        ("br", {1: 0, 2: 1, 3: 2, 5: 4, 21: 0, 71: 4, 1_000_000: 3}),
        ("zgh", {1: 0, 2: 1}),
    ],
)
def test_forms_of_single_numbers(language: str, forms: dict[int, int]):
    rule = plural_rule(language)
    assert {number: rule.forms[SAMPLE.index(number)] for number in forms} == forms


def rule_of_gettext(language: str, template: Path) -> str | None:
    """The header field that msginit writes for a language, where it knows one."""
    locale = language.replace("-", "_")
    arguments = ["--no-translator", "--no-wrap", "-i", str(template), "-l", locale, "-o", "-"]
    done = subprocess.run(["msginit", *arguments], capture_output=True, check=False)
    found = done.stdout.decode("utf-8", "replace").partition("Plural-Forms: ")[2]
    return found.partition("\\n")[0] or None


def test_gettext_knows_no_other_rules(tmp_path: Path):
    """For the languages that msginit has a rule for: some forty, by its release."""
    if shutil.which("msginit") is None:
        pytest.skip("msginit (GNU gettext) is not installed")
    template = tmp_path / "a.pot"
    template.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n',
        encoding="utf-8",
    )
    known = {language: rule_of_gettext(language, template) for language in LISTED}
    rules = {language: parse_rule(text) for language, text in known.items() if text}
    assert len(rules) > 30
    assert {"ru", "en", "fr", "pt-BR"} <= rules.keys()
    assert None not in rules.values()
    assert [
        one for one, rule in rules.items() if not (rule and plural_rule(one).is_like(rule))
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nplurals=INTEGER; plural=EXPRESSION;",
        "nplurals=2",
        "nplurals=0; plural=0;",
        "nplurals=12; plural=n;",
        "nplurals=2; plural=n;",
        "nplurals=2; plural=n-1;",
        "nplurals=2; plural=n%0;",
        "nplurals=2; plural=(n != 1;",
        "nplurals=2; plural=n !! 1;",
        "nplurals=2; plural=!n%!1;",
        "nplurals=2; plural=m != 1;",
        "nplurals=2; plural=" + "(" * 2000 + "n" + ")" * 2000 + ";",
    ],
)
def test_what_gettext_refuses_is_no_rule(text: str):
    assert parse_rule(text) is None


def test_any_spelling_of_a_rule_is_read():
    rule = parse_rule(" nplurals = 2 ; plural = n!=1 ")
    assert rule is not None
    assert rule.is_like(plural_rule("de"))
    assert not rule.is_like(plural_rule("fr"))
    assert not rule.is_like(plural_rule("ru"))


@given(st.text("n0123456789()?:=!<>&|%*/+- ;", max_size=40))
def test_no_formula_is_too_odd(formula: str):
    rule = parse_rule(f"nplurals=3; plural={formula};")
    assert rule is None or set(rule.forms) <= {0, 1, 2}


FOUR_FORMS = (
    "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14)"
    " ? 1 : n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14) ? 2 : 3);"
)


@pytest.mark.parametrize(
    ("rule", "other", "texts", "expected"),
    [
        (FOUR_FORMS, plural_forms("ru"), "abc", (("a", "b", "c", "c"), True)),
        (plural_forms("ru"), FOUR_FORMS, "abcd", (("a", "b", "c"), True)),
        (plural_forms("pt"), plural_forms("pt-BR"), "ab", (("a", "b"), False)),
        (plural_forms("ja"), plural_forms("en"), "ab", (("b",), False)),
        (plural_forms("en"), plural_forms("ja"), "a", (("a", "a"), True)),
        (
            plural_forms("ga"),
            "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4);",
            "abcde",
            (("a", "b", "e"), False),
        ),
    ],
)
def test_forms_of_one_rule_for_another(rule: str, other: str, texts: str, expected):
    ours, theirs = parse_rule(rule), parse_rule(other)
    assert ours is not None
    assert theirs is not None
    assert ours.of(tuple(texts), theirs) == expected


def test_forms_for_many_numbers():
    french, russian = plural_rule("fr"), plural_rule("ru")
    assert [french.is_for_many_numbers(form) for form in (0, 1)] == [False, True]
    assert all(russian.is_for_many_numbers(form) for form in (0, 1, 2))
