"""Words: of running text, of names, of vocabularies; which are alike and which mean the same.

The four keys bring a name to the form in which it is compared; a vocabulary knows which words
compounds fall apart into.
"""

from kurzweg.engine.words.names import LOOSELY, loose_key, name_key, place_key, visible
from kurzweg.engine.words.vocabulary import Vocabulary, german

__all__ = ["LOOSELY", "Vocabulary", "german", "loose_key", "name_key", "place_key", "visible"]
