"""The map of the product: one line per app, networks below /n/<network>/."""

from django.urls import include, path

from kurzweg.core import views as core_views

urlpatterns = [
    path("health/", core_views.health, name="health"),
    path("n/<slug:network>/files/<slug:digest>/", core_views.file, name="file"),
    path("", include("kurzweg.people.urls_sign_in")),
    path("", include("kurzweg.people.urls")),
    path("", include("kurzweg.networks.urls")),
    path("", include("kurzweg.market.urls")),
    path("", include("kurzweg.introductions.urls")),
    path("", include("kurzweg.learning.urls")),
    path("", include("kurzweg.insight.urls")),
    path("", include("kurzweg.demo.urls")),
]
handler400 = "kurzweg.core.views.bad_request"
handler404 = "kurzweg.core.views.not_found"
handler500 = "kurzweg.core.views.server_error"
