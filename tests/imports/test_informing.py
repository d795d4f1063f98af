"""Whoever came by a list is told within a month (Art. 14 GDPR), once, in a way that is noted."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kurzweg.core import outbox
from kurzweg.core.agenda import waiting
from kurzweg.core.models import OutboxMail
from kurzweg.imports import arrival_mails, informing, letter, undoing
from kurzweg.imports.informing import Coming
from kurzweg.imports.models import Arrival, Way
from kurzweg.networks import trial
from kurzweg.networks.legal import notice_of
from kurzweg.people import actions as joining
from kurzweg.people.models import Person
from tests.forms import pressed
from tests.imports.conftest import HEAD, OHM, SPINDLER
from tests.market.conftest import text_of

pytestmark = pytest.mark.django_db
MAILS = (*HEAD, "Mail Ansprechpartner")
ANNA, KARL = (*SPINDLER, "anna@spindler.example"), (*OHM, "")


@pytest.fixture
def came(taken_over, network):
    """Anna with an address, Karl without one, by a list of today."""
    return Coming(network, taken_over(ANNA, KARL, head=MAILS))


@pytest.fixture
def browser(office, as_person):
    return as_person(office)


def page_of(coming, part=""):
    return f"/n/{coming.network.slug}/informing/{coming.name}/{part}"


def states(coming):
    rows = coming.arrivals.order_by("person__family_name")
    return list(rows.values_list("person__family_name", "informed_by", "informed_on"))


def due(viewer):
    return [
        (item.title, item.who, item.due_on)
        for item in waiting.for_viewer(viewer)
        if item.kind == "arrivals"
    ]


# What is due ----------------------------------------------------------------------------------


def test_three_weeks_after_a_list_its_persons_are_due_in_one_line(came, office, viewer_of):
    today = came.network.today()
    Arrival.objects.in_network(came.network).update(arrived_at=timezone.now() - timedelta(days=20))

    found = due(viewer_of(office))

    until = letter.plain_day(today + timedelta(days=10))
    assert found == [
        (
            f"2 Personen informieren, was über sie gespeichert ist: spätestens bis {until}",
            "Liste.csv",
            today + timedelta(days=1),
        )
    ]


def test_nobody_but_the_office_and_nothing_before_two_weeks(came, office, owner, viewer_of):
    fresh = due(viewer_of(office))
    Arrival.objects.in_network(came.network).update(arrived_at=timezone.now() - timedelta(days=20))

    assert (fresh, due(viewer_of(owner))) == ([], [])


def test_who_is_told_is_not_due_again(came, office, viewer_of):
    Arrival.objects.in_network(came.network).update(arrived_at=timezone.now() - timedelta(days=20))

    informing.send(came, by=office)
    after_mails = due(viewer_of(office))
    informing.told(came, public_ids(came), Way.LETTER, by=office)

    assert after_mails[0][0].startswith("1 Person informieren")
    assert due(viewer_of(office)) == []


def public_ids(coming):
    return list(coming.arrivals.values_list("person__public_id", flat=True))


def test_of_a_list_that_is_forgotten_the_persons_stay_due(came, office, viewer_of):
    Arrival.objects.in_network(came.network).update(arrived_at=timezone.now() - timedelta(days=20))
    came.member_list.delete()

    found = [item.url for item in waiting.for_viewer(viewer_of(office)) if item.kind == "arrivals"]

    assert found == [page_of(Coming(came.network, None))]


# By mail --------------------------------------------------------------------------------------


def test_the_mail_says_all_that_the_law_asks_for(came, office):
    notice = notice_of(came.network)
    notice.body_name, notice.street, notice.town = "Region e. V.", "Markt 1", "Riegelstein"
    notice.protection_authority, notice.protection_officer = "Landesbeauftragte", "Frau Schild"
    notice.save()

    informing.send(came, by=office)

    text = OutboxMail.objects.get(kind=arrival_mails.INFORMING).text
    day = letter.plain_day(came.network.today())
    said = (
        "Guten Tag Dr. Anna Spindler,",
        f"seit dem {day}",
        "aus der Mitgliederliste, die unsere Geschäftsstelle an diesem Tag eingelesen hat",
        "Ihr Name und Ihre Mailadresse, und dass Sie für Spindler Metallbau GmbH tätig sind",
        "Region e. V.",
        "Markt 1",
        "Frau Schild",
        "Art. 6 Abs. 1 Buchst. f DSGVO: Unser berechtigtes Interesse",
        "Wer sie bekommt",
        "danach noch 12\u202fMonate",
        "Auskunft verlangen (Art. 15 DSGVO)",
        "widersprechen",
        "widerrufen",
        "Landesbeauftragte",
        "Keine automatisierte Entscheidung",
    )
    assert [each for each in said if each not in text] == []


def test_it_leaves_and_is_noted_with_its_day(came, office):
    sent = informing.send(came, by=office)

    assert (sent.written, sent.held) == (1, 0)
    assert states(came) == [("Ohm", "", None), ("Spindler", "mail", came.network.today())]


def test_of_two_who_press_the_second_writes_nothing(came, office):
    informing.send(came, by=office)

    again = informing.send(came, by=office)

    assert (again.written, OutboxMail.objects.count()) == (0, 1)


def test_what_trial_mode_holds_informs_nobody_until_it_is_released(came, office, viewer_of):
    came.network.is_trial = True
    came.network.save()

    sent = informing.send(came, by=office)
    informing.settle()
    held = states(came)[1]
    trial.release(came.network, by=office, send_held=True)
    outbox.deliver()
    informing.settle()

    assert (sent.held, held) == (1, ("Spindler", "mail", None))
    assert states(came)[1] == ("Spindler", "mail", came.network.today())


def test_held_and_thrown_away_it_is_to_be_written_again(came, office):
    came.network.is_trial = True
    came.network.save()
    informing.send(came, by=office)

    trial.release(came.network, by=office, send_held=False)
    informing.settle()

    assert states(came)[1] == ("Spindler", "", None)
    assert informing.send(came, by=office).written == 1


def test_a_mail_that_no_server_takes_becomes_a_letter(came, office):
    informing.send(came, by=office)
    OutboxMail.objects.update(given_up_at=timezone.now(), error="SMTPRecipientsRefused")

    informing.settle()

    names = came.by_letter.order_by("pk").values_list("person__family_name", flat=True)
    assert list(names) == ["Spindler", "Ohm"]


def test_a_stored_mail_is_dropped_once_the_person_knows_it(came, office):
    came.network.is_trial = True
    came.network.save()
    informing.send(came, by=office)
    anna = Person.objects.get(family_name="Spindler")

    informing.told(came, [anna.public_id], Way.OTHERWISE, by=office)

    assert not arrival_mails.is_wanted(OutboxMail.objects.get())
    assert states(came)[1] == ("Spindler", "otherwise", came.network.today())


# What becomes of the persons ------------------------------------------------------------------


def test_undone_the_list_leaves_nobody_to_be_told(came, office, viewer_of):
    undoing.undo(came.member_list, by=office)

    assert not Arrival.objects.in_network(came.network).exists()


@pytest.mark.parametrize("told", ["Spindler", "Ohm"])
def test_of_two_rows_that_become_one_person_either_was_told(came, office, told):
    anna, karl = Person.objects.filter(family_name__in=("Spindler", "Ohm")).order_by("-family_name")
    row = anna if told == "Spindler" else karl
    informing.told(came, [row.public_id], Way.LETTER, by=office)

    joining.join([anna, karl], by=office)

    assert not came.uninformed.exists()


def test_another_network_is_not_written_to(came, other_network, office):
    stranger = Coming(other_network, came.member_list)

    assert (informing.send(stranger, by=office).written, OutboxMail.objects.count()) == (0, 0)


# Pages ----------------------------------------------------------------------------------------


def test_the_page_says_who_is_told_how_and_what_they_read(came, browser):
    text = text_of(browser.get(page_of(came)))

    assert "Per Mail: eine Person" in text
    assert "Per Brief: eine Person" in text
    assert "Sie haben das Recht zu widersprechen" in text
    assert "In dem Schreiben fehlt noch: Straße, Postleitzahl und Ort, Aufsichtsbehörde." in text


def test_pressed_the_mail_goes_and_the_letter_is_printed_and_posted(came, browser):
    sent = browser.post(page_of(came), {"send": ""}, follow=True)
    printed = browser.get(page_of(came, "letters/"))
    form = {"printed": printed.context["posts"][0].arrival.person.public_id}
    posted = browser.post(page_of(came, "letters/"), form, follow=True)

    assert "1 Mail geht hinaus." in text_of(sent)
    lines = ["Ohm & Söhne KG", "Karl Ohm", "Lindenstraße 8", "01067 Riegelstein"]
    assert [post.to for post in printed.context["posts"]] == [lines]
    assert "Vermerkt: 1 Brief ist in der Post." in text_of(posted)
    assert "Alle wissen, was hier über sie gespeichert ist." in text_of(posted)


def test_who_knows_it_is_noted_and_taken_back(came, browser):
    karl = Person.objects.get(family_name="Ohm").public_id

    noted = browser.post(page_of(came), {"knows": karl}, follow=True)
    back = browser.post(page_of(came), {"back": karl}, follow=True)

    assert "weiß es schon, vermerkt am" in text_of(noted)
    assert (states(came)[0], "Zurückgenommen" in text_of(back)) == (("Ohm", "", None), True)


def test_an_own_wording_keeps_the_source_and_an_empty_one_is_as_suggested(came, browser, office):
    url = f"/n/{came.network.slug}/informing/text/"
    form = browser.get(url).context["form"]

    def save(text):
        browser.post(url, pressed(browser.get(url), text_de=text))
        return letter.Writer(came.network).example(on=date(2026, 1, 9)).text

    own, again = save("Unser eigener Text."), save("")

    assert "Unser eigener Text." in own
    assert "seit dem 9. Januar 2026" in own
    assert form.suggested["text_de"] in again


def test_a_long_list_is_written_to_by_the_worker(came, browser, office, monkeypatch):
    from kurzweg.imports import jobs

    monkeypatch.setattr(informing, "AT_ONCE", 0)
    told = browser.post(page_of(came), {"send": ""}, follow=True)
    before = OutboxMail.objects.count()

    monkeypatch.undo()
    jobs.inform(came.network.pk, came.member_list.pk, office.pk)

    assert "Die Mails werden gerade geschrieben" in text_of(told)
    assert (before, OutboxMail.objects.count()) == (0, 1)


def test_the_preview_of_a_list_leads_there(browser, came):
    page = browser.get(f"/n/{came.network.slug}/lists/{came.name}/")

    assert "2 Personen kamen durch diese Liste und sind noch zu informieren" in text_of(page)
