"""What a value means, as a short key: two values may be pooled only where it is the same."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.indicators.model import Indicator
from analysis.store import key


def definition_key(name: str, indicators: Mapping[str, Indicator]) -> str:
    """Return the key of an indicator's unit and formulas and of all that it is made of."""
    indicator = indicators[name]
    terms = (definition_key(term, indicators) for term in indicator.terms)
    return key(indicator.unit, repr(indicator.formulas), *terms)


def definitions_key(indicators: Mapping[str, Indicator]) -> str:
    """Return the key of all definitions together."""
    return key(*(repr(indicator) for indicator in indicators.values()))
