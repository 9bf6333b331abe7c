"""A real nginx with the lines of docs/embedding.md, where the machine has one."""

import os
import re
import shutil
import subprocess
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.house.tree import ROOT
from tests.ports import free_port

_PATIENCE = 30.0
_AROUND = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/errors;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/1;
    proxy_temp_path {folder}/2;
    fastcgi_temp_path {folder}/3;
    uwsgi_temp_path {folder}/4;
    scgi_temp_path {folder}/5;
    {lines}
}}
"""


class Nginx:
    """An nginx that asks the service on a port, and has one file to give out."""

    def __init__(self, folder: Path, service: int) -> None:
        program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
        if program is None:
            pytest.skip("nginx is neither on PATH nor in /usr/sbin: its lines were not run")
        self._port = free_port()
        (folder / "tag.js").write_text("// a counter", encoding="utf-8")
        settings = folder / "nginx.conf"
        settings.write_text(_AROUND.format(folder=folder, lines=self._lines(folder, service)), encoding="utf-8")
        self._process = subprocess.Popen([program, "-p", folder, "-c", settings])
        self._await()

    def stop(self) -> None:
        """Stop it."""
        self._process.terminate()
        self._process.wait(_PATIENCE)

    def get(self, cookie: str | None) -> tuple[int, bytes]:
        """Return the status and body of the counter's script, asked for by a page with that cookie."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        carried = {"Authorization": "Bearer the-site's-own", "Origin": "https://elsewhere.example"}
        try:
            connection.request(
                "GET", "/metrika/tag.js", headers=carried | ({} if cookie is None else {"Cookie": cookie})
            )
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def _lines(self, folder: Path, service: int) -> str:
        page = (ROOT / "docs/embedding.md").read_text(encoding="utf-8")
        [lines] = re.findall(r"```nginx\n(.*?)```", page, flags=re.DOTALL)
        here = {
            "127.0.0.1:8000": f"127.0.0.1:{service}",
            "listen 80": f"listen 127.0.0.1:{self._port}",
            "/srv/metrika": str(folder),
            "_timeout 1s": "_timeout 20s",
        }
        for there, replacement in here.items():
            assert there in lines
            lines = lines.replace(there, replacement)
        return str(lines)

    def _await(self) -> None:
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                self.get(None)
            except OSError:
                assert self._process.poll() is None, "nginx does not take the lines"
                assert time.monotonic() < until
                time.sleep(0.05)
            else:
                return
