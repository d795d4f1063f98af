"""Files that a network shows."""

import hashlib

from kurzweg.core.models import StoredFile
from kurzweg.core.shelf import path_of
from tests.promises.samples import Seen, rows, sample, seen
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
