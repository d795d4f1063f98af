"""The confidential notes of a network's office."""

from django.urls import path

from kurzweg.notes import views

app_name = "notes"
urlpatterns = [
    path(
        "n/<slug:network>/organisations/<slug:public_id>/notes/new/",
        views.note_new,
        name="note-new",
    ),
    path("n/<slug:network>/notes/<slug:public_id>/", views.note_detail, name="note-detail"),
    path("n/<slug:network>/notes/<slug:public_id>/edit/", views.note_edit, name="note-edit"),
    path("n/<slug:network>/notes/<slug:public_id>/remove/", views.note_remove, name="note-remove"),
]
