"""Addresses that belong to no app: health, pictures and lists of a network, links from mails."""

from django.urls import path

from kurzweg.core import link_pages, list_files, views

urlpatterns = [
    path("health/", views.health, name="health"),
    path("l/<slug:token>/", link_pages.opened, name="link"),
    path("n/<slug:network>/files/<slug:digest>/", views.file, name="file"),
    *list_files.addresses(),
]
