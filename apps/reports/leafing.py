"""Pages of a long list, counted only so far."""

from functools import cached_property

from django.core.paginator import Paginator
from django.db.models import QuerySet


class Leafing(Paginator):
    """Keys of rows, page by page. It counts up to `most` rows and leafs no further; `is_more` when there are more."""

    def __init__(self, found: QuerySet, on_a_page: int, *, most: int):
        super().__init__(found.values_list("pk", flat=True), on_a_page)
        self.most = most

    @cached_property
    def count(self) -> int:
        return min(self._found, self.most)

    @cached_property
    def is_more(self) -> bool:
        return self._found > self.most

    @cached_property
    def _found(self) -> int:
        return self.object_list.order_by()[: self.most + 1].count()
