"""Addresses that belong to no app: whether the house lives, and the pictures of a network."""

from django.urls import path

from kurzweg.core import views

urlpatterns = [
    path("health/", views.health, name="health"),
    path("n/<slug:network>/files/<slug:digest>/", views.file, name="file"),
]
