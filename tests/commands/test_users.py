"""`kelisim user`: who may come into the console; and the answers that the demo shows there."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from app.cli import main
from app.commands.demo_answers import make_answers
from app.domain.device import Device
from app.domain.rates import Period, answers
from app.domain.user import EVERY_SITE, Role
from app.services.accept_invitation import Newcomer, accept_invitation
from app.services.find_site import find_site
from app.services.view_comparison import view_comparison
from app.services.view_rates import view_rates
from app.store.database import db
from tests.comparing import a_comparing_site, revision_in
from tests.makers import NOW, a_site
from tests.stores import FILE, an_app, apply


@pytest.fixture(autouse=True)
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The service with a site; its clock stands still."""
    monkeypatch.setenv("KELISIM_DATABASE_URL", f"sqlite:///{tmp_path / FILE}")
    monkeypatch.setattr("app.commands.user.utc_now", lambda: NOW)
    app = an_app(tmp_path)
    with app.app_context():
        apply(a_site())
        yield app
        db.engine.dispose()


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["user", *arguments])


def _accept(link: str, name: str) -> None:
    accept_invitation(link.rpartition("/")[2], Newcomer(name, "correct horse battery", Device.PHONE), NOW)


def test_a_link_opens_with_the_role_that_was_named() -> None:
    owner, analyst = _run("add").output.strip(), _run("add", "--role", "analyst", "--site", "cap").output.strip()
    assert owner.startswith("http://127.0.0.1:8000/admin/welcome/")
    _accept(owner, "aigul")
    _accept(analyst, "dana")
    assert _run("list").output == "aigul  owner of every site\ndana  analyst of cap\n"
    assert (EVERY_SITE, Role.OWNER) == ("*", "owner")


def test_a_link_names_the_service_that_is_told() -> None:
    told = _run("add", "--service", "https://consent.example.kz/").output
    assert told.startswith("https://consent.example.kz/admin/welcome/")


def test_a_role_at_a_site_that_is_not_there_is_refused() -> None:
    told = _run("add", "--site", "nobody")
    assert told.exit_code == 1
    assert "There is no site 'nobody' here." in told.output


def test_the_demo_has_ninety_days_of_the_same_answers_made_once() -> None:
    site = find_site(a_site().id)
    with db.engine.connect() as connection:
        banner = str(connection.exec_driver_sql("SELECT banner FROM sites").scalar())
    assert make_answers(site, banner, NOW)
    assert not make_answers(site, banner, NOW)
    viewed = view_rates(site, Period(NOW.date() - timedelta(days=100), NOW.date()))
    counted = answers(viewed.sums)
    assert sum(each.asked > 0 for each in viewed.days.values()) == 90
    assert (counted.asked, counted.answered) == (3485, 2511)
    assert sum(each.accepted for each in viewed.days.values()) == counted.accepted


def test_the_demo_shows_a_comparison_that_says_something_and_was_split_fairly() -> None:
    site = a_comparing_site()
    apply(site)
    assert make_answers(site, revision_in(site, "a"), NOW)
    now = view_comparison(site).now
    assert now is not None
    assert (now.leader, now.is_split_as_promised) == ("b", True)
    assert [round(each.share.rate or 0, 2) for each in now.banners] == [0.71, 0.79]
    own, other = (each.answers for each in now.banners)
    assert abs(own.accepted / own.answered - other.accepted / other.answered) < 0.05


def test_the_demos_last_day_of_answers_is_yesterday_where_its_site_is() -> None:
    late = NOW.replace(hour=20)  # past midnight in Almaty
    with db.engine.connect() as connection:
        banner = str(connection.exec_driver_sql("SELECT banner FROM sites").scalar())
    assert make_answers(find_site(a_site().id), banner, late)
    viewed = view_rates(a_site(), Period(date(2026, 11, 20), date(2026, 11, 22)))
    assert [each.asked > 0 for each in viewed.days.values()] == [True, True, False]
