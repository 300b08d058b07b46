"""Refusals that a person may read."""


class DomainError(Exception):
    """A deed refused by a rule; its text is shown to the user as it stands (Polish, one sentence with the reason)."""


class StaleVersion(DomainError):
    """Somebody saved a newer text in the meantime; `mine` and `theirs` hold both, so that neither is lost."""

    def __init__(self, message: str, *, mine: str = "", theirs: str = "", version: int = 0):
        super().__init__(message)
        self.mine, self.theirs, self.version = mine, theirs, version
