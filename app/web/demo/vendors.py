"""The vendors' addresses that the five sites call, and the stand-in that answers at each.

The addresses are those of the vendors' published snippets, without the scheme. Their own scripts are
theirs to ship, so a stand-in of ours answers, which does what a visitor could see of the original.
"""

import re
from dataclasses import dataclass

from app.domain.ids import CounterId

PIXEL = "pixel"
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a counter calls. `answer` is a stand-in's file, a transparent pixel, or nothing."""

    counter: CounterId
    pattern: str
    answer: str

    @property
    def loads(self) -> bool:
        """Tell whether a call here starts the counter, rather than reports to its vendor."""
        return self.answer.endswith((".js", ".html"))


def _address(counter: str, pattern: str, answer: str) -> Address:
    return Address(CounterId(counter), pattern, answer)


ADDRESSES = (
    _address("yandex-metrica", r"mc\.yandex\.ru/metrika/tag\.js", "yandex-metrica.js"),
    _address("yandex-metrica", r"mc\.yandex\.ru/(watch|webvisor|clmap)/", NOTHING),
    _address("google-analytics-4", r"www\.googletagmanager\.com/gtag/js\?id=G-", "gtag.js"),
    _address("google-analytics-4", r"www\.google-analytics\.com/g/collect", NOTHING),
    _address("google-ads", r"www\.googletagmanager\.com/gtag/js\?id=AW-", "gtag.js"),
    _address("google-ads", r"googleads\.g\.doubleclick\.net/pagead/", PIXEL),
    _address("google-tag-manager", r"www\.googletagmanager\.com/gtm\.js", "gtm.js"),
    _address("zero-kz", r"c\.zero\.kz/z\.js", "zero-kz.js"),
    _address("zero-kz", r"c\.zero\.kz/z\.png", "zero-kz.svg"),
    _address("meta-pixel", r"connect\.facebook\.net/en_US/fbevents\.js", "meta-pixel.js"),
    _address("meta-pixel", r"www\.facebook\.com/tr/", PIXEL),
    _address("top-mail-ru", r"top-fwz1\.mail\.ru/js/code\.js", "top-mail-ru.js"),
    _address("top-mail-ru", r"top-fwz1\.mail\.ru/tracker", PIXEL),
    _address("vk-retargeting", r"vk\.com/js/api/openapi\.js", "vk-retargeting.js"),
    _address("vk-retargeting", r"vk\.com/rtrg", PIXEL),
    _address("tiktok-pixel", r"analytics\.tiktok\.com/i18n/pixel/events\.js", "tiktok-pixel.js"),
    _address("tiktok-pixel", r"analytics\.tiktok\.com/api/v2/pixel", NOTHING),
    _address("liveinternet", r"counter\.yadro\.ru/hit", "liveinternet.svg"),
    _address("liveinternet", r"www\.liveinternet\.ru/click", NOTHING),
    _address("rambler-top100", r"st\.top100\.ru/top100/top100\.js", "rambler-top100.js"),
    _address("rambler-top100", r"kraken\.rambler\.ru/cnt/", PIXEL),
    _address("yandex-direct-rsya", r"yandex\.ru/ads/system/context\.js", "yandex-direct-rsya.js"),
    _address("yandex-direct-rsya", r"an\.yandex\.ru/(meta|count)/", NOTHING),
    _address("matomo", r"stats\.clinic\.example/matomo\.js", "matomo.js"),
    _address("matomo", r"stats\.clinic\.example/matomo\.php", NOTHING),
    _address("microsoft-clarity", r"www\.clarity\.ms/tag/", "microsoft-clarity.js"),
    _address("microsoft-clarity", r"k\.clarity\.ms/collect", NOTHING),
    _address("jivo", r"code\.jivo\.ru/widget/", "jivo.js"),
    _address("jivo", r"telemetry\.jivosite\.com/", NOTHING),
    _address("bitrix24-widget", r"cdn-ru\.bitrix24\.kz/b3/crm/site_button/", "bitrix24-widget.js"),
    _address("bitrix24-widget", r"b3\.bitrix24\.kz/", NOTHING),
    _address("youtube", r"www\.youtube\.com/embed/", "youtube.html"),
    _address("youtube", r"www\.youtube\.com/s/player/base\.js", "youtube.js"),
    _address("youtube", r"www\.youtube\.com/youtubei/v1/log_event", NOTHING),
)


def address_of(called: str) -> Address | None:
    """Return the address under which this host, path and query fall, None when no counter calls it."""
    return next((known for known in ADDRESSES if re.match(known.pattern, called)), None)
