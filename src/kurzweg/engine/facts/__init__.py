"""What a request says in one sentence: quantity, certificates, place, deadline and topics."""

from kurzweg.engine.facts.reading import read
from kurzweg.engine.facts.records import Fact, Facts, Gazetteer, Measure, Quantity, matter

__all__ = ["Fact", "Facts", "Gazetteer", "Measure", "Quantity", "matter", "read"]
