"""Networks and the organisations that belong to them."""

from django.urls import path

from kurzweg.networks import views

app_name = "networks"
urlpatterns = [
    path("", views.installation_home, name="installation"),
    path("n/<slug:network>/theme.css", views.theme, name="theme"),
    path("n/<slug:network>/organisations/", views.organisation_list, name="organisation-list"),
    path(
        "n/<slug:network>/organisations/<slug:public_id>/",
        views.organisation_detail,
        name="organisation-detail",
    ),
    path(
        "n/<slug:network>/memberships/<slug:public_id>/admit/",
        views.membership_admit,
        name="membership-admit",
    ),
    path("n/<slug:network>/me/", views.standing, name="standing"),
]
