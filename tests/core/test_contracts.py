"""The contracts between the apps: found, ties, what is due, what is counted, who was asked."""

from datetime import date, timedelta

import pytest

from kurzweg.core import agenda, contacts, findable, indicators, ties
from kurzweg.core.agenda.waiting import for_viewer
from kurzweg.core.viewer import Viewer
from kurzweg.people.models import Organisation, Person

TODAY = date(2026, 5, 4)
VIEWER = Viewer(today=TODAY, network_id=7)


@pytest.fixture
def only_these(monkeypatch):
    """Let a test bring its own sources and take them away afterwards."""

    def bring(module, *sources):
        registered = {} if module in (findable, indicators) else []
        name = "_indicators" if module is indicators else "_sources"
        monkeypatch.setattr(module, name, registered)
        for source in sources:
            module.register(source)

    return bring


def item(title: str, *, days: int, kind: str = "application") -> agenda.Item:
    due_on = TODAY + timedelta(days=days)
    return agenda.Item(kind, title, "Werk", due_on, "/", "Decide")


@pytest.mark.django_db
def test_what_is_due_first_stands_first_and_never_shuffles(monkeypatch):
    monkeypatch.setattr(agenda, "_live", [])
    agenda.register_live(lambda viewer: [item("c", days=2), item("b", days=1, kind="notice")])
    agenda.register_live(lambda viewer: [item("a", days=1)] if viewer.network_id == 7 else [])

    assert [each.title for each in for_viewer(VIEWER)] == ["a", "b", "c"]


def test_ties_come_from_all_sources(only_these):
    met = ties.Tie(1, 2, "introduction", TODAY, 0.5)
    only_these(ties, lambda network_id: [met] if network_id == 7 else [], lambda network_id: [])

    assert (ties.of_network(7), ties.of_network(8)) == ([met], [])


def test_who_was_asked_comes_from_all_sources(only_these):
    asked = contacts.Contact("asked", "open", "/there/", is_final=True)
    by_letter = contacts.Source(
        about=lambda viewer, need_id: {3: asked} if (viewer, need_id) == (VIEWER, 7) else {},
        opening=lambda network, need, offer: contacts.Opening("write", f"/{network}/{need}/"),
        offering=lambda network, need: contacts.Opening("can do it", f"/{network}/{need}/can/"),
    )
    in_person = contacts.Source(
        about=lambda viewer, need_id: {},
        opening=lambda network, need, offer: contacts.Opening("meet", f"/{offer}/"),
        offering=lambda network, need: contacts.Opening("come by", f"/{need}/"),
    )
    only_these(contacts, by_letter, in_person)

    openings = contacts.openings("netz", need="n", offer="o")
    offerings = contacts.offerings("netz", need="n")

    assert (contacts.about(VIEWER, 7), contacts.about(VIEWER, 8)) == ({3: asked}, {})
    assert [(each.label, each.url) for each in openings] == [("write", "/netz/n/"), ("meet", "/o/")]
    assert [(each.label, each.url) for each in offerings] == [
        ("can do it", "/netz/n/can/"),
        ("come by", "/n/"),
    ]


def indicator(name: str, *rows: int, is_public: bool = False) -> indicators.Indicator:
    return indicators.Indicator(
        name, name, "firms", "counted", "list", lambda network_id, day: rows, is_public
    )


def test_a_number_is_as_large_as_its_evidence(only_these):
    only_these(indicators, indicator("members", 4, 5, 9, is_public=True), indicator("notices", 4))

    def counted(**which):
        return {v.indicator.name: v.number for v in indicators.values(7, TODAY, **which)}

    assert counted() == {"members": 3, "notices": 1}
    assert counted(is_public=True) == {"members": 3}
    assert counted(is_public=False) == {"notices": 1}


@pytest.fixture
def organisations_are_findable(only_these):
    only_these(
        findable,
        findable.Source(
            kind="organisation",
            model=Organisation,
            documents=lambda pks: iter(()),
            rows=lambda viewer, pks: {},
            ids_of_owners=lambda ids: [each + more for each in ids for more in (0, 1)],
            template="row.html",
            label="organisations",
        ),
    )


def test_a_changed_row_is_read_again_and_what_cannot_be_found_is_not(
    organisations_are_findable, monkeypatch
):
    monkeypatch.setattr(findable, "_owners", {})

    assert findable.touched([("people.person", 4), ("people.organisation", 2)]) == {
        "organisation": {2}
    }


def test_with_a_changed_owner_all_that_hangs_on_it_is_read_again(
    organisations_are_findable, monkeypatch
):
    monkeypatch.setattr(findable, "_owners", {})
    findable.tells_of_owners(Person, lambda person_ids: [each * 10 for each in person_ids])

    assert findable.touched([("people.person", 4)]) == {"organisation": {40, 41}}


@pytest.mark.parametrize(
    ("module", "table"),
    [
        (agenda, agenda._sources),
        (findable, findable._sources),
        (indicators, indicators._indicators),
    ],
)
def test_what_is_declared_twice_is_told_and_not_lost(module, table):
    before = dict(table)
    name, declared = next(iter(before.items()))

    with pytest.raises(ValueError, match=f"two apps .*'{name}'"):
        module.register(declared)

    assert table == before
