"""Reads table.txt: {(address, method): {column: outcome}}."""

from pathlib import Path

COLUMNS = ["str", "ope", "wrz", "dir", "hr", "adm", "exp", "coo", "emp", "leg", "mem", "cha", "for"]
OUTCOMES = {"login", "ok", "404", "refused", "no", "-"}
IN_A_CENTRE = COLUMNS[3:12]


def table():
    rows = {}
    for line in (Path(__file__).with_name("table.txt")).read_text().splitlines():
        words = line.split()
        if not words or words[0].startswith("#") or words[0] == "address":
            continue
        address, method, *outcomes = words
        assert len(outcomes) == len(COLUMNS), line
        assert set(outcomes) <= OUTCOMES, line
        assert (address, method) not in rows, f"twice: {line}"
        rows[address, method] = dict(zip(COLUMNS, outcomes, strict=True))
    return rows
