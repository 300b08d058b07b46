"""Addresses of pages of the other parts; empty while a part has none."""

from typing import Any

from django.urls import NoReverseMatch, reverse


def page_of(thing: Any) -> str:
    try:
        return thing.get_absolute_url()
    except NoReverseMatch:
        return ""


def page(name: str, *args: Any) -> str:
    try:
        return reverse(f"consultations:{name}", args=args)
    except NoReverseMatch:
        return ""
