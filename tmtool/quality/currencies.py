"""What currencies are called: by ISO 4217, by symbol, in Russian and in English."""

from __future__ import annotations

import re

__all__ = [
    "CURRENCIES",
    "CURRENCY_SIGNS",
    "CURRENCY_WORDS",
    "ISSUER",
    "PREFIXED",
    "code_of_prefix",
    "currency_of",
]

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
}
CURRENCY_WORDS = f"""
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
"""Beginnings of Russian words, English words, and the codes that they may stand for."""

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
    code for line in CURRENCY_WORDS.split("\n") for code in line.rpartition("=")[2].split()
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
CURRENCY_SIGNS: dict[str, str] = {
    **_SYMBOLS,
    **{code: code for code in _ISO.split()},
    **_ABBREVIATED,
}
"""Symbols, codes and abbreviations, each with the codes that it may stand for."""
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


def code_of_prefix(match: re.Match[str]) -> frozenset[str]:
    """Return what may be meant by the sign before a number; nothing where it is no currency."""
    issuer, sign, code = match.groups()
    if code:
        return frozenset({code}) if code in _ISO.split() else frozenset()
    if issuer and sign == "$":
        return frozenset({_PREFIX_CODES[issuer]})
    return frozenset(_SYMBOLS[sign].split())


def currency_of(word: str) -> str | None:
    """Return the currency whose country a word names: канадских, sterling."""
    plain = word.lower().rstrip(".")
    if plain in _OF_ISSUER:
        return _OF_ISSUER[plain]
    return next((_OF_ISSUER[plain[:-n]] for n in (1, 2, 3) if plain[:-n] in _OF_ISSUER), None)
