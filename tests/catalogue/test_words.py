"""Countries, days and spans of time as each language says them."""

from datetime import date

import pytest

from app.translations.dates import day_in_words
from app.translations.durations import duration_in_words
from app.translations.locales import isolated
from app.translations.numbers import written
from app.translations.places import country_name


@pytest.mark.parametrize(
    ("duration", "ru", "kk", "en"),
    [
        ("P1Y", "1 год", "1 жыл", "1 year"),
        ("P2Y", "2 года", "2 жыл", "2 years"),
        ("P10Y", "10 лет", "10 жыл", "10 years"),
        ("P1M", "1 месяц", "1 ай", "1 month"),
        ("P13M", "13 месяцев", "13 ай", "13 months"),
        ("P2W", "2 недели", "2 апта", "2 weeks"),
        ("P1D", "1 день", "1 күн", "1 day"),
        ("P180D", "180 дней", "180 күн", "180 days"),
        ("PT1H", "1 час", "1 сағат", "1 hour"),
        ("PT30M", "30 минут", "30 минут", "30 minutes"),
        ("PT5S", "5 секунд", "5 секунд", "5 seconds"),
        ("session", "до закрытия браузера", "браузер жабылғанша", "until the browser is closed"),
        ("persistent", "пока вы не удалите", "өзіңіз жойғанша", "until deleted"),
        (None, "", "", ""),
    ],
)
def test_a_lifetime_in_words(duration: str | None, ru: str, kk: str, en: str) -> None:
    assert [duration_in_words(duration, language) for language in ("ru", "kk", "en")] == [ru, kk, en]


@pytest.mark.parametrize("rubbish", ["", "1 year", "P1Y2M", "P", "PT", "P1H", "forever"])
def test_what_is_no_lifetime_is_an_error(rubbish: str) -> None:
    with pytest.raises(ValueError, match=f"^{rubbish}$"):
        duration_in_words(rubbish, "ru")


@pytest.mark.parametrize(("language", "words"), [("uz", "13 oy"), ("ar", "13 شهرًا")])
def test_a_unit_whose_long_name_is_its_short_one_is_said(language: str, words: str) -> None:
    assert duration_in_words("P13M", language) == words


@pytest.mark.parametrize(
    ("day", "ru", "kk", "en"),
    [
        (date(2026, 9, 1), "1 сентября 2026 г.", "2026 жылғы 1 қыркүйек", "1 September 2026"),
        (date(2026, 11, 15), "15 ноября 2026 г.", "2026 жылғы 15 қараша", "15 November 2026"),
    ],
)
def test_a_day_in_words(day: date, ru: str, kk: str, en: str) -> None:
    spoken = [day_in_words(day, language).replace("\u00a0", " ") for language in ("ru", "kk", "en")]
    assert spoken == [ru, kk, en]


@pytest.mark.parametrize(
    ("code", "ru", "kk", "en"),
    [
        ("KZ", "Казахстан", "Қазақстан", "Kazakhstan"),
        ("RU", "Россия", "Ресей", "Russia"),
        ("US", "США", "АҚШ", "United States"),
        ("KG", "Кыргызстан", "Қырғызстан", "Kyrgyzstan"),
        ("NZ", "Новая Зеландия", "Жаңа Зеландия", "New Zealand"),
        ("SG", "Сингапур", "Сингапур", "Singapore"),
    ],
)
def test_a_country_has_a_name(code: str, ru: str, kk: str, en: str) -> None:
    assert [country_name(code, language) for language in ("ru", "kk", "en")] == [ru, kk, en]


def test_a_country_that_nobody_knows_keeps_its_code() -> None:
    assert country_name("QQ", "kk") == "QQ"


@pytest.mark.parametrize("language", ["tlh", "not a language"])
def test_a_language_that_unicode_does_not_know_is_answered_in_russian(language: str) -> None:
    assert country_name("KZ", language) == "Казахстан"


@pytest.mark.parametrize(("language", "told"), [("en", "\u22121.5"), ("ru", "\u22121,5"), ("kk", "\u22121,5")])
def test_a_fraction_is_written_as_a_language_does(language: str, told: str) -> None:
    assert written(-1.46, language) == told
    assert written(2, language, "%+.0f") == "+2"


def test_a_foreign_name_is_kept_together_in_a_text_from_right_to_left() -> None:
    assert isolated("ТОО «М»", "ar") == "\u2068ТОО «М»\u2069"
    assert isolated("Google LLC", "kk") == "Google LLC"
