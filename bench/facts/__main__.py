"""`python -m bench.facts`: the table; `python -m bench.facts mistakes [KIND]`: what goes wrong."""

import sys

from bench.facts import batches, measure, scores


def show_mistakes(kind: str = "") -> None:
    """List the misreadings of sentences worked with; those put aside stay unseen."""
    for texts, places in batches():
        seen = [each for each in texts if not each.is_held_out]
        for mistake in scores.mistakes(seen, places):
            wrong = [
                f"{sign} {' '.join(said)}"
                for sign, listed in (("missed", mistake.missed), ("invented", mistake.invented))
                for said in sorted(listed)
                if said[0] in scores.KINDS.get(kind, {said[0]})
            ]
            if wrong:
                print(f"{mistake.sentence.text}\n    {'; '.join(wrong)}")


if sys.argv[1:2] == ["mistakes"]:
    show_mistakes(*sys.argv[2:3])
else:
    measure()
