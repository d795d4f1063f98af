"""What others do between the preview and the end of a list, and what stops on the way."""

import pytest
from django.db.models import ManyToOneRel
from django.utils import translation

from kurzweg.core import retention
from kurzweg.core.retention import Subject
from kurzweg.imports import actions, applying, jobs, planning, saying, undoing
from kurzweg.imports.models import MemberList, State
from kurzweg.merging import actions as merging
from kurzweg.networks import declarations
from kurzweg.networks.models import Membership, SelfDeclaration
from kurzweg.people.models import Organisation, Person, Site
from tests.conftest import acting_for, member_firm
from tests.factories import AccountFactory, set_rule
from tests.imports.conftest import OHM, SPINDLER
from tests.market.conftest import text_of

pytestmark = pytest.mark.django_db


def merged_away(firm, network, by):
    merging.merge(member_firm(network, "Andere GmbH"), firm, values={}, network=network, by=by)


def taken_out(firm, network, by):
    firm.delete()


@pytest.fixture
def browser(office, as_person):
    browser = as_person(office)
    browser.raise_request_exception = False
    return browser


@pytest.mark.parametrize("going", [merged_away, taken_out])
def test_a_list_whose_firm_is_gone_since_the_preview_is_compared_again(
    looked_at, network, office, browser, going
):
    list_ = looked_at_known(looked_at, network)
    going(Organisation.objects.get(name="Ohm & Söhne KG"), network, office)

    answer = browser.post(f"/n/{network.slug}/lists/{list_.public_id}/", {"apply": ""}, follow=True)

    list_.refresh_from_db()
    assert (answer.status_code, list_.state) == (200, State.READY)
    assert "Bitte sehen Sie sie noch einmal an" in text_of(answer)


def looked_at_known(looked_at, network):
    member_firm(network, "Ohm & Söhne KG")
    return looked_at(OHM)


def broken(*args, **how):
    raise RuntimeError("somebody pulled the plug")


@pytest.mark.parametrize("part", ["_write", "prepare"])
def test_taking_over_that_breaks_off_leaves_the_preview(
    looked_at, network, browser, monkeypatch, part
):
    list_ = looked_at(SPINDLER)
    url = f"/n/{network.slug}/lists/{list_.public_id}/"
    with monkeypatch.context() as patched:
        patched.setattr(applying, part, broken)
        assert browser.post(url, {"apply": ""}).status_code == 500
    list_.refresh_from_db()
    assert list_.state == State.READY

    browser.post(url, {"apply": ""})

    list_.refresh_from_db()
    assert list_.state == State.APPLIED


def test_undoing_that_breaks_off_can_be_done_once_more(taken_over, network, browser, monkeypatch):
    list_ = taken_over(SPINDLER)
    url = f"/n/{network.slug}/lists/{list_.public_id}/undo/"
    with monkeypatch.context() as patched:
        patched.setattr(undoing, "_kept", broken)
        assert browser.post(url).status_code == 500

    browser.post(url)

    list_.refresh_from_db()
    assert list_.state == State.UNDONE


def test_comparing_that_breaks_off_asks_for_the_columns_anew(looked_at, network, monkeypatch):
    monkeypatch.setattr(planning, "_write", broken)

    with pytest.raises(RuntimeError):
        looked_at(SPINDLER)

    assert MemberList.objects.in_network(network).get().state == State.COLUMNS


@pytest.mark.parametrize(
    ("begun", "job", "part", "before"),
    [
        (State.COMPARING, jobs.compare, (planning, "_write"), State.COLUMNS),
        (State.APPLYING, jobs.apply, (applying, "_write"), State.READY),
        (State.UNDOING, jobs.undo, (undoing, "_kept"), State.APPLIED),
    ],
)
def test_a_list_whose_job_broke_off_is_what_it_was_before(
    looked_at, taken_over, network, office, monkeypatch, begun, job, part, before
):
    list_ = (taken_over if before == State.APPLIED else looked_at)(SPINDLER)
    MemberList.objects.in_network(network).update(state=begun)
    monkeypatch.setattr(*part, broken)
    whom = (office.pk,) if job is not jobs.compare else ()

    with pytest.raises(RuntimeError):
        job(list_.pk, *whom)

    list_.refresh_from_db()
    assert (list_.state, bool(list_.problem)) == (before, True)


MAIL_OF_KARL = {
    "head": ("Firma", "Ort", "Ansprechpartner", "E-Mail Ansprechpartner"),
    "row": ("Ohm & Söhne KG", "Riegelstein", "Karl Ohm", "karl@neu.example"),
}


