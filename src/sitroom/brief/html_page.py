"""The HTML page: one file without scripts or outside assets, every line a click from its words in the source text."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from sitroom.brief.likelihood import draw_likelihood
from sitroom.brief.model import Brief
from sitroom.brief.page import NOTHING_CHANGED, SHOWN_QUOTES, SINCE, foot_of, place_of, source_title
from sitroom.brief.replies import draw_replies
from sitroom.brief.segments import segments_of
from sitroom.brief.timeline import draw_timeline
from sitroom.brief.words import one_line, plain, shorten


def render_html(brief: Brief) -> str:
    """Return the brief as one HTML page; all words of documents are escaped."""
    return _template().render(
        brief=brief,
        css=Markup(_read("style.css")),  # noqa: S704  # ours
        lit=_lit(brief),
        timeline=draw_timeline(brief.moments, brief.reference),
        replies=draw_replies(brief.chains),
        likelihood=draw_likelihood,
        drawn_keys=_drawn_keys(brief),
        texts=[(source_title(brief, place), source_html(brief, place)) for place in range(len(brief.sources))],
        since_title=SINCE,
        nothing_changed=NOTHING_CHANGED,
        place=lambda note: place_of(brief, note),
        foot=foot_of(brief),
        shown_quotes=SHOWN_QUOTES,
        quote_of=lambda number: one_line(brief.note(number).span.quote),
        words_of=lambda number: shorten(brief.note(number).span.quote, 110),
        whole=lambda note: one_line(note.span.quote),
    )


def source_html(brief: Brief, place: int = 0) -> Markup:
    """Return one of the texts with every evidence span marked and an anchor ``e<number>`` before its first words.

    The text of all marks of the class ``e<number>``, joined, is the note's quote.
    """
    notes = [note for note in brief.notes if note.source == place]
    return Markup("").join(
        part
        for segment in segments_of(plain(brief.sources[place].text), notes)
        for part in (*(_pin(number) for number in segment.opens), _marked(segment.text, segment.notes))
    )


def _pin(number: int) -> Markup:
    told = f"note {number}"
    return Markup('<a class="pin" id="e{0}" href="#n{0}" data-n="{0}" aria-label="{1}"></a>').format(number, told)


def _marked(text: str, notes: tuple[int, ...]) -> Markup:
    if not notes:
        return escape(text)
    return Markup('<mark class="{}">{}</mark>').format(" ".join(f"e{number}" for number in notes), text)


def _lit(brief: Brief) -> Markup:
    """Return the rule that lights up the whole of a note's words when it is clicked, however they are cut."""
    if not brief.notes:
        return Markup("")
    numbers = [note.number for note in brief.notes]
    selectors = ",".join(f"#e{number}:target~.e{number}" for number in numbers)
    return Markup(f"{selectors}{{background:var(--lit)}}")  # noqa: S704  # numbers only


def _drawn_keys(brief: Brief) -> set[str]:
    keys = {"stated" for one in brief.judgements if one.band}
    keys |= {"base" for one in brief.judgements if one.base_rate}
    return keys | {"ours" for one in brief.judgements if one.ours is not None}


@cache
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(_read), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("page.html.j2")


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
