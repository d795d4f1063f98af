"""Committees: what they are, who sits there, minutes, tasks."""

from django.urls import path

from kurzweg.committees.views import committees, confidentiality, papers, records, seats, tasks

HERE = "n/<slug:network>/committees/"
ONE = f"{HERE}<slug:public_id>/"
KEPT = f"{ONE}confidentiality/"
FILE = "n/<slug:network>/committee-files/<slug:public_id>/"
MINUTES = "n/<slug:network>/minutes/<slug:public_id>/"
TASK = "n/<slug:network>/committee-tasks/<slug:public_id>/"

app_name = "committees"
urlpatterns = [
    path(HERE, committees.committee_list, name="list"),
    path(f"{HERE}new/", committees.committee_new, name="new"),
    path(ONE, committees.committee_detail, name="detail"),
    path(f"{ONE}edit/", committees.committee_edit, name="edit"),
    path(f"{ONE}seats/new/", seats.seat_new, name="seat-new"),
    path(f"{ONE}seats/<slug:seat_id>/", seats.seat_edit, name="seat-edit"),
    path(f"{ONE}seats/<slug:seat_id>/end/", seats.seat_end, name="seat-end"),
    path(f"{ONE}minutes/new/", records.record_new, name="record-new"),
    path(KEPT, confidentiality.confidentiality_detail, name="confidentiality"),
    *(
        path(f"{KEPT}{each}/", view, name=f"confidentiality-{each}")
        for each, view in {
            "declare": confidentiality.confidentiality_declare,
            "ask": confidentiality.confidentiality_ask,
            "sign": confidentiality.confidentiality_sign,
            "withdraw": confidentiality.confidentiality_withdraw,
        }.items()
    ),
    path(f"{ONE}files/add/", papers.paper_add, name="paper-add"),
    path(FILE, papers.paper_fetch, name="paper"),
    path(f"{FILE}remove/", papers.paper_remove, name="paper-remove"),
    path(MINUTES, records.record_detail, name="record"),
    path(f"{MINUTES}edit/", records.record_edit, name="record-edit"),
    path(f"{MINUTES}release/", records.record_release, name="record-release"),
    path(f"{MINUTES}add/", records.record_add, name="record-add"),
    path(TASK, tasks.task_detail, name="task"),
    path(f"{TASK}done/", tasks.task_done, name="task-done"),
    path(f"{TASK}hand-over/", tasks.task_hand_over, name="task-hand-over"),
]
