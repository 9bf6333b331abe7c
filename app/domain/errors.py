"""What can be wrong, in the words of the field; the web floor alone knows status codes."""


class KelisimError(Exception):
    """Anything that Kelisim refuses to do, with a sentence that says why."""


class UnknownSite(KelisimError):
    """No site of this id has been applied."""

    def __init__(self, site: str) -> None:
        super().__init__(f"There is no site {site!r} here.")


class UnknownBanner(KelisimError):
    """The site has never shown a banner of this revision, or not in this language."""

    def __init__(self, revision: str, language: str) -> None:
        super().__init__(f"This site has no banner revision {revision!r} in {language!r}.")


class UnknownRelease(KelisimError):
    """No release of the banner has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no release {name!r} of the banner here.")


class UnknownEdition(KelisimError):
    """The site's policy has no edition of this number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"The policy of this site has no edition {number}.")


class UnknownRecord(KelisimError):
    """No record of this id is kept for this visitor."""

    def __init__(self, record: str) -> None:
        super().__init__(f"This visitor has no record {record} here.")


class UnknownComparison(KelisimError):
    """The site never compared banners under this name."""

    def __init__(self, comparison: str) -> None:
        super().__init__(f"This site has no comparison {comparison!r}.")


class UnusableKeys(KelisimError):
    """There are no keys to sign or to check with, or what is there is none."""


class ForeignOrigin(KelisimError):
    """A page that is not of the site asks in the site's name."""

    def __init__(self, origin: str) -> None:
        super().__init__(f"{origin} is not an origin of this site; its owner lists origins in the site's settings.")


class MissingOrigin(KelisimError):
    """Something is to be written, and the call neither says from which page nor brings a key."""

    def __init__(self) -> None:
        super().__init__("Writing needs the Origin header of a page of this site, or an API key.")


class MissingKey(KelisimError):
    """Something that only a site's server may ask, and the call brings no key."""

    def __init__(self) -> None:
        super().__init__("This needs an API key of the site: Authorization: Bearer klsm_…")


class UnknownKey(KelisimError):
    """What was told as an API key is none, or was revoked."""

    def __init__(self) -> None:
        super().__init__("This is no API key that is known here, or it was revoked.")


class KeyOfAnotherSite(KelisimError):
    """An API key is good, and not for this site."""

    def __init__(self) -> None:
        super().__init__("This API key is of another site.")


class MissingScope(KelisimError):
    """An API key of this site does not open this."""

    def __init__(self, scope: str) -> None:
        super().__init__(f"This API key does not have the scope {scope!r}.")


class NotAllowed(KelisimError):
    """What was asked for is not allowed, or nobody knows that it is."""


class RecordConflict(KelisimError):
    """A record of this id is already kept, with another content."""

    def __init__(self, record: str) -> None:
        super().__init__(f"Record {record} is already kept with another content; a record never changes.")


class StoreUnavailable(KelisimError):
    """The store cannot be reached or cannot write; nothing was kept."""

    def __init__(self) -> None:
        super().__init__("The store cannot be reached; nothing was kept. Please try again.")


class InvalidField(KelisimError):
    """One field of the input cannot be what it is."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message
