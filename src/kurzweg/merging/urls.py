"""Doubles."""

from django.urls import path

from kurzweg.merging import views

HERE = "n/<slug:network>/doubles/"
PAIR = f"{HERE}<slug:public_id>/<slug:other_id>/"

app_name = "merging"
urlpatterns = [
    path(HERE, views.double_list, name="double-list"),
    path(f"{HERE}<slug:public_id>/undo/", views.unmerge, name="unmerge"),
    path(PAIR, views.merge, name="merge"),
    path(f"{PAIR}apart/", views.tell_apart, name="tell-apart"),
]
