"""Reads tabela1.txt, the source as it was handed to us: pages, cells between tabs, a row cut by the end of a page."""

import re
from pathlib import Path

ROWS_OF_THE_HEAD = 1


def _text():
    return Path(__file__).with_name("tabela1.txt").read_text(encoding="utf-8")


def lines():
    return [line for line in _text().splitlines() if line.strip()]


def cells():
    """(element, how, product) of each final product, put together again: a row without a product belongs to the
    one above it, and so does the first row of the second page."""
    rows, page_begins = [], False
    for line in _text().splitlines():
        if line.count("\t") != 2:
            page_begins = not line.strip() and bool(rows)
            continue
        element, how, product = (re.sub(r"</?p>", "", cell).strip() for cell in line.split("\t"))
        if page_begins or (rows and not product):
            rows[-1] = (rows[-1][0], f"{rows[-1][1]} {how}", f"{rows[-1][2]} {product}".strip())
        else:
            rows.append((element or rows[-1][0], how, product))
        page_begins = False
    return rows[ROWS_OF_THE_HEAD:]
