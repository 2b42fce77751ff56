from django.urls import path

from espoir.coding import reading, together, views

app_name = "coding"
urlpatterns = [
    # a study's codebook and all that is coded with it
    path("s/<id:coded>/", views.home, name="home"),
    path("s/<id:coded>/n/", views.new_code, name="new_code"),
    path("s/<id:coded>/h/", views.history, name="history"),
    path("s/<id:coded>/t/", reading.texts, name="texts"),
    path("s/<id:coded>/m/", views.memos, name="memos"),
    path("s/<id:coded>/u/", views.undo, name="undo"),
    path("s/<id:coded>/x/", views.matrix, name="matrix"),
    path("s/<id:coded>/r/", together.rounds, name="rounds"),
    path("s/<id:coded>/e/", views.files, name="files"),
    path("s/<id:coded>/e/document.csv", views.as_csv, name="csv"),
    path("s/<id:coded>/e/document.qdpx", views.as_qdpx, name="qdpx"),
    path("s/<id:coded>/e/document.qdc", views.as_qdc, name="qdc"),
    # one code
    path("c/<id:code>/", views.code, name="code"),
    path("c/<id:code>/w/", views.write, name="write"),
    path("c/<id:code>/m/", views.move, name="move"),
    path("c/<id:code>/u/", views.move_up, name="move_up"),
    path("c/<id:code>/s/", views.split, name="split"),
    path("c/<id:code>/x/", views.remove, name="remove"),
    # one text, one passage, one memo
    path("t/<id:transcript>/", reading.text, name="text"),
    path("t/<id:transcript>/c/", reading.pick, name="pick"),
    path("t/<id:transcript>/a/", reading.add, name="add"),
    path("t/<id:transcript>/m/", reading.text_memo, name="text_memo"),
    path("e/<id:extract>/", reading.passage, name="passage"),
    path("e/<id:extract>/m/", reading.passage_memo, name="passage_memo"),
    path("e/<id:extract>/x/", reading.passage_out, name="passage_out"),
    path("m/<id:memo>/x/", views.memo_out, name="memo_out"),
    # one comparison
    path("r/<id:apart>/", together.round_, name="round"),
    path("r/<id:apart>/d/", together.done, name="done"),
    path("r/<id:apart>/k/", together.keep, name="keep"),
    path("r/<id:apart>/x/", together.close, name="close"),
]
