"""The rules by which the text of a document is cut into segments, by what a user asked for."""

from __future__ import annotations

from tmtool.formats.options import ReadOptions, Remark
from tmtool.text.segmentation import Rules, rules_for

__all__ = ["cutting_rules"]


def cutting_rules(options: ReadOptions, language: str) -> Rules | None:
    """Return the rules for texts in a language, `None` where paragraphs are not to be cut.

    Rules of an SRX file that cannot be used are told to `told` of the options. Raises
    InputError where the file cannot be read or has none for the language.
    """
    if options.segments == "paragraphs":
        return None
    if options.srx is None:
        return rules_for(language)
    from tmtool.formats.srx import read_rules

    rules, skipped = read_rules(options.srx, language)
    for one in skipped:
        if options.told is not None:
            options.told(Remark(one.where, f"rules left out of {options.srx}", one.reason))
    return rules
