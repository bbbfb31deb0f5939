"""What units of measurement and currencies are called, in Russian, in English and by symbol."""

from __future__ import annotations

import re

__all__ = ["CURRENCIES", "ISSUER", "PREFIXED", "code_of_prefix", "codes", "currency_of"]

_DOLLARS = "USD CAD AUD NZD HKD SGD TWD JMD BBD TTD BSD FJD NAD LRD"
_SYMBOLS = {
    "$": _DOLLARS,
    "€": "EUR",
    "£": "GBP EGP",
    "¥": "JPY CNY",
    "₽": "RUB",
    "₴": "UAH",
    "₸": "KZT",
    "₹": "INR",
    "₩": "KRW",
    "₺": "TRY",
    "₪": "ILS",
    "₾": "GEL",
    "֏": "AMD",
    "₼": "AZN",
    "zł": "PLN",
    "%": "%",
    "‰": "‰",
    "°C": "°C",
    "°С": "°C",
    "°F": "°F",
    "°": "°",
}

_CURRENCY_WORDS = f"""
доллар=dollar={_DOLLARS}
евро=euro=EUR
рубл=ruble rouble=RUB BYN
фунт=pound=GBP EGP lb
йен иен=yen=JPY
юан=yuan renminbi=CNY
франк=franc=CHF XOF XAF CDF RWF DJF
гривн гривен=hryvnia hryvnya=UAH
тенге=tenge=KZT
сум=soum=UZS
сом=som=KGS UZS
лари=lari=GEL
драм=dram=AMD
манат=manat=AZN TMT
сомони=somoni=TJS
лей ле=leu lei=MDL RON
злот=zloty=PLN
рупи=rupee=INR PKR LKR NPR
вон=won=KRW KPW
лир=lira=TRY LBP
шекел=shekel=ILS
риал=rial riyal=IRR SAR OMR QAR YER
дирхам=dirham=AED MAD
реал=real=BRL
рэнд ранд=rand=ZAR
песо=peso=MXN ARS CLP COP PHP UYU CUP
динар=dinar=RSD KWD IQD BHD JOD LYD TND DZD
форинт=forint=HUF
крон=krona kronor krone kroner koruna=SEK NOK DKK CZK ISK
тугрик=tugrik=MNT
бат=baht=THB
донг=dong=VND
цент=cent=cent
"""

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
_ISO = (
    "USD EUR GBP JPY CNY CHF RUB UAH KZT BYN UZS KGS TJS TMT AZN AMD GEL MDL RON PLN CZK HUF SEK"
    " NOK DKK ISK TRY INR PKR KRW BRL ZAR MXN ARS CAD AUD NZD HKD SGD ILS AED SAR QAR KWD EGP THB"
    " VND IDR MYR PHP RSD BGN IRR XDR"
)
_ABBREVIATED = {
    "долл": _DOLLARS,
    "дол": _DOLLARS,
    "руб": "RUB BYN",
    "р": "RUB BYN",
    "грн": "UAH",
    "тг": "KZT",
    "RMB": "CNY",
    "RUR": "RUB",
    "SDR": "XDR",
    "СДР": "XDR",
    "СПЗ": "XDR",
}
CURRENCIES = frozenset(f"{_ISO} {_DOLLARS} cent {' '.join(_ABBREVIATED.values())}".split()) | {
    code for line in _CURRENCY_WORDS.split("\n") for code in line.rpartition("=")[2].split()
} - {"lb"}
"""The codes that are money: those of ISO 4217, and the cents of any."""

_ISSUERS = {
    "USD": "сша американск us u.s usa american united",
    "CAD": "канадск canadian",
    "AUD": "австралийск australian",
    "NZD": "новозеландск zealand",
    "HKD": "гонконгск kong",
    "SGD": "сингапурск singapore",
    "RUB": "российск russian",
    "BYN": "белорусск belarusian",
    "CHF": "швейцарск swiss",
    "GBP": "стерлинг sterling british",
    "EGP": "египетск egyptian",
    "JPY": "японск japanese",
    "CNY": "китайск chinese",
    "SEK": "шведск swedish",
    "NOK": "норвежск norwegian",
    "DKK": "датск danish",
    "CZK": "чешск czech",
    "ISK": "исландск icelandic",
    "INR": "индийск indian",
    "PKR": "пакистанск pakistani",
    "AZN": "азербайджанск azerbaijani",
    "TMT": "туркменск turkmen",
    "MDL": "молдавск moldovan",
    "RON": "румынск romanian",
}
_OF_ISSUER = {stem: code for code, stems in _ISSUERS.items() for stem in stems.split()}
ISSUER = "|".join(
    rf"{stem}\w*" if stem[0] > "z" and len(stem) > 3 else re.escape(stem)
    for stem in sorted(_OF_ISSUER, key=len, reverse=True)
)
"""Pattern of the words that tell whose a currency is: канадских, US."""
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
    "долларов": _DOLLARS,
    "рублев": "RUB BYN",
}
_SQUARED = {"²": "2", "2": "2", "³": "3", "3": "3"}
_PREFIX = r"(?:US|U\.S\.|A|AU|C|CA|NZ|HK|S)"
_PREFIX_CODES = {
    "US": "USD",
    "U.S.": "USD",
    "A": "AUD",
    "AU": "AUD",
    "C": "CAD",
    "CA": "CAD",
    "NZ": "NZD",
    "HK": "HKD",
    "S": "SGD",
}
PREFIXED = re.compile(
    rf"(?<!\w)({_PREFIX})?[ \u00a0]?([$€£¥₽₴₸₹₩₺₪₾])[ \u00a0]?$|(?<!\w)([A-Z]{{3}})[ \u00a0]$"
)
"""What stands before a number: US$, €, EUR."""


def _words() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in f"{_CURRENCY_WORDS}{_UNIT_WORDS}".split("\n"):
        if line:
            russian, english, worth = line.split("=")
            for word in f"{russian} {english}".split():
                found[word] = frozenset(worth.split())
    return found


def _signs() -> dict[str, frozenset[str]]:
    found = {sign: frozenset(worth.split()) for sign, worth in _SYMBOLS.items()}
    found |= {code: frozenset({code}) for code in _ISO.split()}
    found |= {sign: frozenset(worth.split()) for sign, worth in _ABBREVIATED.items()}
    for pair in _UNIT_SIGNS.split():
        sign, _, worth = pair.partition("=")
        found[sign] = frozenset(worth.split(","))
    return found


_WORDS, _SIGNS = _words(), _signs()


def code_of_prefix(match: re.Match[str]) -> frozenset[str]:
    """Return what may be meant by the sign before a number; nothing where it is no currency."""
    issuer, sign, code = match.groups()
    if code:
        return _SIGNS[code] if code in CURRENCIES and code in _SIGNS else frozenset()
    return frozenset({_PREFIX_CODES[issuer]}) if issuer and sign == "$" else _SIGNS[sign]


def currency_of(word: str) -> str | None:
    """Return the currency whose country a word names: канадских, sterling."""
    plain = word.lower().rstrip(".")
    if plain in _OF_ISSUER:
        return _OF_ISSUER[plain]
    return next((_OF_ISSUER[plain[:-n]] for n in (1, 2, 3) if plain[:-n] in _OF_ISSUER), None)


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
