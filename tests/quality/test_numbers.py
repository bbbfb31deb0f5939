"""Numbers by value, whatever the language writes them like."""

from __future__ import annotations

import pytest
from building import found_by

from tmtool.quality.numbers import check_numbers
from tmtool.quality.spelled_numbers import in_words
from tmtool.quality.written_numbers import numbers


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("1 000,50", "1,000.50"),
        ("1\u00a0000,5", "1,000.50"),
        ("1\u202f000\u202f000", "1,000,000"),
        ("2400", "2,400"),
        ("1.000,50", "1,000.50"),
        ("0,5", "0.5"),
        ("0,08", "of .08"),
        ("75,5 млн рублей", "75.5 million roubles"),
        ("75,5 млн рублей", "75,500,000 roubles"),
        ("2 тыс. человек", "2,000 people"),
        ("1,5 млрд", "1.5 billion"),
        ("1,5 млрд", "1,500 million"),
        ("20 000 участников", "20 K participants"),
        ("1-е сентября", "September 1"),
        ("от 5 млн до 7 млн", "5 to 7 million"),
        ("40 %", "40%"),
        ("40 процентов", "40 per cent"),
        ("1-й", "1st"),
        ("22-го", "the 22nd"),
        ("на 30-й день", "on the thirtieth day"),
        ("2 экземпляра", "two copies"),
        ("двух", "2"),
        ("XIV век", "the 14th century"),
        ("глава 2", "Chapter II"),
        ("глава XI", "chapter 11"),
        ("десятилетний план", "a 10-year plan"),
        ("трёхкомпонентный", "of 3 components"),
        ("18 июня 2025 года", "18 June 2025"),
        ("18 июня 2025 года", "June 18, 2025"),
        ("18 июня 2025 г.", "18.06.2025"),
        ("18.06.2025", "06/18/2025"),
        ("18.06.2025", "18/6/2025"),
        ("«18» июня 2025 г.", "this 18th day of June 2025"),
        ("1 мая", "May 1st"),
        ("в декабре 2019 года", "in December of 2019"),
        ("в феврале 2020", "as of Feb-2020"),
        ("Обновление за October 2019", "The October 2019 update"),
        ("в 2010–2011 годах", "in 2010–11"),
        ("2021 финансовый год", "FY21"),
        ("1990-е годы", "the 1990s"),
        ("в 15:00", "at 3 p.m."),
        ("в 15:30", "at 3:30 PM"),
        ("в 9.30", "at 9:30 a.m."),
        ("статья 5 (2)", "Article 5(2)"),
        ("пункт 3 статьи 7", "Article 7 (3)"),
        ("пункт 2 статьи 5", "Article 5.2"),
        ("ст. 5, п. 2", "paragraph 2 of Article 5"),
        ("подпункт «а» пункта 1 статьи 31", "Article 31 (1) (a)"),
        ("статьи 1–3", "Articles 1 to 3"),
        ("сторонний контейнер", "a 3rd party container"),
        ("резолюция A/RES/70/1", "resolution A/RES/70/1"),
        ("https://a.org/5", "here"),
        ("{1} и {2}", "{1}"),
        ("&#160;да", "yes"),
        ("версия 4.5.1", "version 4.5.1"),
        ("Windows 10 200 Мб", "200 MB on Windows 10"),
        ("3-й", "third"),
        ("в 3-м пункте", "in the 3rd item"),
        ("Глава IV", "Chapter 4"),
        ("XXI век", "the twenty-first century"),
        ("II квартал", "the second quarter"),
        ("Людовик XIV", "Louis XIV"),
        ("18 июня 2025 года", "2025-06-18"),
        ("18.06.2025", "2025-06-18"),
        ("2025-06-18", "June 18, 2025"),
        ("14 ч. 30 мин.", "2.30 p.m."),
        ("14 часов 30 минут", "14:30"),
        ("2 часа 30 минут", "2 hours 30 minutes"),
        ("24:00", "midnight"),
        ("в полдень", "at 12 noon"),
        ("½", "1/2"),
        ("½", "0.5"),
        ("1,5", "1½"),
        ("две трети", "2/3"),
        ("половина", "1/2"),
        ("три четверти", "¾"),
        ("полтора миллиона", "1.5 million"),
        ("1 млн 200 тыс.", "1.2 million"),
        ("4 млн. 300 тыс. долл. США", "4,300,000 US dollars"),
        ("в 2024/25 году", "in 2024–2025"),
        ("сто двадцать пять тысяч", "125,000"),
        ("тип II", "type two"),
        ("5", ""),
        ("", "5"),
        ("да", "yes"),
    ],
)
def test_the_same_values(source, draft):
    assert found_by(check_numbers, source, draft) == []


