"""Parts of a Word file: runs, references, paragraphs and tables as WordprocessingML, with every word escaped."""

from collections.abc import Iterable, Sequence
from html import escape

from sitroom.brief.words import one_line

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/>'
LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
MARGINS = (
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
)
LANDSCAPE_TEXT = 14570
"""Width of the text on a page laid sideways; the unit of all lengths is a twentieth of a point."""


def run(text: str, *, bold: bool = False, italic: bool = False) -> str:
    """Return some words as they are: on one line, with U+FFFD for what XML or a screen would stumble on.

    >>> print(run("<b>", bold=True))
    <w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">&lt;b&gt;</w:t></w:r>
    """
    looks = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "")
    ahead, behind = (" " if text[:1] == " " else "", " " if text[-1:] == " " else "") if text.strip() else ("", "")
    shown = f"{ahead}{one_line(text)}{behind}"
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(shown, quote=False)}</w:t></w:r>'


class References:
    """The numbers of notes in the text: each leads to its note, and the note leads back to the first of them."""

    def __init__(self) -> None:
        self.seen: set[int] = set()

    def to(self, numbers: Iterable[int]) -> str:
        """Return numbers as links."""
        return "".join(self._one(number) for number in numbers)

    def _one(self, number: int) -> str:
        words = f'<w:r><w:rPr><w:rStyle w:val="NoteReference"/></w:rPr><w:t>[{number}]</w:t></w:r>'
        linked = link(note_name(number), words)
        if number in self.seen:
            return linked
        self.seen.add(number)
        return bookmark(2 * number, f"from{number}", linked)


def note_name(number: int) -> str:
    """Return the name of a note's bookmark."""
    return f"note{number}"


def link(name: str, inside: str) -> str:
    """Return what leads to a bookmark of the same file."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{inside}</w:hyperlink>'


def bookmark(key: int, name: str, inside: str) -> str:
    """Return what can be led to; the key is a number that no other bookmark has."""
    return f'<w:bookmarkStart w:id="{key}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{key}"/>'


def note_label(number: int, *, leads_back: bool) -> str:
    """Return the number before a note: what references lead to, and what leads back to the first of them."""
    words = run(f"[{number}]")
    return bookmark(2 * number + 1, note_name(number), link(f"from{number}", words) if leads_back else words)


def paragraph(*inside: str, style: str = "", more: str = "") -> str:
    """Return a paragraph in a style, by its id; without one, in that of the body."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{more}</w:pPr>" if named or more else ""
    return f"<w:p>{properties}{''.join(inside)}</w:p>"


def section_end(page: str) -> str:
    """Return the paragraph that ends the pages of one size."""
    kind = '<w:type w:val="nextPage"/>'
    return paragraph(more=f'<w:spacing w:after="0"/><w:sectPr>{kind}{page}{MARGINS}</w:sectPr>')


def rule() -> str:
    """Return a thin line across the page."""
    line = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="A0A0A0"/></w:pBdr>'
    return paragraph(more=line)


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, width: int) -> str:
    """Return a table as wide as the text; its head is repeated on every page, and no row is cut in two.

    Args:
        columns: words of the head.
        rows: cells that are runs already.
        width: in twentieths of a point.
    """
    shares = _shares(columns, rows, width)
    grid = "".join(f'<w:gridCol w:w="{share}"/>' for share in shares)
    head = _row([run(column, bold=True) for column in columns], shares, head=True)
    body = "".join(_row(row, shares) for row in rows)
    bands = 'w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"'
    look = f'<w:tblLook w:val="0020" {bands}/>'
    properties = f'<w:tblStyle w:val="Records"/><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}'
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>" + paragraph()


def _row(cells: Sequence[str], shares: Sequence[int], *, head: bool = False) -> str:
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{share}" w:type="dxa"/></w:tcPr>{paragraph(cell, style="TableText")}</w:tc>'
        for cell, share in zip(cells, shares, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def _shares(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the width of each column: wider where its words are longer, but none is starved."""
    longest = [
        min(60, max([len(column) + 2, *(_shown(row[place]) for row in rows)])) for place, column in enumerate(columns)
    ]
    weights = [6 + length for length in longest]
    shares = [width * weight // sum(weights) for weight in weights]
    return [*shares[:-1], width - sum(shares[:-1])]


def _shown(cell: str) -> int:
    """Return about how many letters a cell shows: what stands outside of tags."""
    shown, inside = 0, False
    for sign in cell:
        inside = sign == "<" or (inside and sign != ">")
        shown += not inside and sign != ">"
    return shown
