"""What a form can bring about is said in the language of who mends it."""

import pytest
from flask import Flask

from app.web.console.mending import said


@pytest.mark.parametrize(
    ("told", "instead"),
    [
        ("is missing; a site cannot do without it.", "Заполните: без этого нельзя."),
        ("write a whole number from 1 to 40.", "Напишите целое число от 1 до 40."),
        ("write it in kk, en too.", "Напишите и на этих языках: kk, en."),
        (
            "com.kz is shared by strangers; write https://*.yours.com.kz.",
            "com.kz делят чужие друг другу люди. Напишите https://*.yours.com.kz.",
        ),
        (
            "text on background has a contrast of 1.16; 4.5 is needed (WCAG 2.2 AA).",
            "Плохо читается: контраст 1.16, а нужен 4.5 (WCAG 2.2 AA).",
        ),
        ("write a path such as /shop.", "Напишите путь, например /shop."),
        ("nobody has said this yet.", "nobody has said this yet."),
    ],
)
def test_a_fault_is_said_in_her_language(app: Flask, told: str, instead: str) -> None:
    with app.test_request_context("/admin/?lang=ru"):
        assert said(told) == instead
