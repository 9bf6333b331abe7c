"""What holds for a visitor who has not answered: nothing, unless her site says otherwise of her country."""

from enum import StrEnum


class Regime(StrEnum):
    """Whether she is asked first, is told and may refuse, or sees no banner."""

    OPT_IN = "opt-in"
    OPT_OUT = "opt-out"
    NONE = "none"
