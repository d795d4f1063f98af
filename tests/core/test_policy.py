"""Every route says who may call it with which method; what says nothing is refused."""

import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from django.views import View

from kurzweg.core import policy as policies
from kurzweg.core.policy import (
    MEMBERS,
    OFFICE,
    PUBLIC,
    SIGNED_IN,
    Audience,
    Policy,
    policy,
    policy_of,
    routes,
    table,
)
from kurzweg.core.viewer import Role, Viewer
from tests.own_database import ROOT

TODAY = "2026-05-04"


@policy(read=MEMBERS)
def read_only(request: HttpRequest) -> HttpResponse:
    """Show a page to members."""
    return HttpResponse("read")


@policy(write=OFFICE)
def write_only(request: HttpRequest) -> HttpResponse:
    return HttpResponse("written")


def undeclared(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open to everybody")


class UndeclaredView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return HttpResponse("open to everybody")


urlpatterns = [
    path("n/<slug:network>/read/", read_only),
    path("n/<slug:network>/write/", write_only),
    path("forgotten/", undeclared, name="forgotten"),
    path("forgotten/too/", UndeclaredView.as_view()),
    path("", include("kurzweg.urls")),
]
handler404 = "kurzweg.core.views.not_found"


def viewer(*roles: Role, account_id: int | None = 1) -> Viewer:
    return Viewer(today=TODAY, account_id=account_id, roles=frozenset({Role.PUBLIC, *roles}))


def test_an_audience_admits_its_roles_and_nobody_else():
    assert [role for role in Role if MEMBERS.admits(viewer(role))] == [
        role for role in Role if role not in (Role.PUBLIC, Role.OPERATOR)
    ]
    assert [role for role in Role if OFFICE.admits(viewer(role))] == [Role.OFFICE]
    assert all(PUBLIC.admits(viewer(role)) for role in Role)


def test_signed_in_is_enough_where_it_is_said_to_be():
    assert SIGNED_IN.admits(viewer())
    assert not SIGNED_IN.admits(viewer(account_id=None))
    assert not Audience("nobody").admits(viewer(*Role))


def test_a_policy_knows_its_methods():
    both, nothing = Policy(read=PUBLIC, write=OFFICE), Policy()

    assert (both.methods, nothing.methods) == (["GET", "HEAD", "POST"], [])
    assert [both.audience_for(method) for method in ("GET", "HEAD", "POST", "PUT")] == [
        PUBLIC,
        PUBLIC,
        OFFICE,
        None,
    ]


def test_a_declared_view_keeps_its_name_and_says_its_policy():
    assert (read_only.__name__, read_only.__doc__) == ("read_only", "Show a page to members.")
    assert policy_of(read_only, name=None) == Policy(read=MEMBERS)
    assert policy_of(undeclared, name="forgotten") is None
    assert policy_of(undeclared, name="account_logout") == policies.THIRD_PARTY["account_logout"]


def test_every_line_about_a_library_is_about_an_address_that_exists():
    assert set(policies.THIRD_PARTY) <= {route.name for route in routes()}


@pytest.mark.urls(__name__)
@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/forgotten/", "/forgotten/too/"])
def test_what_nobody_declared_is_closed_for_everybody(as_person, office, address):
    assert as_person(office).get(address).status_code == 404
    assert as_person(office).post(address).status_code == 404


@pytest.mark.urls(__name__)
def test_the_decorator_itself_refuses_other_methods(rf):
    assert read_only(rf.get("/")).content == b"read"
    assert read_only(rf.post("/")).status_code == 405
    assert write_only(rf.get("/")).headers["Allow"] == "POST"


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_stranger_is_sent_to_sign_in_and_back(client, network):
    address = f"/n/{network.slug}/read/"

    assert (
        client.get(address).headers["Location"] == f"/sign-in/?next=%2Fn%2F{network.slug}%2Fread%2F"
    )
    assert client.post(f"/n/{network.slug}/write/").headers["Location"] == "/sign-in/?next=%2F"
    partial = client.get(address, headers={"HX-Request": "true"})
    assert (partial.status_code, partial.headers["HX-Redirect"][:15]) == (204, "/sign-in/?next=")


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_right_ends_with_the_next_request(as_person, owner, network):
    client = as_person(owner)
    address = f"/n/{network.slug}/read/"
    assert client.get(address).status_code == 200

    owner.positions.update(until=network.today())

    assert client.get(address).status_code == 404


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_deactivated_account_is_a_stranger_at_once(as_person, owner, network):
    client = as_person(owner)
    address = f"/n/{network.slug}/read/"
    assert client.get(address).status_code == 200

    type(owner.account).objects.update(is_active=False)

    assert client.get(address).status_code == 302


@pytest.mark.urls(__name__)
def test_the_table_names_what_nobody_declared():
    lines = [line.split() for line in table().splitlines()]

    assert ["/forgotten/", "ANY", "NOBODY", "(undeclared)", "-"] in lines
    assert ["/n/<slug:network>/write/", "POST", "office", "network"] in lines


def test_the_command_prints_writes_and_compares(settings, tmp_path, capsys):
    settings.REPOSITORY = tmp_path
    (tmp_path / "policy.txt").write_text("old")

    with pytest.raises(CommandError, match="policy --write"):
        call_command("policy", "--check")
    call_command("policy", "--write")
    call_command("policy", "--check")
    call_command("policy")

    assert (tmp_path / "policy.txt").read_text() == capsys.readouterr().out.rstrip("\n") + "\n"


def check(tmp_path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `kurzweg check` as the start of the server does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kurzweg.cli", "check", "--database", "default"],
        env={
            **os.environ,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "KURZWEG_VAR": str(tmp_path),
            "KURZWEG_DATABASE_URL": f"sqlite:///{tmp_path / 'check.sqlite3'}",
            **environment,
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
    )


def test_the_server_starts_with_declared_routes_only(tmp_path):
    assert check(tmp_path).returncode == 0

    refused = check(tmp_path, DJANGO_SETTINGS_MODULE="tests.core.settings_with_forgotten_route")

    assert refused.returncode == 1
    assert "kurzweg.E001) The route /forgotten/ has no policy." in refused.stderr


def test_the_demo_does_not_start_where_others_could_reach_it(tmp_path):
    refused = check(tmp_path, KURZWEG_DEMO="1", KURZWEG_HOSTS="localhost,netz.example")

    assert refused.returncode == 1
    assert "kurzweg.E002) Demo mode would answer for netz.example." in refused.stderr
    assert check(tmp_path, KURZWEG_DEMO="1").returncode == 0


def test_the_demo_door_is_shut_when_this_is_not_the_demo(db):
    assert Client().get("/demo/").status_code == 404
