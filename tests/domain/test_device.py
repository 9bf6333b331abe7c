"""Only the coarse class of a device is looked at."""

import pytest

from app.domain.device import Device, device_of

_CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0"


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (f"Mozilla/5.0 (X11; Linux x86_64) {_CHROME} Safari/537.36", Device.COMPUTER),
        (f"Mozilla/5.0 (Linux; Android 10; K) {_CHROME} Mobile Safari/537.36", Device.PHONE),
        (f"Mozilla/5.0 (Linux; Android 10; K) {_CHROME} Safari/537.36", Device.TABLET),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148", Device.PHONE),
        ("Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) Version/16.0 Mobile/15E148", Device.TABLET),
        ("Mozilla/5.0 (Android 14; Tablet; rv:145.0) Gecko/145.0 Firefox/145.0", Device.TABLET),
        ("", Device.COMPUTER),
    ],
)
def test_a_browser_names_the_class_of_its_device(user_agent: str, device: Device) -> None:
    assert device_of(user_agent) is device
