"""Rich text: the one allow-list shared by the editor, the database and the page."""

import nh3

_ALLOWED = nh3.Cleaner(
    tags={
        "p", "h3", "h4", "strong", "em", "ul", "ol", "li", "blockquote", "a", "br",
        "table", "thead", "tbody", "tr", "th", "td",
    },
    attributes={"a": {"href"}, "th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}},
    url_schemes={"https"},
)  # fmt: skip


def clean(html: str) -> str:
    """Only what is allowed, in one canonical form: clean(clean(x)) == clean(x)."""
    return _ALLOWED.clean(html)
