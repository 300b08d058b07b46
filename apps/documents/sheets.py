"""The style sheets of documents and their typeface, kept parsed: to read them takes as long as to lay out a page."""

import atexit
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

_mine = threading.local()  # WeasyPrint and its fonts are not made for two threads at once
atexit.register(lambda: vars(_mine).pop("kept", None))  # or its copies of the fonts would outlive the process


def ready(urls: tuple[str, ...], file_of: Callable[[str], Path | None], fetcher: Any) -> dict[str, Any]:
    """What WeasyPrint's render wants for a document that links these sheets; read anew when a file has changed."""
    files = [(url, file_of(url)) for url in urls]
    stamp = [(url, file and file.stat().st_mtime_ns) for url, file in files]
    if getattr(_mine, "stamp", None) != stamp:
        _mine.stamp, _mine.kept = None, _parsed(urls, fetcher)
        _mine.stamp = stamp
    return _mine.kept


def _parsed(urls: tuple[str, ...], fetcher: Any) -> dict[str, Any]:
    from weasyprint import CSS
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.fonts import FontConfiguration

    shared = {"font_config": FontConfiguration(), "counter_style": CounterStyle()}
    return shared | {"stylesheets": [CSS(url=url, url_fetcher=fetcher, **shared) for url in urls]}
