"""The picture: what is drawn, in which columns, and that nothing of the words can break out of it."""

import re
from xml.etree import ElementTree as ET

import pytest

from sitroom.game import draw_graph, graph_words, parse_situation, situation_graph, solve
from sitroom.game.graph import Graph
from sitroom.game.graph_picture import option_marks

CHICKEN = """
title = "Two drivers & <one> road"
options = { swerve = { owner = "Ann" }, stop = { owner = "Bob" } }
states = { status_quo = [] }
aims = { Ann = ["stop or swerve", "not swerve", "stop"], Bob = ["stop or swerve", "not stop", "swerve"] }
"""


def graph_of(text: str, **asked: int) -> Graph:
    return situation_graph(solve(parse_situation(text)), **asked)  # type: ignore[arg-type]


def wide(count: int) -> str:
    options = ", ".join(f'o{k} = {{ owner = "P{k % 2}" }}' for k in range(count))
    return f'title = "wide"\noptions = {{ {options} }}\nstates = {{ status_quo = [] }}\naims = {{ P0 = ["o0"], P1 = ["o1"] }}'


def test_columns_count_moves_from_the_status_quo() -> None:
    graph = graph_of(CHICKEN)
    assert [(node.value, node.layer) for node in graph.nodes] == [(0, 0), (1, 1), (2, 1), (3, 2)]
    assert (graph.start, graph.starts_at_status_quo, graph.notes) == (0, True, ())


def test_a_move_points_where_it_pays() -> None:
    gains = {(one.mover, one.before, one.after) for one in graph_of(CHICKEN).moves if one.pays}
    assert gains == {(0, 0, 1), (1, 0, 2), (0, 3, 2), (1, 3, 1)}


def test_equilibria_are_ringed_and_named() -> None:
    graph = graph_of(CHICKEN)
    assert [node.value for node in graph.nodes if "Nash" in node.stable_by] == [1, 2]
    assert draw_graph(graph).count('stroke-width="2.2"') == sum("SEQ" in node.stable_by for node in graph.nodes)


def test_an_irreversible_move_has_one_way() -> None:
    text = CHICKEN.replace('swerve = { owner = "Ann" }', 'swerve = { owner = "Ann", moves = "only N to Y" }')
    moves = graph_of(text).moves
    assert all(one.one_way == (one.mover == 0) for one in moves)
    assert all(one.after & 1 for one in moves if one.mover == 0)


def test_a_graph_that_is_too_large_says_what_it_leaves_out() -> None:
    graph = graph_of(wide(8), most=10)
    assert len(graph.nodes) <= 10
    assert graph.reachable == 256
    assert any("of 256 reachable states" in note for note in graph.notes)
    assert len(graph_of(wide(3)).nodes) == 8


def test_without_a_status_quo_it_starts_at_the_first_state() -> None:
    graph = graph_of(CHICKEN.replace("states = { status_quo = [] }", ""))
    assert not graph.starts_at_status_quo
    assert any("No feasible status quo" in note for note in graph.notes)


@pytest.mark.parametrize("text", [CHICKEN, wide(2), wide(5), wide(9)])
def test_the_picture_is_one_well_formed_svg_without_scripts_or_addresses(text: str) -> None:
    picture = draw_graph(graph_of(text))
    root = ET.fromstring(picture)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert picture.count("http") == 1
    assert "script" not in picture
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    for box in root.iter("{http://www.w3.org/2000/svg}rect"):
        assert float(box.attrib.get("x", 0)) + float(box.attrib["width"]) <= width
        assert float(box.attrib.get("y", 0)) + float(box.attrib["height"]) <= height


def test_no_two_states_overlap() -> None:
    root = ET.fromstring(draw_graph(graph_of(wide(4))))
    cards = [box.attrib for box in root.iter("{http://www.w3.org/2000/svg}rect") if box.attrib.get("class") == "card"]
    corners = [(float(one["x"]), float(one["y"])) for one in cards]
    width, height = float(cards[0]["width"]), float(cards[0]["height"])
    for at, (x, y) in enumerate(corners):
        assert all(abs(x - a) >= width or abs(y - b) >= height for a, b in corners[at + 1 :])


def test_words_are_escaped_and_told_aloud() -> None:
    graph = graph_of(CHICKEN)
    picture = draw_graph(graph)
    assert "Two drivers &amp; &lt;one&gt; road" in picture
    told = graph_words(graph)
    assert "State 1 (here it starts): no option taken" in told
    assert "Ann gains by going from state 1 to state 2." in told
    assert re.search(r"<desc>[^<]*Ann gains", picture)


def test_it_is_the_same_every_time() -> None:
    assert draw_graph(graph_of(wide(6))) == draw_graph(graph_of(wide(6)))


def test_marks_are_initials_and_numbered_where_shared() -> None:
    assert option_marks(("release", "retreat", "“deal”", "1 tariff")) == ("R1", "R2", "D", "1")
