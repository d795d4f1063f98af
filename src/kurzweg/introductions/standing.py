"""How an introduction stands for the one who looks at it: each side sees what it may know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from kurzweg.core.templatetags.display import clock, day
from kurzweg.core.viewer import Viewer
from kurzweg.introductions.models import (
    QUESTION,
    UNDECIDED,
    Introduction,
    Outlook,
    State,
)
from kurzweg.introductions.recipients import (
    Contact,
    Recipient,
    address_of,
    answerer_of,
    asker_of,
    contacts_of,
    has_left,
    out_of_reach,
    phone_of,
    promised,
    recipient_of,
    told_by_office,
    who_passes_on,
    whose_details,
)


class Side(StrEnum):
    OFFICE = "office"
    ASKING = "asking"
    ASKED = "asked"


BADGES = {
    State.WAITING: "open",
    State.ASKED: "open",
    State.LATER: "open",
    State.AGREED: "open",
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
        """The firm on the other side; to the office, the one that can do it."""
        here = self.introduction
        if self.side == Side.OFFICE:
            return here.organisation.name
        return here.asking.name if self.side == Side.ASKED else here.asked.name

    @property
    def _state(self) -> State | Outlook:
        here, today = self.introduction, self.viewer.today
        if self.side == Side.ASKING:
            return here.outlook(today)
        # What is over is over at once, not when the worker comes by.
        is_over = here.state in (State.ASKED, State.LATER) and here.last_day < today
        return State.EXPIRED if is_over else State(here.state)

    @property
    def waits_for_confirmation(self) -> bool:
        """Whether the firm said yes on the phone and has not confirmed it yet."""
        return self._state == State.ASKED and self.introduction.phoned_yes_on is not None

    @property
    def is_held(self) -> bool:
        """Whether the question has not left: in trial mode all mails wait; the office knows it."""
        is_asked = self.side == Side.OFFICE and self._state == State.ASKED
        return is_asked and self.introduction.network.holds_back(QUESTION)

    @property
    def badge(self) -> str:
        return BADGES[self._state]

    @property
    def label(self) -> str:
        if self.waits_for_confirmation:
            return _("yes on the phone, to be confirmed")
        if self.is_held:
            return _("waits for its release")
        if self.side == Side.ASKED and self._state == State.ASKED and self.may_answer:
            return _("is waiting for your answer")
        if self.side == Side.ASKED and self._state in (State.ASKED, State.EXPIRED):
            return _("expired")
        return str(self._state.label)

    @property
    def sentence(self) -> str:
        return {
            Side.OFFICE: _to_office,
            Side.ASKING: _to_seeker,
            Side.ASKED: _to_firm,
        }[self.side](self)

    @property
    def letter(self) -> str:
        """The letter; who is looking reads it only where it names nobody at the firm."""
        here = self.introduction
        return here.letter_to_whoever_asks if self.side == Side.ASKING else here.letter

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Both contacts after a yes, that of the other side first."""
        here = self.introduction
        if not here.is_accepted:
            return ()
        person = here.asking_person
        asking = Recipient(here.asking, person, address_of(person)) if person else asker_of(here)
        both = contacts_of(here, asked=answerer_of(here), asking=asking)
        return both[::-1] if self.side == Side.ASKED else both

    # What can be done; each holds exactly where its action would not refuse
    @property
    def has_time(self) -> bool:
        here, today = self.introduction, self.viewer.today
        return here.closed_at is None and here.need.is_open_on(today) and today <= here.last_day

    @property
    def _has_recipient(self) -> bool:
        return recipient_of(self.introduction) is not None

    @property
    def may_answer(self) -> bool:
        is_asked = self.introduction.state == State.ASKED
        return self.side == Side.ASKED and is_asked and self.has_time

    @property
    def may_put_off(self) -> bool:
        is_asking = self.may_answer or self.may_phone
        return is_asking and self.introduction.again_on_if_put_off() is not None

    @property
    def may_take_back(self) -> bool:
        """Whether the answer can be undone: by the firm, or by the office when the firm calls."""
        is_theirs = self.side != Side.ASKING
        return is_theirs and self.introduction.may_be_taken_back_on(self.viewer.today)

    @property
    def may_withdraw(self) -> bool:
        """Whether it can be taken back; to a seeker a no that may not be seen looks open."""
        here = self.introduction
        is_open = here.outlook(self.viewer.today) == Outlook.OPEN
        knows_the_end = self.side == Side.OFFICE and here.state not in UNDECIDED
        return self.side != Side.ASKED and is_open and not knows_the_end

    @property
    def may_take_up(self) -> bool:
        here = self.introduction
        if self.side == Side.OFFICE:
            return here.waits_to_be_passed_on
        return self.side == Side.ASKING and here.is_accepted and here.taken_up_at is None

    @property
    def taken_up(self) -> str:
        """Name the click with which it is noted that the contact was taken up."""
        if self.side == Side.OFFICE:
            return _("I have passed it on")
        return _("I have called") if self.phone else _("I have written")

    @property
    def may_read_and_forward(self) -> bool:
        return self.side == Side.OFFICE and self.introduction.is_waiting_with_office

    @property
    def may_forward(self) -> bool:
        return self.may_read_and_forward and self.has_time and self._has_recipient

    @property
    def may_phone(self) -> bool:
        is_undecided = self.introduction.state in (State.WAITING, State.ASKED)
        return self.side == Side.OFFICE and is_undecided and self.has_time

    @property
    def may_phone_yes(self) -> bool:
        """Whether a yes can be noted: it needs an address to which it is confirmed, once."""
        is_first = self.introduction.phoned_yes_on is None
        return self.may_phone and is_first and self._has_recipient

    @property
    def may_finish(self) -> bool:
        here = self.introduction
        return self.side == Side.OFFICE and here.is_accepted and here.closed_at is None

    @property
    def needs_somebody_else(self) -> bool:
        is_asked = self.introduction.state == State.ASKED
        return (
            self.side == Side.OFFICE and is_asked and self.has_time and has_left(self.introduction)
        )

    @property
    def may_ask_somebody_else(self) -> bool:
        return self.needs_somebody_else and self._has_recipient

    @property
    def phone(self) -> str:
        """The number to call: to who is looking, the one that was passed on."""
        if self.side == Side.ASKING:
            return next((contact.phone for contact in self.contacts), "")
        return phone_of(self.introduction)

    @property
    def who_passes_on(self) -> str:
        return who_passes_on(self.introduction)

    @property
    def out_of_reach(self) -> str:
        """What the office should know before a letter goes out: nobody can be told of a yes."""
        return out_of_reach(asker_of(self.introduction))

    @property
    def whose_details(self) -> str:
        """Whose contact details go out, for the office before it passes a letter on."""
        return whose_details(asker_of(self.introduction), firm=self.introduction.asked)

    @property
    def is_about_own_need(self) -> bool:
        """Whether the viewer may open the need: it may be shown to nobody else any more."""
        return self.viewer.may_act_for(self.introduction.need.owner_id)

    @property
    def promised(self) -> str:
        return promised(self.introduction)


