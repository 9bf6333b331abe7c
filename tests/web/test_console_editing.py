"""A site is changed in a draft, by fields or as YAML, which are one document; nobody sees it before it is published."""

from html import unescape
from typing import Any

import pytest
import yaml
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.ids import SiteId
from app.domain.user import EVERY_SITE, Role
from app.places import EXAMPLES
from app.services.keep_draft import keep_draft
from app.services.read_draft import read_draft
from app.site_files.applying import apply_read
from app.site_files.form.fields import shown_in
from app.site_files.form.sections import SECTIONS
from app.site_files.read_sites import read_sites
from tests.makers import NOW
from tests.web.console import OURS, signed_in

pytestmark = pytest.mark.usefixtures("cheap_hashes")

_SITE = SiteId("studyexpert")
_AT = f"/admin/sites/{_SITE}"
_FILE = EXAMPLES / "sites/studyexpert.yaml"
_PARTS = (*SECTIONS, "texts", "yaml")
_CHANGED = "Есть изменения"
_SPOKEN = {"languages": ["ru", "kk", "en"]}


@pytest.fixture
def editor(app: Flask) -> FlaskClient:
    """Return the browser of an editor; a real site is there to be changed."""
    with app.app_context():
        apply_read(read_sites([_FILE]), NOW)
    return signed_in(app, {EVERY_SITE: Role.EDITOR})


def _post(browser: FlaskClient, address: str, fields: dict[str, Any]) -> TestResponse:
    return browser.post(f"{_AT}/{address}", data=fields, headers=OURS)


def _told(browser: FlaskClient, address: str) -> str:
    return browser.get(f"{_AT}/{address}", follow_redirects=True).get_data(as_text=True)


def _banner(browser: FlaskClient, address: str = f"/v1/sites/{_SITE}/kelisim.js") -> str:
    return browser.get(address).get_data(as_text=True)


def _draft(app: Flask) -> Any:
    with app.app_context():
        return read_draft(_SITE).content


def _publish(browser: FlaskClient, **fields: Any) -> TestResponse:
    told = _told(browser, "publish")
    digest = told.partition('name="draft" value="')[2].partition('"')[0]
    return _post(browser, "publish", {"draft": digest, **fields})


def test_every_part_that_comes_back_as_it_was_shown_changes_nothing(app: Flask, editor: FlaskClient) -> None:
    content = yaml.safe_load(_FILE.read_text("utf-8").replace("2026-09-01", '"2026-09-01"'))
    for part, fields in SECTIONS.items():
        assert _post(editor, f"edit/{part}", dict(shown_in(fields, content))).status_code == 303
    assert _draft(app) == content
    assert "опубликовано" in _told(editor, "edit")


@pytest.mark.parametrize("part", _PARTS)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_part_has_its_page(editor: FlaskClient, part: str, language: str) -> None:
    shown = editor.get(f"{_AT}/edit/{part}?lang={language}")
    assert shown.status_code == 200
    assert len(shown.data) < 100_000


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_there_is_no_other_part(editor: FlaskClient, method: str) -> None:
    assert editor.open(f"{_AT}/edit/nothing", method=method, headers=OURS).status_code == 404


def test_what_is_changed_stays_a_draft_until_it_is_published(app: Flask, editor: FlaskClient) -> None:
    before = _banner(editor)
    _post(editor, "edit/look", {"banner": "bar top"})
    _post(editor, "edit/site", {**_SPOKEN, "name.ru": "Эксперт", "name.kk": "Сарапшы", "name.en": "", "timezone": ""})
    _post(editor, "edit/texts?in=ru", {"texts.ru.banner.title": "Можно?", "texts.ru.banner.body": ""})
    _post(editor, "edit/controller", {"validity_days": "90"})
    assert _CHANGED in _told(editor, "edit")
    draft = _draft(app)
    assert draft["banner"] == {"layout": "bar", "position": "top"}
    assert draft["name"] == {"ru": "Эксперт", "kk": "Сарапшы"}
    assert draft["texts"] == {"ru": {"banner.title": "Можно?"}}
    assert (draft["validity_days"], draft.get("timezone")) == (90, None)
    assert _banner(editor) == before
    refused = _publish(editor, how="same")
    assert refused.status_code == 422
    assert _banner(editor) == before
    _post(editor, "edit/site", {**_SPOKEN, "name.ru": "Study", "name.kk": "Study", "name.en": "Study"})
    assert _draft(app)["name"] == "Study"
    published = _publish(editor, how="same")
    assert published.headers["Location"] == f"{_AT}/editions?published=0"
    assert 'layout:"bar",position:"top"' in _banner(editor)
    assert "Можно?" in _banner(editor)
    assert "опубликовано" in _told(editor, "edit")


