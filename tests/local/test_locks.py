import re

import pytest

from mops_pilot.local.environment import LOCKS, REQUIREMENTS


def pins(name):
    """{package: (version, number of hashes)}"""
    blocks = re.split(r"\n(?=[a-z0-9])", (REQUIREMENTS / f"{name}.txt").read_text())
    found = [(re.match(r"([a-z0-9._-]+)==(\S+)", block), block.count("--hash=sha256:")) for block in blocks]
    return {match[1]: (match[2], hashes) for match, hashes in found if match}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host_and_no_folder(name):
    assert re.findall(r"https?:|file:|--(?!hash)\S+|(?<=[ =])/\S+", (REQUIREMENTS / f"{name}.txt").read_text()) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_a_hash(name):
    assert [package for package, (_, hashes) in pins(name).items() if not hashes] == []


def test_tests_run_on_what_the_application_runs_on():
    assert pins("app").items() <= pins("dev").items()


def test_psycopg_3_stays_out_since_django_would_switch_to_it():
    assert {package for package in pins("dev") if package.startswith("psycopg")} == {"psycopg2-binary"}


def test_what_is_asked_for_is_locked():
    for name in LOCKS:
        asked = re.findall(r"^([a-z][a-z0-9-]*)", (REQUIREMENTS / f"{name}.in").read_text().lower(), re.M)
        assert set(asked) - set(pins(name)) == set()
