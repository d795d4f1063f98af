"""No edit is silently lost: two people at every form that edits a stored row.

The forms are found from the routes: whatever shows again what was sent edits a stored row. A new
form is in this test as soon as its page can be opened.
"""

from __future__ import annotations

import logging
import re

import pytest
from django.contrib.messages import WARNING, get_messages
from django.urls import resolve

from kurzweg.core.comparison import Comparison
from tests.promises.oracles import undone
from tests.promises.pages import (
    WHO,
    Edited,
    addresses,
    changes_of,
    opened_by,
    posted_forms,
    touchable,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet():
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def edit_forms(world):
    """Every form of every page that can be opened, once, as the first who may open it."""
    seen = set()
    words = [world.home.neighbour.name, world.both.name]
    for path in addresses(world, writable=True):
        for who in WHO:
            response = opened_by(who, path, world)
            for number, form in enumerate(posted_forms(response) if response else []):
                # One of the needs that are published is as good as another.
                key = (resolve(path).view_name, tuple(touchable(form)))
                if key not in seen:
                    seen.add(key)
                    yield Edited(world.principal(who).client(), path, number, words)
            if response:
                break  # the first who may open it


def test_of_two_people_nobody_loses_a_change(matrix):
    complaints, edited = [], []
    for form in edit_forms(matrix.world):
        found = complaints_about(form)
        if found is not None:
            edited.append(form.path)
            complaints += found

    assert not complaints, "\n".join(complaints)
    assert len(edited) >= 5, edited  # organisation, need, draft, offer, settings


@pytest.mark.plain
def test_a_form_that_forgets_what_was_opened_is_seen(matrix, monkeypatch):
    """Negative control: the second save wins, and each such form is named."""
    monkeypatch.setattr(Comparison, "merged", lambda self, form, data, keys, **_: data.copy())

    found = map(complaints_about, edit_forms(matrix.world))

    assert next(filter(None, found), None)


@pytest.mark.plain
def test_a_form_that_carries_nothing_is_seen(matrix, monkeypatch):
    """Negative control: without the field of what was opened the second cannot save."""
    monkeypatch.setattr("tests.promises.pages.NEVER_SENT", {"csrfmiddlewaretoken", "once"})
    monkeypatch.setattr(Edited, "send", without_opened(Edited.send))

    found = map(complaints_about, edit_forms(matrix.world))

    assert next(filter(None, found), None)


def without_opened(send):
    return lambda self, form, changes: send(self, form, changes | {"opened": None})


def complaints_about(form):
    """What two people lose at a form; None: it edits nothing that is stored."""
    before = form.shown()
    with undone():
        drawn = form.drawn()
        first = changes_of(form, drawn, 0)
        expected = form.shown()
    if first is None:
        is_filled = any(before.get(name) for name in touchable(drawn))
        is_edit = "opened" in drawn.values and is_filled
        return [f"{form.path}: no other values are accepted"] if is_edit else None
    if not expected or expected == before:
        return None
    return [*_different_fields(form, first, expected), *_same_fields(form, first)]


def _different_fields(form, changes, expected):
    """The one changes every second field, the other those in between."""
    names = list(changes)
    for mine, theirs in ((names[::2], names[1::2]), (names[1::2], names[::2])):
        with undone():
            pages = [form.drawn(), form.drawn()]
            for page, part in zip(pages, (mine, theirs), strict=True):
                answer = form.send(page, {name: changes[name] for name in part})
            shown = form.shown()
        lost = sorted(name for name in names if shown.get(name) != expected.get(name))
        if is_refused(answer):
            return
        if answer.status_code >= 400 or lost:
            asked = re.findall(r'name="keep-([^"]+)"', answer.content.decode())
            yield f"{form.path}: {answer.status_code}, asked {asked}, lost {', '.join(lost)}"


def is_refused(answer):
    """Whether somebody hears in a sentence that it is too late: a letter is passed on once."""
    return any(message.level == WARNING for message in get_messages(answer.wsgi_request))


def _same_fields(form, first):
    """Both change all fields: the second is asked about each that now has two versions."""
    with undone():
        second = changes_of(form, form.drawn(), 1)
    with undone():
        pages = [form.drawn(), form.drawn()]
        form.send(pages[0], first)
        answer = form.send(pages[1], second)
        drawn = posted_forms(answer)[form.number] if answer.status_code == 409 else None
    both = sorted(name for name in first if first[name] != second.get(name))
    if is_refused(answer):
        return []
    if drawn is None:
        return [f"{form.path}: {answer.status_code} instead of 409"]
    asked = {c.name.removeprefix("keep-") for c in drawn.controls if c.name.startswith("keep-")}
    kept = [name for name in both if drawn.values.get(name) != second[name]]
    if len(asked) != len(both) or kept:
        return [f"{form.path}: asked about {sorted(asked)} of {both}, lost what was typed: {kept}"]
    return []
