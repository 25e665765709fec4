"""Styles of the Word file: A4, one typeface, headings that Word knows as such, a ruled table, numbered pages."""

from typing import Any

from sitroom.brief.word_parts import MARGINS, NAMESPACE, PORTRAIT

_FACE = "Calibri"
_DARK = "1F2F3F"
_LINK = "1F4E79"
_GREY = "5F6B76"
_SIZES = {"Title": 22.0, "Subtitle": 12.0, "Heading 1": 13.0, "Heading 2": 11.0, "Normal": 10.5}
_SPACES = {"Title": (0, 2), "Subtitle": (0, 6), "Heading 1": (12, 3), "Heading 2": (8, 2), "Normal": (0, 4)}
_OURS = {"Table Text": (8.0, 0), "Note Text": (9.0, 3), "Bottom Line": (11.5, 4), "Foot": (9.0, 0)}
_TABLE = f"""
<w:style xmlns:w="{NAMESPACE}" w:type="table" w:customStyle="1" w:styleId="Records">
  <w:name w:val="Records"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="8" w:space="0" w:color="{_DARK}"/>
      <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{_DARK}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="C8CED4"/>
    </w:tblBorders>
    <w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/></w:rPr>
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E8ECF0"/></w:tcPr>
  </w:tblStylePr>
</w:style>"""


def set_styles(document: Any, *, language: str) -> None:
    """Set paper, typeface, language and styles of a new document."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml
    from docx.shared import Pt, RGBColor

    _set_paper(document.element.body.sectPr)
    for tag in document.styles.element.iter(f"{{{NAMESPACE}}}lang"):
        tag.set(f"{{{NAMESPACE}}}val", language)
    for tag in document.settings.element.iter(f"{{{NAMESPACE}}}themeFontLang"):
        tag.set(f"{{{NAMESPACE}}}val", language)
    styles = document.styles
    for name, size in _SIZES.items():
        style = styles[name]
        _set_face(style, size)
        style.font.italic = name == "Subtitle"
        style.font.color.rgb = RGBColor.from_string("000000" if name == "Normal" else _DARK)
        _set_space(style, *_SPACES[name])
    _without_rule(styles["Title"])
    _set_space(styles["List Bullet"], 0, 2)
    styles.element.append(parse_xml(_TABLE))
    for name, (size, after) in _OURS.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.font.size = Pt(size)
        _set_space(style, 0, after)
    note = styles["Note Text"].paragraph_format
    note.left_indent, note.first_line_indent = Pt(32), Pt(-32)
    note.tab_stops.add_tab_stop(Pt(32))
    styles["Foot"].font.color.rgb = RGBColor.from_string(_GREY)
    reference = styles.add_style("Note Reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True
    reference.font.color.rgb = RGBColor.from_string(_LINK)


def set_footer(document: Any, title: str) -> None:
    """Put the title and the page's number, of how many, at the foot of every page."""
    from docx.oxml import parse_xml

    line = document.sections[0].footer.paragraphs[0]
    line.style = document.styles["Foot"]
    line.add_run(f"{title[:90]}{'…' if len(title) > 90 else ''} · page ")
    for field, behind in (("PAGE", " of "), ("NUMPAGES", "")):
        simple = f'<w:fldSimple xmlns:w="{NAMESPACE}" w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        line._p.append(parse_xml(simple))  # noqa: SLF001  # python-docx has no fields
        line.add_run(behind)


def _set_paper(section: Any) -> None:
    from docx.oxml import parse_xml

    for tag, new in (("pgSz", PORTRAIT), ("pgMar", MARGINS)):
        old = section.find(f"{{{NAMESPACE}}}{tag}")
        section.replace(old, parse_xml(new.replace("/>", f' xmlns:w="{NAMESPACE}"/>')))


def _set_face(style: Any, size: float) -> None:
    """Name the typeface itself: a theme's would go before it."""
    from docx.shared import Pt

    style.font.name = _FACE
    style.font.size = Pt(size)
    fonts = style.element.rPr.rFonts
    for key in [key for key in fonts.attrib if key.lower().endswith("theme")]:
        del fonts.attrib[key]
    for which in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(f"{{{NAMESPACE}}}{which}", _FACE)


def _set_space(style: Any, before: int, after: int) -> None:
    from docx.shared import Pt

    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.08


def _without_rule(style: Any) -> None:
    """Take away the line that the template draws below a title."""
    for border in style.element.findall(f".//{{{NAMESPACE}}}pBdr"):
        border.getparent().remove(border)
