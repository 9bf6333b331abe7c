"""The example sites, made at home on the demo's own addresses."""

from dataclasses import replace
from pathlib import Path as FilePath

from app.site_files.read_sites import ReadSite, read_site
from app.site_files.reading import read_document


def read_demo_sites(folder: FilePath, *addresses: str) -> tuple[ReadSite, ...]:
    """Return the sites of a folder as they are served in the demo, all on the same addresses.

    Each accepts these addresses as origins, and keeps its cookie under a path of its own. Its counters load from the
    demo's collector.
    """
    read = []
    for file in sorted(folder.glob("*.yaml")):
        document = read_document(file)
        content = dict(document.content)
        content["origins"] = [*content["origins"], *addresses]
        content["cookie"] = {"path": f"/demo/{content['site']}"}
        counters = read_site(document).site.counters
        content["counters"] = [
            {**written, "scripts": [f"[^/]+/demo/collector/({script})" for script in counter.scripts]}
            for written, counter in zip(content.get("counters", ()), counters, strict=True)
        ]
        read.append(read_site(replace(document, content=content)))
    return tuple(read)
