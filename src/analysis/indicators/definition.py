"""What a value means, as a short key: two values may be pooled only where it is the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from analysis.indicators.model import Indicator, Ratio, Total
from analysis.store import key
from analysis.values import normalise


class Definitions(dict[str, Indicator]):
    """Indicators by name, not changed any more: what follows from them is worked out once."""

    @classmethod
    def of(cls, indicators: Mapping[str, Indicator]) -> Definitions:
        """Return indicators as definitions; the same object where they are such already."""
        return indicators if isinstance(indicators, cls) else cls(indicators)

    @cached_property
    def called(self) -> tuple[dict[str, list[Indicator]], ...]:
        """The indicators by id, by title and by phrase, as ``normalise`` writes these."""
        found: tuple[dict[str, list[Indicator]], ...] = ({}, {}, {})
        for one in self.values():
            for names, words in zip(found, ((one.id,), (one.title,), one.phrases), strict=True):
                for word in dict.fromkeys(map(normalise, words)):
                    names.setdefault(word, []).append(one)
        return found

    @cached_property
    def ledgers(self) -> dict[str, frozenset[str]]:
        """The ledgers that each indicator's own formulas take rows of."""
        return {
            name: frozenset(f.ledger for f in one.formulas if not isinstance(f, Ratio | Total))
            for name, one in self.items()
        }

    @cached_property
    def keys_of(self) -> dict[str, str]:
        """The key of each definition by name."""
        return {name: definition_key(name, self) for name in self}

    @cached_property
    def key(self) -> str:
        """The key of all definitions together."""
        return key(*(repr(indicator) for indicator in self.values()))


def definition_key(name: str, indicators: Mapping[str, Indicator]) -> str:
    """Return the key of an indicator's unit and formulas and of all that it is made of."""
    indicator = indicators[name]
    terms = (definition_key(term, indicators) for term in indicator.terms)
    return key(indicator.unit, repr(indicator.formulas), *terms)
