"""What is due, the home of a network, search."""

from django.urls import path

from kurzweg.insight import views

app_name = "insight"
urlpatterns = [
    path("n/<slug:network>/", views.home, name="home"),
    path("n/<slug:network>/due/", views.due, name="due"),
    path("n/<slug:network>/search/", views.search, name="search"),
]
