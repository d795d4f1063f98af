"""The way into a network: prospects, applications, the board, welcome."""

from datetime import timedelta

from kurzweg.networks.models import (
    Application,
    Approval,
    Membership,
    Prospect,
    SelfDeclaration,
    Welcome,
    WelcomeStep,
)
from kurzweg.networks.models.declarations import SelfDeclarationQuerySet
from kurzweg.networks.models.joining import ForTheOffice
from tests.promises.samples import Seen, for_the_office, rows, sample, seen
from tests.promises.world import Half, Placed, Principal, Relation

APPLYING = {"name": "Neu", "kind": "company", "town": "Hier", "family_name": "Neu"}
APPLYING |= {"email": "neu@firm.example", "save": "yes"}
PROSPECT = {"name": "Anders", "source": "event", "next_on": "2030-01-01"}


@rows
def on_the_way_in(half: Half) -> None:
    """Whom the office wants to win, who applied, and who of the board is asked."""
    today = half.network.today()
    named = {"network": half.network, "source": "search", "noted_on": today, "next_on": today}
    half.put("prospect", Relation.OWN, Prospect.objects.create(name="Interessent", **named))
    closed = Prospect.objects.create(name="Vorbei", closed_on=today, **named)
    half.put("closed prospect", Relation.OWN, closed)
    said = {"name": "Antragsteller", "town": "Hier", "email": "antrag@firm.example"}
    asked = Application.objects.create(network=half.network, said=said, sent_on=today)
    half.put("asking", Relation.OWN, asked)
    over = {"decided_on": today, "is_accepted": False, "decided_by": "office"}
    decided = Application.objects.create(network=half.network, said=said, sent_on=today, **over)
    half.put("decided", Relation.OWN, decided)
    lies = Application.objects.create(
        network=half.network, said=said, sent_on=today, answers_due_on=today + timedelta(days=9)
    )
    approval = Approval.objects.create(
        network=half.network, application=lies, person=half.colleague
    )
    half.put("approval", Relation.OWN, approval)
    step = WelcomeStep.objects.create(network=half.network, name="Anrufen", days=3)
    half.put("step", Relation.OWN, step)
    member = Membership.objects.in_network(half.network).exclude(since=None).first()
    welcome = Welcome.objects.create(
        network=half.network, membership=member, name="Besuchen", due_on=today
    )
    half.put("welcome", Relation.OWN, welcome)


@rows
def asked_once_a_year(half: Half) -> None:
    """One firm was asked this year whether its entry is right, the other one was not."""
    today = half.network.today()
    asked = {"network": half.network, "organisation": half.neighbour, "year": today.year}
    SelfDeclaration.objects.create(asked_on=today, ends_on=today + timedelta(days=30), **asked)


def asked_in_the_board(principal: Principal, parts: dict[str, Placed]) -> bool:
    """Nobody but the person who was asked."""
    asked = parts["public_id"].row.person_id
    return principal.person is not None and principal.person.pk == asked


sample("networks:apply", form=APPLYING)
sample("networks:joining")
sample("networks:prospect-new", form=PROSPECT)
sample("networks:prospect-edit", public_id="prospect", form=PROSPECT)
sample("networks:prospect-invite", public_id="prospect", form={"text": "Hallo"})
sample("networks:prospect-close", public_id="prospect", form={"reason": ""})
sample("networks:prospect-reopen", public_id="closed prospect", form={})
sample("networks:application-detail", public_id="asking", form={"since": "2026-01-01"})
sample("networks:application-ask", public_id="asking", form={})
sample("networks:application-withdraw", public_id="asking", form={})
sample("networks:application-reopen", public_id="decided", form={})
sample("networks:application-answer", public_id="decided", form={"otherwise": "yes"})
sample(
    "networks:approval-answer", public_id="approval", may=asked_in_the_board, form={"answer": "no"}
)
sample("networks:step-list", form={"name": "Schreiben", "days": "5"})
sample("networks:step-edit", public_id="step", form={"name": "Anders", "days": "4"})
sample("networks:step-remove", public_id="step", form={})
sample("networks:welcome-done", public_id="welcome", form={})
sample("networks:welcome-tick", public_id="welcome", form={"done": "yes"})


seen("networks.Prospect", Seen.OFFICE)
seen("networks.SelfDeclaration", Seen.OFFICE)
seen("networks.Application", Seen.OFFICE)
seen("networks.Approval", Seen.OFFICE)
seen("networks.WelcomeStep", Seen.OFFICE)
seen("networks.Welcome", Seen.OFFICE)

PAGES = ("joining", "prospect", "application", "welcome")
for_the_office(ForTheOffice, "insight:due", *(f"networks:{page}" for page in PAGES))
for_the_office(SelfDeclarationQuerySet, "insight:due", "networks:declaration")
