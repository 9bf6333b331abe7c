"""What is different between two things that were shown."""

from app.domain.difference import Difference, differences


def test_every_text_that_differs_is_told_with_its_place() -> None:
    before = {"title": "A", "facts": [["Controller", "Cap"], ["Phone", "1"]], "hosts": ["a", "b"], "same": True}
    after = {
        "title": "B",
        "facts": [["Controller", "Cap"], ["E-mail", "x"]],
        "hosts": ["a"],
        "same": True,
        "none": None,
    }
    assert differences(before, after) == (
        Difference(("title",), "A", "B"),
        Difference(("facts", "E-mail"), None, "x"),
        Difference(("facts", "Phone"), "1", None),
        Difference(("hosts", "2"), "b", None),
    )


def test_nothing_differs_from_itself() -> None:
    assert differences({"a": ["b", {"c": "d"}]}, {"a": ["b", {"c": "d"}]}) == ()
