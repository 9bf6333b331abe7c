"""Pages and scans that take long hold no answer up."""

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from select import select

from app import create_app
from app.domain.access import Actor, Occasion
from app.services.export_site import Form, Order, export_site
from app.services.find_site import find_site
from app.services.transaction import reading
from app.settings import Settings
from app.signing.keyring import Keyring
from app.store import book
from app.store.database import db
from tests.makers import a_site
from tests.server.served import Served, answer_on, deciding, get, served

_SOME = 20
_MANY = 100


def test_a_scan_under_way_holds_no_answer_up(tmp_path: Path, store: str) -> None:
    """Somebody verifies the book, somebody exports it, and both stop in the middle."""
    with served(tmp_path, store=store) as server:
        _record(server, _SOME)
        now = datetime.now(UTC)
        with create_app(Settings(database_url=server.store)).app_context():
            occasion = Occasion(Actor("operator:aigul"), now, None)
            export = export_site(Keyring(()).rotated(now), find_site(a_site().id), Order(Form.NDJSON), occasion)
            with reading() as connection:
                scan = book.pages(connection, None, now)
                next(scan)
                _record(server, _SOME)
                assert sum(1 for _ in scan) == _SOME - 1
            _record(server, _SOME)
            assert sum(page.records for page in export.pages) == _SOME
            db.engine.dispose()
        assert len(server.kept()) == 3 * _SOME


def test_an_answer_is_not_behind_the_pages_that_were_asked_for_before_it(server: Served) -> None:
    with ExitStack() as stack:
        pages = [stack.enter_context(server.connect()) for _ in range(_MANY)]
        for page in pages:
            page.sendall(get(f"/sites/{a_site().id}/policy"))
        assert server.ask(deciding()).status == 201
        done, _, _ = select(pages, [], [], 0)
        assert len(done) < _MANY
        assert {answer_on(page).status for page in pages} == {200}


def _record(server: Served, count: int) -> None:
    for _ in range(count):
        assert server.ask(deciding()).status == 201
