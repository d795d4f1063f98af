"""Who somebody is; signing in and out is in `urls_sign_in`, whose names allauth expects."""

from django.urls import include, path

from kurzweg.people import views

WHO = [
    path("who/", views.who, name="who"),
    path("who/<slug:public_id>/join/", views.who_join, name="who-join"),
]
urlpatterns = [
    path("", include("kurzweg.people.urls_sign_in")),
    path("", include((WHO, "people"))),
]
