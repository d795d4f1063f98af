"""A title is what a tab, a bookmark and a screen reader say first: it tells the pages apart."""

import re

import pytest

from tests.promises.cells import call_of
from tests.promises.world import Relation

pytestmark = pytest.mark.django_db

TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
READERS = ("office", "organisation admin", "anonymous")


@pytest.fixture(scope="module")
def titles(matrix):
    """The titles of every page that opens, by the page's name."""
    by_page: dict[str, set[str]] = {}
    for cell in matrix.cells():
        is_read = cell.method == "GET" and not cell.is_partial and cell.principal in READERS
        if not is_read or {relation for _name, relation in cell.relations} - {Relation.OWN}:
            continue
        call = call_of(cell, matrix.world)
        answer = call.principal.client().get(call.path)
        title = TITLE.search(answer.content.decode()) if answer.status_code == 200 else None
        if title:  # a page; not a part of one, a style sheet or a picture
            by_page.setdefault(cell.route.name, set()).add(title[1])
    return by_page


def test_no_two_pages_share_a_title(titles):
    names = sorted(titles)
    shared = [
        (one, other, sorted(titles[one] & titles[other]))
        for number, one in enumerate(names)
        for other in names[number + 1 :]
        if titles[one] & titles[other]
    ]

    assert len(names) > 20
    # The same page under allauth's two names.
    assert [pair[:2] for pair in shared] == [("account_login", "account_request_login_code")]
    assert not {title for page in titles.values() for title in page if title.startswith(" ")}
