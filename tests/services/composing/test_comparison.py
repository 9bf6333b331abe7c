"""What the banner's file says of banners that are compared: what is different in each, and nothing else."""

from app.domain.regime import Regime
from app.services.composing.comparison import every_shown, site_in
from app.services.composing.modules import modules_of
from app.services.composing.picture import settings_as_shown
from app.services.composing.shown import shown_by
from tests.comparing import OTHER, a_comparing_site, a_comparison, revision_in
from tests.makers import RU, a_site
from tests.services.composing.declared import needed


def test_a_site_that_compares_nothing_carries_nothing_of_it() -> None:
    assert "comparison" not in modules_of(a_site())
    assert every_shown(a_site()) == (shown_by(a_site()),)


def test_the_file_tells_of_each_other_banner_what_is_different() -> None:
    site = a_comparing_site(2, 1, 1)
    told = modules_of(site)
    assert list(told) == ["comparison", "bar", "theme"]
    assert told["theme"] == {"rules": []}
    assert told["comparison"].keys() == needed("Comparison")
    assert told["comparison"] == {
        "id": a_comparison(2, 1, 1).id,
        "weights": [2, 1, 1],
        "others": [
            {
                "banner": revision_in(site, "b"),
                "layout": "bar",
                "position": "bottom",
                "theme": {
                    "rules": [
                        "@media not all and (prefers-color-scheme:dark){:host{--kelisim-background:#fafafa}}",
                    ],
                    "rejectFirst": True,
                },
                "texts": {"ru": {"body": "Коротко."}, "kk": {}, "en": {}},
            },
            {
                "banner": revision_in(site, "c"),
                "layout": "box",
                "position": "bottom-left",
                "texts": {"ru": {}, "kk": {"title": "Бола ма?"}, "en": {}},
            },
        ],
    }


def test_every_banner_says_which_it_is_and_is_else_as_if_it_were_the_only_one() -> None:
    site = a_comparing_site()
    own, other = every_shown(site)
    name = a_comparison().id
    assert own == {**shown_by(a_site()), "variant": f"{name}/a"}
    alone = a_site(look=OTHER, texts={RU: {"banner.body": "Коротко."}})
    assert other == {**shown_by(alone), "variant": f"{name}/b"}
    assert site_in(site, a_comparison().variants[1]) == alone


def test_where_visitors_are_not_asked_first_nothing_is_compared() -> None:
    assert modules_of(a_comparing_site(), Regime.OPT_OUT) == modules_of(a_site(), Regime.OPT_OUT)


def test_a_banner_is_shown_once_more_as_it_was_and_compared_with_none() -> None:
    site = a_comparing_site()
    settings = settings_as_shown(site, revision_in(site, "b"), every_shown(site)[1])
    assert (settings["layout"], settings["languages"]["ru"]["body"]) == ("bar", "Коротко.")
    assert list(settings["modules"]) == ["bar", "theme"]
