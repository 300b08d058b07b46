from xdist.scheduler.loadscope import LoadScopeScheduling

from .house import ROOT, tracked
from .sharing import SLOW, TOGETHER, Sharing, longest, piece_of


def test_a_file_goes_to_one_worker_and_so_does_what_shares_a_wider_scene():
    assert piece_of("tests/orders/test_rules.py::test_a[x::y]") == "tests/orders/test_rules.py"
    assert piece_of("tests/access/test_access.py::test_the_table[a@b-GET]") == "tests/access/"


def test_the_longest_begins_first():
    waiting = {
        "tests/orders/test_rules.py": {"a": False, "b": False},
        "tests/orders/test_pdf.py": {"a": False, "b": False, "c": False},
        "tests/orders/test_browser.py": {"a": False},
        "tests/faults/test_two_at_once.py": {"a": False},
        "tests/access/": {"a": False},
    }
    begun = []
    while waiting:
        begun.append(longest(waiting))
        del waiting[begun[-1]]
    assert begun == [
        "tests/access/",
        "tests/faults/test_two_at_once.py",
        "tests/orders/test_browser.py",
        "tests/orders/test_pdf.py",
        "tests/orders/test_rules.py",
    ]


def test_scenes_wider_than_a_file_stand_where_tests_stay_together():
    wide = [path for path, text in tracked("conftest.py") if 'scope="package"' in text]
    assert "tests/access/conftest.py" in wide
    assert [path for path in wide if not path.startswith(TOGETHER)] == []


def test_all_that_is_named_is_there():
    assert [name for name in SLOW if not (ROOT / name).exists()] == []


def test_xdist_still_asks_what_is_answered_here():
    ours = {name for name in vars(Sharing) if not name.startswith("__")}
    assert ours - vars(LoadScopeScheduling).keys() == set()
