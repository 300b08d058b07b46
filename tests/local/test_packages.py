import pytest

from mops_pilot.local import packages
from mops_pilot.local.problem import Problem


@pytest.fixture
def servers(tmp_path, monkeypatch):
    """Makes folders of programs that answer as PostgreSQL of some version would; PATH has none."""
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))

    def make(*versions, programs=packages.SERVER_PROGRAMS):
        for version in versions:
            for name in programs:
                file = tmp_path / str(version) / "bin" / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}.4 (Debian)'\n")
                file.chmod(0o755)
        return str(tmp_path / "*/bin")

    return make


def test_the_newest_server_is_taken(servers, tmp_path):
    assert packages.server_programs(servers(9, 15, 17)) == tmp_path / "17" / "bin"


def test_the_version_that_made_the_data_is_taken(servers, tmp_path):
    assert packages.server_programs(servers(15, 17), version=15) == tmp_path / "15" / "bin"


@pytest.mark.parametrize("versions", [(), (14,), (9, 14)])
def test_no_server_or_an_old_one_is_no_server(servers, versions):
    assert packages.server_programs(servers(*versions)) is None


def test_a_missing_version_is_missing(servers):
    assert packages.server_programs(servers(16), version=15) is None


def test_half_an_installation_is_no_server(servers):
    assert packages.server_programs(servers(15, programs=("postgres", "pg_isready"))) is None


def test_a_server_on_the_path_is_found(servers, tmp_path, monkeypatch):
    servers(16)
    monkeypatch.setenv("PATH", str(tmp_path / "16" / "bin"))
    assert packages.server_programs(str(tmp_path / "none/*")) == tmp_path / "16" / "bin"


def test_a_library_is_loaded_or_missing():
    assert [packages.loads(name) for name in ("libc.so.6", "libnieistniejaca.so.0")] == [True, False]


def test_who_may_not_install_is_told_what_to_install_in_one_line(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Problem) as told:
        packages.install(["postgresql", "libpango-1.0-0"])
    assert str(told.value) == (
        "brakuje: postgresql, libpango-1.0-0; zainstaluj i powtórz: PostgreSQL 15+ (serwer), Pango, moduł venv Pythona"
    )


def test_on_debian_the_command_is_given_whole(monkeypatch, tmp_path):
    (tmp_path / "apt-get").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert packages.advice(["postgresql"]) == "sudo apt-get install --no-install-recommends postgresql"
