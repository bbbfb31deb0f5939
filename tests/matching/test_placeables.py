from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.matching.repair.agreement import plural_category
from tmtool.matching.repair.labels import label
from tmtool.matching.repair.months import month, month_like
from tmtool.matching.repair.numerals import (
    canonical,
    ordinal_suffix,
    roman,
    roman_value,
    spelled,
    write_number,
)
from tmtool.matching.repair.placeables import recognise

NB = "\u00a0"
NN = "\u202f"


@pytest.mark.parametrize(
    ("language", "text", "kind", "value"),
    [
        # Numbers.
        ("en", "1,000.5", "number", "1000.5"),
        ("en", "1,234,567", "number", "1234567"),
        ("en", f"1{NB}000", "number", "1000"),
        ("en", "-5", "number", "-5"),
        ("en", "2.50", "number", "2.50"),
        ("ru", f"1{NB}000,5", "number", "1000.5"),
        ("ru", f"1{NN}000{NN}000", "number", "1000000"),
        ("ru", "1 000", "number", "1000"),
        ("ru", "0,5", "number", "0.5"),
        ("ru", "\u22125", "number", "-5"),
        ("ru", "5.2", "number", "5.2"),
        # Dates.
        ("en", "5 May 2021", "date", (2021, 5, 5)),
        ("en", "5th of May 2021", "date", (2021, 5, 5)),
        ("en", "May 5, 2021", "date", (2021, 5, 5)),
        ("en", "Sept. 30, 1999", "date", (1999, 9, 30)),
        ("en", "30 Jun 1999", "date", (1999, 6, 30)),
        ("en", "May 21", "date", (None, 5, 21)),
        ("en", "May 2021", "date", (2021, 5, None)),
        ("en", "December", "date", (None, 12, None)),
        ("en", "05/06/2021", "date", (2021, 6, 5)),
        ("en", "2021-06-05", "date", (2021, 6, 5)),
        ("ru", "5 мая 2021", "date", (2021, 5, 5)),
        ("ru", "«5» мая 2021", "date", (2021, 5, 5)),
        ("ru", "5-го августа", "date", (None, 8, 5)),
        ("ru", "май 2021", "date", (2021, 5, None)),
        ("ru", "Марте", "date", (None, 3, None)),
        ("ru", "05.06.2021", "date", (2021, 6, 5)),
        # Times.
        ("en", "10:30", "time", (10, 30, None)),
        ("en", "10:30:59", "time", (10, 30, 59)),
        ("en", "10.30 p.m.", "time", (22, 30, None)),
        ("en", "12:15 AM", "time", (0, 15, None)),
        ("en", "5 pm", "time", (17, 0, None)),
        ("ru", "9:05", "time", (9, 5, None)),
        # Ordinals, decades and Roman numerals.
        ("en", "21st", "ordinal", "21"),
        ("ru", "21-го", "ordinal", "21"),
        ("en", "1990s", "decade", "1990"),
        ("en", "XXI", "roman", "21"),
        ("ru", "IV", "roman", "4"),
        # Codes, addresses and placeholders.
        ("en", "A/RES/60/1", "code", "A/RES/60/1"),
        ("ru", "Т-72", "code", "T-72"),
        ("en", "COVID-19", "code", "COVID-19"),
        ("en", "007", "code", "007"),
        ("ru", "001,7", "code", "001,7"),
        ("en", "192.168.0.1", "code", "192.168.0.1"),
        ("en", "60/1", "code", "60/1"),
        ("en", "10mm", "code", "10mm"),
        ("en", "5,6", "code", "5,6"),
        ("en", "31.31.2021", "code", "31.31.2021"),
        ("en", "9" * 5000, "code", "9" * 5000),
        ("en", "https://a.example/b?c=1,2", "url", "https://a.example/b?c=1,2"),
        ("ru", "a.b@example.org", "url", "a.b@example.org"),
        ("en", "{1}", "placeholder", "{1}"),
        ("en", "{name}", "placeholder", "{name}"),
        ("en", "${x}", "placeholder", "${x}"),
        ("en", "%s", "placeholder", "%s"),
        ("en", "%5.2f", "placeholder", "%5.2f"),
        ("en", "%2$s", "placeholder", "%2$s"),
        ("en", "%(count)d", "placeholder", "%(count)d"),
        ("en", "%1", "placeholder", "%1"),
        ("en", '<a href="x5">', "placeholder", '<a href="x5">'),
        ("en", "&nbsp;", "placeholder", "&nbsp;"),
        ("fr", "A/60/1", "code", "A/60/1"),
    ],
)
def test_one_placeable(language, text, kind, value):
    (found,) = recognise(text, language)
    assert (found.kind, found.value, found.text) == (kind, value, text)
    (inside,) = recognise(f"x ({text}) x", language)
    assert (inside.kind, inside.value, inside.start) == (kind, value, 3)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Article 5 (2)", ["5", "2"]),
        ("en", "1999–2001, 5-7", ["1999", "2001", "5", "7"]),
        ("en", "a 30-day period", ["30"]),
        ("ru", "30-дневный срок", ["30"]),
        ("ru", "5 мая 2021 г. в 10:30", ["5 мая 2021", "10:30"]),
        ("ru", "в 2021 100 делегатов", ["2021", "100"]),
        ("ru", "пп. 5,6", ["5,6"]),
        ("ru", "1990-х годов", ["1990-х"]),
        ("ru", "5-ти сторон", ["5-ти"]),
        ("en", "See https://a.example/b.", ["https://a.example/b"]),
        ("en", "50% of", ["50"]),
        ("en", "100%s", ["100"]),
        ("en", "5 < 6 and 7 > 3", ["5", "6", "7", "3"]),
        ("en", "drive C, size L, I and/or him", ["I"]),
        ("en", "May I? In may and march.", ["May", "I"]),
        ("en", "subparagraphs (ii) and iv)", ["ii", "iv"]),
        ("en", "mild, civil, vi", []),
        ("ru", "майский, маяк, марта", ["марта"]),
        ("en", "8-800-555-35-35", ["8-800-555-35-35"]),
        ("en", "C++11", ["11"]),
        ("de", "5 Tage, A/60/1", ["5", "A/60/1"]),
        ("en", "", []),
    ],
)
def test_placeables_of_a_text(language, text, found):
    assert [placeable.text for placeable in recognise(text, language)] == found


