"""The catalogue is read once and cannot be changed."""

import json
from dataclasses import FrozenInstanceError
from importlib.resources import files

import pytest

from app.catalogue import CatalogueEntry, UnknownCatalogueEntry, entries, entry
from app.catalogue.entry import CatalogueCookie


def test_an_entry_is_found_by_its_id() -> None:
    metrica = entry("yandex-metrica")

    assert metrica.name == {"ru": "Яндекс Метрика", "kk": "Яндекс Метрика", "en": "Yandex Metrica"}
    assert metrica.country == "RU"
    assert CatalogueCookie("_ym_uid", "P1Y", third=False) in metrica.cookies
    assert CatalogueCookie("yandexuid", "P1Y", third=True) in metrica.cookies
    assert metrica.revoke == (["=disableYaCounter{account}", True], ["ym", "{account:number}", "destruct"])


def test_an_unknown_id_is_answered_with_the_close_ones() -> None:
    with pytest.raises(UnknownCatalogueEntry, match="close to it: yandex-metrica") as caught:
        entry("yandex-metrika")

    assert caught.value.counter_id == "yandex-metrika"
    assert caught.value.close[0] == "yandex-metrica"


def test_an_id_like_no_other_is_answered_without_a_guess() -> None:
    with pytest.raises(UnknownCatalogueEntry) as caught:
        entry("%")

    assert str(caught.value) == "the catalogue has no counter '%'"
    assert caught.value.close == ()


def test_the_file_is_read_once() -> None:
    assert entries() is entries()


def test_an_entry_cannot_be_changed() -> None:
    counter: CatalogueEntry = entry("kelisim")
    with pytest.raises(FrozenInstanceError):
        counter.category = "advertising"  # type: ignore[misc]


def test_the_source_of_lifetimes_is_named_beside_them() -> None:
    catalogue = files("app.catalogue")
    attribution = json.loads(catalogue.joinpath("counters.json").read_text("utf-8"))["attribution"]

    for notice in (attribution, catalogue.joinpath("NOTICE.md").read_text("utf-8")):
        assert "Open Cookie Database" in notice
        assert "Apache" in notice
