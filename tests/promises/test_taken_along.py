"""Each page that shows a list has its export, or says why it has none."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

LISTS = re.compile(r'class="entries|<table')
TAKEN = re.compile(r'<c-take-along\s+list="([\w-]+)"')

# Lists that nobody takes along as such, and why.
NOT_TAKEN = {
    "is another list's part or its newest rows": {
        "committees/minutes.html", "insight/due_items.html",
        "insight/first_steps.html", "market/firms.html", "market/newest.html",
        "market/offer_list.html", "market/offers_of.html", "networks/own_organisation.html",
        "networks/person_detail.html", "networks/section.html",
        "notes/on_organisation.html",
    },
    "is what one entry holds, edited here": {
        "committees/confidentiality.html", "dues/agreed.html", "networks/acting_list.html",
        "networks/area.html",
        "networks/membership_edit.html", "networks/prospect.html", "networks/site_list.html",
    },
    "is a setting": {
        "dues/scale.html", "networks/class_list.html", "networks/funder_list.html",
        "networks/legal.html", "networks/release.html", "networks/settings.html",
        "networks/step_list.html",
    },
    "is the page of exports, or goes along by a button of its own": {
        "insight/list_overview.html", "dues/comparison.html", "dues/rows.html",
        "insight/figure_list.html", "insight/figure_rows.html",
        "insight/snapshot_comparison.html",
    },
    "is a question that is answered once and gone": {
        "imports/arrivals.html", "imports/start.html", "insight/search_results.html",
        "introductions/introduction_list_rows.html", "merging/double_list.html",
    },
    "counts, and names nobody": {"insight/growth.html"},
    "is public and of all networks": {
        "networks/installation_home.html", "networks/installation_imprint.html",
    },
}  # fmt: skip


def templates() -> dict[str, str]:
    """Read the templates of all apps, by their names."""
    root = Path(settings.REPOSITORY) / "src" / "kurzweg"
    found = root.glob("*/templates/*/*.html")
    return {"/".join(path.parts[-2:]): path.read_text("utf-8") for path in found}


def without_export(texts: dict[str, str]) -> set[str]:
    """Name the templates that draw a list, and have no export."""
    exporting = {name for name, text in texts.items() if TAKEN.search(text)}
    drawing = {name for name, text in texts.items() if LISTS.search(text)}
    included = {
        name
        for name in drawing
        if any(f'"{name}"' in texts[whole] for whole in exporting)
        or name.replace(".html", "_results.html") in exporting
    }
    return {name for name in drawing - exporting - included if not name.startswith("cotton/")}


def test_each_list_is_taken_along_or_says_why_not():
    excused = set().union(*NOT_TAKEN.values())

    assert without_export(templates()) - excused == set()


def test_nothing_is_excused_that_has_an_export_or_is_gone():
    excused = set().union(*NOT_TAKEN.values())
    drawing = {name for name, text in templates().items() if LISTS.search(text)}

    assert excused - drawing == set()
    assert {name for name in excused if TAKEN.search(templates()[name])} == set()


def test_a_list_without_an_export_is_seen():
    texts = {
        "a/with.html": '<ol class="entries"></ol><c-take-along list="members" />',
        "a/without.html": "<table></table>",
        "a/no_list.html": "<p></p>",
    }

    assert without_export(texts) == {"a/without.html"}
