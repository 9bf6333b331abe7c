"""What is different between two things that were shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """A text at a place, before and after; None where there was or is none."""

    place: tuple[str, ...]
    before: str | None
    after: str | None


def differences(before: object, after: object) -> tuple[Difference, ...]:
    """Return every text that differs, in the order of what came after, then what is gone."""
    old, new = dict(_texts(before, ())), dict(_texts(after, ()))
    places = [*new, *(place for place in old if place not in new)]
    return tuple(
        Difference(place, old.get(place), new.get(place)) for place in places if old.get(place) != new.get(place)
    )


def _texts(shown: object, place: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(shown, Mapping):
        for name, value in shown.items():
            yield from _texts(value, (*place, str(name)))
    elif isinstance(shown, list | tuple):
        for number, value in enumerate(shown, start=1):
            yield from _item(value, place, number)
    elif shown is not None:
        yield place, str(shown)


def _item(value: object, place: tuple[str, ...], number: int) -> Iterator[tuple[tuple[str, ...], str]]:
    """Name an item of a list by its label where it is labelled, else by its number."""
    match value:
        case [str(label), content]:
            yield from _texts(content, (*place, label))
        case _:
            yield from _texts(value, (*place, str(number)))
