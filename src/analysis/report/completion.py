"""``names``: what Tab offers in JupyterLab, so that nobody has to remember an indicator's id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NoReturn

from analysis.errors import NotebookError
from analysis.indicators.model import Indicator
from analysis.values import nearest


class UnknownNameError(NotebookError, AttributeError, KeyError):
    """A name that no indicator has; Python's own questions (``hasattr``) get their answer too."""

    __str__ = NotebookError.__str__


class Subject:
    """The indicators of one subject: plain attributes, so that every completer sees them."""

    def __init__(self, subject: str, names: Iterable[str]) -> None:
        """Take full names, such as ``mediation.settled``."""
        self._subject = subject
        for name in names:
            setattr(self, name.partition(".")[2], name)

    def __dir__(self) -> list[str]:
        """List the indicators and nothing else."""
        return [name for name in vars(self) if not name.startswith("_")]

    def __getattr__(self, name: str) -> str:
        """Refuse a name that is not there with the nearest one."""
        _refuse(name, {key: f"{self._subject}.{key}" for key in dir(self)})

    def __repr__(self) -> str:
        """Return what there is."""
        return "、".join(f"{self._subject}.{key}" for key in dir(self))


class Names:
    """指标名字：输入 names. 后按 Tab 选主题，再输入 . 按 Tab 选指标；names["标题"] 也可以。

    ``names.mediation.settled`` is the text ``"mediation.settled"``; ``names[…]`` takes an id or a
    title. No ``__getattr__`` here: IPython's completer (without jedi) would look no further.
    """

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        """Take the indicators that a county has."""
        self._titles = {indicator.title: name for name, indicator in indicators.items()}
        self._names = tuple(indicators)
        for subject in dict.fromkeys(name.partition(".")[0] for name in indicators):
            own = [name for name in indicators if name.startswith(f"{subject}.")]
            setattr(self, subject, Subject(subject, own))

    def __dir__(self) -> list[str]:
        """List the subjects and nothing else."""
        return [name for name in vars(self) if not name.startswith("_")]

    def __getitem__(self, wanted: str) -> str:
        """Return the id of the indicator of that id or title."""
        if wanted in self._names:
            return wanted
        if wanted in self._titles:
            return self._titles[wanted]
        return _refuse(wanted, {**{name: name for name in self._names}, **self._titles})

    def _ipython_key_completions_(self) -> list[str]:
        return [*self._names, *self._titles]

    def __repr__(self) -> str:
        """Say how it is used."""
        return f"共{len(self._names)}个指标。输入 names. 后按 Tab 选择；按词查找请用 start.find。"


def _refuse(name: str, known: Mapping[str, str]) -> NoReturn:
    """Raise for a name that is not among ``known`` (what is typed → what it stands for)."""
    if name.startswith("_"):
        raise AttributeError(name)  # Python and IPython ask for many such
    guess = nearest(name, known)
    remedy = f"您是否指“{known[guess]}”？" if guess else '请用 start.find("…") 按词查找。'
    raise UnknownNameError(f"没有名为“{name}”的指标。", remedy)
