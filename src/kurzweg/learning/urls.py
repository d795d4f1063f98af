"""What the network has learned."""

from django.urls import path

from kurzweg.learning import views

HERE = "n/<slug:network>/weights/"

app_name = "learning"
urlpatterns = [
    path(HERE, views.weights_shown, name="weights"),
    path(f"{HERE}small-firms-first/", views.small_firms_first, name="small-firms-first"),
    path(f"{HERE}<slug:version>/adopt/", views.weights_adopt, name="weights-adopt"),
    path(f"{HERE}<slug:version>/set-aside/", views.weights_set_aside, name="weights-set-aside"),
]
