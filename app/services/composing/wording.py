"""The texts of a site: its own where it has them, the standard ones otherwise."""

from app.domain.category import Category
from app.domain.ids import Language
from app.domain.site import Site
from app.translations import text
from app.translations.locales import isolated


def say(site: Site, language: Language, key: str, **values: str) -> str:
    """Return a text in a language, with its placeholders filled in."""
    wording = site.texts.get(language, {}).get(key) or text(language, key)
    for name, value in values.items():
        wording = wording.replace(f"{{{name}}}", isolated(value, language))
    return wording


def category_title(site: Site, language: Language, category: Category) -> str:
    """Return what a category is called."""
    return say(site, language, f"category.{category.id}.title") if category.title is None else category.title[language]


def category_text(site: Site, language: Language, category: Category) -> str:
    """Return what a category is for."""
    return (
        say(site, language, f"category.{category.id}.description") if category.text is None else category.text[language]
    )
