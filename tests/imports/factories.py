"""Lists for tests, as they stand once they were compared."""

from datetime import timedelta

import factory
from django.utils import timezone

from kurzweg.core.days import today
from kurzweg.imports.models import MemberList, State
from tests.factories import NetworkFactory

COLUMN = {
    "index": 0,
    "name": "Firma",
    "letter": "A",
    "field": "name",
    "is_sure": True,
    "examples": ["Spindler"],
}


class ListFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MemberList

    network = factory.SubFactory(NetworkFactory)
    file_name = factory.Sequence(lambda n: f"Liste {n}.csv")
    digest = factory.Sequence(lambda n: f"{n:064}")
    content = b"Firma\nSpindler\n"
    size = 15
    state = State.COLUMNS
    columns = [COLUMN]
    counts = {"new": 0, "changed": 0, "same": 0, "doubtful": 0, "rejected": 0}
    undo_until = factory.LazyAttribute(
        lambda each: today() + timedelta(days=30) if each.state == State.APPLIED else None
    )
    applied_at = factory.LazyAttribute(
        lambda each: each.uploaded_at if each.state == State.APPLIED else None
    )
    uploaded_at = factory.LazyFunction(timezone.now)
