"""What a list may be narrowed by, for templates/components/filters.html."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One select over a list: its label, its name in the address, what stands for all, and its options by value."""

    label: str
    name: str
    all: str
    options: dict[str, str]
    chosen: str

    @property
    def words(self) -> str:
        """What is chosen, as the option says it; a value that is not there as it is."""
        return self.options.get(self.chosen, self.chosen)
