"""Pages from the contracts: what is due, the home of a network, search."""

from tests.promises.samples import sample

# Words that the texts of both networks hold, as somebody looks for them.
WORDS = ("Werk", "Drehteile", "Messing")
sample("insight:search", queries=("", *(f"?q={w}&kind={k}" for w in WORDS for k in ("", "offer"))))
