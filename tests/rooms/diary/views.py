"""The diary: notes, and what each can become."""

from django.http import HttpResponse

from kurzweg.core.pages import PageRequest, render_page
from kurzweg.core.panels import Note
from kurzweg.core.policy import OFFICE, policy

NOTES = [Note("Bäckerei Korn sucht 40 Winkel aus Messing bis Ende März")]


@policy(read=OFFICE)
def diary(request: PageRequest) -> HttpResponse:
    return render_page(request, "diary/diary.html", {"notes": NOTES})
