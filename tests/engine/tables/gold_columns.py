"""Files of one column, whose texts hold what else stands between cells."""

from tests.engine.tables.gold import NUMBERED, Gold, lines

ONE_COLUMN = [
    *(
        Gold(
            f"one column with {name}.csv",
            f"Bedarf\n{first}\n{second}\n".encode(),
            rows=[(2, first), (3, second)],
            columns=("Bedarf",),
        )
        for name, first, second in (
            ("commas", "12 Wellen, geschliffen", "6 Buchsen, Rotguss"),
            ("commas and no blanks", "12 Wellen,geschliffen", "6 Buchsen,Rotguss"),
            ("semicolons", "Wellen; geschliffen", "Buchsen; Rotguss"),
            ("commas in one of two", "Wellen, geschliffen, lang", "Buchsen"),
        )
    ),
    Gold(
        "one column with commas in its header.csv",
        b"Bedarf, Stand heute\nWellen\nBuchsen\n",
        rows=[(2, "Wellen"), (3, "Buchsen")],
        columns=("Bedarf, Stand heute",),
    ),
    Gold(
        "a title of one cell.csv",
        ("Liste\n" + lines(delimiter=",")).encode(),
        rows=[(number + 1, *cells) for number, *cells in NUMBERED],
    ),
]