def standing_for(viewer: Viewer, introduction: Introduction) -> Standing:
    """Say from which side a viewer looks; the office sees everything."""
    if viewer.is_office:
        return Standing(viewer, introduction, Side.OFFICE)
    is_asking = introduction.asking_id in viewer.organisation_ids
    return Standing(viewer, introduction, Side.ASKING if is_asking else Side.ASKED)


def _to_office(standing: Standing) -> str:
    return _office_sentence(standing) % _office_names(standing.introduction)


def _office_names(here: Introduction) -> dict[str, str]:
    firm = here.asked.name
    return {
        "firm": firm,
        "seeker": here.asking.name,
        "person": here.asked_person.name if here.asked_person else firm,
        "day": day(here.last_day),
        "again": day(here.asked_again_on),
        "answered": day(here.answered_at),
        "phoned": day(here.phoned_yes_on),
        "told": clock(here.tell_at),
        "name": here.answered_by_name
        or (here.answered_by.name if here.answered_by else "")
        or _("The firm (on the phone)"),
    }


def _office_sentence(standing: Standing) -> str:
    """Say how it stands, names still to be filled in: first what no state alone tells."""
    here, state = standing.introduction, State(standing._state)
    if here.waits_to_be_passed_on:
        return _(
            "%(name)s said yes on %(answered)s. We have no mail address of %(seeker)s: please "
            "pass the contact on to them."
        )
    if state == State.DECLINED and not here.answer:
        return _("You did not pass the letter on. %(seeker)s does not see that.")
    if standing.waits_for_confirmation:
        return _(
            "%(firm)s said yes on the phone on %(phoned)s. A mail is with %(person)s to "
            "confirm it with one click, until %(day)s."
        )
    if standing.is_held:
        return _(
            "The letter to %(person)s is ready. It goes out when the trial of the network ends."
        )
    return {
        State.WAITING: _("%(seeker)s wants to reach %(firm)s, which is reached through you."),
        State.ASKED: _("%(person)s has been asked and can answer until %(day)s."),
        State.LATER: _("Answered “later” on %(answered)s. It will be asked again on %(again)s.")
        if here.asked_again_on
        else _("Answered “later” on %(answered)s. The need ends before it could be asked again."),
        State.AGREED: _(
            "%(name)s said yes on %(answered)s and can take it back until %(told)s. Then both "
            "sides get each other's contact details."
        ),
        State.ACCEPTED: _(
            "%(name)s said yes on %(answered)s. Both sides have each other's contact details."
        ),
        State.DECLINED: _(
            "%(name)s said no on %(answered)s. %(seeker)s does not see that: the question stays "
            "open there until %(day)s; after that it will say that no contact was made."
        ),
        State.EXPIRED: _("No answer came by %(day)s."),
        State.WITHDRAWN: _("The question was withdrawn."),
    }[state]


