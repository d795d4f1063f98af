"""Counting what somebody does on pages: the budgets of section 10 of the design.

A click, or a field that was filled, is one; the page that home or mail opens is none.
"""

from __future__ import annotations

COUNTS = """
addEventListener("click", event => {
  if (event.isTrusted && !event.target.matches("textarea, input")) add();
}, true);
addEventListener("change", event => { if (event.isTrusted) add(); }, true);
function add() { sessionStorage.done = Number(sessionStorage.done || 0) + 1; }
"""


def done(page):
    """Say how many interactions a page has seen, since its tab was opened."""
    return page.evaluate("Number(sessionStorage.done || 0)")
