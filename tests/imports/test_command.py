"""`kurzweg import members FILE`: what it says, for people and for programs."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kurzweg.imports.models import MemberList
from kurzweg.networks.models import Membership
from tests.imports.conftest import HEAD, OHM, SPINDLER, as_csv

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    def write(*rows, name="Mitglieder.csv"):
        path = tmp_path / name
        path.write_bytes(as_csv(HEAD, *rows))
        return path

    return write


def told(file, *how):
    out = StringIO()
    call_command("import", "members", str(file), *how, stdout=out)
    return out.getvalue()


def test_it_counts_and_names_what_is_not_taken_over(file, network):
    wrong = ("3", "", "Weg 1", "01067", "Riegelstein", "", "", "", "")

    said = json.loads(told(file(SPINDLER, OHM, wrong), "--json"))

    assert said == {
        "new": 2,
        "changed": 0,
        "same": 0,
        "doubtful": 0,
        "rejected": [{"row": 4, "field": "name", "reason": "no name"}],
    }
    assert Membership.objects.in_network(network).count() == 2


def test_again_everything_is_the_same(file, network):
    path = file(SPINDLER, OHM)
    told(path)

    assert told(path) == "0 new, 0 changed, 2 same, 0 doubtful\n"


def test_a_preview_leaves_nothing(file, network):
    assert told(file(SPINDLER), "--preview") == "1 new, 0 changed, 0 same, 0 doubtful\n"

    assert not Membership.objects.in_network(network).exists()
    assert not MemberList.objects.in_network(network).exists()


def test_of_several_networks_one_has_to_be_named(file, network, other_network):
    path = file(SPINDLER)

    with pytest.raises(CommandError, match="--network SLUG"):
        told(path)

    told(path, "--network", other_network.slug)
    assert Membership.objects.in_network(other_network).count() == 1
    assert not Membership.objects.in_network(network).exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"Farbe;Laune\nrot;gut\nblau;schlecht\n", "No column holds the names"),
        (b"\x00\x01\x02 nothing", "spreadsheet|names"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_one_sentence(tmp_path, network, content, says):
    path = tmp_path / "x.csv"
    path.write_bytes(content)

    with pytest.raises(CommandError, match=says):
        told(path)

    assert not MemberList.objects.in_network(network).exists()
