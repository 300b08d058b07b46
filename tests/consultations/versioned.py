"""Addresses of versions, and what their pages say."""

from django.urls import reverse


def at(name, version, *more):
    return reverse(f"consultations:{name}", args=[version.document_id, version.number, *more])


def new(mine):
    return reverse("consultations:version_new", args=[mine.document.pk])


def shown(answer):
    return answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ")
