"""The matcher: text, index, ranking, reasons. Knows no Django, no clock and no database."""
