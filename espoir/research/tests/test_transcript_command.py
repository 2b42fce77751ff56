from __future__ import annotations

import json

from espoir.research.command import run

CAPTIONS = """WEBVTT

0:0:0.0 --> 0:0:0.570
<v Marie Tremblay>Bonjour.</v>

0:0:0.6 --> 0:0:1d.1
<v Jo Roy>Perdu</v>
"""


def test_a_dropped_cue_is_counted_listed_and_changes_the_exit_status(tmp_path, capsys):
    file = tmp_path / "a.vtt"
    file.write_text(CAPTIONS)
    assert run(["transcript", str(file), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["turns"] == [{"speaker": "Marie Tremblay", "start": 0.0, "text": "Bonjour."}]
    assert (told["cues"], told["dropped"]) == (2, 1)
    assert [(each["line"], each["said"]) for each in told["problems"]] == [(6, "Perdu")]

    file.write_text(CAPTIONS.replace("1d.1", "1.1"))
    assert run(["transcript", str(file)]) == 0
    assert "2 cues, 2 turns, 0 dropped." in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(tmp_path, capsys):
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 not a document")
    for name in ("a.docx", "nowhere.vtt"):
        assert run(["transcript", str(tmp_path / name), "--json"]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.endswith(".\n")
