"""What units of measurement and currencies are called, in Russian, in English and by symbol."""

from __future__ import annotations

import re

from tmtool.quality.currencies import CURRENCY_SIGNS, CURRENCY_WORDS

__all__ = ["codes"]

_SYMBOLS = {
    "%": "%",
    "‰": "‰",
    "°C": "°C",
    "°С": "°C",
    "°F": "°F",
    "°": "°",
}
_UNIT_WORDS = """
процент=percent=%
промилле==‰
километр=kilometre kilometer=km
метр=metre meter=m
дециметр=decimetre decimeter=dm
сантиметр=centimetre centimeter=cm
миллиметр=millimetre millimeter=mm
микрометр микрон=micrometre micrometer micron=µm
нанометр=nanometre nanometer=nm
мил=mile=mile
фут=foot feet=ft
дюйм=inch=in
ярд=yard=yd
гектар=hectare=ha
акр=acre=acre
литр=litre liter=l
миллилитр=millilitre milliliter=ml
баррел=barrel=bbl
галлон=gallon=gal
килограмм=kilogram kilogramme=kg
грамм=gram gramme=g
миллиграмм=milligram milligramme=mg
микрограмм=microgram=µg
тонн=tonne ton=t
унци=ounce=oz
секунд=second=s
миллисекунд=millisecond=ms
микросекунд=microsecond=µs
минут=minute=min
час=hour=h
сутк суток=day=day
дн день дне=day=day
недел=week=week
месяц=month=month
квартал=quarter=quarter
год лет=year=year
десятилети=decade=decade
столети век=century centuries=century
ватт=watt=W
киловатт=kilowatt=kW
мегаватт=megawatt=MW
гигаватт=gigawatt=GW
вольт=volt=V
киловольт=kilovolt=kV
ампер=ampere=A
герц=hertz=Hz
килогерц=kilohertz=kHz
мегагерц=megahertz=MHz
гигагерц=gigahertz=GHz
джоул=joule=J
паскал=pascal=Pa
калори=calorie=cal
килокалори=kilocalorie=kcal
бит=bit=bit
байт=byte=B
килобайт=kilobyte=KB
мегабайт=megabyte=MB
гигабайт=gigabyte=GB
терабайт=terabyte=TB
петабайт=petabyte=PB
градус=degree=°
пиксел=pixel=px
"""

_UNIT_SIGNS = """
км=km  м=m,min,million  дм=dm  см=cm  мм=mm  мкм=µm  нм=nm  га=ha  л=l  мл=ml
кг=kg  г=g,year  гг=year  мг=mg  мкг=µg  т=t  ц=q  ч=h  час=h  мин=min  сек=s  мс=ms  мкс=µs
сут=day  дн=day  нед=week  мес=month  Вт=W  кВт=kW  МВт=MW  ГВт=GW
кВ=kV  Гц=Hz  кГц=kHz  МГц=MHz  ГГц=GHz
кДж=kJ  МДж=MJ  ккал=kcal  кПа=kPa  МПа=MPa  бит=bit  пкс=px  б=B
кб=KB  мб=MB  гб=GB  тб=TB  пб=PB  эб=EB
km=km  m=m,min,million  dm=dm  cm=cm  mm=mm  µm=µm  μm=µm  nm=nm  mi=mile  ft=ft  yd=yd  ha=ha
l=l  L=l  ml=ml  mL=ml  kg=kg  g=g  mg=mg  µg=µg  μg=µg  mcg=µg  t=t  lb=lb  lbs=lb  oz=oz
h=h  hr=h  hrs=h  min=min  mins=min  sec=s  secs=s  s=s  ms=ms
µs=µs  μs=µs  wk=week  yr=year  yrs=year  y=year
W=W  kW=kW  MW=MW  GW=GW  kV=kV  Hz=Hz  kHz=kHz  MHz=MHz  GHz=GHz  kJ=kJ  MJ=MJ  kcal=kcal  kPa=kPa
MPa=MPa  px=px  kb=KB  mb=MB  gb=GB  tb=TB  pb=PB
eb=EB  kib=KB  mib=MB  gib=GB  tib=TB  киб=KB  миб=MB  гиб=GB
pct=%  pc=%
"""
"""Symbols and abbreviations; those of bytes are written with letters of any case."""

