"""What is looked for, and what firms can do."""

from django.urls import path

from kurzweg.market.views import needs, offers, on_the_phone

NEEDS = "n/<slug:network>/needs/"
NEED = f"{NEEDS}<slug:public_id>/"
OFFER = "n/<slug:network>/offers/<slug:public_id>/"
OFFERS = "n/<slug:network>/organisations/<slug:public_id>/offers/"

app_name = "market"
urlpatterns = [
    path(NEEDS, needs.need_list, name="need-list"),
    path(f"{NEEDS}new/", needs.need_new, name="need-new"),
    path(f"{NEEDS}for-whom/", on_the_phone.organisation_names, name="organisation-names"),
    path(f"{NEEDS}caller/", on_the_phone.caller_names, name="caller-names"),
    path(NEED, needs.need_detail, name="need-detail"),
    path(f"{NEED}place/", needs.need_place, name="need-place"),
    path(f"{NEED}edit/", needs.need_edit, name="need-edit"),
    path(f"{NEED}publish/", needs.need_publish, name="need-publish"),
    path(f"{NEED}extend/", needs.need_extend, name="need-extend"),
    path(f"{NEED}close/", needs.need_close, name="need-close"),
    path(f"{NEED}enter-caller/", on_the_phone.need_enter_caller, name="need-enter-caller"),
    path(f"{NEED}discard/", needs.need_discard, name="need-discard"),
    path(OFFERS, offers.offer_list, name="offer-list"),
    path(f"{OFFERS}new/", offers.offer_new, name="offer-new"),
    path(f"{OFFER}edit/", offers.offer_edit, name="offer-edit"),
    path(f"{OFFER}withdraw/", offers.offer_withdraw, name="offer-withdraw"),
]
