"""What a request says in one sentence: quantity, certificates, place, deadline and topics."""

from kurzweg.engine.facts.reading import read
from kurzweg.engine.facts.records import Fact, Facts, Gazetteer, Quantity, matter

__all__ = ["Fact", "Facts", "Gazetteer", "Quantity", "matter", "read"]
