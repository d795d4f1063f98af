"""Whoever builds the index may be killed at the worst moment: no change is lost."""

import signal
from datetime import date

import pytest
from django.db import transaction

from kurzweg.core import ledger, search
from kurzweg.core.models import Change
from kurzweg.engine.documents import Request
from tests.conftest import member_firm
from tests.factories import NetworkFactory

KILLED = """
import os, sys
from datetime import timedelta
from kurzweg.core import search

search.CHANGES_KEPT = timedelta()
left = int(os.environ["RENAMES"])

def dying(name, _arguments):
    global left
    if name == "os.rename":
        left -= 1
        if left < 0:
            os.kill(os.getpid(), 9)

sys.addaudithook(dying)
search.reconcile()
"""


def found(text):
    answer = search.matcher().search(
        Request(text, today=date(2026, 5, 4), kinds=frozenset({"organisation"}))
    )
    return [each.key for each in answer.ranked]


@pytest.mark.parametrize("renames", [0, 1, 2])
def test_killed_while_changes_are_folded_in_none_of_them_is_lost(own_database, renames):
    """Before the new generation has its name, is the current one, has pushed out an older one."""
    network = NetworkFactory()
    for name in ("Bäckerei Korn", "Sägewerk Tann"):
        search.rebuild()
        with transaction.atomic():
            firm = member_firm(network, name)
            ledger.changed(firm)
    before, changes = found("Sägewerk"), list(Change.objects.values_list("pk", flat=True))

    builder = own_database.start(KILLED, RENAMES=str(renames))
    _, said = builder.communicate()

    assert (builder.returncode, said) == (-signal.SIGKILL, "")
    assert list(Change.objects.values_list("pk", flat=True)) == changes
    assert found("Sägewerk") == before == [f"organisation:{firm.pk}"]
    assert search.drift() == set()
    assert search.reconcile() == 0
    assert found("Sägewerk") == before
