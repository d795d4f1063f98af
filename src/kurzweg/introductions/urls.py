"""Introductions: from a need to a firm, the answer from a mail, and what follows."""

from django.urls import path

from kurzweg.introductions import views
from kurzweg.introductions.models import Answer

HERE = "n/<slug:network>/introductions/"
ONE = f"{HERE}<slug:public_id>/"

app_name = "introductions"
urlpatterns = [
    path(
        "n/<slug:network>/needs/<slug:need>/introduce/<slug:offer>/",
        views.introduction_start,
        name="start",
    ),
    path(
        "n/<slug:network>/needs/<slug:need>/we-can-do-this/",
        views.introduction_offer,
        name="offer",
    ),
    path(HERE, views.introduction_list, name="list"),
    path(ONE, views.introduction_detail, name="detail"),
    *(
        path(
            f"{ONE}{answer}/", views.introduction_reply, {"answer": answer}, name=f"reply-{answer}"
        )
        for answer in Answer
    ),
    path(f"{ONE}take-back/", views.introduction_take_back, name="take-back"),
    path(f"{ONE}withdraw/", views.introduction_withdraw, name="withdraw"),
    path(f"{ONE}taken-up/", views.introduction_take_up, name="take-up"),
    path(f"{ONE}forward/", views.introduction_forward, name="forward"),
    path(f"{ONE}keep-back/", views.introduction_keep_back, name="keep-back"),
    path(f"{ONE}ask-somebody-else/", views.introduction_reask, name="ask-somebody-else"),
    *(
        path(
            f"{ONE}phone/{answer}/",
            views.introduction_phone,
            {"answer": answer},
            name=f"phone-{answer}",
        )
        for answer in Answer
    ),
    path(f"{ONE}finish/", views.introduction_finish, name="finish"),
    path("demo/phone/<slug:public_id>/", views.introduction_on_their_phone, name="on-their-phone"),
]
