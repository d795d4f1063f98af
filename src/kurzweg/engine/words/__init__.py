"""Words: of running text, of names, of vocabularies; which are alike and which mean the same.

`visible`, `name_key`, `place_key` and `loose_key` bring a name to the form in which it is compared
(Unicode NFC and NFKC; `LOOSELY` is the last one for a database). A `Vocabulary` knows which words
compounds fall apart into; `german` is that of simplemma's dictionary. Nothing here raises on any
text.
"""

from kurzweg.engine.words.names import LOOSELY, loose_key, name_key, place_key, visible
from kurzweg.engine.words.vocabulary import Vocabulary, german

__all__ = ["LOOSELY", "Vocabulary", "german", "loose_key", "name_key", "place_key", "visible"]
