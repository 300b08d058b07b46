import os
import stat

import pytest

from mops_pilot.local import places
from mops_pilot.local.problem import Problem


def test_a_short_home_keeps_its_socket_inside(tmp_path):
    assert places.socket_folder(tmp_path) == tmp_path / "run"


def test_a_long_home_gets_a_short_socket_folder_elsewhere(tmp_path):
    folder = places.socket_folder(tmp_path / ("ż" * 60))
    assert folder.parent == places.TEMPORARY
    assert places.socket_fits(folder)


@pytest.mark.parametrize(("length", "fits"), [(107, True), (108, False)])
def test_the_limit_is_107_bytes_with_the_socket_name(length, fits):
    folder = places.TEMPORARY / ("x" * (length - len(f"{places.TEMPORARY}//{places.SOCKET}")))
    assert len(os.fsencode(folder / places.SOCKET)) == length
    assert places.socket_fits(folder) is fits


def test_a_private_folder_lets_in_its_owner_only(tmp_path):
    folder = places.private_folder(tmp_path / "run", places.server_account())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert folder.stat().st_uid == places.server_account().pw_uid


def test_a_link_in_place_of_the_private_folder_is_refused(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "run").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Problem, match="należy do kogoś innego"):
        places.private_folder(tmp_path / "run", places.server_account())


def test_a_second_demo_of_the_same_checkout_is_told_where_the_first_one_is(tmp_path):
    with (
        places.only_one("http://127.0.0.1:8000/", tmp_path),
        pytest.raises(Problem, match="już działa .http://127.0.0.1:8000/."),
        places.only_one("http://127.0.0.1:8765/", tmp_path),
    ):
        pass


def test_a_temporary_home_is_gone_afterwards():
    with places.temporary_home("probe") as home:
        (home / "file").touch()
    assert not home.exists()


def test_what_a_killed_run_left_is_swept_but_not_what_still_runs():
    with places.temporary_home("probe") as running, places.temporary_home("probe") as left:
        (left / "lock").unlink()
        (left / "lock").touch()
        with places.temporary_home("probe"):
            assert (running.exists(), left.exists()) == (True, False)
