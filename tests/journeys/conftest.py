"""A real browser on the live server."""

from __future__ import annotations

import os
import threading

import pytest
from django.conf import settings

# Playwright runs an event loop in the thread of the test; our queries there are plain ones.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_context_args():
    return {"locale": "de-DE", "reduced_motion": "reduce"}


@pytest.fixture(autouse=True)
def nothing_left_open(browser):
    """Close what a test opened, and wait for the server's threads.

    They share the connection of the tests, and at the end of the session it is taken from them: a
    thread that lives longer ends in an error of whatever test comes last.
    """
    yield
    for context in browser.contexts:
        context.close()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=5)


@pytest.fixture
def page_of(context, client, live_server):
    """Open the browser as a person: `page_of(owner)` gives a page that is signed in."""

    def sign_in(person=None):
        if person is not None:
            client.force_login(person.account)
            name = settings.SESSION_COOKIE_NAME
            cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
            context.add_cookies([cookie])
        return context.new_page()

    return sign_in
