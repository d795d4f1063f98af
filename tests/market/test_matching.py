"""The main job: a need goes in, explained firms come out, and the answer stays replayable."""

from datetime import date, timedelta

import pytest
import time_machine
from django_q.models import OrmQ

from kurzweg.core import findable, search
from kurzweg.engine.match.rank import DEFAULT_PROFILE
from kurzweg.market import actions, matching, phrases, weights
from kurzweg.market.explanation import explain, replayed_score
from kurzweg.market.models import Match, RankingProfile
from kurzweg.networks.models import Membership
from tests.factories import SupportingBodyFactory
from tests.market.conftest import CALL, able_firm, looked_at
from tests.market.factories import NeedFactory, RankingProfileFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel("2026-05-04 09:10+02:00", tick=False):
        yield


@pytest.fixture
def market(network, baking):
    """Four firms that turn brass: one fits, three lack something; the index over them."""
    able_firm(network, "Nah und gültig", iso_until=date(2027, 1, 1))
    able_firm(network, "Gestern abgelaufen", iso_until=DAY - timedelta(days=1))
    able_firm(network, "Ohne Zertifikat")
    able_firm(network, "Zu weit", iso_until=date(2027, 1, 1), latitude=51.0)
    search.rebuild()
    return network


def answered(need, viewer):
    """The names of the firms that fit, and of those that do not with the reason."""
    explained = explain(need, viewer=viewer)
    return (
        [firm.organisation.name for firm in explained.fitting],
        {firm.organisation.name: firm.why_not for firm in explained.excluded},
    )


def test_one_sentence_finds_the_firm_that_fits_and_says_why_the_others_do_not(
    market, say, owner, baking, viewer_of
):
    need = say(CALL, by=owner, owner=baking)

    assert answered(need, viewer_of(owner)) == (
        ["Nah und gültig"],
        {
            "Gestern abgelaufen": "fehlt: Zertifikat ISO 9001, abgelaufen am 3. Mai 2026",
            "Ohne Zertifikat": "fehlt: Zertifikat ISO 9001",
            "Zu weit": "zu weit: 111\u202fkm statt höchstens 30\u202fkm",
        },
    )


def test_a_firm_says_in_its_own_words_what_it_can_do(market, say, owner, baking, viewer_of):
    need = say(CALL, by=owner, owner=baking)

    (firm,) = explain(need, viewer=viewer_of(owner)).fitting
    assert firm.sentence == "Wir drehen Messing."
    assert firm.fits == [
        "Nennt „Drehteile“ und „Messing“",
        "hat ISO 9001, gültig bis 1. Januar 2027",
    ]
    assert [label for label, _value in firm.bars] == ["Beschreibung", "Zertifikate", "Nähe"]
    assert firm.place == "Riegelstein"
    assert firm.distance_km == 0


def test_a_certificate_is_valid_on_its_last_day(network, baking, say, owner, viewer_of):
    able_firm(network, "Läuft heute ab", iso_until=DAY)
    search.rebuild()

    need = say(CALL, by=owner, owner=baking)

    assert answered(need, viewer_of(owner)) == (["Läuft heute ab"], {})


def test_nobody_matches_her_own_need(market, say, owner, baking, viewer_of, network):
    own = able_firm(network, "Eigene Dreherei", iso_until=None)
    search.rebuild()

    mine = say(CALL, by=owner, owner=own)
    hers = say(CALL, by=owner, owner=baking)

    fits = ["Eigene Dreherei", "Nah und gültig"]
    assert sorted(answered(hers, viewer_of(owner))[0]) == fits
    assert stored(mine) == ["Nah und gültig"]


def stored(need):
    matches = Match.objects.in_network(need.network_id).filter(need=need).fitting()
    return sorted(match.offer.organisation.name for match in matches)


def test_firms_of_the_same_activity_are_left_out_and_counted_without_a_name(
    market, say, owner, baking, viewer_of, network
):
    able_firm(network, "Auch eine Bäckerei", codes=["10.71.0"], iso_until=None)
    search.rebuild()

    need = say(CALL, by=owner, owner=baking)

    explained = explain(need, viewer=viewer_of(owner))
    assert [firm.organisation.name for firm in explained.fitting] == ["Nah und gültig"]
    assert explained.same_activity == 1


def test_without_the_wish_to_hide_the_same_activity_is_in_the_list(
    market, say, owner, baking, viewer_of, network
):
    """Negative control: it is the wish that leaves them out."""
    able_firm(network, "Auch eine Bäckerei", codes=["10.71.0"], iso_until=None)
    search.rebuild()

    need = say(CALL, by=owner, owner=baking)
    need = looked_at(actions.revise(need, by=owner, facts={"hidden_from_same_activity": False}))

    explained = explain(need, viewer=viewer_of(owner))
    assert len(explained.fitting) == 2
    assert explained.same_activity == 0


def test_offers_of_another_network_are_never_found(market, other_network, say, owner, baking):
    able_firm(other_network, "Drüben", iso_until=None)
    search.rebuild()

    assert stored(say(CALL, by=owner, owner=baking)) == ["Nah und gültig"]


