"""The contracts between the apps: found, ties, what is due, what is counted, who was asked."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from kurzweg.core import agenda, contacts, findable, indicators, ties
from kurzweg.core.models import IndexChange
from kurzweg.core.viewer import Viewer
from kurzweg.people.models import Organisation, Person
from tests.factories import OrganisationFactory, PersonFactory

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


def test_what_is_due_first_stands_first_and_never_shuffles(only_these):
    only_these(
        agenda,
        lambda viewer: [item("c", days=2), item("b", days=1, kind="notice")],
        lambda viewer: [item("a", days=1)] if viewer.network_id == 7 else [],
    )

    assert [each.title for each in agenda.for_viewer(VIEWER)] == ["a", "b", "c"]


def test_ties_come_from_all_sources(only_these):
    met = ties.Tie(1, 2, "introduction", TODAY, 0.5)
    only_these(ties, lambda network_id: [met] if network_id == 7 else [], lambda network_id: [])

    assert (ties.of_network(7), ties.of_network(8)) == ([met], [])


def test_who_was_asked_comes_from_all_sources(only_these):
    asked = contacts.Contact("asked", "open", "/there/", is_final=True)
    only_these(
        contacts,
        lambda viewer, need_id: {3: asked} if (viewer, need_id) == (VIEWER, 7) else {},
        lambda viewer, need_id: {},
    )

    assert (contacts.about(VIEWER, 7), contacts.about(VIEWER, 8)) == ({3: asked}, {})


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
            newest=lambda viewer, limit: ["new"] * limit,
            of_organisation=lambda viewer, organisation_id: [organisation_id],
            ids_of_owner=lambda organisation_id: [organisation_id, organisation_id + 1],
            template="row.html",
        ),
    )


@pytest.mark.django_db
def test_a_change_is_noted_for_the_index(organisations_are_findable):
    first, second = OrganisationFactory(), OrganisationFactory()

    findable.changed(first, second)

    assert list(IndexChange.objects.order_by("pk").values_list("kind", "row_id")) == [
        ("organisation", first.pk),
        ("organisation", second.pk),
    ]
    assert findable.key_of(first) == f"organisation:{first.pk}"
    assert str(IndexChange.objects.latest("pk")).endswith(f"organisation:{second.pk}")


@pytest.mark.django_db
def test_a_changed_owner_has_all_that_hangs_on_it_read_again(organisations_are_findable):
    findable.owner_changed(4)

    assert list(IndexChange.objects.order_by("pk").values_list("kind", "row_id")) == [
        ("organisation", 4),
        ("organisation", 5),
    ]


@pytest.mark.django_db
def test_what_cannot_be_found_is_not_noted(organisations_are_findable):
    with pytest.raises(LookupError, match="Person is not findable"):
        findable.changed(PersonFactory())


def test_lists_ask_the_kind_that_they_show(organisations_are_findable):
    newest = findable.newest(VIEWER, kind="organisation", limit=2)
    of_one = findable.of_organisation(VIEWER, kind="organisation", organisation_id=3)

    assert [(shown.row, shown.template) for shown in newest] == [("new", "row.html")] * 2
    assert [shown.row for shown in of_one] == [3]
    assert list(findable.sources()) == ["organisation"]


def test_a_kind_that_no_app_brings_shows_nothing(only_these):
    only_these(findable)

    assert findable.newest(VIEWER, kind="need", limit=2) == []
    assert findable.of_organisation(VIEWER, kind="need", organisation_id=3) == []


def test_a_row_is_found_by_its_model_and_not_by_its_looks(organisations_are_findable):
    with pytest.raises(LookupError):
        findable.key_of(SimpleNamespace(pk=1))
    assert findable.key_of(Organisation(pk=1)) == "organisation:1"
    with pytest.raises(LookupError):
        findable.key_of(Person(pk=1))
