"""Reference data on pages."""

from django.urls import path

from kurzweg.places import views

app_name = "places"
urlpatterns = [
    path("n/<slug:network>/surroundings.svg", views.surroundings, name="surroundings"),
]
