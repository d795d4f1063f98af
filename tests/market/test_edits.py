"""Two people at one need or one offer: nobody's change is lost to somebody else's."""

import pytest
from django.test import Client

from kurzweg.core.comparison import Comparison
from kurzweg.market.models import Need
from tests.conftest import acting_for, member_firm
from tests.forms import edit_form, pressed
from tests.market.conftest import HTMX, NEEDS, text_of
from tests.market.factories import OfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleagues(owner, bakery):
    """Two who speak for the same firm, each at her own browser."""
    clients = [Client(), Client()]
    for client, person in zip(clients, [owner, acting_for(bakery, "Roggen")], strict=True):
        client.force_login(person.account)
    return clients


@pytest.fixture
def edit(draft):
    return f"{NEEDS}{draft.public_id}/edit/"


def test_two_who_change_different_facts_both_keep_theirs(need, colleagues):
    first, second = colleagues
    edit = f"{NEEDS}{need.public_id}/edit/"
    pages = [client.get(edit) for client in colleagues]

    first.post(edit, pressed(pages[0], title="Roggenmehl", quantity="1.500", unit="kg"))
    answer = second.post(edit, pressed(pages[1], topics="Type 997", deadline_on="2099-05-01"))

    need.refresh_from_db()
    assert answer.status_code == 302
    assert (need.title, need.quantity, need.unit) == ("Roggenmehl", 1500, "kg")
    assert (need.topics, str(need.deadline_on)) == (["Type 997"], "2099-05-01")


def test_where_both_changed_one_fact_the_second_chooses(draft, edit, colleagues):
    first, second = colleagues
    pages = [client.get(edit) for client in colleagues]
    first.post(edit, pressed(pages[0], title="Roggenmehl"))

    answer = second.post(edit, pressed(pages[1], title="Dinkelmehl", topics="Bio"))

    draft.refresh_from_db()
    assert (answer.status_code, draft.title, draft.topics) == (409, "Roggenmehl", [])
    said = text_of(answer)
    assert "Somebody else" not in said
    assert "Jemand anderes hat das inzwischen geändert" in said
    assert "Korn" in said  # who it was
    form = edit_form(answer)
    assert (form.values["title"], form.values["topics"]) == ("Dinkelmehl", "Bio")
    assert form.named("keep-title")[0].attributes["value"] == "theirs"


@pytest.mark.parametrize(("button", "title"), [(0, "Roggenmehl"), (1, "Dinkelmehl")])
def test_one_click_keeps_either_version(button, title, draft, edit, colleagues):
    first, second = colleagues
    pages = [client.get(edit) for client in colleagues]
    first.post(edit, pressed(pages[0], title="Roggenmehl"))
    asked = second.post(edit, pressed(pages[1], title="Dinkelmehl", topics="Bio"))

    choice = edit_form(asked).named("keep-title")[button].attributes["value"]
    second.post(edit, pressed(asked, **{"keep-title": choice}))

    draft.refresh_from_db()
    assert (draft.title, draft.topics) == (title, ["Bio"])


def test_saving_again_without_a_choice_asks_again(draft, edit, colleagues):
    first, second = colleagues
    pages = [client.get(edit) for client in colleagues]
    first.post(edit, pressed(pages[0], title="Roggenmehl"))

    asked = second.post(edit, pressed(pages[1], title="Dinkelmehl"))
    again = second.post(edit, pressed(asked))

    assert (asked.status_code, again.status_code) == (409, 409)


def test_a_choice_holds_for_the_version_that_was_seen(draft, edit, colleagues):
    first, second = colleagues
    pages = [client.get(edit) for client in colleagues]
    first.post(edit, pressed(pages[0], title="Roggenmehl"))
    asked = second.post(edit, pressed(pages[1], title="Dinkelmehl"))
    first.post(edit, pressed(first.get(edit), title="Weizenmehl"))

    mine = edit_form(asked).named("keep-title")[1].attributes["value"]
    answer = second.post(edit, pressed(asked, **{"keep-title": mine}))

    assert answer.status_code == 409
    assert "Weizenmehl" in text_of(answer)


def test_two_contested_facts_are_chosen_one_by_one(draft, edit, colleagues):
    first, second = colleagues
    pages = [client.get(edit) for client in colleagues]
    first.post(edit, pressed(pages[0], title="Roggenmehl", quantity="20"))
    asked = second.post(edit, pressed(pages[1], title="Dinkelmehl", quantity="30", topics="Bio"))

    mine = edit_form(asked).named("keep-title")[1].attributes["value"]
    left = second.post(edit, pressed(asked, **{"keep-title": mine}))
    done = second.post(edit, pressed(left, **{"keep-quantity": "theirs"}))

    draft.refresh_from_db()
    assert (left.status_code, done.status_code) == (409, 302)
    assert [c.key for c in left.context["form"].contested] == ["quantity"]
    assert (draft.title, draft.quantity, draft.topics) == ("Dinkelmehl", 20, ["Bio"])


