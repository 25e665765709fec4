"""SVG helpers: elements whose every attribute and text is escaped, and how wide words will stand."""

from html import escape

from markupsafe import Markup

from sitroom.brief.words import plain

_NARROW, _WIDE = "iljtf.,:;'|!()[] I1", "mwMWQOGD@%&—…"


def element(name: str, *children: Markup | str, **attributes: object) -> Markup:
    """Return one SVG element: strings are escaped, markup is kept; ``class_`` is ``class``, ``rx_y`` would be ``rx-y``.

    >>> element("text", "a < b", x=1, class_="day")
    Markup('<text x="1" class="day">a &lt; b</text>')
    """
    written = "".join(f' {_attribute(key)}="{escape(_value(value))}"' for key, value in attributes.items())
    inner = "".join(child if isinstance(child, Markup) else escape(plain(child), quote=False) for child in children)
    return Markup(f"<{name}{written}>{inner}</{name}>")  # noqa: S704  # all that is not markup was escaped above


def picture(width: float, height: float, title: str, *children: Markup, class_: str) -> Markup:
    """Return a whole SVG with a title for those who do not see it; it scales down with the page, never up."""
    return element(
        "svg",
        element("title", title),
        *children,
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        width=width,
        height=height,
        role="img",
        class_=class_,
    )


def link(target: str, *children: Markup) -> Markup:
    """Return children as a link to an anchor of the same page."""
    return element("a", *children, href=f"#{target}")


def width_of(text: str, size: float) -> float:
    """Return about how wide a text stands in a plain face of a size, in the same unit; on the safe side."""
    return size * sum(
        0.33 if sign in _NARROW else 0.9 if sign in _WIDE else 0.66 if sign.isupper() else _middle(sign)
        for sign in text
    )


def fitted(text: str, room: float, size: float) -> str:
    """Return a text cut at a word's end, with an ellipsis, so that it fits into some room."""
    if width_of(text, size) <= room:
        return text
    words = text.split(" ")
    while len(words) > 1:
        words.pop()
        short = f"{' '.join(words).rstrip(',;:')} …"
        if width_of(short, size) <= room:
            return short
    letters = words[0]
    while letters and width_of(f"{letters}…", size) > room:
        letters = letters[:-1]
    return f"{letters}…" if letters else ""


def wrapped(text: str, room: float, size: float, lines: int) -> list[str]:
    """Return a text broken at blanks into at most so many lines; the last is cut where it does not fit."""
    out: list[str] = []
    rest = text.split(" ")
    while rest and len(out) < lines - 1:
        line = [rest.pop(0)]
        while rest and width_of(" ".join([*line, rest[0]]), size) <= room:
            line.append(rest.pop(0))
        out.append(fitted(" ".join(line), room, size))
    if rest:
        out.append(fitted(" ".join(rest), room, size))
    return out


def _middle(sign: str) -> float:
    return 0.55 if ord(sign) < 0x2E80 else 1.05


def _attribute(key: str) -> str:
    return key.removesuffix("_").replace("_", "-") if key != "viewBox" else key


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
