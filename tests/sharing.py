"""How the workers share the tests: a file stays whole, so that its scene is built once; what shares a scene wider than
a file stays together; the longest begins first, so that at the end nobody waits for it. (Marks `xdist_group` say
nothing to pytest 9.2: xdist writes them into a nodeid that is no longer asked.)"""

from xdist.scheduler.loadscope import LoadScopeScheduling

TOGETHER = ("tests/journeys/", "tests/access/")  # one program with the demo in it; one world of two centres
SLOW = (*TOGETHER, "tests/faults/", "tests/jobs/test_processes.py", "tests/desk/test_demo.py", "tests/reports/dossier/")
IN_BROWSERS = ("browser", "editor", "clicks", "autosave")


class Sharing(LoadScopeScheduling):
    """Pieces of the tests, handed out one after another."""

    def _split_scope(self, nodeid):
        return piece_of(nodeid)

    def _assign_work_unit(self, node):
        self.workqueue.move_to_end(longest(self.workqueue), last=False)
        super()._assign_work_unit(node)


def piece_of(nodeid):
    """What goes to one worker as a whole."""
    path = nodeid.partition("::")[0]
    return next((folder for folder in TOGETHER if path.startswith(folder)), path)


def longest(pieces):
    """Which piece to begin now: {piece: its tests}."""
    return max(pieces, key=lambda piece: (*urgency(piece), len(pieces[piece])))


def urgency(piece):
    slow = next((len(SLOW) - rank for rank, start in enumerate(SLOW) if piece.startswith(start)), 0)
    return slow, any(word in piece.rpartition("/")[2] for word in IN_BROWSERS)
