"""On a timeline each side of a question reads what it knows: a no looks like silence."""

from __future__ import annotations

import pytest

from kurzweg.core import timeline
from kurzweg.core.timeline import About
from kurzweg.introductions import actions
from kurzweg.introductions.models import Answer
from tests.introductions.conftest import fresh, reply


def lines(viewer, organisation) -> list[tuple[str, str]]:
    """What a viewer reads there of introductions, with its day."""
    shown = timeline.of(About.ORGANISATION, organisation.pk, viewer=viewer)
    return [
        (f"{entry.day:%d.%m.}", entry.line.text)
        for entry in shown.entries
        if "/introductions/" in entry.line.url
    ]


def test_both_sides_read_that_a_contact_was_made(
    introduce, need, bakery, sawmill, owner, sawyer, office, viewer_of, later
):
    asked = introduce()
    later(1)
    reply(asked, Answer.YES)
    later(1)
    actions.take_up(fresh(asked), by=owner)

    seeking = [
        ("04.03.", "Hat sich bei Sägewerk Tann gemeldet: Eichenbretter"),
        ("03.03.", "Kontakt mit Sägewerk Tann hergestellt: Eichenbretter"),
        ("02.03.", "Wollte mit Sägewerk Tann sprechen: Eichenbretter"),
    ]
    asking = [
        ("03.03.", "Hat Ja gesagt zu Bäckerei Korn: Eichenbretter"),
        ("02.03.", "Bekam eine Bitte von Bäckerei Korn: Eichenbretter"),
    ]
    for viewer in (owner, office):
        assert lines(viewer_of(viewer), bakery) == seeking
    for viewer in (sawyer, office):
        assert lines(viewer_of(viewer), sawmill) == asking


def test_a_no_and_a_silence_read_the_same_and_on_the_same_day(
    introduce, bakery, owner, viewer_of, later
):
    def seen(answer) -> list[list[tuple[str, str]]]:
        asked = introduce()
        seen = []
        for day in range(13):
            if day == 2 and answer:
                reply(asked, answer)
            later(1)
            seen.append(lines(viewer_of(owner), bakery))
        asked.delete()
        return seen

    # The second comes thirteen days later: told apart by days only, which are shifted back.
    silence, no = seen(None), seen(Answer.NO)

    assert [[text for _day, text in each] for each in silence] == [
        [text for _day, text in each] for each in no
    ]
    assert any("kein Kontakt" in text for _day, text in no[-1])


@pytest.mark.parametrize("who", ["owner", "apprentice", "neighbour", "adviser", "stranger"])
def test_who_asked_and_who_has_no_part_in_it_read_no_answers(
    introduce, sawmill, office, who, viewer_of, request
):
    reply(introduce(), Answer.NO)

    assert lines(viewer_of(request.getfixturevalue(who)), sawmill) == []
    assert len(lines(viewer_of(office), sawmill)) == 2


def test_without_its_own_check_the_seeker_would_read_the_no(
    introduce, sawmill, owner, viewer_of, monkeypatch
):
    """Negative control."""
    reply(introduce(), Answer.NO)
    monkeypatch.setattr("kurzweg.core.viewer.Viewer.may_act_for", lambda self, pk: True)

    assert ("02.03.", "Hat Nein gesagt zu Bäckerei Korn: Eichenbretter") in lines(
        viewer_of(owner), sawmill
    )


def test_the_page_of_a_firm_leads_to_its_introductions(introduce, sawmill, office, as_person):
    asked = introduce()

    page = as_person(office).get(f"/n/riegelstein/organisations/{sawmill.public_id}/")

    assert f"/introductions/{asked.public_id}/" in page.content.decode()


def test_an_offer_reads_the_other_way_round(
    need, bakery, sawmill, owner, sawyer, office, viewer_of, later
):
    offered = actions.offer(need, organisation=sawmill, by=sawyer)
    later(1)
    reply(offered, Answer.YES)

    offering = [
        ("03.03.", "Kontakt mit Bäckerei Korn hergestellt: Eichenbretter"),
        ("02.03.", "Wollte mit Bäckerei Korn sprechen: Eichenbretter"),
    ]
    looking = [
        ("03.03.", "Hat Ja gesagt zu Sägewerk Tann: Eichenbretter"),
        ("02.03.", "Bekam eine Bitte von Sägewerk Tann: Eichenbretter"),
    ]
    for viewer in (sawyer, office):
        assert lines(viewer_of(viewer), sawmill) == offering
    for viewer in (owner, office):
        assert lines(viewer_of(viewer), bakery) == looking
