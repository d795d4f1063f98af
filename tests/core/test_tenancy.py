"""A query on a network's rows says whose rows it means, or raises."""

import pytest
from django.apps import apps
from django.db import models

from kurzweg.core.errors import Unscoped
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.core.viewer import Viewer
from kurzweg.networks.models import Membership, Network
from kurzweg.people.models import Organisation
from tests.networks.test_tenancy import UNSCOPED

# A person stands for somebody in the whole installation; a column says who entered her, and
# `acting_in` where she acts. tests/promises/test_persons.py looks for what another network sees.
ENTERED_BY_A_NETWORK = {"people.Person", "people.Position"}
OWNED = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("kurzweg.")
    and any(
        isinstance(field, models.ForeignKey) and field.related_model is Network
        for field in model._meta.local_fields
    )
    and model is not Network
    and model._meta.label not in ENTERED_BY_A_NETWORK
]


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model._meta.label)
def test_every_model_of_a_network_refuses_to_be_read_without_it(model):
    assert issubclass(model._default_manager._queryset_class, NetworkQuerySet)


@pytest.mark.django_db
@pytest.mark.parametrize("model", OWNED, ids=lambda model: model._meta.label)
def test_its_queries_raise_however_they_are_evaluated(model):
    with pytest.raises(Unscoped):
        list(model._default_manager.order_by("pk"))
    with pytest.raises(Unscoped):
        model._default_manager.filter(pk=1).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("evaluate", [*UNSCOPED, lambda rows: rows.aggregate(models.Count("pk"))])
def test_a_scope_is_what_opens_a_query(evaluate, bakery, network):
    rows = Membership.objects.filter(organisation=bakery)
    with pytest.raises(Unscoped):
        evaluate(rows.all())

    evaluate(rows.in_network(network))


@pytest.mark.django_db
def test_a_scope_may_be_a_network_its_number_or_a_viewer(bakery, network):
    viewer = Viewer(today=network.today(), network_id=network.pk)
    nowhere = Viewer(today=network.today())

    counts = [
        Membership.objects.in_network(which).count() for which in (network, network.pk, viewer)
    ]

    assert counts == [1, 1, 1]
    assert Membership.objects.in_network(nowhere).count() == 0


def test_opening_all_networks_needs_a_reason():
    with pytest.raises(Unscoped, match="reason"):
        Membership.objects.across_networks("")


@pytest.mark.django_db
def test_combining_and_locking_keep_the_scope(bakery, network):
    scoped = Membership.objects.in_network(network)

    assert scoped.filter(organisation=bakery).order_by("pk").locked().count() == 1
    assert (scoped | scoped.none()).count() == 1
    assert (scoped.none() | scoped).count() == 1
    assert (scoped | scoped.filter(organisation=bakery)).count() == 1
    assert scoped.order_by().union(scoped.order_by()).count() == 1
    of_all = Organisation.objects.order_by().values("pk")
    assert scoped.order_by().values("organisation").union(of_all).count() == 2
    with pytest.raises(Unscoped):
        Membership.objects.locked().count()


@pytest.mark.django_db
def test_rows_of_everybody_are_not_let_in_beside_those_of_a_network(bakery, network):
    scoped = Membership.objects.in_network(network)

    for mixed in (
        lambda: scoped | Membership.objects.all(),
        lambda: Membership.objects.all() | scoped,
    ):
        with pytest.raises(Unscoped):
            list(mixed())
    with pytest.raises(Unscoped):
        list(scoped.union(Membership.objects.all()))
