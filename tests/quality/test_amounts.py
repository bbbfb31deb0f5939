"""The same numbers with the same units and currencies."""

from __future__ import annotations

import pytest
from building import found_by

from tmtool.quality.amounts import check_amounts
from tmtool.quality.currencies import CURRENCIES
from tmtool.quality.measures import codes


@pytest.mark.parametrize(
    ("source", "draft"),
    [
        ("500 млн. долл. США", "US$ 500 million"),
        ("500 млн долларов США", "$500 million"),
        ("500 долларов", "500 Canadian dollars"),
        ("5 тыс. евро", "€5,000"),
        ("100 евро", "EUR 100"),
        ("100 ₽", "100 roubles"),
        ("100 руб.", "RUB 100"),
        ("100 рублей", "100 rubles"),
        ("100 белорусских рублей", "BYN 100"),
        ("100 канадских долларов", "C$100"),
        ("100 швейцарских франков", "CHF 100"),
        ("1000 фунтов стерлингов", "£1,000"),
        ("5000 иен", "¥5,000"),
        ("5000 юаней", "CNY 5,000"),
        ("2 000 000 гривен", "UAH 2,000,000"),
        ("100 тенге", "KZT 100"),
        ("100 долларов", "a hundred dollars"),
        ("100 долларов", "100"),
        ("5 км", "5 km"),
        ("5 километров", "5 kilometres"),
        ("5 кг", "5 kilograms"),
        ("10 кв. м", "10 m²"),
        ("10 квадратных метров", "10 sq. m"),
        ("10 м2", "10 square metres"),
        ("100 га", "100 hectares"),
        ("5 тыс. тонн", "5,000 t"),
        ("300 г сахара", "300 g of sugar"),
        ("20 °C", "20 °C"),
        ("5 л", "5 litres"),
        ("3 мм", "3 millimetres"),
        ("60 км/ч", "60 km/h"),
        ("500 МВт", "500 megawatts"),
        ("5 ч", "5 hours"),
        ("30 мин.", "30 minutes"),
        ("30 календарных дней", "30 days"),
        ("5 сут.", "5 days"),
        ("5 лет", "5 years"),
        ("10-летний план", "a 10-year plan"),
        ("5 %", "5 per cent"),
        ("5 процентов", "5%"),
        ("5 МБ", "5 MB"),
        ("5 Мб", "5 megabytes"),
        ("16-битный", "16-bit"),
        ("5 дней и 5 часов", "5 hours and 5 days"),
        ("от 5 до 10 км", "5 to 10 km"),
        # What only looks like an amount.
        ("в 2013 году", "in 2013 dollars"),
        ("18 июня 2025 г.", "18 June 2025"),
        ("50 лет", "in their 50s"),
        ("64-разрядный", "AMD 64"),
        ("платформа AMD64", "a 64-bit platform"),
        ("5 с половиной", "5 and a half"),
        ("5 км", "6 m"),
        ("пять км", "five m"),
    ],
)
def test_the_same_amounts(source, draft):
    assert found_by(check_amounts, source, draft) == []


@pytest.mark.parametrize(
    ("source", "draft", "expected"),
    [
        ("500 млн долларов США", "€500 million", ["currency: €500"]),
        ("5 рублей", "5 dollars", ["currency: 5 dollars"]),
        ("$100", "100 рублей", ["currency: 100 рублей"]),
        ("100 канадских долларов", "100 US dollars", ["currency: 100 US dollars"]),
        ("100 российских рублей", "BYN 100", ["currency: BYN 100"]),
        ("100 франков", "EUR 100", ["currency: EUR 100"]),
        ("£5", "¥5", ["currency: ¥5"]),
        ("5 долларов", "5 days", ["currency: 5 days"]),
        ("5 км", "5 m", ["unit: 5 m"]),
        ("5 км", "5 miles", ["unit: 5 miles"]),
        ("10 м2", "10 m3", ["unit: 10 m3"]),
        ("10 м2", "10 metres", ["unit: 10 metres"]),
        ("60 км/ч", "60 kilometres", ["unit: 60 kilometres"]),
        ("20 °C", "20 °F", ["unit: 20 °F"]),
        ("5 тыс. тонн", "5,000 kg", ["unit: 5,000 kg"]),
        ("300 г сахара", "300 kg of sugar", ["unit: 300 kg"]),
        ("30 дней", "30 months", ["unit: 30 months"]),
        ("5 %", "5 times, 5 tonnes", ["unit: 5 tonnes"]),
        ("5 МБ", "5 GB", ["unit: 5 GB"]),
        ("16-byte", "16-битный", ["unit: 16-битный"]),
        ("5 дней и 5 часов", "5 hours and 5 weeks", ["unit: 5 weeks"]),
    ],
)
def test_others(source, draft, expected):
    pair = "en-ru" if source in {"$100", "16-byte"} else "ru-en"
    assert found_by(check_amounts, source, draft, pair) == expected


@pytest.mark.parametrize(
    ("written", "worth"),
    [
        ("км", {"km"}),
        ("километрами", {"km"}),
        ("летний", {"year"}),
        ("часть", set()),
        ("m²", {"m2", "min2", "million2"}),
        ("кг/м3", {"kg/m3"}),
        ("kg/xyz", set()),
        ("рублями", {"RUB", "BYN"}),
        ("pounds", {"GBP", "EGP", "lb"}),
        ("houses", set()),
    ],
)
def test_what_a_word_stands_for(written, worth):
    assert codes(written) == worth


def test_a_unit_is_no_currency():
    assert not CURRENCIES & (codes("km") | codes("%") | codes("lb"))
