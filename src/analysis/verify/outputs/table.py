"""Many reports at once: a line for each file, for the terminal, as a page and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.beside.reported import REPORTED, Reported
from analysis.errors import PrivacyError
from analysis.indicators.model import Indicator
from analysis.verify.desk import Read
from analysis.verify.model import VERDICTS, Verdict, Verified
from analysis.verify.outputs.export import reported, reported_csv
from analysis.verify.outputs.files import PAGE, page_bytes
from analysis.verify.outputs.templating import setting, template
from analysis.verify.outputs.told import listed, tally
from analysis.verify.outputs.veil import veil_of

TITLES = ("文件", "乡镇", "年度", "对照", "数", *VERDICTS.values(), "需改之处", "个人信息")


@dataclass(frozen=True, slots=True)
class Line:
    """What came of one file. ``held``: against what; ``error``: why it could not be read."""

    file: str
    town: str = ""
    year: str = ""
    held: str = ""
    figures: int = 0
    verdicts: tuple[tuple[Verdict, int], ...] = ()
    remarks: int = 0
    private: int = 0
    wrong: bool = False
    error: str = ""
    page: str = ""

    @classmethod
    def of(cls, verified: Verified, sender: str, page: str = "") -> Line:
        """Return the line of a file that was verified."""
        verdicts = [one.verdict for one in verified.judged]
        private = sum(remark.private for remark in verified.remarks)
        doubts = sum(one.verdict == "agree" and bool(one.doubts) for one in verified.judged)
        return cls(
            file=veil_of(verified).hide(verified.document.name),
            town=sender,
            year=str(verified.year or ""),
            held="台账" if verified.town else "文内",
            figures=len(verdicts),
            verdicts=tuple((verdict, verdicts.count(verdict)) for verdict in VERDICTS),
            remarks=sum(not r.note and not r.private for r in verified.remarks) + doubts,
            private=private,
            wrong=verified.wrong,
            page=page,
        )

    def cells(self) -> tuple[str, ...]:
        """Return the texts of ``TITLES``; nothing where there is nothing to tell."""
        counts = (self.figures, *(n for _, n in self.verdicts), self.remarks, self.private)
        return (self.file, self.town, self.year, self.held, *(str(n) if n else "" for n in counts))


def table_page(lines: Sequence[Line]) -> str:
    """Return the page that lists all files and links their own pages."""
    bad = sum(line.wrong for line in lines)
    unread = sum(bool(line.error) for line in lines)
    return template("table.html.j2").render(
        titles=TITLES, lines=lines, bad=bad, unread=unread, **setting()
    )


def as_lines(read: Sequence[Read]) -> Iterator[str]:
    """Yield a line for each file, and how many have to be looked at."""
    for one in read:
        if one.verified is None:
            yield f"{one.file}：{one.error}"
            continue
        line = Line.of(one.verified, one.sender)
        against = (
            f"与{one.verified.town}{line.year}年台账核对" if one.verified.town else "未与台账核对"
        )
        more = f"，需改之处 {line.remarks}" if line.remarks else ""
        private = f"，个人信息 {line.private} 处" if line.private else ""
        yield f"{one.file}：{against}，{tally(one.verified)}{more}{private}。"
    bad = sum(bool(one.verified and one.verified.wrong) for one in read)
    unread = sum(bool(one.error) for one in read)
    yield f"共 {len(read)} 份，有问题的 {bad} 份" + (
        f"，没有读成 {unread} 份。" if unread else "。"
    )


def as_list(
    read: Iterable[Read], indicators: Mapping[str, Indicator]
) -> Iterator[dict[str, object]]:
    """Yield what programs read of each file: ``file town year error figures``."""
    for one in read:
        verified = one.verified
        yield {
            "file": one.file,
            "town": one.sender or None,
            "year": verified.year if verified else None,
            "error": one.error or None,
            "figures": listed(verified, indicators) if verified else [],
        }


def pages(read: Sequence[Read], indicators: Mapping[str, Indicator]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of a page for each file, of the page that lists them, and of 自填.

    A file whose page the gate stops is named in the list with the reason.
    """
    lines: list[Line] = []
    figures: list[Reported] = []
    for number, one in enumerate(read, start=1):
        if one.verified is None:
            lines.append(Line(one.file, error=one.error))
            continue
        name = f"{number:03}.html"
        try:
            yield name, page_bytes(one.verified, indicators, one.secrets, name)
        except PrivacyError as error:
            lines.append(Line(one.file, error=str(error)))
            continue
        lines.append(Line.of(one.verified, one.sender, name))
        figures += reported(one.verified, one.sender, indicators)
    yield PAGE, table_page(lines).encode()
    yield REPORTED, reported_csv(figures, indicators).encode("utf-8-sig")
