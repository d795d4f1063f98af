"""How an introduction stands for the one who looks at it: each side sees what it may know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from kurzweg.core.templatetags.display import day
from kurzweg.core.viewer import Viewer
from kurzweg.introductions.models import Answer, InitiatedAs, Introduction, Outlook, State
from kurzweg.introductions.recipients import (
    Contact,
    Recipient,
    address_of,
    answerer_of,
    contact_of,
    has_left,
    seeker_of,
)


class Side(StrEnum):
    OFFICE = "office"
    SEEKER = "seeker"
    FIRM = "firm"


BADGES = {
    State.WAITING: "open",
    State.ASKED: "open",
    State.LATER: "open",
    State.ACCEPTED: "done",
    State.DECLINED: "closed",
    State.EXPIRED: "closed",
    State.WITHDRAWN: "closed",
    Outlook.OPEN: "open",
    Outlook.CONTACT: "done",
    Outlook.NO_CONTACT: "closed",
    Outlook.WITHDRAWN: "closed",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """One introduction in the eyes of one viewer."""

    viewer: Viewer
    introduction: Introduction
    side: Side

    # What it says
    @property
    def other(self) -> str:
        """The firm on the other side; to the office, the firm that was asked."""
        here = self.introduction
        return here.need.owner.name if self.side == Side.FIRM else here.organisation.name

    @property
    def _state(self) -> State | Outlook:
        if self.side == Side.SEEKER:
            return self.introduction.outlook(self.viewer.today)
        return State(self.introduction.state)

    @property
    def badge(self) -> str:
        return BADGES[self._state]

    @property
    def label(self) -> str:
        if self.side == Side.FIRM and self._state == State.ASKED:
            return _("waits for your answer") if self.may_answer else _("expired")
        return str(self._state.label)

    @property
    def sentence(self) -> str:
        return {
            Side.OFFICE: _to_office,
            Side.SEEKER: _to_seeker,
            Side.FIRM: _to_firm,
        }[self.side](self)

    @property
    def letter(self) -> str:
        """The letter; who is looking reads it only where it names nobody at the firm."""
        here = self.introduction
        person = here.asked_person
        if self.side != Side.SEEKER or here.is_accepted:
            return here.letter
        is_own = here.initiated_as == InitiatedAs.SEEKER
        names_nobody = person is None or person.family_name not in here.letter
        return here.letter if is_own and names_nobody else ""

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Both contacts after a yes, that of the other side first."""
        here = self.introduction
        if not here.is_accepted:
            return ()
        firm = contact_of(answerer_of(here), other_name=here.answered_by_name)
        person = here.seeker_person
        seeker = (
            Recipient(here.need.owner, person, address_of(person))
            if person
            else seeker_of(here.need, network=here.network, on=self.viewer.today)
        )
        both = (firm, contact_of(seeker))
        return both[::-1] if self.side == Side.FIRM else both

    # What can be done
    @property
    def may_answer(self) -> bool:
        is_answerable = self.introduction.is_answerable_on(self.viewer.today)
        return self.side == Side.FIRM and is_answerable and not self.introduction.need.is_closed

    @property
    def may_put_off(self) -> bool:
        return not self.introduction.has_been_put_off

    @property
    def may_withdraw(self) -> bool:
        """Whether it can be taken back; a no that nobody may see yet looks open here too."""
        is_open = self.introduction.outlook(self.viewer.today) == Outlook.OPEN
        return self.side != Side.FIRM and is_open

    @property
    def may_take_up(self) -> bool:
        here = self.introduction
        return self.side == Side.SEEKER and here.is_accepted and here.taken_up_at is None

    @property
    def may_forward(self) -> bool:
        return self.side == Side.OFFICE and self.introduction.is_waiting_with_office

    @property
    def may_phone(self) -> bool:
        here = self.introduction
        is_undecided = here.state in (State.WAITING, State.ASKED) and here.closed_at is None
        return self.side == Side.OFFICE and is_undecided

    @property
    def may_finish(self) -> bool:
        here = self.introduction
        return self.side == Side.OFFICE and here.is_accepted and here.closed_at is None

    @property
    def needs_somebody_else(self) -> bool:
        here = self.introduction
        is_asked = self.side == Side.OFFICE and here.is_answerable_on(self.viewer.today)
        return is_asked and has_left(here)


def standing_for(viewer: Viewer, introduction: Introduction) -> Standing:
    """Say from which side a viewer looks; the office sees everything."""
    if viewer.is_office:
        return Standing(viewer, introduction, Side.OFFICE)
    is_seeker = introduction.need.owner_id in viewer.organisation_ids
    return Standing(viewer, introduction, Side.SEEKER if is_seeker else Side.FIRM)


def _to_office(standing: Standing) -> str:
    here = standing.introduction
    firm, seeker = here.organisation.name, here.need.owner.name
    names = {
        "firm": firm,
        "seeker": seeker,
        "person": here.asked_person.name if here.asked_person else firm,
        "day": day(here.expires_on),
        "again": day(here.ask_again_on),
        "answered": day(here.answered_at),
        "name": here.answered_by_name
        or (here.answered_by.name if here.answered_by else "")
        or _("The firm (on the phone)"),
    }
    sentences = {
        State.WAITING: _("%(seeker)s wants to reach %(firm)s, which is reached through you."),
        State.ASKED: _("%(person)s has been asked and can answer until %(day)s."),
        State.LATER: _("Answered “later” on %(answered)s. It will be asked again on %(again)s."),
        State.ACCEPTED: _(
            "%(name)s said yes on %(answered)s. Both sides have each other's contact details."
        ),
        State.DECLINED: _(
            "%(name)s said no on %(answered)s. %(seeker)s does not see that: the question stays "
            "open there until %(day)s, after that no contact came about."
        ),
        State.EXPIRED: _("No answer came by %(day)s."),
        State.WITHDRAWN: _("The question was withdrawn."),
    }
    if here.state == State.DECLINED and not here.answer:
        return _("You did not pass the letter on. %(seeker)s does not see that.") % names
    return sentences[State(here.state)] % names


def _to_seeker(standing: Standing) -> str:
    here = standing.introduction
    names = {
        "firm": here.organisation.name,
        "days": here.network.rule("ask_open_days"),
    }
    sentences = {
        Outlook.OPEN: _(
            "Still open. Whoever is responsible at %(firm)s usually has %(days)s days to answer; "
            "we will write to you in either case."
        ),
        Outlook.CONTACT: _("%(firm)s wants to talk to you. A call is the shortest way."),
        Outlook.NO_CONTACT: _("No contact with %(firm)s came about."),
        Outlook.WITHDRAWN: _("You or the office withdrew the question."),
    }
    return sentences[here.outlook(standing.viewer.today)] % names


def _to_firm(standing: Standing) -> str:
    here = standing.introduction
    names = {
        "seeker": here.need.owner.name,
        "day": day(here.expires_on),
        "again": day(here.ask_again_on),
    }
    if standing.may_answer:
        return _("%(seeker)s would like to talk to you. Please answer by %(day)s.") % names
    sentences = {
        Answer.YES: _("You said yes. %(seeker)s has your contact details, and you have theirs."),
        Answer.NO: _("You said no. %(seeker)s only learns that no contact came about."),
        Answer.LATER: _("You wanted to decide later. We will ask you again on %(again)s."),
    }
    if here.answer and here.state != State.WITHDRAWN:
        return sentences[Answer(here.answer)] % names
    return _("This question is closed. You need not do anything.")
