"""vCards of versions 2.1, 3.0 and 4.0 (RFC 2426, RFC 6350), read one card at a time.

`read` gives the properties of each card as they are said, with their groups, parameters and
texts in one code; pictures, sounds and keys are passed over while they are read and never held.
"""

from kurzweg.engine.vcards.properties import Card, Property
from kurzweg.engine.vcards.reading import read

__all__ = ["Card", "Property", "read"]
