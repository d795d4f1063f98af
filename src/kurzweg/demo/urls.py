"""Changing the person in the demo; closed outside demo mode."""

from django.urls import path

from kurzweg.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.enter, name="enter"),
    path("demo/own-list/", views.own, name="own"),
    path("demo/as/", views.become, name="as"),
]
