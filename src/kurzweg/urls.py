"""The map of the product: one block per app, networks below /n/<network>/."""

from django.urls import include, path

from kurzweg.core import views as core_views

urlpatterns = [
    path("health/", core_views.health, name="health"),
    path("", include("kurzweg.people.urls")),
    path("", include("kurzweg.networks.urls")),
]
handler404 = "kurzweg.core.views.not_found"
handler500 = "kurzweg.core.views.server_error"
