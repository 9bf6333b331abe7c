"""Placeholders of what fills a place in the page say who would get what, where the site wants it."""

from app.services.composing.modules import modules_of
from tests.makers import EN, JIVO, RU, a_site


def test_a_counter_that_fills_a_place_has_its_sentence_in_every_language() -> None:
    told = modules_of(a_site(has_detailed_placeholders=True))["placeholders"]
    assert told["sends"][RU] == {JIVO: "При показе ООО «Счётчики», Россия получит ваш IP-адрес и адрес этой страницы."}
    assert told["sends"][EN][JIVO].startswith("When it is shown, ООО «Счётчики», Russia gets")
    assert told["show"][EN] == "Show once"


def test_others_are_plain() -> None:
    assert modules_of(a_site()) == {}
