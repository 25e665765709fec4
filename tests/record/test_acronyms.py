"""Acronyms: a short form means what the text spells out."""

from sitroom.record import Event, Statement, read
from sitroom.text import Document


def ids(text: str) -> set[str | None]:
    """Return the slugs of all actors of a text."""
    records = read(Document(text, language="en")).records
    return {ref.id for one in records if isinstance(one, Event) for ref in (*one.actors, *one.recipients)} | {
        ref.id for one in records if isinstance(one, Statement) for ref in (*one.speaker, *one.audience)
    }


def test_a_short_form_is_the_name_that_the_text_gives_in_full() -> None:
    text = "The Rapid Support Forces attacked El Obeid. The RSF shelled Khartoum the next day."
    assert "reporters-without-borders" not in ids(text)


def test_a_short_form_alone_is_what_the_table_says() -> None:
    assert "reporters-without-borders" in ids("RSF accused Belarus of jailing journalists.")


def test_a_name_in_full_that_no_row_knows_lends_its_short_form_to_no_other() -> None:
    text = "The Riverside Students Federation met in Accra. RSF accused Ghana of jailing journalists."
    assert "reporters-without-borders" not in ids(text)