_ANY_CASE = frozenset("КМГТПЭкмгтпэKMGTPEkmgtpe")
_ENDINGS = frozenset(
    "а ы у ом е ов ам ами ах и ю ей ям ями ях я ь ем ью ев ий ия ии ию ией ие иям иями"
    " ный ных ному ного ные ной ную ным ными ного ого ой ые ую ая ое ему его ых ыми ими их ым им"
    " овый овая овое овых ового овой".split()
)
_ADJECTIVE = re.compile(
    r"(?P<stem>лет|днев|суточ|час|минут|секунд|недель|месяч|годич|процент|метр|километр|сантиметр"
    r"|миллиметр|литр|тон|килограмм|грамм|градус|битн|бит|байт|гигабайт|мегабайт|долларов|рублев)"
    r"(?:н|ов|ев)?(?:ый|ий|ая|яя|ое|ее|ого|его|ому|ему|ой|ей|ую|юю|ым|им|ом|ем|ые|ие|ых|их|ыми|ими)"
)
_OF_ADJECTIVE = {
    "днев": "day",
    "суточ": "day",
    "недель": "week",
    "месяч": "month",
    "годич": "year",
    "тон": "t",
    "битн": "bit",
    "долларов": CURRENCY_SIGNS["$"],
    "рублев": "RUB BYN",
}
_SQUARED = {"²": "2", "2": "2", "³": "3", "3": "3"}


def _words() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in f"{CURRENCY_WORDS}{_UNIT_WORDS}".split("\n"):
        if line:
            russian, english, worth = line.split("=")
            for word in f"{russian} {english}".split():
                found[word] = frozenset(worth.split())
    return found


def _signs() -> dict[str, frozenset[str]]:
    signs = {**_SYMBOLS, **CURRENCY_SIGNS}
    found = {sign: frozenset(worth.split()) for sign, worth in signs.items()}
    for pair in _UNIT_SIGNS.split():
        sign, _, worth = pair.partition("=")
        found[sign] = frozenset(worth.split(","))
    return found


_WORDS, _SIGNS = _words(), _signs()


def codes(written: str) -> frozenset[str]:
    """Return the units or currencies that a word or a symbol may stand for; m² is `m2`."""
    parts = [_simple(part) for part in written.split("/")]
    if not all(parts):
        return frozenset()
    if len(parts) == 1:
        return parts[0]
    return frozenset({"/".join(min(part) for part in parts)})


def _simple(written: str) -> frozenset[str]:
    power = _SQUARED.get(written[-1:], "")
    plain = written[:-1] if power else written
    found = _SIGNS.get(plain)
    if found is None and plain[:1] in _ANY_CASE and len(plain) in (2, 3):
        found = _SIGNS.get(plain.lower()) if plain[-1] in "бБbB" else None
    if found is None and len(plain) > 2:
        found = _of_word(plain.lower())
    if found and power:
        return frozenset(code + power for code in found)
    return found or frozenset()


def _of_word(word: str) -> frozenset[str] | None:
    if word.isascii():
        singular = word.removesuffix("s")
        return _WORDS.get(word) or _WORDS.get(singular) or _WORDS.get(word.removesuffix("es"))
    if match := _ADJECTIVE.fullmatch(word):
        stem = match["stem"]
        named = _OF_ADJECTIVE.get(stem)
        return frozenset(named.split()) if named else _WORDS.get(stem)
    for length in range(len(word), max(len(word) - 5, 1), -1):
        found = _WORDS.get(word[:length])
        if found and (length == len(word) or word[length:] in _ENDINGS):
            return found
    return None
