"""Notes whose last day is over."""

from datetime import timedelta

from kurzweg.notes.models import Note, NoteReader
from tests.factories import MembershipFactory, PersonFactory
from tests.notes.factories import noted


def long_ago(at):
    member, day = MembershipFactory(), at.date()
    days = {"written_on": day - timedelta(days=30), "until": day}
    return noted(member.network, member.organisation, **days)


def reader_of(at):
    return long_ago(at).named.create(person=PersonFactory())


OVER = {
    ("confidential note", Note): long_ago,
    ("confidential note", NoteReader): reader_of,
}
