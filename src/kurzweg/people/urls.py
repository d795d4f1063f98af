"""Who somebody is; signing in and out is in `urls_sign_in`, whose names allauth expects."""

from django.urls import include, path

from kurzweg.people import views, views_own

WHO = [
    path("who/", views.who, name="who"),
    path("who/<slug:public_id>/join/", views.who_join, name="who-join"),
    path("me/data/", views_own.own, name="own"),
    path("me/data/export/", views_own.own_export, name="own-export"),
    path("me/data/erase/", views_own.own_erase, name="own-erase"),
]
urlpatterns = [
    path("", include("kurzweg.people.urls_sign_in")),
    path("", include((WHO, "people"))),
]
