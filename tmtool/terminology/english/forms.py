"""The forms of English nouns and verbs."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

from tmtool.text.normalise import fold

__all__ = [
    "VerbForm",
    "american",
    "is_plural",
    "noun_forms",
    "plural",
    "spellings",
    "verb_form",
    "verb_forms",
]

VerbForm = int
"""The base form, -s, past tense, past participle, -ing: 0 to 4."""

_IRREGULAR_PLURALS = {
    "man": "men",
    "woman": "women",
    "person": "people",
    "child": "children",
    "foot": "feet",
    "corpus": "corpora",
    "genus": "genera",
}
# The usual plurals; a person has two: "people" is rare in treaties.
_USUAL_PLURALS = {
    **{noun: other for noun, other in _IRREGULAR_PLURALS.items() if noun != "person"},
    **{f"{stem}f": f"{stem}ves" for stem in "cal hal lea loa sel shea shel thie wol".split()},
    **{f"{stem}fe": f"{stem}ves" for stem in ("kni", "li", "wi")},
}
_NO_MEN = ("human", "german", "roman", "norman", "ottoman", "talisman", "shaman")
# Endings with their plurals beside the regular one: memorandum, memoranda.
_PLURAL_ENDINGS = (
    ("man", "men"),
    ("um", "a"),
    ("on", "a"),
    ("a", "ae"),
    ("us", "i"),
    ("is", "es"),
    ("ex", "ices"),
    ("ix", "ices"),
    ("fe", "ves"),
    ("f", "ves"),
    ("eau", "eaux"),
)
_IRREGULAR_VERBS = {
    verb: (past, participle)
    for verb, past, participle in (
        line.split()
        for line in """
        arise arose arisen; be was been; bear bore borne; become became become;
        begin began begun; bind bound bound; break broke broken; bring brought brought;
        build built built; buy bought bought; catch caught caught; choose chose chosen;
        come came come; cost cost cost; cut cut cut; deal dealt dealt; do did done;
        draw drew drawn; drive drove driven; fall fell fallen; feel felt felt;
        fight fought fought; find found found; flee fled fled; fly flew flown;
        forbid forbade forbidden; forego forewent foregone; forgo forwent forgone;
        get got got; give gave given; go went gone; grow grew grown; have had had;
        hear heard heard; hit hit hit; hold held held; keep kept kept; know knew known;
        lay laid laid; lead led led; leave left left; lend lent lent; let let let;
        lie lay lain; lose lost lost; make made made; mean meant meant; meet met met;
        oversee oversaw overseen; overcome overcame overcome; overthrow overthrew overthrown;
        pay paid paid; put put put; read read read; ride rode ridden; rise rose risen;
        run ran run; say said said; see saw seen; seek sought sought; sell sold sold;
        send sent sent; set set set; shed shed shed; shoot shot shot; show showed shown;
        shut shut shut; sit sat sat; speak spoke spoken; spend spent spent;
        spread spread spread; stand stood stood; steal stole stolen; strike struck struck;
        swear swore sworn; take took taken; teach taught taught; tell told told;
        think thought thought; throw threw thrown; undergo underwent undergone;
        undertake undertook undertaken; understand understood understood; uphold upheld upheld;
        win won won; withdraw withdrew withdrawn; withhold withheld withheld;
        withstand withstood withstood; write wrote written
        """.split(";")
    )
}
_STRESSED_AT_THE_END = frozenset(
    """abet admit annul commit compel concur confer control defer emit equip expel incur infer
    occur omit patrol permit prefer propel rebut recur refer regret remit repel submit transfer
    transmit""".split()
)
# Britain and the United Nations double the last letter of these too.
_DOUBLED = frozenset(
    "cancel channel counsel dial equal fuel initial label level marshal model signal travel".split()
)
# Spellings of one word on both sides of the ocean.
_SPELLINGS = (
    (re.compile(r"is(e[drs]?|ers|ing|ations?)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{3})our(s|ed|ing|able|ite|al|hood|ly)?$"), r"or\1"),
    (re.compile(r"^(def|off|lic|pret)ence"), r"\1ense"),
    (re.compile(r"^(cent|met|theat|fib)re(s?)$"), r"\1er\2"),
    (re.compile(r"^(program)me(s?)$"), r"\1\2"),
    (re.compile(r"dgement"), "dgment"),
)

_BRITISH = (
    (re.compile(r"iz(e[drs]?|ers|ing|ations?)$"), r"is\1"),
    (re.compile(r"(?<=[a-z]{2})or(s|ed|ing|able|ite|al|hood|ly)?$"), r"our\1"),
    (re.compile(r"^(def|off|lic|pret)ense"), r"\1ence"),
    (re.compile(r"^(cent|met|theat|fib)er(s?)$"), r"\1re\2"),
    (re.compile(r"^(program)(s?)$"), r"\1me\2"),
    (re.compile(r"dgment"), "dgement"),
)


def american(word: str) -> str:
    """Return a folded word in the spelling that stands here for both: defence is defense.

    Accents do not count: many write charge d'affaires. Some words get a spelling that nobody
    uses (advise, advize), but the same one everywhere.
    """
    spelt = fold(word)
    if not spelt.isascii():
        spelt = "".join(char for char in normalize("NFD", spelt) if not combining(char))
    for british, other in _SPELLINGS:
        spelt = british.sub(other, spelt)
    return spelt


def spellings(word: str) -> tuple[str, ...]:
    """Return a folded word as it is spelt on both sides of the ocean, and in some ways nowhere."""
    spelt = fold(word)
    british = [pattern.sub(other, spelt) for pattern, other in _BRITISH]
    return tuple(dict.fromkeys((spelt, american(spelt), *british)))


def noun_forms(word: str) -> tuple[str, ...]:
    """Return a noun, folded, and its possible plurals, the word itself first."""
    noun = fold(word)
    forms = [noun, _with_s(noun)]
    if noun in _IRREGULAR_PLURALS:
        forms.append(_IRREGULAR_PLURALS[noun])
    forms += [
        noun.removesuffix(ending) + plural
        for ending, plural in _PLURAL_ENDINGS
        if noun.endswith(ending) and len(noun) > len(ending) + 1
    ]
    return tuple(dict.fromkeys(forms))


def verb_forms(word: str) -> tuple[str, ...]:
    """Return a verb, folded, with its -s, past and -ing forms, the word itself first."""
    verb = fold(word)
    if verb in _IRREGULAR_VERBS:
        past, participle = _IRREGULAR_VERBS[verb]
        return tuple(dict.fromkeys([verb, _with_s(verb), past, participle, *_ing(verb)]))
    stems = [verb]
    if re.search(r"[^aeiou][aeiou][^aeiouwxy]$|[aeiou]l$", verb):
        stems.append(verb + verb[-1])
    if verb.endswith("ie"):
        stems.append(verb[:-2] + "y")
    elif verb.endswith("e"):
        stems.append(verb[:-1])
    pasts = [verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else verb + "ed"]
    pasts += [base + "ed" for base in stems] + ([verb + "d"] if verb.endswith("e") else [])
    return tuple(dict.fromkeys([verb, _with_s(verb), *pasts, *(base + "ing" for base in stems)]))


def is_plural(noun: str) -> bool:
    """Tell whether a noun looks like a plural: forces, people; not status, crisis."""
    word = fold(noun)
    if word in _IRREGULAR_PLURALS.values():
        return True
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def plural(noun: str) -> str:
    """Return the usual plural of a folded noun."""
    irregular = _USUAL_PLURALS.get(noun)
    if irregular:
        return irregular
    if noun.endswith("man") and not noun.endswith(_NO_MEN):
        return noun[:-2] + "en"
    return noun[:-2] + "es" if noun.endswith("sis") else _with_s(noun)


def verb_form(verb: str, form: VerbForm) -> str:
    """Return a form of a folded verb."""
    if form < 2:
        return (verb, _with_s(verb))[form]
    if form == 4:
        return _ing(verb)[-1]
    if verb in _IRREGULAR_VERBS:
        return _IRREGULAR_VERBS[verb][form - 2]
    if verb.endswith("e"):
        return verb + "d"
    if re.search(r"[^aeiou]y$", verb):
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def _ing(verb: str) -> list[str]:
    if verb.endswith("ie"):
        return [verb[:-2] + "ying"]
    if verb.endswith("e") and not verb.endswith("ee") and verb != "be":
        return [verb[:-1] + "ing"]
    return list(dict.fromkeys((verb + "ing", _doubled(verb) + "ing")))


def _doubled(verb: str) -> str:
    """Return a verb with its last consonant doubled where it is short: ban, banned."""
    short = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", verb)
    is_doubled = short or verb in _STRESSED_AT_THE_END or verb in _DOUBLED
    return verb + verb[-1] if is_doubled else verb


def _with_s(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:s|x|z|ch|sh|[^aeiou]o)$", word) else "s")