@pytest.mark.parametrize("visibility", ["public", "network", "matching"])
def test_an_offer_is_matched_whoever_may_see_it_in_lists(visibility, network, say, owner, baking):
    able_firm(network, "Dreherei", visibility=visibility, iso_until=None)
    search.rebuild()

    assert stored(say(CALL, by=owner, owner=baking)) == ["Dreherei"]


def test_the_first_ten_come_at_once_and_a_job_brings_the_rest(
    network, say, owner, baking, viewer_of
):
    for number in range(13):
        able_firm(network, f"Dreherei {number}", iso_until=None)
    search.rebuild()

    need = say(CALL, by=owner, owner=baking)
    assert len(stored(need)) == 10
    assert OrmQ.objects.count() == 1

    assert matching.match_all(need.pk) == 13
    first = explain(need, viewer=viewer_of(owner))
    assert (len(first.fitting), first.more) == (10, 3)
    assert len(explain(need, viewer=viewer_of(owner), shows_all=True).fitting) == 13


def test_matching_twice_changes_nothing(market, say, owner, baking):
    need = say(CALL, by=owner, owner=baking)
    matching.match_all(need.pk)
    once = list(Match.objects.in_network(market).order_by("pk").values())

    matching.match_all(need.pk)

    assert list(Match.objects.in_network(market).order_by("pk").values()) == once
    assert len(once) == 4


def test_the_job_leaves_alone_what_is_gone_or_closed(market, say, owner, baking):
    need = say(CALL, by=owner, owner=baking)
    actions.publish(need, by=owner)
    actions.close(need, by=owner, reason="not needed")

    assert matching.match_all(need.pk) == 0
    assert matching.match_all(0) == 0


def test_a_changed_fact_is_matched_anew(market, say, owner, baking, viewer_of):
    need = say(CALL, by=owner, owner=baking)

    need = looked_at(actions.revise(need, by=owner, facts={"certificates": []}))

    fitting, excluded = answered(need, viewer_of(owner))
    assert sorted(fitting) == ["Gestern abgelaufen", "Nah und gültig", "Ohne Zertifikat"]
    assert list(excluded) == ["Zu weit"]


def test_what_does_not_matter_for_the_fit_is_not_matched_anew(market, say, owner, baking):
    need = say(CALL, by=owner, owner=baking)
    before = OrmQ.objects.count()

    actions.revise(need, by=owner, facts={"visibility": "matching"})

    assert OrmQ.objects.count() == before


def test_a_withdrawn_offer_leaves_the_page_at_once(market, say, owner, baking, viewer_of):
    need = say(CALL, by=owner, owner=baking)
    (firm,) = explain(need, viewer=viewer_of(owner)).fitting

    actions.withdraw_offer(firm.offer, by=owner)

    assert answered(need, viewer_of(owner))[0] == []
    assert stored(say(CALL, by=owner, owner=baking)) == []


def test_an_offer_counts_from_the_moment_it_is_added(market, say, owner, baking, network):
    firm = able_firm(network, "Erst seit heute", title="Backen", text="Brot", iso_until=None)
    actions.add_offer(
        network=network,
        organisation=firm,
        by=owner,
        facts={"title": "Drehteile aus Messing", "text": "Wir drehen Messing."},
    )

    assert stored(say(CALL, by=owner, owner=baking)) == ["Erst seit heute", "Nah und gültig"]


def test_a_membership_that_ended_takes_the_offers_with_it(market, say, owner, baking):
    Membership.objects.in_network(market).filter(organisation__name="Nah und gültig").update(
        until=DAY
    )

    # The index still knows the firm: what is stored is checked against today's facts.
    assert stored(say(CALL, by=owner, owner=baking)) == []


def test_the_index_knows_until_when_a_firm_belongs(market):
    nearby = Membership.objects.in_network(market).get(organisation__name="Nah und gültig")
    nearby.until = DAY + timedelta(days=1)
    nearby.save()
    body = able_firm(market, "Träger und Mitglied")
    SupportingBodyFactory(network=market, organisation=body)

    documents = {
        document.owner: (document.valid_from, document.valid_until)
        for document in findable.sources()["offer"].documents(None)
    }
    assert documents[f"organisation:{nearby.organisation_id}"] == (date(2020, 1, 1), DAY)
    assert documents[f"organisation:{body.pk}"][1] is None


def test_without_a_membership_an_offer_is_in_no_index(market):
    Membership.objects.in_network(market).filter(organisation__name="Zu weit").delete()

    assert len(list(findable.sources()["offer"].documents(None))) == 3


def test_a_need_that_nobody_matched_yet_is_matched_by_the_regular_job(market, baking):
    need = NeedFactory(
        network=market, owner=baking, text=CALL, title="Drehteile", certificates=["ISO 9001"]
    )

    matching.match_stale()

    assert stored(need) == ["Nah und gültig", "Zu weit"]


