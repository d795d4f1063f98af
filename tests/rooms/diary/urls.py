"""The diary of a network."""

from django.urls import path

from tests.rooms.diary import views

app_name = "diary"
urlpatterns = [path("n/<slug:network>/diary/", views.diary, name="diary")]
