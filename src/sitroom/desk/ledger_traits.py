"""Traits of questions by which scores are told apart: where they came from, and the region of whoever acts."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from sitroom.desk.rates import members_of
from sitroom.desk.store import Store
from sitroom.ledger import Standing

BY_HAND = "entered by hand"
NO_RULE, SEVERAL, NO_REGION = "no rule", "several regions", "no region"


def traits_of(standing: Standing, store: Store | None = None) -> Mapping[str, str]:
    """Return ``source`` (the document's or the data set's) and ``region`` (of the rule's actors) in words."""
    return {"source": source_of(standing, store), "region": region_of(standing)}


def source_of(standing: Standing, store: Store | None = None) -> str:
    """Return where a question came from: its document's source, else the data set that settles it, else by hand."""
    question = standing.question
    document = store.documents.find(question.document_id) if store and question.document_id else None
    if document is not None and document.source:
        return document.source
    return question.source or BY_HAND


def region_of(standing: Standing) -> str:
    """Return the one region of all states that the rule's actors stand for on the opening day."""
    question = standing.question
    if question.rule is None or question.opens_on.start is None:
        return NO_RULE
    codes = {code for name in question.rule.actors for code in members_of(name, question.opens_on.start)}
    regions = {region for code in codes if (region := _regions().get(code))}
    if len(regions) > 1:
        return SEVERAL
    return next(iter(regions), NO_REGION)


@cache
def _regions() -> Mapping[str, str]:
    """Return the region of each alpha-3 code, from the gazetteer's table of countries."""
    text = files("sitroom.record").joinpath("gazetteer/countries.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {code: row["region"] for row in rows for code in row["alpha3"].split("|") if code and row["region"]}