def _to_seeker(standing: Standing) -> str:
    here = standing.introduction
    names = {
        "firm": here.asked.name,
        "days": here.days_to_answer,
    }
    sentences = {
        Outlook.OPEN: _(
            "Still open. Whoever is responsible at %(firm)s usually has %(days)s days to answer; "
            "we will write to you in either case."
        ),
        Outlook.CONTACT: _("%(firm)s wants to talk to you. A call is the shortest way.")
        if standing.phone
        else _("%(firm)s wants to talk to you. Please write to them."),
        Outlook.NO_CONTACT: _("No contact with %(firm)s was made."),
        Outlook.WITHDRAWN: _("You or the office withdrew the question."),
    }
    return sentences[here.outlook(standing.viewer.today)] % names


def _to_firm(standing: Standing) -> str:
    here = standing.introduction
    names = {
        "seeker": here.asking.name,
        "day": day(here.last_day),
        "again": day(here.asked_again_on),
        "told": clock(here.tell_at),
    }
    if standing.waits_for_confirmation and standing.may_answer:
        return _("You said yes to %(seeker)s on the phone. Please confirm it by %(day)s.") % names
    if standing.may_answer and here.is_offer:
        return _("%(seeker)s can do what you are looking for. Please answer by %(day)s.") % names
    if standing.may_answer:
        return _("%(seeker)s would like to talk to you. Please answer by %(day)s.") % names
    if here.is_told_by_office and here.is_accepted:
        return _("You said yes.") + " " + told_by_office(here)
    sentences = {
        State.AGREED: _(
            "You said yes. At %(told)s you and %(seeker)s get each other's contact details."
        ),
        State.ACCEPTED: _(
            "You said yes. %(seeker)s has your contact details, and you have theirs."
        ),
        State.DECLINED: _("You said no. %(seeker)s only learns that no contact was made."),
        State.LATER: _("You wanted to decide later. We will ask you again on %(again)s."),
    }
    is_over = standing._state == State.LATER and (
        here.asked_again_on is None or not here.need.is_open_on(standing.viewer.today)
    )
    if is_over or not here.answer or standing._state not in sentences:
        return _("This question is closed. You need not do anything.")
    return sentences[State(standing._state)] % names
