from django.urls import path

from espoir.coding.views import codebook, reading, together

app_name = "coding"
urlpatterns = [
    # a study's codebook and all that is coded with it
    path("s/<id:coded>/", codebook.home, name="home"),
    path("s/<id:coded>/n/", codebook.new_code, name="new_code"),
    path("s/<id:coded>/h/", codebook.history, name="history"),
    path("s/<id:coded>/t/", reading.texts, name="texts"),
    path("s/<id:coded>/m/", codebook.memos, name="memos"),
    path("s/<id:coded>/u/", codebook.undo, name="undo"),
    path("s/<id:coded>/x/", codebook.matrix, name="matrix"),
    path("s/<id:coded>/r/", together.rounds, name="rounds"),
    path("s/<id:coded>/e/", codebook.files, name="files"),
    path("s/<id:coded>/e/document.csv", codebook.as_csv, name="csv"),
    path("s/<id:coded>/e/document.qdpx", codebook.as_qdpx, name="qdpx"),
    path("s/<id:coded>/e/document.qdc", codebook.as_qdc, name="qdc"),
    # one code
    path("c/<id:code>/", codebook.code, name="code"),
    path("c/<id:code>/w/", codebook.write, name="write"),
    path("c/<id:code>/m/", codebook.move, name="move"),
    path("c/<id:code>/u/", codebook.move_up, name="move_up"),
    path("c/<id:code>/s/", codebook.split, name="split"),
    path("c/<id:code>/x/", codebook.remove, name="remove"),
    # one text, one passage, one memo
    path("t/<id:transcript>/", reading.text, name="text"),
    path("t/<id:transcript>/c/", reading.pick, name="pick"),
    path("t/<id:transcript>/a/", reading.add, name="add"),
    path("t/<id:transcript>/m/", reading.text_memo, name="text_memo"),
    path("e/<id:extract>/", reading.passage, name="passage"),
    path("e/<id:extract>/m/", reading.passage_memo, name="passage_memo"),
    path("e/<id:extract>/x/", reading.passage_out, name="passage_out"),
    path("m/<id:memo>/x/", codebook.memo_out, name="memo_out"),
    # one comparison
    path("r/<id:apart>/", together.round_, name="round"),
    path("r/<id:apart>/d/", together.done, name="done"),
    path("r/<id:apart>/k/", together.keep, name="keep"),
    path("r/<id:apart>/x/", together.close, name="close"),
]