def test_both_writing_the_same_is_no_contest(draft, edit, colleagues):
    pages = [client.get(edit) for client in colleagues]

    answers = [
        client.post(edit, pressed(page, quantity=written)).status_code
        for client, page, written in zip(colleagues, pages, ["1.500", "1500,0"], strict=True)
    ]

    assert answers == [302, 302]


def test_values_are_compared_as_they_are_meant(draft, edit, colleagues):
    """Neither another spelling nor another language makes a change of what nobody changed."""
    first, second = colleagues
    Need.objects.across_networks("a test").update(quantity=1500.5, measures=["length ..2.5 m"])
    page = second.get(edit)
    first.post(edit, pressed(first.get(edit), quantity="20", measures="Länge bis 3,5 m"))

    second.get(edit, {"language": "en"})  # in another window
    answer = second.post(edit, pressed(page, quantity="1500,50", topics="Bio"))

    draft.refresh_from_db()
    assert answer.status_code == 302
    assert (draft.quantity, draft.measures, draft.topics) == (20, ["length ..3.5 m"], ["Bio"])


def test_what_the_form_cannot_show_exactly_is_not_changed_by_saving(draft, edit, colleagues):
    Need.objects.across_networks("a test").update(quantity=1 / 3)

    colleagues[0].post(edit, pressed(colleagues[0].get(edit), title="Roggenmehl"))

    draft.refresh_from_db()
    assert (draft.title, draft.quantity) == ("Roggenmehl", 1 / 3)


def test_what_is_not_sent_is_not_changed(draft, edit, colleagues):
    """A field that a page does not draw keeps its value; so does one that was cut off."""
    client = colleagues[0]
    Need.objects.across_networks("a test").update(topics=["Bio"], quantity=20)

    sent = pressed(client.get(edit), topics=None, quantity=None, text=None, title="Roggenmehl")
    client.post(edit, sent)

    draft.refresh_from_db()
    assert (draft.title, draft.topics, draft.quantity) == ("Roggenmehl", ["Bio"], 20)


def test_a_box_without_its_tick_is_a_no_where_it_was_drawn(draft, edit, colleagues):
    client = colleagues[0]
    page = client.get(edit)
    without = edit_form(page).values["opened"].replace("hidden_from_same_activity:", "other:")

    client.post(edit, pressed(page, hidden_from_same_activity=None, opened=without))
    kept = Need.objects.across_networks("a test").get().hidden_from_same_activity
    client.post(edit, pressed(page, hidden_from_same_activity=None))

    draft.refresh_from_db()
    assert (kept, draft.hidden_from_same_activity) == (True, False)


def test_a_page_from_before_the_upgrade_asks_instead_of_overwriting(draft, edit, colleagues):
    client = colleagues[0]

    answer = client.post(edit, pressed(client.get(edit), opened=None, title="Roggenmehl"))

    draft.refresh_from_db()
    assert (answer.status_code, draft.title) == (409, "Mehl")
    assert [c.key for c in answer.context["form"].contested] == ["title"]


@pytest.mark.parametrize(
    "odd", ["", "de", "xx title:1", "de title", "de " + ":" * 50, "\ud83d" * 3]
)
def test_an_odd_print_loses_nothing(odd, draft, edit, colleagues):
    client = colleagues[0]
    sent = pressed(client.get(edit), title="Roggenmehl") | {
        "opened": odd.encode("utf-8", "replace")
    }

    answer = client.post(edit, sent)

    draft.refresh_from_db()
    assert (answer.status_code, draft.title) == (409, "Mehl")


def test_what_is_valid_alone_and_not_together_is_said(draft, edit, colleagues):
    """The merged form is checked once more: no rule of the database is broken by two halves."""
    first, second = colleagues
    Need.objects.across_networks("a test").update(hidden_from_same_activity=False)
    pages = [client.get(edit) for client in colleagues]
    first.post(edit, pressed(pages[0], hidden_from_same_activity="on"))

    answer = second.post(edit, pressed(pages[1], visibility="public"))

    draft.refresh_from_db()
    assert answer.status_code == 302
    assert (draft.visibility, draft.hidden_from_same_activity) == ("public", False)


# While the draft is typed (htmx) -----------------------------------------------------------------


def fresh(answer):
    """What the open page holds after a part of it was exchanged."""
    html = answer.content.decode()
    return html.split('name="opened"')[1].split('value="')[1].split('"')[0]


def test_the_open_page_goes_on_from_what_it_has_saved(draft, edit, colleagues):
    client = colleagues[0]
    page = client.get(edit)

    first = client.post(edit, pressed(page, title="Roggen"), headers=HTMX)
    sent = pressed(page, title="Roggenmehl") | {"opened": fresh(first)}
    second = client.post(edit, sent, headers=HTMX)

    draft.refresh_from_db()
    assert (first.status_code, second.status_code, draft.title) == (200, 200, "Roggenmehl")