def test_what_is_at_fault_is_kept_and_said_beside_its_field(editor: FlaskClient) -> None:
    _post(editor, "edit/controller", {"validity_days": "soon", "controller.email": "nobody"})
    told = _told(editor, "edit/controller")
    assert 'value="soon"' in told
    assert 'value="nobody"' in told
    assert told.count('aria-invalid="true"') == 2
    assert '<b class="count" title="нужно поправить">2</b>' in _told(editor, "edit/site")
    assert 'name="how"' not in _told(editor, "publish")
    assert "<iframe" not in _told(editor, "preview")


def test_colours_that_cannot_be_read_are_said_beside_their_field(app: Flask, editor: FlaskClient) -> None:
    _post(editor, "edit/look", {"banner.colours.background": "#ffffff", "banner.colours.text": "#eeeeee"})
    assert 'id="banner.colours.text-fault">Плохо читается: контраст' in _told(editor, "edit/look")
    _post(editor, "edit/look", {"banner.colours.text": "#111111", "banner.radius": "3"})
    assert "fault" not in _told(editor, "edit/look")
    assert _draft(app)["banner"]["colours"] == {"background": "#ffffff", "text": "#111111"}


def test_yaml_is_the_same_draft(app: Flask, editor: FlaskClient) -> None:
    _post(editor, "edit/look", {"banner": "modal bottom"})
    told = _told(editor, "edit/yaml")
    assert "layout: modal" in told
    written = _FILE.read_text("utf-8").replace("retention_years: 3", "retention_years: 5").replace("\n", "\r\n")
    assert _post(editor, "edit/yaml", {"yaml": written}).headers["Location"] == f"{_AT}/edit/yaml?saved=1"
    assert (_draft(app)["retention_years"], _draft(app)["banner"]["layout"]) == (5, "box")
    assert 'value="5"' in _told(editor, "edit/controller")


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("site: other\n" + _FILE.read_text("utf-8").split("\n", 4)[4], "<code>site</code> studyexpert"),
        ("site: [", "Это не YAML"),
        ("site: studyexpert\n", "Заполните"),
    ],
)
def test_yaml_at_fault_is_given_back_as_it_was_written(
    app: Flask, editor: FlaskClient, written: str, fault: str
) -> None:
    refused = _post(editor, "edit/yaml", {"yaml": written})
    told = refused.get_data(as_text=True)
    assert (refused.status_code, fault in told, "site: " in told) == (422, True, True)
    assert _draft(app)["site"] == _SITE


def test_a_published_site_is_exported_as_the_file_that_it_could_be_applied_from(
    app: Flask, editor: FlaskClient, tmp_path: Any
) -> None:
    exported = editor.get(f"{_AT}/site.yaml")
    assert exported.headers["Content-Disposition"] == 'attachment; filename="studyexpert.yaml"'
    file = tmp_path / "studyexpert.yaml"
    file.write_bytes(exported.data)
    with app.app_context():
        (applied,) = apply_read(read_sites([file]), NOW)
    assert (applied.is_changed, applied.is_new_banner, applied.is_new_edition) == (False, False, False)
    assert b"effective: 2026-09-01\n" in exported.data


def test_a_discarded_draft_can_be_had_back(app: Flask, editor: FlaskClient) -> None:
    _post(editor, "edit/look", {"banner": "bar top"})
    changed = _draft(app)
    told = _post(editor, "edit/discard", {}).get_data(as_text=True)
    assert _draft(app) != changed
    offered = unescape(told.partition("hidden>\n")[2].partition("</textarea>")[0])
    _post(editor, "edit/yaml", {"yaml": offered})
    assert _draft(app) == changed


