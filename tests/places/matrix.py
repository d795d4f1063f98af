"""Reference data are everybody's."""

from tests.promises.samples import Seen, seen

for table in ("Source", "Municipality", "PostcodePlace", "Boundary"):
    seen(f"places.{table}", Seen.ANYWHERE)
