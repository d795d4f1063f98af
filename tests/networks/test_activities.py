"""What a firm does is entered by words or by a code; what is not clear is asked back."""

import pytest
from django.core.exceptions import ValidationError

from kurzweg.core.models import AuditEntry
from kurzweg.networks.forms.lines import ActivityField
from kurzweg.people import activities
from tests.forms import edit_form, pressed

LIST = "/n/riegelstein/organisations/"


def mistakes(typed):
    with pytest.raises(ValidationError) as refused:
        ActivityField().clean(typed)
    return refused.value.code, refused.value.messages


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("25.61.0", "25.61.0"),
        ("25.61", "25.61"),
        (" 25610 ", "25.61.0"),
        ("2561", "25.61"),
        ("25.61.0 Oberflächenveredlung und Wärmebehandlung", "25.61.0"),
        ("Wärmebehandlung", "25.61.0"),
        ("waermebehandlung von nichts", None),
        ("spedition", "52.29.1"),
        ("", ""),
    ],
)
def test_an_activity_is_meant_by_its_code_or_by_words(typed, code):
    if code is None:
        assert mistakes(typed)[0] == "no_such"
    else:
        assert ActivityField(required=False).clean(typed) == code


def test_what_no_code_says_and_what_several_say_is_asked_back():
    assert mistakes("99.99.9") == ("unknown", ["WZ 2008 hat keinen Code 99.99.9."])
    assert mistakes("2025")[0] == "unknown"
    reason, (sentence,) = mistakes("Gießerei")
    assert reason == "several"
    assert "24.51.0 Eisengießereien" in sentence


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Drehteile", "25.62.0"),
        ("CNC-Dreherei", "25.62.0"),
        ("Zerspanung", "25.62.0"),
        ("Brauerei", "11.05.0"),
        ("Landbäckerei", "10.71.0"),
        ("Elektriker", "43.21.0"),
        ("Lackiererei", "45.20.1"),
        ("Spedition", "52.29.1"),
    ],
)
def test_everyday_words_find_what_they_mean_before_anything_else(typed, first):
    assert activities.search(typed)[0] == first


def test_everyday_words_mean_activities_that_there_are():
    from kurzweg.people.everyday_words import CODES

    unknown = {code for codes in CODES.values() for code in codes if not activities.exists(code)}

    assert unknown == set()


def test_what_only_begins_alike_is_not_meant():
    assert activities.search("Braunbier") == []
    assert activities.search("Kartoffelpuffer") == []


def test_words_that_stand_nowhere_are_found_by_their_first_letters():
    said = [activities.label(code) for code in activities.search("Bäckerei")]

    assert any("Backwaren" in name for name in said)
    assert activities.search("Xylophonstimmer") == []
    assert activities.search("!?") == []


@pytest.mark.django_db
def test_whoever_types_is_offered_what_is_named_so(owner, as_person, client):
    assert client.get("/activities/?q=Spedition").status_code == 302

    html = as_person(owner).get("/activities/?activities-0-code=Spedition").content.decode()

    assert 'value="52.29.1 Spedition"' in html
    assert "<option" not in as_person(owner).get("/activities/").content.decode()


@pytest.mark.django_db
def test_a_firm_names_its_core_and_what_it_does_besides(owner, bakery, as_person):
    client, page = as_person(owner), f"{LIST}{bakery.public_id}/edit/"

    for typed in ("1071", "56.10.3"):
        number = bakery.activities.count()
        sent = pressed(client.get(page), **{f"activities-{number}-code": typed})
        assert client.post(page, sent).status_code == 302

    assert list(bakery.activities.values_list("code", "is_core")) == [
        ("10.71", True),
        ("56.10.3", False),
    ]
    entry = AuditEntry.objects.filter(kind="organisation", action="mended").latest("pk")
    assert entry.fields == ["activities"]
    shown = edit_form(client.get(page)).values["activities-0-code"]
    assert shown.startswith("10.71 Herstellung von Backwaren")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"activities-2-code": "10.71"}, "code"),
        ({"activities-1-code": "10.71"}, "code"),
        ({"activities-1-is_core": "on"}, "is_core"),
    ],
)
def test_an_activity_is_named_once_and_one_is_the_core(change, wrong, owner, bakery, as_person):
    bakery.activities.create(code="10.71", is_core=True)
    bakery.activities.create(code="56.10.3", is_core=False)
    client, page = as_person(owner), f"{LIST}{bakery.public_id}/edit/"

    answer = client.post(page, pressed(client.get(page), **change))

    assert answer.status_code == 422
    assert [list(row) for row in answer.context["activities"].errors if row] == [[wrong]]
    assert bakery.activities.count() == 2


@pytest.mark.django_db
def test_an_activity_is_taken_out_and_another_becomes_the_core(owner, bakery, as_person):
    bakery.activities.create(code="10.71", is_core=True)
    bakery.activities.create(code="56.10.3", is_core=False)
    client, page = as_person(owner), f"{LIST}{bakery.public_id}/edit/"

    sent = pressed(client.get(page), **{"activities-0-DELETE": "on", "activities-1-is_core": "on"})
    client.post(page, sent)

    assert list(bakery.activities.values_list("code", "is_core")) == [("56.10.3", True)]


@pytest.mark.django_db
def test_kind_and_legal_form_are_mended_on_the_page(office, bakery, as_person):
    client, page = as_person(office), f"{LIST}{bakery.public_id}/edit/"

    client.post(page, pressed(client.get(page), kind="institute", legal_form="e. V."))

    bakery.refresh_from_db()
    assert (bakery.kind, bakery.legal_form) == ("institute", "e. V.")


def test_every_abbreviation_in_a_title_has_its_last_stop():
    assert activities.label("28.14") == "Herstellung von Armaturen a. n. g."
