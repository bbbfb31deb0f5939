"""The inline elements of TMX."""

from __future__ import annotations

from collections.abc import Sequence

from tmtool.formats.inline import Vocabulary

CODES = frozenset(("bpt", "ept", "it", "ph", "ut"))
"""Elements whose content is no text."""
_ATTRIBUTES = {
    "bpt": {"i", "x", "type"},
    "ept": {"i"},
    "it": {"pos", "x", "type"},
    "ph": {"x", "assoc", "type"},
    "ut": {"x"},
    "hi": {"x", "type"},
    "sub": {"datatype", "type"},
}
_REQUIRED = {"bpt": "i", "ept": "i", "it": "pos"}


def _allows(around: Sequence[str], name: str, attributes: dict[str, str]) -> bool:
    in_code = bool(around) and around[-1] in CODES
    return (
        name in _ATTRIBUTES
        and (name == "sub") == in_code
        and attributes.keys() <= _ATTRIBUTES[name]
        and (name not in _REQUIRED or _REQUIRED[name] in attributes)
        and (name != "it" or attributes["pos"] in {"begin", "end"})
    )


TMX = Vocabulary(CODES, _allows)
"""`bpt`, `ept`, `it`, `ph` and `ut` are codes; what TMX 1.4 allows where is checked."""
