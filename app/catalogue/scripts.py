"""How the catalogue tells a counter by the addresses that it loads."""

import re
from functools import cache

HEAD = r"^(https?:)?//"
"""What stands before a script pattern: a pattern begins with the host."""


@cache
def pattern_of(script: str) -> re.Pattern[str]:
    r"""Compile a script pattern so that it matches whole hosts only.

    A pattern speaks of host and path, so `mc\.yandex\.ru/` matches `https://mc.yandex.ru/watch/1`,
    but neither `https://notmc.yandex.ru/` nor an address that only mentions the host further on.
    In the browser the same is `new RegExp(HEAD + "(" + script + ")")`.
    """
    return re.compile(f"{HEAD}({script})")