def test_a_firm_that_came_later_is_in_the_list_a_day_later(
    market, say, owner, baking, viewer_of, network
):
    need = say(CALL, by=owner, owner=baking)
    actions.publish(need, by=owner)
    able_firm(network, "Ganz neu", iso_until=None)
    search.rebuild()

    with time_machine.travel("2026-05-05 09:10+02:00", tick=False):
        matching.match_stale()
        need.refresh_from_db()

        assert sorted(answered(need, viewer_of(owner))[0]) == ["Ganz neu", "Nah und gültig"]


def test_where_the_same_firms_fit_a_day_later_nothing_is_stored_again(market, say, owner, baking):
    need = looked_at(actions.publish(say(CALL, by=owner, owner=baking), by=owner))
    kept = list(Match.objects.in_network(market).order_by("pk").values())
    search.rebuild()

    with time_machine.travel("2026-05-05 09:10+02:00", tick=False):
        matching.match_stale()

    need.refresh_from_db()
    assert need.matched_at.date() == DAY + timedelta(days=1)
    assert list(Match.objects.in_network(market).order_by("pk").values()) == kept


def test_what_was_matched_today_drafts_and_closed_needs_are_left_alone(market, say, owner, baking):
    say(CALL, by=owner, owner=baking)
    closed = actions.publish(say(CALL, by=owner, owner=baking), by=owner)
    actions.close(closed, by=owner, reason="not needed")
    looked_at(actions.publish(say(CALL, by=owner, owner=baking), by=owner))
    kept = list(Match.objects.in_network(market).order_by("pk").values())

    assert matching.match_stale() == 0

    assert list(Match.objects.in_network(market).order_by("pk").values()) == kept


def test_a_firm_that_names_hardly_anything_of_it_does_not_count_as_fitting(
    market, say, owner, baking, viewer_of
):
    need = say(CALL, by=owner, owner=baking)
    assert len(explain(need, viewer=viewer_of(owner)).fitting) == 1

    Match.objects.in_network(market).update(signals={"words": 0.01})

    explained = explain(need, viewer=viewer_of(owner))
    assert (explained.fitting, explained.excluded) == ([], [])
    assert [firm.organisation.name for firm in explained.faint] == ["Nah und gültig"]


# Weights and replay ------------------------------------------------------------------------------


def test_a_stored_match_gives_the_same_score_and_reasons_again(market, say, owner, baking):
    need = say(CALL, by=owner, owner=baking)
    kept = {match.pk: match for match in Match.objects.in_network(market)}
    assert len(kept) == 4

    for match in kept.values():
        assert replayed_score(match) == match.score
        if not match.is_excluded:
            points = sum(reason["points"] for reason in match.reasons)
            assert points == pytest.approx(match.score)
        assert match.generation == need.generation
        assert match.profile_version == DEFAULT_PROFILE.version

    matching.match_all(need.pk)
    again = Match.objects.in_network(market)
    assert {match.pk: match.reasons for match in again} == {
        pk: match.reasons for pk, match in kept.items()
    }


def test_an_old_explanation_survives_new_weights_and_a_new_index(
    market, say, owner, baking, network
):
    need = say(CALL, by=owner, owner=baking)
    (old,) = Match.objects.in_network(market).fitting()
    RankingProfileFactory(network=network, version="2", weights={"words": 1.0}, active=True)
    search.rebuild()
    search.forget()

    (kept,) = Match.objects.in_network(market).fitting()
    assert kept.profile_version == DEFAULT_PROFILE.version
    assert replayed_score(kept) == old.score
    assert phrases.fitting(kept.reasons) == phrases.fitting(old.reasons)

    matching.match_all(need.pk)

    (new,) = Match.objects.in_network(market).filter(offer=old.offer)
    assert (new.profile_version, replayed_score(new)) == ("2", new.score)
    assert new.generation != old.generation
    assert new.score != old.score


def test_a_score_that_was_changed_by_hand_does_not_replay(market, say, owner, baking):
    """Negative control: the replay computes, it does not repeat what is stored."""
    say(CALL, by=owner, owner=baking)
    (match,) = Match.objects.in_network(market).fitting()

    match.signals["words"] = 0.0

    assert replayed_score(match) != match.score


def test_the_engines_weights_are_noted_once_per_network(market, say, owner, baking):
    for _turn in range(2):
        say(CALL, by=owner, owner=baking)

    (noted,) = RankingProfile.objects.in_network(market)
    assert noted.weights == dict(DEFAULT_PROFILE.weights)


def test_two_networks_with_weights_of_the_same_version_keep_them_apart(
    market, other_network, say, owner, baking
):
    RankingProfileFactory(
        network=other_network, version="2", weights={"distance": 1.0}, active=True
    )
    RankingProfileFactory(network=market, version="2", weights={"words": 1.0}, active=True)
    search.matcher(weights.of_engine(weights.current(other_network.pk)))

    say(CALL, by=owner, owner=baking)

    (match,) = Match.objects.in_network(market).fitting()
    assert match.score == replayed_score(match) == pytest.approx(match.signals["words"])
