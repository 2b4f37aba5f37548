"""What a value means, as a short key: two values may be pooled only where it is the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from analysis.indicators.lacking import Need, needs, plain, takes_item
from analysis.indicators.model import Gap, Indicator, Latest, Ratio, Total
from analysis.store import key
from analysis.values import normalise


class Definitions(dict[str, Indicator]):
    """Indicators by name, not changed any more: what follows from them is worked out once."""

    @classmethod
    def of(cls, indicators: Mapping[str, Indicator]) -> Definitions:
        """Return indicators as definitions; the same object where they are such already."""
        return indicators if isinstance(indicators, cls) else cls(indicators)

    def work_out(self) -> None:
        """Work out all that follows from the definitions, for the processes that will be forked."""
        for name, follows in vars(Definitions).items():
            if isinstance(follows, cached_property):
                getattr(self, name)

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
    def needs(self) -> dict[str, frozenset[Need]]:
        """What each indicator that comes from rows needs one of."""
        return {name: needs(one) for name, one in self.items() if not one.terms}

    @cached_property
    def item_takers(self) -> list[Latest]:
        """A formula for each ledger and columns that items are taken from."""
        formulas = (f for one in self.values() for f in one.formulas if takes_item(f))
        return list({(f.ledger, f.column, f.where[0].column): f for f in formulas}.values())

    @cached_property
    def gaps(self) -> dict[str, tuple[dict[str, Gap], dict[str, Gap]]]:
        """The plain gaps by the ledger that an indicator is first of: without it, and with it."""
        found: dict[str, tuple[dict[str, Gap], dict[str, Gap]]] = {}
        for name, one in self.items():
            formula = one.formulas[0]
            if not isinstance(formula, Ratio | Total):
                absent, unfilled = found.setdefault(formula.ledger, ({}, {}))
                absent[name], unfilled[name] = plain(one, formula)
        return found

    @cached_property
    def at_will(self) -> frozenset[str]:
        """The indicators that, or all of whose terms, are first of all an item of 基本情况."""
        return frozenset(name for name in self if self._is_at_will(name))

    def _is_at_will(self, name: str) -> bool:
        terms = self[name].terms
        if terms:
            return all(map(self._is_at_will, terms))
        return isinstance(self[name].formulas[0], Latest)

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
