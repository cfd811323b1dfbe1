"""The search index of a finished site, made by Pagefind."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from pagefind.index import IndexConfig, PagefindIndex


def build_index(folder: Path) -> int:
    """Write the index of the pages under the folder to its `pagefind/`; return the number of pages."""
    return asyncio.run(_build(folder))


async def _build(folder: Path) -> int:
    logging.getLogger("pagefind").setLevel(logging.WARNING)
    config = IndexConfig(output_path=str(folder / "pagefind"))
    async with PagefindIndex(config=config) as index:
        found = await index.add_directory(str(folder), glob="{en,ja}/**/*.html")
    return found
