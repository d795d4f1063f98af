"""The office reads by what those who came lately came to know the network."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kurzweg.networks import applications, applying, origins
from kurzweg.networks.models import JoiningSource, Prospect
from tests.networks.deciding import SAID, yes

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def noted(network, source, said="", *, days_ago=1):
    return Prospect.objects.create(
        network=network, name="Wer", source=source, source_said=said,
        noted_on=network.today() - days_ago * DAY, next_on=network.today(),
    )  # fmt: skip


def applied(network, number, **said):
    return applying.apply(network, SAID | {"email": f"{number}@funk.example"} | said)[0]


def counted(network) -> dict[str, tuple]:
    found = origins.of(network, until=network.today())
    return {each.label: (each.prospects, each.applications, each.members) for each in found}


def test_each_way_is_counted_with_what_became_of_it(network, office):
    noted(network, JoiningSource.EVENT)
    first = applied(network, 1, source="recommendation", source_said="Bäckerei Korn")
    applied(network, 2, source="recommendation", source_said="Bäckerei Korn")
    applied(network, 3, source="", source_said="")

    applications.accept(first, yes(network), by=office, since=network.today())

    assert counted(network) == {
        "eine Empfehlung": (0, 2, 1),
        "eine Veranstaltung": (1, 0, 0),
        "": (0, 1, 0),
    }
    (recommended, *_rest) = origins.of(network, until=network.today())
    assert recommended.said == ["Bäckerei Korn (2)"]


def test_who_was_a_prospect_and_applied_says_it_once(network):
    prospect = noted(network, JoiningSource.PUBLICATION, "Heft 2")
    application = applied(network, 1, source="publication", source_said="Heft 2")
    application.prospect = prospect
    application.save()

    (publication,) = origins.of(network, until=network.today())

    assert (publication.prospects, publication.applications) == (1, 1)
    assert publication.said == ["Heft 2"]


def test_what_is_older_and_what_is_another_networks_is_not_counted(network, other_network):
    noted(network, JoiningSource.EVENT, days_ago=180)
    noted(other_network, JoiningSource.EVENT)
    assert counted(network) == {}

    noted(network, JoiningSource.EVENT, days_ago=179)
    assert sum(number for number, *_rest in counted(network).values()) == 1


def test_the_office_reads_it_beside_the_applications(network, office, as_person):
    noted(network, JoiningSource.PUBLICATION, "Heft 2")

    page = as_person(office).get("/n/riegelstein/joining/").content.decode()

    assert "Woher sie kommen" in page
    assert "<bdi>Heft 2</bdi>" in page
