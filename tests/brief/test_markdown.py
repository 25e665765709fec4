import re
from dataclasses import replace

from markdown_it import MarkdownIt

from sitroom.brief import render_markdown
from sitroom.brief.markdown import markdown_text


def test_every_footnote_resolves_and_is_used(brief):
    text = render_markdown(brief)
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    used = re.findall(r"\[\^(\d+)\](?!:)", text)
    assert set(used) == set(defined) == {str(note.number) for note in brief.notes}
    assert len(defined) == len(set(defined))


def test_a_footnote_is_the_exact_quote(brief):
    text = render_markdown(brief)
    for note in brief.notes:
        shown = re.search(rf"^\[\^{note.number}\]: “(.*)” \(characters (\d+)–(\d+)\)$", text, re.MULTILINE)
        assert shown
        assert MarkdownIt().renderInline(shown[1]).replace("&quot;", '"') == note.span.quote
        assert (int(shown[2]), int(shown[3])) == (note.span.start, note.span.end)


def test_words_of_a_document_are_never_markup(brief):
    evil = "<script>x</script> [a](http://x) *b* `c` # d | e"
    html = MarkdownIt().render(markdown_text(evil))
    assert html == "<p>&lt;script&gt;x&lt;/script&gt; [a](http://x) *b* `c` # d | e</p>\n"
    assert "<script" not in render_markdown(replace(brief, title=evil))


def test_a_line_that_looks_like_a_list_is_none():
    assert MarkdownIt().render(markdown_text("12. May")) == "<p>12. May</p>\n"
    assert MarkdownIt().render(markdown_text("- and")) == "<p>- and</p>\n"
