"""Files that a network shows; mistakes in what every room stands on."""

import hashlib

from kurzweg.core import middleware
from kurzweg.core.models import StoredFile
from kurzweg.core.policy import Audience
from kurzweg.core.shelf import path_of
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.core.viewer import Viewer
from tests.promises.samples import Seen, mutant, rows, sample, seen
from tests.promises.world import Half, Relation


@rows
def pictures(half: Half) -> None:
    content = f"picture of {half.network.slug}".encode()
    digest = hashlib.sha256(content).hexdigest()
    path_of(digest).parent.mkdir(parents=True, exist_ok=True)
    path_of(digest).write_bytes(content)
    stored = StoredFile.objects.create(
        digest=digest, network_id=half.network.pk, media_type="image/png", size=len(content)
    )
    half.put("picture", Relation.OWN, stored, word=digest)


sample("file", digest="picture")
seen("core.StoredFile", Seen.PUBLIC)


def policy_that_forgets_to_refuse(self, request, view, args, kwargs):
    request.policy = middleware.policy_of(view, name=request.resolver_match.view_name)


def in_any_network(rows, network):
    return rows.across_networks("a mistake")


mutant("audience: admits everybody", (Audience, "admits", lambda self, viewer: True))
mutant(
    "policy: forgets to refuse",
    (middleware.PolicyMiddleware, "process_view", policy_that_forgets_to_refuse),
)
mutant("tenancy: no network in any query", (NetworkQuerySet, "in_network", in_any_network))
mutant("viewer: everybody is the office", (Viewer, "is_office", True))
mutant("viewer: everybody belongs", (Viewer, "is_inside", True))
mutant("viewer: acts for any firm", (Viewer, "may_act_for", lambda self, organisation_id: True))
mutant("audit: refusals not noted", (middleware.audit, "refused", lambda request: None))
mutant("cache: everything may be kept", (middleware, "_may_be_kept", lambda *answer: True))