@pytest.fixture
def karl(network):
    karl = acting_for(member_firm(network, "Ohm & Söhne KG"), "Ohm", is_admin=True)
    karl.given_name, karl.entered_by_network = "Karl", network
    karl.save()
    return karl


def test_another_address_by_a_list_leaves_the_sign_in_of_the_old_one(karl, looked_at, office):
    old, new = karl.account, AccountFactory(email="karl@neu.example")

    list_ = applying.apply(looked_at(MAIL_OF_KARL["row"], head=MAIL_OF_KARL["head"]), by=office)

    karl.refresh_from_db()
    assert (karl.email, karl.account) == (new.email, new)
    undoing.undo(list_, by=office)
    karl.refresh_from_db()
    assert (karl.email, karl.account) == (old.email, old)


def test_erasing_whoever_brought_a_list_leaves_the_list_and_its_way_back(taken_over, office):
    list_ = taken_over(SPINDLER)

    retention.erase(Subject(frozenset({office.pk}), frozenset({office.account_id}), frozenset()))

    list_.refresh_from_db()
    assert (list_.by, list_.written.count()) == (None, 1)


def erase(person, address):
    retention.erase(Subject(frozenset({person.pk}), frozenset(), frozenset({address})))


@pytest.mark.parametrize("is_compared", [True, False])
def test_a_list_that_names_whoever_is_erased_does_not_bring_her_back(
    looked_at, karl, office, network, is_compared
):
    list_ = looked_at(OHM)
    other = looked_at(SPINDLER)
    if not is_compared:
        list_.lines.all().delete()
        MemberList.objects.in_network(network).filter(pk=list_.pk).update(state=State.COLUMNS)

    erase(karl, "nirgends@ohm.example")

    assert list(MemberList.objects.in_network(network)) == [other]


def test_rows_that_were_not_taken_over_go_with_whoever_they_name(looked_at, office, network):
    twin = ("7", "Ohm und Soehne KG", *OHM[2:5], "", "grete@ohm.example", "Grete Ohm", "")
    list_ = looked_at(OHM, twin)
    actions.choose(list_.lines.get(row=3), "out", member_list=list_)
    list_ = applying.apply(list_, by=office)
    assert list_.lines.count() == 1

    erase(office, "grete@ohm.example")

    assert list_.lines.count() == 0
    assert list(MemberList.objects.in_network(network)) == [list_]


def test_headings_of_a_list_that_was_taken_over_hold_no_examples(taken_over):
    list_ = taken_over(SPINDLER)

    list_.refresh_from_db()
    assert [column["examples"] for column in list_.columns] == [[]] * len(list_.columns)


@pytest.fixture
def asked(taken_over, network):
    list_ = taken_over(SPINDLER)
    set_rule(network, declaration_month=network.today().month)
    declarations.ask_due()
    return list_, SelfDeclaration.objects.in_network(network).get()


def test_being_asked_whether_the_entry_is_right_is_no_change(asked, office):
    list_, _question = asked

    assert undoing.undo(list_, by=office).kept == []
    assert not Organisation.objects.filter(name="Spindler Metallbau GmbH").exists()


def test_having_answered_is_one(asked, office, network):
    list_, _question = asked
    SelfDeclaration.objects.in_network(network).update(answered_at=list_.applied_at, was_right=True)

    kept = undoing.undo(list_, by=office).kept

    assert [each["why"] for each in kept] == [["networks.selfdeclaration"]]
    with translation.override("de"):
        assert saying.because("networks.selfdeclaration") == "hat gesagt, ob der Eintrag stimmt"


def test_why_a_firm_stays_is_never_said_in_the_words_of_models():
    models = {
        relation.related_model
        for made in (Organisation, Site, Person, Membership)
        for relation in made._meta.get_fields(include_hidden=True)
        if isinstance(relation, ManyToOneRel)
    }

    with translation.override("de"):
        said = {saying.because(model._meta.label_lower) for model in models}

    assert said.isdisjoint({str(model._meta.verbose_name) for model in models})
    assert "wird seitdem anderswo genannt" in said


@pytest.mark.parametrize(("number", "count"), [("001", 0), ("10", 1)])
def test_a_number_whose_zeros_a_spreadsheet_dropped_is_the_same(
    taken_over, looked_at, number, count
):
    taken_over(SPINDLER)

    again = looked_at((number, *SPINDLER[1:]))

    assert again.counts["changed"] == count
