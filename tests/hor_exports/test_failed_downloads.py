"""What cannot be made says so: a download, a part of everything for the meeting, a template."""

import logging
import zipfile
from io import BytesIO

import pytest
from click.testing import CliRunner

from hor.exports import main
from hor_exports import bundle
from hor_exports.bundle import READ_ME
from hor_exports.deck import TemplateRefusedError, build_deck, deck, template_remarks
from hor_exports.deck.drawing import presentation as draw
from hor_web.downloads import offers as page_downloads
from tests.hor_exports.deck.test_templates import VIEW
from tests.hor_exports.test_meeting_downloads import offered  # noqa: F401
from tests.support.made_templates import standard, with_much_xml
from tests.support.screens import opened

SLIDES = "slides (PowerPoint)"
FAILS = (
    "could not be made. Nothing is lost: try again, and if it fails again, tell the people who run "
    "this dashboard."
)


def broken(*_asked, **_more):
    raise OSError("no space left")


@pytest.mark.parametrize("label", [SLIDES, "Excel workbook with charts", "Commitments (CSV)"])
def test_a_download_that_fails_says_so_until_it_is_made(offered, monkeypatch, label):  # noqa: F811
    for name in ("make_deck", "write_view_workbook", "commitments_csv"):
        monkeypatch.setattr(page_downloads, name, broken)
    app = opened("downloads")
    asked = next(name for name in offered if label in name)
    with pytest.raises(OSError, match="no space left"):
        offered[asked][1]()
    app.run()
    assert [error.value for error in app.error] == [f"“{asked}” {FAILS}"]
    app.run()
    assert len(app.error) == 1


def test_a_download_that_was_made_after_all_no_longer_says_that_it_failed(
    offered,  # noqa: F811
    monkeypatch,
):
    csv = page_downloads.commitments_csv
    monkeypatch.setattr(page_downloads, "commitments_csv", broken)
    app = opened("downloads")
    with pytest.raises(OSError, match="no space left"):
        offered["Commitments (CSV)"][1]()
    assert app.run().error
    monkeypatch.setattr(page_downloads, "commitments_csv", csv)
    app.run()
    assert offered["Commitments (CSV)"][1]()
    assert not app.run().error


def test_a_part_of_everything_that_fails_is_named_on_the_page_and_in_the_file(monkeypatch, caplog):
    monkeypatch.setattr(bundle, "make_deck", broken)
    app = opened("downloads", sector=["NHS"])
    next(one for one in app.button if one.label.startswith("Make everything")).click().run()
    assert not app.exception
    sentences = [
        f"{part} {FAILS}" for part in ("The slides", "The agenda", "The slides of the matrix")
    ]
    assert [warning.value for warning in app.warning] == sentences
    with zipfile.ZipFile(BytesIO(app.session_state["_bundle"][1])) as made:
        read_me = made.read(READ_ME).decode()
        assert not [name for name in made.namelist() if name.endswith(".pptx")]
        assert [name for name in made.namelist() if name.endswith(".xlsx")]
    for sentence in sentences:
        assert sentence in read_me
    assert "In this file there are 4 parts:" in read_me
    assert [record for record in caplog.records if record.levelno == logging.ERROR]


def test_a_template_on_which_drawing_fails_is_refused_in_a_sentence(monkeypatch, caplog):
    monkeypatch.setattr(draw, "_write_notes", broken)
    with pytest.raises(TemplateRefusedError, match="No slides can be made with this template"):
        template_remarks(standard())
    with pytest.raises(TemplateRefusedError, match="No slides can be made with this template"):
        build_deck(VIEW, template=standard())
    assert "no space left" in caplog.text


def test_a_fault_of_our_own_design_is_not_put_down_to_a_template(monkeypatch):
    monkeypatch.setattr(deck, "draw_slide", broken)
    with pytest.raises(OSError, match="no space left"):
        build_deck(VIEW)


def test_the_command_line_says_in_a_sentence_why_a_template_cannot_be_used(tmp_path):
    template = tmp_path / "house.pptx"
    template.write_bytes(with_much_xml())
    out = tmp_path / "deck.pptx"
    result = CliRunner().invoke(main, ["deck", str(out), "--template", str(template)])
    assert result.exit_code == 1
    assert result.output.startswith("The template unpacks to more than this dashboard accepts.")
    assert "Traceback" not in result.output
    assert not out.exists()


def test_the_page_says_why_a_template_cannot_be_used_and_what_it_does_instead():
    app = opened("downloads")
    app.file_uploader(key="template").upload("house.pptx", with_much_xml()).run()
    assert not app.exception
    assert [error.value for error in app.error] == [
        "The template unpacks to more than this dashboard accepts. Delete its slides and compress "
        "its pictures, then save it again. The slides below are in the dashboard's own design."
    ]
    app.file_uploader(key="template").upload("house.pptx", standard()).run()
    assert not app.error
    assert app.success[0].value.startswith("The slides are in the design of “house\\.pptx”.")
