"""Reference data are everybody's."""

from tests.promises.samples import Seen, sample, seen

for table in ("Source", "Municipality", "PostcodePlace", "Boundary"):
    seen(f"places.{table}", Seen.ANYWHERE)

sample("places:surroundings", queries=("", "?at=51.6,8.1&km=20&mark=51.6,8.1", "?at=nowhere"))
