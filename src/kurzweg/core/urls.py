"""Addresses that belong to no app: health, pictures of a network, what a link from a mail opens."""

from django.urls import path

from kurzweg.core import link_pages, views

urlpatterns = [
    path("health/", views.health, name="health"),
    path("l/<slug:token>/", link_pages.opened, name="link"),
    path("n/<slug:network>/files/<slug:digest>/", views.file, name="file"),
]
