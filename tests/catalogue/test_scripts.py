"""Addresses tell counters, and nothing that only looks like them does."""

import re
from urllib.parse import urlsplit

import pytest

from app.catalogue import CatalogueEntry, entries, pattern_of

ADDRESSES = {
    "https://www.googletagmanager.com/gtag/js?id=G-STUDY00001": {"google-analytics-4"},
    "https://www.googletagmanager.com/gtag/js?l=layer&id=G-STUDY00001": {"google-analytics-4"},
    "https://www.googletagmanager.com/gtag/js?id=AW-100000001": {"google-ads"},
    "https://www.googletagmanager.com/gtag/js?id=GT-ABC": {"google-analytics-4", "google-ads"},
    "https://www.googletagmanager.com/gtag/destination?id=DC-1": {"google-doubleclick"},
    "https://www.googletagmanager.com/gtm.js?id=GTM-CAP0003": {"google-tag-manager"},
    "https://www.googletagmanager.com/ns.html?id=GTM-CAP0003": {"google-tag-manager"},
    "https://region1.google-analytics.com/g/collect?v=2&tid=G-1": {"google-analytics-4"},
    "https://www.google-analytics.com/analytics.js": {"google-analytics-4"},
    "https://googleads.g.doubleclick.net/pagead/viewthroughconversion/1/": {"google-ads"},
    "https://www.googleadservices.com/pagead/conversion/1/": {"google-ads"},
    "https://4242.fls.doubleclick.net/activityi;src=4242": {"google-doubleclick"},
    "https://pagead2.googlesyndication.com/pagead/js/adsbygoogle.js?client=ca-pub-1": {"google-adsense"},
    "https://www.google.com/maps/embed?pb=!1m18": {"google-maps"},
    "https://www.google.kz/maps/embed?pb=!1m18": {"google-maps"},
    "https://maps.googleapis.com/maps/api/js?key=1": {"google-maps"},
    "https://www.google.com/recaptcha/api.js": {"google-recaptcha"},
    "https://www.youtube.com/embed/dQw4w9WgXcQ": {"youtube"},
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ": {"youtube"},
    "//mc.yandex.ru/metrika/tag.js": {"yandex-metrica"},
    "https://mc.yandex.ru/metrika/tag.js?id=10000001": {"yandex-metrica"},
    "https://mc.yandex.ru/watch/10000001": {"yandex-metrica"},
    "https://mc.yandex.kz/watch/10000001?page-url=x": {"yandex-metrica"},
    "https://cdn.jsdelivr.net/npm/yandex-metrica-watch/tag.js": {"yandex-metrica"},
    "https://yandex.ru/ads/system/context.js": {"yandex-direct-rsya"},
    "https://yastatic.net/pcode/adfox/loader.js": {"yandex-direct-rsya"},
    "https://api-maps.yandex.ru/2.1/?lang=ru_RU": {"yandex-maps"},
    "https://yandex.kz/map-widget/v1/?um=constructor": {"yandex-maps"},
    "https://yandex.ru/search/?text=metrika": set(),
    "https://top-fwz1.mail.ru/js/code.js": {"top-mail-ru", "vk-ads-pixel"},
    "https://vk.com/js/api/openapi.js?169": {"vk-retargeting", "vk-widgets"},
    "https://vk.com/rtrg?p=VK-RTRG-100002": {"vk-retargeting"},
    "https://connect.ok.ru/connect.js": {"ok-widgets"},
    "https://counter.yadro.ru/hit?t44.6;r;s1440*900*24;uhttps%3A//cent.kz/;0.5": {"liveinternet"},
    "https://st.top100.ru/top100/top100.js": {"rambler-top100"},
    "https://c.zero.kz/z.js": {"zero-kz"},
    "https://c.zero.kz/z.png?u=70001": {"zero-kz"},
    "https://code.jivo.ru/widget/CLINIC0005": {"jivo"},
    "https://code.jivosite.com/widget/CLINIC0005": {"jivo"},
    "https://cdn-ru.bitrix24.kz/b3/crm/site_button/loader_3_ab12cd.js?1": {"bitrix24-widget"},
    "https://connect.facebook.net/en_US/fbevents.js": {"meta-pixel"},
    "https://www.facebook.com/tr?id=100000000000001&ev=PageView": {"meta-pixel"},
    "https://www.facebook.com/tr/?id=100000000000001": {"meta-pixel"},
    "https://connect.facebook.net/ru_RU/sdk.js": {"facebook-sdk"},
    "https://www.facebook.com/travel": set(),
    "https://analytics.tiktok.com/i18n/pixel/events.js?sdkid=C0BENTON00002": {"tiktok-pixel"},
    "https://www.tiktok.com/embed.js": {"tiktok-embed"},
    "https://bat.bing.com/bat.js": {"microsoft-uet"},
    "https://www.clarity.ms/tag/clinic0005": {"microsoft-clarity"},
    "https://k.clarity.ms/collect": {"microsoft-clarity"},
    "https://static.hotjar.com/c/hotjar-1.js?sv=6": {"hotjar"},
    "https://js-eu1.hs-scripts.com/1.js": {"hubspot"},
    "https://clinic.example/matomo/matomo.js": {"matomo"},
    "https://clinic.example/matomo.php?idsite=5": {"matomo"},
    "https://plausible.io/api/event": {"plausible"},
    "https://stats.example/umami.js": {"umami"},
    "https://widgets.2gis.com/js/DGWidgetLoader.js": {"2gis-widget"},
    "https://kaspi.kz/kaspibutton/widget/ks-wi_ext.js": {"kaspi-button"},
    "https://kaspi.kz/shop/": set(),
    "https://js.stripe.com/v3/": {"stripe"},
    "https://challenges.cloudflare.com/turnstile/v0/api.js": {"cloudflare"},
    "https://notmc.yandex.ru.evil.example/metrika/tag.js": set(),
    "https://evil.example/?next=https://clinic.example/matomo.js": set(),
    "https://www.google.com.evil.example/maps/embed": set(),
    "https://example.kz/mc.yandex.ru/metrika/tag.js": set(),
}
SELF_HOSTED = {"matomo", "umami", "posthog", "cloudflare"}
PORTABLE = re.compile(r"(\\[./?]|\[\^?[a-zA-Z0-9_/?#&-]+\]|[a-zA-Z0-9_/=@&+*?|()-])+")


