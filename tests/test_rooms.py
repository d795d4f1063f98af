"""Each app is a room of its own: it names those it needs, and nobody names one above itself.

Names in the sense of these tests are imports (those that only a type checker reads excepted),
routes ("market:need-list"), templates ("market/firm.html") and models ("people.Account").
"""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

PACKAGE = Path(settings.PACKAGE)
ROOT = PACKAGE.parent.parent
LAYERS = next(  # each may hold several apps that do not know each other
    [re.findall(r"\w+", layer) for layer in contract["layers"]]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    if contract["type"] == "layers"
)
ROOMS = [room.removeprefix("kurzweg.") for room in settings.ROOMS]
FREE_FOR_ALL = {"core", "engine"}
NAMED = re.compile(rf"""["'](?:{"|".join(ROOMS)})(?::[\w-]+|/[\w/.-]+\.\w+|\.[A-Z]\w+)["']""")


# Whose a row is: the network is the ground on which every app stands, not one app among others.
GROUND = '"networks.Network"'


def routes_templates_and_models(text: str) -> set[str]:
    text = text.replace(GROUND, "")
    return {re.split(r"[:/.]", quoted[1:-1])[0] for quoted in NAMED.findall(text)}


def imports(tree: ast.AST) -> set[str]:
    """Name the apps that a module imports when it runs, inside of functions as well."""
    found = set()
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.ImportFrom) and node.module == "kurzweg":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module.removeprefix("kurzweg.").partition(".")[0]} & set(ROOMS)
        elif isinstance(node, ast.Import):
            found |= {alias.name.removeprefix("kurzweg.").partition(".")[0] for alias in node.names}
        found |= imports(node)
    return found & {*ROOMS, "engine"}


def names_in(text: str, *, suffix: str) -> set[str]:
    """Name the apps that a file names."""
    found = routes_templates_and_models(text)
    return found | imports(ast.parse(text)) if suffix == ".py" else found


def files_of(room: str, *suffixes: str) -> list[Path]:
    return sorted(
        path
        for path in (PACKAGE / room).rglob("*")
        if path.suffix in suffixes and "migrations" not in path.parts
    )


def said_needs(docstring: str) -> set[str]:
    """Read the first line of an `apps.py`: "What it is about. Needs: people, networks."."""
    needs = re.search(r"Needs: ([\w, ]+)\.$", docstring.splitlines()[0])
    return set(needs[1].split(", ")) if needs else set()


def needs_of(room: str) -> set[str]:
    return said_needs(ast.get_docstring(ast.parse((PACKAGE / room / "apps.py").read_text())) or "")


def layers_above(room: str) -> set[str]:
    own = next(number for number, layer in enumerate(LAYERS) if room in layer)
    return {above for layer in LAYERS[:own] for above in layer}


@pytest.mark.parametrize("room", ROOMS)
def test_an_app_names_in_its_first_line_those_it_needs(room):
    named = set()
    for path in files_of(room, ".py", ".html", ".txt"):
        named |= names_in(path.read_text("utf-8"), suffix=path.suffix)

    assert sorted(named - {room} - FREE_FOR_ALL) == sorted(needs_of(room))


@pytest.mark.parametrize("room", ROOMS)
def test_no_file_names_an_app_above_its_own(room):
    found = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in files_of(room, ".py", ".html", ".txt")
        for name in names_in(path.read_text("utf-8"), suffix=path.suffix) & layers_above(room)
    ]

    assert found == []


def test_every_app_is_a_layer():
    assert sorted(room for layer in LAYERS for room in layer) == sorted([*ROOMS, "engine"])


@pytest.mark.parametrize(
    ("suffix", "text", "named"),
    [
        (".py", "from kurzweg.market.models import Need", {"market"}),
        (".py", "def f():\n    from kurzweg.market import actions", {"market"}),
        (".py", "from kurzweg import market", {"market"}),
        (".py", "import kurzweg.market.models", {"market"}),
        (".py", 'redirect("insight:due", slug)', {"insight"}),
        (".py", 'render_page(request, "market/need_list.html", {})', {"market"}),
        (".py", 'models.ForeignKey("people.Account")', {"people"}),
        (".html", "{% url 'networks:theme' network.slug as theme_url %}", {"networks"}),
        (".html", '{% include "market/firm.html" %}', {"market"}),
        (".py", "if TYPE_CHECKING:\n    from kurzweg.market.models import Need", set()),
        (".html", "<p>market: what is needed</p>", set()),
    ],
)
def test_the_reader_of_these_tests_sees_each_way_to_name_an_app(suffix, text, named):
    assert names_in(text, suffix=suffix) == named


def test_the_first_line_of_an_app_is_read_as_it_is_meant():
    assert said_needs("Offers and needs. Needs: people, networks.") == {"people", "networks"}
    assert said_needs("The ground floor.\n\nNeeds: nothing.") == set()
