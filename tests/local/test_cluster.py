import os
import signal
from contextlib import closing

import psycopg2
import pytest

from mops_pilot.local import cluster, packages, places
from mops_pilot.local.problem import Problem
from tests.local.test_processes import alive, gone_soon

pytestmark = pytest.mark.skipif(packages.server_programs() is None, reason="no PostgreSQL programs on this machine")


@pytest.fixture(scope="module")
def made():
    with places.temporary_home("probe") as home:
        yield cluster.Cluster(packages.server_programs(), home, throwaway=True)


@pytest.fixture
def running(made):
    with cluster.running(made) as server:
        yield server


def ask(made, role, question):
    folder = str(places.socket_folder(made.home))
    with closing(psycopg2.connect(host=folder, port=cluster.PORT, user=role, dbname=cluster.DATABASE)) as connection:
        cursor = connection.cursor()
        cursor.execute(question)
        return [row[0] for row in cursor]


def test_polish_names_sort_in_polish(made, running):
    question = "SELECT x FROM unnest(ARRAY['Zofia','Łucja','Śnieżka','Lena','Szymon']) x ORDER BY x"
    assert ask(made, "mops_app", question) == ["Lena", "Łucja", "Szymon", "Śnieżka", "Zofia"]


def test_the_owner_owns_and_the_application_may_create_nothing(made, running):
    question = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'mops_pilot'"
    assert ask(made, "mops_app", question) == ["mops_owner"]
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        ask(made, "mops_app", "CREATE TABLE t (x int)")
    assert ask(made, "mops_app", "SELECT rolname FROM pg_roles WHERE rolsuper AND rolname LIKE 'mops%'") == []


def test_it_listens_on_its_socket_only_in_a_private_folder(made, running):
    assert ask(made, "mops_app", "SHOW listen_addresses") == [""]
    assert places.socket_folder(made.home).stat().st_mode & 0o077 == 0
    assert made.data.stat().st_mode & 0o077 == 0


def test_nothing_runs_after_the_block(made):
    with cluster.running(made) as server:
        assert alive(server.pid)
    assert server.returncode == 0
    assert not (places.socket_folder(made.home) / places.SOCKET).exists()


def test_a_killed_server_does_not_block_the_next_start(made):
    with cluster.running(made) as server:
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
    assert (made.data / "postmaster.pid").exists()
    with cluster.running(made):
        assert ask(made, "mops_app", "SELECT 1") == [1]


def test_a_pid_file_that_names_somebody_else_is_stale(made):
    with cluster.running(made):
        pass
    (made.data / "postmaster.pid").write_text(f"{os.getpid()}\n{made.data}\n")
    with cluster.running(made):
        assert ask(made, "mops_app", "SELECT 1") == [1]


def test_a_server_left_behind_is_ended_first(made):
    cluster._make(made)
    left = cluster._start(made)
    with cluster.running(made) as server:
        left.wait()
        assert (gone_soon(left.pid), alive(server.pid)) == (True, True)


def test_an_interrupted_initdb_is_done_anew():
    with places.temporary_home("probe") as home:
        (home / "data.new").mkdir()
        (home / "data.new" / "PG_VERSION").write_text("1")
        fresh = cluster.Cluster(packages.server_programs(), home, throwaway=True)
        with cluster.running(fresh):
            assert ask(fresh, "mops_owner", "SELECT 1") == [1]


@pytest.mark.parametrize("content", [None, "", "piętnaście"])
def test_a_broken_data_folder_is_named_with_the_way_out(tmp_path, content):
    data = tmp_path / "data"
    data.mkdir()
    if content is not None:
        (data / "PG_VERSION").write_text(content)
    with pytest.raises(Problem, match=rf"^folder danych {data} jest uszkodzony; .* rm -r {data}$"):
        cluster.choose_programs(data)


def test_data_of_another_version_is_not_touched(tmp_path):
    (tmp_path / "PG_VERSION").write_text("11\n")
    with pytest.raises(Problem, match="brak PostgreSQL w wersji, która założyła folder"):
        cluster.choose_programs(tmp_path)


def test_data_that_the_server_refuses_gives_its_reason_in_one_line():
    with places.temporary_home("probe") as home:
        broken = cluster.Cluster(packages.server_programs(), home, throwaway=True)
        cluster._make(broken)
        (broken.data / "global" / "pg_control").unlink()
        with pytest.raises(Problem, match="^PostgreSQL nie startuje: .*") as told, cluster.running(broken):
            pass
    assert "\n" not in str(told.value)
    assert "rm -r" in str(told.value)


def test_the_address_survives_odd_folders(tmp_path):
    import dj_database_url

    odd = cluster.Cluster(tmp_path, places.TEMPORARY / "Zażółć A", throwaway=True)
    read = dj_database_url.parse(odd.url("mops_app"))
    assert (read["HOST"], read["USER"], read["NAME"]) == ("/tmp/Zażółć A/run", "mops_app", "mops_pilot")


def test_ctrl_c_at_the_terminal_does_not_reach_the_server(running):
    assert os.getpgid(running.pid) == running.pid != os.getpgid(0)