def test_an_edition_is_published_with_what_is_new_in_each_language(app: Flask, editor: FlaskClient) -> None:
    _post(editor, "edit/texts?in=kk", {"texts.kk.banner.title": "Бола ма?"})
    lacking = _publish(editor, how="asks", **{"policy.changes.ru": "Новое", "policy.effective": "2026-12-01"})
    assert (lacking.status_code, 'value="Новое"' in lacking.get_data(as_text=True)) == (422, True)
    said = {"policy.changes.ru": "Новое", "policy.changes.kk": "Жаңа", "policy.changes.en": "New"}
    published = _publish(editor, how="asks", **{"policy.effective": "2026-12-01"}, **said)
    assert published.headers["Location"] == f"{_AT}/editions?published=2"
    told = _told(editor, "editions?published=2")
    assert "Опубликована редакция 2." in told
    assert f"{_AT}/editions/1/2" in told
    compared = _told(editor, "editions/1/2")
    assert ">Бола ма?</ins>" in compared
    assert "edition:2,asks:2" in _banner(editor)
    with app.app_context():
        assert read_draft(_SITE).applied["policy"] == {
            "url": "https://studyexpert.pro/privacy",
            "edition": 2,
            "effective": "2026-12-01",
            "asks_again": True,
            "changes": {"ru": "Новое", "kk": "Жаңа", "en": "New"},
        }
    assert (
        editor.get(f"/sites/{_SITE}/policy/1").status_code == editor.get(f"/sites/{_SITE}/policy/2").status_code == 200
    )
    assert editor.get(f"{_AT}/editions/1/3").status_code == 404


def test_what_was_not_looked_at_is_not_published(app: Flask, editor: FlaskClient) -> None:
    _post(editor, "edit/look", {"banner": "bar top"})
    moved = _post(editor, "publish", {"draft": "of before", "how": "same"})
    assert moved.status_code == 422
    assert "Посмотрите ещё раз" in moved.get_data(as_text=True)
    assert _draft(app)["banner"]["layout"] == "bar"


def test_a_published_edition_does_not_change(editor: FlaskClient) -> None:
    written = _FILE.read_text("utf-8").replace("effective: 2026-09-01", "effective: 2026-09-02")
    _post(editor, "edit/yaml", {"yaml": written})
    refused = _publish(editor, how="same").get_data(as_text=True)
    assert "опубликована и не меняется" in refused


def test_the_preview_is_the_real_banner_of_the_draft(editor: FlaskClient) -> None:
    _post(editor, "edit/texts?in=en", {"texts.en.banner.title": "May we?"})
    _post(editor, "edit/look", {"banner": "bar top"})
    assert _told(editor, "preview").count("<iframe") == 6
    script = _banner(editor, f"{_AT}/preview/en/kelisim.js")
    assert "May we?" in script
    assert 'layout:"bar"' in script
    assert script.partition("\n")[0] == _banner(editor).partition("\n")[0]
    frame = editor.get(f"{_AT}/preview/en/")
    assert "default-src 'none'" in frame.headers["Content-Security-Policy"]
    assert editor.get(f"{_AT}/preview/en/details/draft/en.js").status_code == 200
    assert editor.get(f"{_AT}/preview/en/details/draft/de.js").status_code == 404


def test_a_draft_at_fault_leaves_the_preview_as_the_site_is(editor: FlaskClient) -> None:
    _post(editor, "edit/site", {**_SPOKEN, "origins": "", "name.ru": "Эксперт"})
    assert 'site:"studyexpert"' in _banner(editor, f"{_AT}/preview/ru/kelisim.js")
    _post(editor, "edit/site", {**_SPOKEN, "policy.url": ""})
    assert _publish(editor, how="asks").status_code == 422


def test_a_draft_without_a_language_still_has_its_pages(app: Flask, editor: FlaskClient) -> None:
    _post(editor, "edit/site", {"languages": []})
    assert "languages" not in _draft(app)
    assert editor.get(f"{_AT}/edit/texts").status_code == 200


def test_a_draft_of_a_site_that_is_gone_is_not_found(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(Exception, match="no site"):
            read_draft(SiteId("nobody"))
        keep_draft(SiteId("cap"), {"site": "cap"}, NOW)