@pytest.mark.parametrize(
    ("source", "draft", "expected"),
    [
        ("2 400 человек", "4,200 people", ["number: 4,200"]),
        ("18 июня 2025 года", "18 July 2025", ["number: 18 July 2025"]),
        ("18 июня 2025 года", "18 June 2024", ["number: 18 June 2024"]),
        ("18.06.2025", "19 June 2025", ["number: 19 June 2025"]),
        ("1,5", "15", ["number: 15"]),
        ("1 000", "10,000", ["number: 10,000"]),
        ("75,5 млн", "75.5 billion", ["number: 75.5"]),
        ("20 млн", "20 billion", ["number: 20"]),
        ("36 часов", "some hours", ["number: 36"]),
        ("некоторые часы", "36 hours", ["number: 36"]),
        ("5 и 6", "7 and 8", ["number: 5", "number: 6", "number: 7", "number: 8"]),
        ("статья 5 (2)", "Article 5 (3)", ["number: 3"]),
        ("пункт 3 статьи 7", "Article 7", ["number: 3"]),
        ("5, 5 и 6", "5 and 6", ["?number: 5"]),
        ("5 и 6", "5, 5 and 6", ["?number: 5"]),
        ("в 15:30", "at 3:30 a.m.", ["number: 3:30"]),
        ("глава XI", "chapter 12", ["number: 12"]),
        ("XXI век", "the XX century", ["number: XX"]),
        ("Людовик XIV", "Louis XVI", ["number: XVI"]),
        ("3-й", "4th", ["number: 4"]),
        ("2025-06-18", "19 June 2025", ["number: 19 June 2025"]),
        ("2025-06-18", "2025-06-19", ["number: 2025-06-19"]),
        ("14 ч. 30 мин.", "2.45 p.m.", ["number: 2.45"]),
        ("1 млн 200 тыс.", "1.3 million", ["number: 1.3"]),
        ("две трети", "3/4", ["number: 3/4"]),
        ("1½", "2.5", ["number: 2.5"]),
        ("три дня", "4 days", ["number: 4"]),
        ("4.5.1", "4.5", ["number: 4.5"]),
        ("60 % из 80", "60 % of 90", ["number: 90"]),
        ("точка — сеть", "a P2S link", ["?number: 2"]),
        (
            "с 16 января 2020 года по 3 марта 2020 года",
            "from 16 January to 3 March 2020",
            ["?number: 16 January"],
        ),
    ],
)
def test_other_values(source, draft, expected):
    assert found_by(check_numbers, source, draft) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1 000 и 5", "ru", ["1 000", "5"]),
        ("1000 500", "ru", ["1000", "500"]),
        ("18 июня 2025 года", "ru", ["18 июня 2025"]),
        ("18th of June, 2025", "en", ["18th of June, 2025"]),
        ("he may 5", "en", ["5"]),
        ("5 маяков", "ru", ["5"]),
        ("5 mai 2020", "fr", ["5", "2020"]),
        ("3.2.1 and 10:30", "en", ["3.2.1", "10:30"]),
        ("a word, September, of 2019", "en", ["September, of 2019"]),
        ("с сентябрем, of 2019", "ru", ["сентябрем, of 2019"]),
        ("5 May 6 June 7", "en", ["5 May", "6 June", "7"]),
        ("May 5, 2020 6", "en", ["May 5, 2020", "6"]),
        ("a4 и b²", "ru", ["4"]),
        ("2025-06-18 and 2025-13-18", "en", ["2025-06-18", "2025", "13", "18"]),
        ("14 ч. 30 мин. и 1½", "ru", ["14 ч. 30 мин", "1½"]),
        ("1 млн 200 тыс. и 5 тыс. 6 млн", "ru", ["1 млн 200", "5", "6"]),
        ("no", "en", []),
    ],
)
def test_numbers_and_dates_of_a_text(text, language, expected):
    assert [one.text for one in numbers(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("two copies", "en", {"2": 1}),
        ("в двух экземплярах", "ru", {"2": 1}),
        ("десятилетие", "ru", {"10": 1}),
        ("пятидесятый", "ru", {"50": 1}),
        ("том XIV", "ru", {"14": 1}),
        ("two", "fr", {}),
    ],
)
def test_numbers_in_words(text, language, expected):
    assert {key: n for key, n in in_words(text, language).items() if n} == expected
