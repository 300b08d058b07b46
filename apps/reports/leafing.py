"""Pages of a long list, counted only so far."""

from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


class Leafing(Paginator):
    """Keys of rows, page by page. It counts up to `most` rows and leafs no further; `is_more` when there are more. What
    fits on one page is not counted."""

    def __init__(self, found: QuerySet, on_a_page: int, *, most: int):
        super().__init__(found.values_list("pk", flat=True), on_a_page)
        self.most = most

    @cached_property
    def count(self) -> int:
        return min(self._found, self.most)

    @cached_property
    def is_more(self) -> bool:
        return self._found > self.most

    def page(self, number: int | str) -> Page:
        if self.validate_number(number) == 1:
            return self._get_page(self._first[: self.per_page], 1, self)
        return super().page(number)

    @cached_property
    def _first(self) -> list[int]:
        """The first page, and one more."""
        return list(self.object_list[: self.per_page + 1])

    @cached_property
    def _found(self) -> int:
        if len(self._first) <= self.per_page:
            return len(self._first)
        return self.object_list.order_by()[: self.most + 1].count()
