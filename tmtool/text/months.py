"""What the months are called beside a number: 5 May 2021, 5 мая 2021 г."""

from __future__ import annotations

__all__ = ["MONTHS"]

MONTHS = {
    "en": frozenset(
        "january february march april may june july august september october november december"
        " jan feb mar apr jun jul aug sep sept oct nov dec".split()
    ),
    "ru": frozenset(
        "январь января январе февраль февраля феврале март марта марте апрель апреля апреле"
        " май мая мае июнь июня июне июль июля июле август августа августе сентябрь сентября"
        " сентябре октябрь октября октябре ноябрь ноября ноябре декабрь декабря декабре".split()
    ),
}
"""The names of months by primary language, folded, in the forms that dates use."""
