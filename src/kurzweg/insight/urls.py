"""What is due, the home of a network, search, lists, figures."""

from django.urls import path

from kurzweg.insight import views, views_figures

app_name = "insight"
urlpatterns = [
    path("n/<slug:network>/", views.home, name="home"),
    path("n/<slug:network>/due/", views.due, name="due"),
    path("n/<slug:network>/take-along/", views.list_overview, name="list-overview"),
    path("n/<slug:network>/find/", views.find_anyone, name="find"),
    path("n/<slug:network>/search/", views.search, name="search"),
    path("n/<slug:network>/figures/", views_figures.figure_list, name="figure-list"),
    path("n/<slug:network>/figures/day/", views_figures.figure, name="figure"),
    path(
        "n/<slug:network>/figures/issued/<slug:public_id>/",
        views_figures.snapshot,
        name="snapshot",
    ),
    path(
        "n/<slug:network>/figures/issued/<slug:public_id>/file/",
        views_figures.snapshot_file,
        name="snapshot-file",
    ),
]
