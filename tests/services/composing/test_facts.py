"""The facts that a policy promises to tell are all told."""

from app.domain.site import Controller, Requirement
from app.services.composing.facts import facts_of
from app.translations import text
from tests.makers import EN, FUNCTIONAL, KK, RU, a_site, an_edition, said

_FULL = a_site(
    controller=Controller("ТОО «Кап»", "KZ", "БИН 981040001368", "г. Алматы", "info@cap.kz", "+7 727"),
    group="cent",
    geo="region",
    erasure="account",
    data_collected=("cookie", "ip_address"),
    requires=(Requirement("account", FUNCTIONAL, said("Без cookies не войти")),),
    edition=an_edition(changes=said("Новое")),
)


def test_every_fact_is_told_in_the_order_in_which_it_is_read() -> None:
    assert [fact for _, fact in facts_of(_FULL, RU)] == [
        "ТОО «Кап»",
        "БИН 981040001368",
        "г. Алматы",
        "info@cap.kz",
        "+7 727",
        "Казахстан",
        "cent",
        "Казахстан",
        f"{text(RU, 'data.cookie')}, {text(RU, 'data.ip_address')}",
        text(RU, "geo.region"),
        "180 дней",
        "3 года",
        f"Без cookies не войти ({text(RU, 'category.functional.title')})",
        text(RU, "erasure.account"),
        "3 (1 сентября 2026\N{NO-BREAK SPACE}г.)",
        "Новое",
    ]


def test_every_fact_has_a_label_in_every_language() -> None:
    for language in (RU, KK, EN):
        labels = [label for label, _ in facts_of(_FULL, language)]
        assert all(labels)
        assert len(set(labels)) == len(labels) == 16


def test_what_a_site_does_not_say_is_left_out() -> None:
    assert len(facts_of(a_site(requires=(), data_collected=()), RU)) == 8