@pytest.mark.parametrize(("url", "expected"), ADDRESSES.items(), ids=ADDRESSES)
def test_an_address_tells_its_counters(url: str, expected: set[str]) -> None:
    assert {counter.id for counter in entries().values() if counter.loads(url)} == expected


@pytest.mark.parametrize("url", [url for url, known in ADDRESSES.items() if known and not known & SELF_HOSTED])
def test_a_lookalike_is_nobody(url: str) -> None:
    host = urlsplit(url).netloc
    rest = url.partition(host)[2]
    lookalikes = [
        f"https://not{host}.evil.example{rest}",
        f"https://{host}.evil.example{rest}",
        f"https://{host}@evil.example{rest}",
        f"https://evil.example/{host}{rest}",
        f"https://evil.example/?u={url}",
        f"https://evil.example/#{url}",
        f"https://evil-{host}.example{rest}",
    ]
    assert [each for each in lookalikes for counter in entries().values() if counter.loads(each)] == []


@pytest.mark.parametrize(
    ("counter", "script"),
    [(counter, script) for counter in entries().values() for script in counter.scripts],
    ids=lambda part: part.id if isinstance(part, CatalogueEntry) else part,
)
def test_a_script_pattern_is_portable(counter: CatalogueEntry, script: str) -> None:
    """Only what JavaScript and Python read alike: no anchors, no look-around, no classes by letter."""
    assert pattern_of(script).groups >= 0, counter.id
    assert PORTABLE.fullmatch(script)
    assert "(?" not in script
    assert "/" in re.sub(r"\[[^]]*\]", "", script), "a pattern without a path would match longer hosts"
