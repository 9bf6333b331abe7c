"""Site files as an operator writes them."""

from pathlib import Path

from app.site_files.faults import FaultySiteFiles
from app.site_files.read_sites import ReadSite, read_sites

WHOLE = """\
site: cap
name: Кап
origins: ["https://cap.kz"]
languages: [ru, kk]
controller: {name: ТОО «Кап», country: KZ}
storage: {country: KZ}
policy:
  url: https://cap.kz/privacy
  edition: 1
  effective: 2026-09-01
  asks_again: true
"""
"""The shortest file that is whole: eleven lines."""


def written(folder: Path, text: str = WHOLE, name: str = "cap.yaml") -> Path:
    """Write a file, and return where it lies."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def read(folder: Path, text: str = WHOLE) -> ReadSite:
    """Return the one site that a text describes."""
    (site,) = read_sites([written(folder, text)])
    return site


def faults_of(folder: Path, *texts: str) -> list[str]:
    """Return what is said of files that hold these texts: `a.yaml:3: origins: …`; nothing where nothing is wrong."""
    files = [written(folder, text, f"{chr(ord('a') + number)}.yaml") for number, text in enumerate(texts)]
    try:
        read_sites(files)
    except FaultySiteFiles as faulty:
        return [line.removeprefix(f"{folder}/") for line in str(faulty).splitlines()]
    return []
