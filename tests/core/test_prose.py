"""Plain text on a page: paragraphs, headings, links, and nothing that is read as HTML."""

import pytest

from kurzweg.core import prose


def test_plain_text_is_set_as_paragraphs_headings_and_links():
    text = "So erreichen Sie uns\n\nTorweg 1\n00101 Ort\n\nMehr: https://netz.example/x"

    assert str(prose.html_of(text)).splitlines() == [
        "<h2>So erreichen Sie uns</h2>",
        "<p>Torweg 1<br>00101 Ort</p>",
        '<p>Mehr: <a href="https://netz.example/x" rel="nofollow noopener noreferrer">'
        "https://netz.example/x</a></p>",
    ]


@pytest.mark.parametrize(
    ("line", "is_heading"),
    [
        ("Ihre Rechte", True),
        ("Das ist ein Satz.", False),
        ("Telefon: 0201 100", False),
        ("buero@netz.example", False),
        ("00101 Ort", False),
        ("x" * 91, False),
        ("Torweg 1\nOrt", False),
    ],
)
def test_a_short_line_that_ends_no_sentence_is_a_heading(line, is_heading):
    assert prose.is_heading(line) == is_heading


def test_what_was_typed_is_never_html():
    text = '<h2>Hier</h2>\n\n<script>x</script> https://netz.example/"onx="y" javascript:x'

    shown = str(prose.html_of(text))

    assert "<script" not in shown
    assert '"y"' not in shown
    assert shown.count("<a ") == 1
