"""Starts a Firefox and a WebKit where there are any; `python -m tests.engines.engines` says which are missing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from selenium.webdriver.firefox.options import Options as FirefoxOptions
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.engines.marionette import Marionette

_FIREFOX = ("firefox-esr", "firefox")
_MINI_BROWSER = "lib*/**/webkit2gtk-4.*/MiniBrowser"

# Nothing may leave the machine: whatever is not on it goes to a proxy that nobody is.
_NOWHERE = 9
_PREFERENCES: dict[str, object] = {
    "marionette.port": 0,  # any that is free
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": _NOWHERE,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": _NOWHERE,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "intl.accept_languages": "ru, kk, en",
    "toolkit.cosmeticAnimations.enabled": False,
}
_FORBIDDING = {"network.cookie.cookieBehavior": 2}


class NoEngine(RuntimeError):
    """There is no such browser on this machine."""


@contextmanager
def firefox(folder: Path, *, forbidding: bool = False) -> Iterator[WebDriver]:
    """A Firefox without a window; on request one that keeps neither cookies nor storage."""
    path = next(filter(None, map(shutil.which, _FIREFOX)), None)
    if path is None:
        raise NoEngine(f"There is no Firefox: none of {', '.join(_FIREFOX)} is on PATH.")
    preferences = _PREFERENCES | (_FORBIDDING if forbidding else {})
    written = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items())
    (folder / "user.js").write_text("".join(written))
    command = [path, "--marionette", "--headless", "--no-remote", "--profile", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            try:
                connection = Marionette(folder)
            except AssertionError as silent:
                raise NoEngine(f"{path} cannot be driven here: {silent}.") from silent
            driver = WebDriver(connection, options=FirefoxOptions())
            yield driver
            connection.close()
        finally:
            process.terminate()


@contextmanager
def webkit(folder: Path, *, forbidding: bool = False) -> Iterator[WebDriver]:
    """A WebKit on a screen that nobody sees; on request one that keeps no cookies."""
    browser = next(iter(Path("/usr").glob(_MINI_BROWSER)), None)
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    if not (browser and driver and screen):
        raise NoEngine("There is no WebKit: it takes WebKitWebDriver, its MiniBrowser, and Xvfb.")
    options = Options()
    options.binary_location = str(browser)
    options.add_argument("--automation")
    options.add_argument(f"--proxy=http://127.0.0.1:{_NOWHERE}")
    options.add_argument("--ignore-host=127.0.0.1")
    if forbidding:
        options.add_argument("--cookies-policy=never")
    command = [screen, "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as xvfb:
        try:
            display = xvfb.stdout.readline().strip() if xvfb.stdout else ""
            own = {"DISPLAY": f":{display}", "HOME": str(folder), "LANGUAGE": "ru", "GDK_BACKEND": "x11"}
            service = Service(driver, env=os.environ | own)
            service.start()
            running = WebDriver(RemoteConnection(client_config=ClientConfig(service.service_url)), options=options)
            yield running
            running.quit()
            service.stop()
        finally:
            xvfb.terminate()


ENGINES = {"firefox": firefox, "webkit": webkit}


def missing(folder: Path) -> list[str]:
    """Return a sentence for each engine that cannot be started here."""
    sentences = []
    for start in ENGINES.values():
        try:
            with start(folder):
                pass
        except NoEngine as absent:
            sentences.append(str(absent))
    return sentences


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        sys.exit("\n".join(missing(Path(folder))) or 0)