def test_an_open_page_does_not_undo_what_it_does_not_show_yet(draft, edit, colleagues):
    first, second = colleagues
    page = second.get(edit)
    first.post(edit, pressed(first.get(edit), quantity="20"))

    saved = second.post(edit, pressed(page, title="Roggen"), headers=HTMX)
    second.post(edit, pressed(page, title="Roggen", topics="Bio") | {"opened": fresh(saved)})

    draft.refresh_from_db()
    assert (draft.title, draft.quantity, draft.topics) == ("Roggen", 20, ["Bio"])


def test_a_contest_while_typing_is_shown_beside_the_form(draft, edit, colleagues):
    first, second = colleagues
    page = second.get(edit)
    first.post(edit, pressed(first.get(edit), title="Roggen"))

    answer = second.post(edit, pressed(page, title="Dinkel"), headers=HTMX)

    assert answer.status_code == 409
    html = answer.content.decode()
    assert "<html" not in html
    assert 'form="facts"' in html
    assert 'name="opened"' not in html  # the page goes on showing what it showed


UNKNOWN = "Diesen Ort kennen wir nicht; ohne ihn zählt keine Entfernung."


@pytest.mark.parametrize(("place", "is_said"), [("Nirgends", True), ("Tannroda", False)])
def test_a_place_that_we_do_not_know_gets_a_word_at_once(place, is_said, draft, edit, colleagues):
    known = member_firm(draft.network, "Tanne").sites
    known.update(town="Tannroda", latitude=50.0, longitude=9.0)
    client = colleagues[0]

    typed = client.post(edit, pressed(client.get(edit), place=place), headers=HTMX)

    assert typed.status_code == 200
    assert (UNKNOWN in text_of(typed), UNKNOWN in text_of(client.get(edit))) == (is_said, is_said)


def test_what_is_wrong_leaves_the_firms_as_they_were(draft, edit, colleagues):
    client = colleagues[0]

    wrong = client.post(edit, pressed(client.get(edit), quantity="viele"), headers=HTMX)

    assert (wrong.status_code, wrong.headers["HX-Retarget"]) == (422, "#fact-mistakes")
    assert 'id="matches"' not in wrong.content.decode()
    assert "data-said" not in wrong.content.decode()


# Publishing --------------------------------------------------------------------------------------


def test_publishing_asks_as_well(draft, edit, colleagues):
    first, second = colleagues
    pages = [client.get(edit) for client in colleagues]
    first.post(edit, pressed(pages[0], title="Roggen"))

    asked = second.post(f"{NEEDS}{draft.public_id}/publish/", pressed(pages[1], title="Dinkel"))

    draft.refresh_from_db()
    assert (asked.status_code, draft.is_draft, draft.title) == (409, True, "Roggen")


def test_who_publishes_second_keeps_what_she_corrected(draft, edit, colleagues):
    pages = [client.get(edit) for client in colleagues]
    publish = f"{NEEDS}{draft.public_id}/publish/"

    colleagues[0].post(publish, pressed(pages[0], title="Roggen"))
    answer = colleagues[1].post(publish, pressed(pages[1], topics="Bio"), follow=True)

    draft.refresh_from_db()
    assert (draft.title, draft.topics, draft.is_draft) == ("Roggen", ["Bio"], False)
    assert "bereits veröffentlicht" in text_of(answer) or "schon veröffentlicht" in text_of(answer)


# Offers ------------------------------------------------------------------------------------------


def test_an_offer_keeps_both_changes_and_asks_about_one(network, bakery, owner, office):
    offer = OfferFactory(network=network, organisation=bakery, title="Brot", text="Wir backen.")
    edit = f"/n/riegelstein/offers/{offer.public_id}/edit/"
    clients = [Client(), Client()]
    for client, person in zip(clients, [owner, office], strict=True):
        client.force_login(person.account)
    pages = [client.get(edit) for client in clients]

    clients[0].post(edit, pressed(pages[0], title="Brote", lot_max="1.000"))
    asked = clients[1].post(edit, pressed(pages[1], title="Brötchen", is_core=None, lead_days="3"))
    mine = edit_form(asked).named("keep-title")[1].attributes["value"]
    done = clients[1].post(edit, pressed(asked, **{"keep-title": mine}))

    offer.refresh_from_db()
    assert (asked.status_code, done.status_code) == (409, 302)
    assert (offer.title, offer.lot_max, offer.is_core, offer.lead_days) == (
        "Brötchen",
        1000,
        False,
        3,
    )


def test_without_the_comparison_the_second_would_win(draft, edit, colleagues, monkeypatch):
    """Negative control."""
    monkeypatch.setattr(Comparison, "merged", lambda self, form, data, keys, **_: data.copy())
    pages = [client.get(edit) for client in colleagues]

    colleagues[0].post(edit, pressed(pages[0], title="Roggen"))
    colleagues[1].post(edit, pressed(pages[1], topics="Bio"))

    draft.refresh_from_db()
    assert (draft.title, draft.topics) == ("Mehl", ["Bio"])
