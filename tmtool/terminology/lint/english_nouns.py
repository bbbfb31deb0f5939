"""English words that by their ending are nouns, and those that are verbs all the same."""

from __future__ import annotations

import re

__all__ = ["may_be_a_verb"]

_NOUN = re.compile(
    r"[a-z]{2,}(?:[ts]ion|ment|ness|ty|ance|ence|ship|ism|ist|[ac]tor|ary|ory|acy|ncy|hood|logy)"
)
_VERBS_TOO = frozenset(
    """advance assist author balance caution cement comment commence commission complement
    compliment condition consist desist distance document empty enhance enlist exist experience
    experiment factor fence finance function implement influence insist inventory list mention
    motion party persist petition pity portion position question ration reference refinance
    requisition resist sanction section sentence silence station subsist supplement transship twist
    vision witness worship""".split()
)


def may_be_a_verb(word: str) -> bool:
    """Tell whether a word in small letters may be a verb, as far as its ending tells."""
    if not word.isalpha() or not word.islower():
        return False
    return word in _VERBS_TOO or not _NOUN.fullmatch(word)
