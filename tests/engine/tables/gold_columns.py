"""Files of one column, what stands below a table, and cells as people and programs mark them."""

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
MARKED = [
    Gold(
        "figures and days below.csv",
        "Bedarf;Ort;Menge\nWelle;Unna;40\nBuchse;;\n∑ 40;;\nSumme 1.040 Stück;;\n;Gesamt 40;\n"
        "Total 24;Werl;\nStand: 3.12.2026;;\nDatum: 3.12.2026;;\n".encode(),
        rows=[(2, "Welle", "Unna", "40"), (3, "Buchse", "", ""), (7, "Total 24", "Werl", "")],
        left_out=[(4, "total"), (5, "total"), (6, "total"), (8, "footer"), (9, "footer")],
        columns=("Bedarf", "Ort", "Menge"),
    ),
    Gold(
        "marked as text.csv",
        "Firma;Ort\n'Otte;Unna\n's-Gravenhage BV;Werl\n'Neu' Bau;Hamm\n = \"Kaya; Bau\";Unna\n"
        '+"Öz";Werl\n="A" & "B";Hamm\n=A1&"x";Soest\n=A1;Soest\n'.encode(),
        rows=[
            (2, "Otte", "Unna"),
            (3, "'s-Gravenhage BV", "Werl"),
            (4, "'Neu' Bau", "Hamm"),
            (5, "Kaya; Bau", "Unna"),
            (6, "Öz", "Werl"),
            (7, "", "Hamm"),
            (8, "", "Soest"),
            (9, "=A1", "Soest"),
        ],
        unread=[(7, "Firma", "formula"), (8, "Firma", "formula")],
        columns=("Firma", "Ort"),
    ),
    Gold(
        "euros of iso-8859-15.csv",
        "Leistung;Preis\nHärten;7 €\nPrüfen;12€ je Stück\n".encode("iso-8859-15"),
        rows=[(2, "Härten", "7 €"), (3, "Prüfen", "12€ je Stück")],
        columns=("Leistung", "Preis"),
    ),
    Gold(
        "a euro alone in iso-8859-15.csv",
        "Leistung;Preis\nGuss;7 €\n".encode("iso-8859-15"),
        rows=[(2, "Guss", "7 €")],
        unread=[(2, "", "encoding")],
        columns=("Leistung", "Preis"),
    ),
]
