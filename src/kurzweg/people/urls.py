"""Who somebody is; signing in and out is in `urls_sign_in`, whose names allauth expects."""

from django.urls import path

from kurzweg.people import views

app_name = "people"
urlpatterns = [
    path("who/", views.who, name="who"),
    path("who/<slug:public_id>/join/", views.who_join, name="who-join"),
]
