"""More spreadsheets as they are sent: web pages of all kinds, and text with signs of theirs."""

from tests.engine.tables.gold import NUMBERED, Gold, lines

PAGES = [
    Gold(
        "cells over rows.xls",
        (
            "<table><tr><th>Firma<th>Ort<th>Leistung<tr><td rowspan=2>Kaya<td>Werl<td>Drehen"
            "<tr><td rowspan=2>Hamm<td>Fräsen<tr><td>Berger<td rowspan=2>Guss<tr><td>Vogt<td>Ense"
            "</table>"
        ).encode(),
        [
            (2, "Kaya", "Werl", "Drehen"),
            (3, "Kaya", "Hamm", "Fräsen"),
            (4, "Berger", "Hamm", "Guss"),
            (5, "Vogt", "Ense", "Guss"),
        ],
    ),
    Gold(
        "header over rows.xls",
        (
            b"<table><tr><th rowspan=2>Firma<th colspan=2>Angaben<tr><th>Ort<th>Leistung"
            b"<tr><td>Kaya<td>Werl<td>Drehen</table>"
        ),
        [(3, "Kaya", "Werl", "Drehen")],
    ),
    Gold(
        "rows not shown.xls",
        (
            b"<table><tr><th>Firma<th>Ort<th>Leistung<tr style='color: red; display : none'><td>A"
            b"<td>Werl<td>Drehen<tr hidden><td>B<td>Werl<td>Drehen<tr><td>C<td>Werl<td>Drehen"
            b"<tbody style='visibility:hidden'><tr><td>D<td>Werl<td>Drehen</tbody></table>"
        ),
        [(4, "C", "Werl", "Drehen")],
        left_out=[(2, "hidden"), (3, "hidden"), (5, "hidden")],
    ),
    Gold(
        "page with signs of Windows.xls",
        "<meta charset=latin1><table><tr><td>Firma<td>Ort<td>Leistung<tr><td>„Öl“ – 5 €<td>Werl"
        "<td>Härten</table>".encode("cp1252"),
        [(2, "„Öl“ – 5 €", "Werl", "Härten")],
    ),
    Gold(
        "entities that hold the delimiter.csv",
        "Firma;Ort;Leistung\nGuss &quot;Nord&quot;;Werl;&lt; 5 kg\n"
        '&apos;Alte&#39; Mühle;&amp;quot;Ense&amp;quot;;"&#34;A&#34; &gt; B"\n'.encode(),
        [(2, 'Guss "Nord"', "Werl", "< 5 kg"), (3, "'Alte' Mühle", '"Ense"', '"A" > B')],
    ),
    Gold(
        "one line of the mac.csv",
        lines().encode("cp850") + "Böge;Münster;Lüfter schweißen\r\n".encode("mac_roman"),
        [*NUMBERED, (5, "Böge", "Münster", "Lüfter schweißen")],
        unread=[(5, "", "encoding")],
    ),
]
