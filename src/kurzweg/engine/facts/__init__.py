"""What a request says in one sentence: quantity, certificates, place, deadline and topics.

`read` takes a text, a day and a `Gazetteer` and gives `Facts`: each `Fact` a value with the piece
of the text that says it. Lengths of ways are kilometres, days are dates, a `Quantity` and a
`Measure` name their unit. What is ambiguous is left out, and nothing raises. `matter` is what the
text says beside its facts.
"""

from kurzweg.engine.facts.reading import read
from kurzweg.engine.facts.records import Fact, Facts, Gazetteer, Measure, Quantity, matter

__all__ = ["Fact", "Facts", "Gazetteer", "Measure", "Quantity", "matter", "read"]
