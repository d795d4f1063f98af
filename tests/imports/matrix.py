"""Lists of members: one that is looked at and one that was taken over, for the office alone."""

from django.core.files.uploadedfile import SimpleUploadedFile

from kurzweg.imports.models import Arrival, MemberListQuerySet, Remark, State
from tests.factories import PersonFactory
from tests.imports.factories import ListFactory
from tests.promises.samples import Seen, for_the_office, mutant, rows, sample, seen
from tests.promises.world import Half, Relation


@rows
def lists(half: Half) -> None:
    ready = ListFactory(network=half.network, state=State.READY)
    half.put("list", Relation.OWN, ready)
    half.put("list of columns", Relation.OWN, ListFactory(network=half.network))
    over = ListFactory(network=half.network, state=State.APPLIED, content=None)
    half.put("list taken over", Relation.OWN, over)
    came = PersonFactory(account=None, email="", entered_by_network=half.network)
    Arrival.objects.create(
        network=half.network, member_list=over, person=came, arrived_at=over.uploaded_at
    )
    remark = Remark.objects.create(
        network=half.network, organisation=half.firm, kind="consent", column="Newsletter",
        text="ja", said_on=half.network.today(),
    )  # fmt: skip
    half.put("remark", Relation.OWN, remark)


def brought(half: Half, principal: object) -> dict[str, object]:
    return {"file": SimpleUploadedFile("liste.csv", b"Firma;Ort\nMuster GmbH;Ahlen\n")}


sample("imports:start", form=brought)
sample("imports:shown", public_id="list", form={"apply": "1"})
sample("imports:columns", public_id="list of columns", form={"column-0": "name"})
sample("imports:undo", public_id="list taken over", form={})
sample("imports:remark-remove", public_id="remark", form={})
seen("imports.Remark", Seen.OFFICE)
sample("imports:discard", public_id="list", form={})
sample("imports:informing", which="list taken over", form={"send": "1"})
sample("imports:informing-letters", which="list taken over", form={"printed": ""})
sample("list-informing", queries=("?as=csv", "?as=xlsx&of=earlier"))
sample("imports:informing-text", form={"text_de": "Wer verantwortlich ist", "text_en": ""})
seen("imports.MemberList", Seen.OFFICE)
for_the_office(MemberListQuerySet, "imports:")
mutant(
    "imports: lists for everybody", (MemberListQuerySet, "visible_to", lambda self, viewer: self)
)