def test_the_month_may_stand_first():
    (found,) = recognise("05/06/2021", "en", month_first=True)
    assert found.value == (2021, 5, 6)
    (dotted,) = recognise("05.06.2021", "en", month_first=True)
    assert dotted.value == (2021, 6, 5)
    (russian,) = recognise("05/06/2021", "ru", month_first=True)
    assert russian.value == (2021, 6, 5)


@given(st.text(alphabet="abЯя 0159.,-–:/()%{}<>$№IVX@\u00a0стгод", max_size=40))
@pytest.mark.parametrize("language", ["en", "ru", "fr"])
def test_placeables_are_where_they_say(language, text):
    end = 0
    for placeable in recognise(text, language):
        assert end <= placeable.start < placeable.end
        assert text[placeable.start : placeable.end] == placeable.text
        end = placeable.end


@given(st.integers(min_value=1, max_value=99))
def test_roman_numerals_go_there_and_back(number):
    written = roman(number)
    assert written is not None
    assert roman_value(written) == (None if written == "L" else number)


@pytest.mark.parametrize("wrong", ["", "IIII", "VV", "IC", "C", "MIX", "i", "VIV"])
def test_what_is_no_roman_numeral(wrong):
    assert roman_value(wrong) is None


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from(["en", "ru"]))
def test_a_number_keeps_its_format(number, language):
    separator = "," if language == "en" else NB
    like = f"1{separator}000"
    written = write_number(str(number), like, "", language, dotted=False)
    assert written == f"{number:,}".replace(",", separator)
    assert canonical(written, language) == str(number)


def test_a_sign_is_kept_and_not_made_up():
    assert write_number("-7", "\u22125", "-7", "ru", dotted=False) == "\u22127"
    assert write_number("7", "-5", "7", "ru", dotted=False) is None
    assert write_number("-7", "5", "-7", "ru", dotted=False) is None


@pytest.mark.parametrize(
    ("number", "suffix"),
    [
        (1, "st"),
        (2, "nd"),
        (3, "rd"),
        (4, "th"),
        (11, "th"),
        (12, "th"),
        (13, "th"),
        (21, "st"),
        (102, "nd"),
        (113, "th"),
    ],
)
def test_english_ordinals(number, suffix):
    assert ordinal_suffix(number) == suffix


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("en", "twenty-five members and two hundred and six", [25, 206]),
        ("en", "the First and one thousand two hundred", [1, 1200]),
        ("ru", "двадцати пяти дней", [25]),
        ("ru", "пятого, седьмая; тремястами", [5, 7, 300]),
        ("ru", "две тысячи двадцать первый", [2021]),
        ("ru", "стороны, столица, стол, одновременно, семья", []),
        ("en", "none, oneself", []),
    ],
)
def test_numbers_in_words(language, text, numbers):
    assert sorted(spelled(text, language).elements()) == sorted(numbers)


@pytest.mark.parametrize(
    ("number", "russian", "english"),
    [
        ("1", "one", "one"),
        ("21", "one", "many"),
        ("11", "many", "many"),
        ("2", "few", "many"),
        ("12", "many", "many"),
        ("24", "few", "many"),
        ("0", "many", "many"),
        ("-1", "one", "one"),
        ("1.5", "part", "many"),
        ("0.5", "part", "part"),
        ("9" * 5000 + "1", "one", "many"),
    ],
)
def test_plural_categories(number, russian, english):
    assert plural_category(number, "ru") == russian
    assert plural_category(number, "en") == english


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("мая", 3, "марта"),
        ("Май", 8, "Август"),
        ("январём".replace("ё", "е"), 3, "мартом"),
        ("мае", 12, "декабре"),
        ("марту", 5, "маю"),
        ("May", 9, "September"),
        ("Jan.", 5, "May"),
        ("Feb.", 10, "Oct."),
        ("Sept.", 1, None),
    ],
)
def test_a_month_keeps_its_form(old, new, wanted):
    assert month_like(new, old) == wanted
    if wanted:
        assert month(wanted)[0] == new


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Article ", "article"),
        ("en", "Articles 5, 6 and ", "article"),
        ("en", "Article 5 (2) and ", "article"),
        ("ru", "в соответствии со статьёй ", "article"),
        ("ru", "пунктов 5–", "paragraph"),
        ("ru", "№ ", "number"),
        ("en", "the departure ", None),
        ("en", "delete ", None),
        ("ru", "участников ", None),
    ],
)
def test_labels(language, text, name):
    assert label(text + "7", len(text), language) == name
