"""What the starter tells the web server and the worker."""

from mops_pilot.local.application import Database, variables, without_owner


def test_servers_do_not_know_the_owners_address(monkeypatch):
    monkeypatch.setenv("MOPS_AS_OWNER", "1")
    monkeypatch.setenv("SECRET_KEY", "tests-only")
    told = without_owner(variables(Database("postgres://mops_app@db/x", "postgres://mops_owner@db/x")))
    assert told["DATABASE_URL"] == "postgres://mops_app@db/x"
    assert {"DATABASE_OWNER_URL", "MOPS_AS_OWNER"} & set(told) == set()
    assert "mops_owner" not in " ".join(told.values())
