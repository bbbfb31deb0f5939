"""The inline elements of XLIFF 1.2 and 2.x."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tmtool.formats.inline import Vocabulary

_CODES_1 = frozenset(("x", "bx", "ex", "bpt", "ept", "it", "ph", "ut"))
_CODES_2 = frozenset(("ph", "sc", "ec", "sm", "em", "cp"))
_WITH_TEXT_1 = frozenset(("bpt", "ept", "it", "ph"))
_COMMON_1 = frozenset(("id", "rid", "ctype", "equiv-text", "xid", "crc", "clone"))
_MARKER_2 = frozenset(("id", "type", "ref", "value", "translate"))
_CODE_2 = frozenset(
    """id canCopy canDelete canReorder copyOf disp equiv subFlows subType type dir isolated
    canOverlap startRef dispStart dispEnd equivStart equivEnd subFlowsStart subFlowsEnd
    dataRef dataRefStart dataRefEnd""".split()
)
_ATTRIBUTES_1 = {
    "g": _COMMON_1,
    "x": _COMMON_1,
    "bx": _COMMON_1,
    "ex": frozenset(("id", "rid", "xid")),
    "ph": _COMMON_1 | {"assoc"},
    "bpt": _COMMON_1,
    "ept": frozenset(("id", "rid", "xid", "crc")),
    "it": _COMMON_1 | {"pos"},
    "sub": frozenset(("datatype", "ctype", "xid")),
    "mrk": frozenset(("mtype", "mid", "comment")),
}
_ATTRIBUTES_2 = {
    **dict.fromkeys(("ph", "pc", "sc", "ec"), _CODE_2),
    **dict.fromkeys(("mrk", "sm"), _MARKER_2),
    "em": frozenset(("startRef",)),
    "cp": frozenset(("hex",)),
}
_REQUIRED_1 = {"mrk": "mtype", "sub": ""}
_REQUIRED_2 = {"em": "startRef", "cp": "hex"}


def _allows_1(around: Sequence[str], name: str, attributes: dict[str, str]) -> bool:
    in_code = bool(around) and around[-1] in _CODES_1
    required = _REQUIRED_1.get(name, "id")
    return (
        attributes.keys() <= _ATTRIBUTES_1.get(name, frozenset())
        and name in _ATTRIBUTES_1
        and (name == "sub") == in_code
        and (not in_code or around[-1] in _WITH_TEXT_1)
        and (not required or required in attributes)
        and (name != "it" or attributes.get("pos") in {"open", "close"})
        and attributes.get("mtype") != "seg"
    )


def _allows_2(around: Sequence[str], name: str, attributes: dict[str, str]) -> bool:
    return (
        name in _ATTRIBUTES_2
        and attributes.keys() <= _ATTRIBUTES_2[name]
        and not (around and around[-1] in _CODES_2)
        and (name == "ec" or _REQUIRED_2.get(name, "id") in attributes)
        and (name != "ec" or ("startRef" in attributes) != ("id" in attributes))
    )


XLIFF_1 = Vocabulary(_CODES_1, _allows_1, _CODES_1 - _WITH_TEXT_1)
XLIFF_2 = Vocabulary(_CODES_2, _allows_2, _CODES_2)


@lru_cache(maxsize=8)
def vocabulary(version: int, prefix: str = "") -> Vocabulary:
    """Return the inline elements of a version, where a file gives them a prefix with it."""
    known = XLIFF_1 if version == 1 else XLIFF_2
    if not prefix:
        return known
    return Vocabulary(frozenset(prefix + name for name in known.codes), lambda *_: False)
