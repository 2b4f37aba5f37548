"""The styles of an official document (公文), GB/T 9704-2012: Word's own names where it has them.

Every style names its face for all scripts, so that no theme and no default can bring in another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

LINE: Final = 579  # twips: 225 mm in 22 lines (5.2.3)
CHARACTER: Final = 315  # twips: 16 pt less 0.25, so that 28 fill 156 mm (5.2.3)
FANGSONG: Final = "仿宋_GB2312"
KAITI: Final = "楷体_GB2312"
HEITI: Final = "黑体"
SONGTI: Final = "宋体"
TITLE_FACE: Final = "方正小标宋简体"
NAMESPACE: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

# What stands in where a face is not installed: Windows itself has 仿宋 and 楷体 under these names.
_FACES: Final = {
    FANGSONG: "仿宋",
    KAITI: "楷体",
    HEITI: "SimHei",
    SONGTI: "SimSun",
    TITLE_FACE: "华文中宋",
}
_INDENT: Final = f'<w:ind w:firstLineChars="200" w:firstLine="{2 * CHARACTER}"/>'
_SINGLE: Final = '<w:snapToGrid w:val="0"/><w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/>'


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. ``size``: points; ``layout``: what stands in its ``w:pPr``, in XML.

    ``face`` or ``size`` empty: as in the style that it is based on.
    """

    id: str
    name: str
    face: str = ""
    size: float = 0
    layout: str = ""
    based_on: str = "Normal"
    color: str = ""

    @property
    def xml(self) -> str:
        """Return the ``w:style``; characters stand closer only in the grid of 3号 (16 pt)."""
        own = "" if self.name.isascii() else ' w:customStyle="1"'
        look = (
            (fonts(self.face) if self.face else "")
            + (f'<w:color w:val="{self.color}"/>' if self.color else "")
            + ('<w:spacing w:val="0"/>' if self.size else "")
            + (_size(self.size) if self.size else "")
        )
        return (
            f'<w:style w:type="paragraph"{own} w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            f'<w:basedOn w:val="{self.based_on}"/><w:qFormat/>'
            f"<w:pPr>{self.layout}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
        )


def fonts(face: str) -> str:
    """Return ``w:rFonts``: one face for Chinese, Latin letters and digits alike.

    GB/T 9704-2012, 5.2.2: every element is 3号仿宋 unless said otherwise; it knows no second face
    for digits (and for the page number it names 宋体 for the digits themselves, 7.5).
    """
    kinds = " ".join(f'w:{kind}="{face}"' for kind in ("ascii", "eastAsia", "hAnsi", "cs"))
    return f'<w:rFonts w:hint="eastAsia" {kinds}/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:g}"/><w:szCs w:val="{points * 2:g}"/>'


def _heading(level: int, face: str) -> Style:
    """Return a heading; it is never the last line of a page (背题)."""
    layout = f'<w:keepNext/>{_INDENT}<w:outlineLvl w:val="{level - 1}"/>'
    return Style(f"Heading{level}", f"heading {level}", face, layout=layout)


def _cells(id_: str, name: str, size: float) -> Style:
    layout = f'<w:wordWrap w:val="0"/>{_SINGLE}<w:jc w:val="left"/>'
    return Style(id_, name, SONGTI, size, layout)


STYLES: Final = (
    Style("BodyText", "Body Text", layout=_INDENT),
    Style("Title", "Title", TITLE_FACE, 22, '<w:snapToGrid w:val="0"/><w:jc w:val="center"/>'),
    _heading(1, HEITI),
    _heading(2, KAITI),
    _heading(3, FANGSONG),
    _heading(4, FANGSONG),
    Style("Organ", "发文机关标志", TITLE_FACE, 40, '<w:snapToGrid w:val="0"/>', color="FF0000"),
    Style("Reference", "发文字号和签发人"),
    Style("Salutation", "Salutation", layout='<w:jc w:val="left"/>'),
    Style("AttachmentList", "附件说明"),
    Style("Signature", "Signature", layout='<w:keepNext/><w:jc w:val="right"/>'),
    Style("Date", "Date", layout='<w:jc w:val="right"/>'),
    Style("AttachmentNumber", "附件序号", HEITI, layout="<w:keepNext/><w:pageBreakBefore/>"),
    Style("AttachmentTitle", "附件标题", layout='<w:outlineLvl w:val="0"/>', based_on="Title"),
    Style("Caption", "caption", HEITI, 12, '<w:keepNext/><w:jc w:val="center"/>'),
    Style("Unit", "表的单位", SONGTI, 10.5, f'<w:keepNext/>{_SINGLE}<w:jc w:val="right"/>'),
    Style("Note", "表注", SONGTI, 10.5, f'{_SINGLE}<w:jc w:val="left"/>'),
    _cells("Cell", "表内文字", 10.5),
    _cells("CellSmall", "表内文字（小五）", 9),
    _cells("CellSmaller", "表内文字（六号）", 7.5),
    _cells("CellSmallest", "表内文字（小六）", 6.5),
    Style("Picture", "图片", layout='<w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>'),
    Style("Imprint", "版记", FANGSONG, 14, '<w:jc w:val="left"/>'),
    Style("End", "末段", FANGSONG, 1, '<w:snapToGrid w:val="0"/><w:spacing w:line="20" w:lineRule="exact"/>'),
    Style("Header", "header", SONGTI, 10.5, '<w:snapToGrid w:val="0"/><w:jc w:val="right"/>'),
    Style("Footer", "footer", SONGTI, 14, '<w:snapToGrid w:val="0"/><w:spacing w:line="400" w:lineRule="exact"/>'),
)  # fmt: skip
CHARACTER_STYLES: Final = (("Hei", "黑体字", HEITI), ("Kai", "楷体字", KAITI))


def styles_xml() -> str:
    """Return ``word/styles.xml``."""
    characters = "".join(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{id_}"><w:name w:val="{name}"/>'
        f"<w:rPr>{fonts(face)}</w:rPr></w:style>"
        for id_, name, face in CHARACTER_STYLES
    )
    return (
        f"<w:styles {NAMESPACE}>{_DEFAULTS}{''.join(s.xml for s in STYLES)}{characters}</w:styles>"
    )


def fonts_xml() -> str:
    """Return ``word/fontTable.xml``: the faces, their stand-ins, all of GB2312's character set."""
    faces = "".join(
        f"<w:font w:name={quoteattr(face)}><w:altName w:val={quoteattr(other)}/>"
        f'<w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for face, other in _FACES.items()
    )
    return f"<w:fonts {NAMESPACE}>{faces}</w:fonts>"


# No space between Chinese and digits, no compressed punctuation: 28 characters are 28 characters.
_DEFAULTS: Final = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    f"{fonts(FANGSONG)}{_size(16)}"
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
    ' w:defUnhideWhenUsed="1" w:defQFormat="0"/>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
    '<w:pPr><w:widowControl w:val="0"/><w:overflowPunct/><w:autoSpaceDE w:val="0"/>'
    '<w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/>'
    f'<w:spacing w:before="0" w:after="0" w:line="{LINE}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>'
    f'<w:rPr>{fonts(FANGSONG)}<w:spacing w:val="-5"/>{_size(16)}</w:rPr></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="80" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="80" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
)
