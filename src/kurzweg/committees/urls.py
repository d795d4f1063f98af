"""Committees: what they are, who sits there, minutes, tasks."""

from django.urls import path

from kurzweg.committees.views import committees, seats

HERE = "n/<slug:network>/committees/"
ONE = f"{HERE}<slug:public_id>/"

app_name = "committees"
urlpatterns = [
    path(HERE, committees.committee_list, name="list"),
    path(f"{HERE}new/", committees.committee_new, name="new"),
    path(ONE, committees.committee_detail, name="detail"),
    path(f"{ONE}edit/", committees.committee_edit, name="edit"),
    path(f"{ONE}seats/new/", seats.seat_new, name="seat-new"),
    path(f"{ONE}seats/<slug:seat_id>/", seats.seat_edit, name="seat-edit"),
    path(f"{ONE}seats/<slug:seat_id>/end/", seats.seat_end, name="seat-end"),
]
