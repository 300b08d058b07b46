"""Labels of added units (ZTP § 89)."""

import pytest

from apps.core.errors import DomainError
from apps.orders.amending.labels import label_after
from apps.orders.text import Node


def units(kind, labels):
    return tuple(Node(kind, "x", label=label) for label in labels.split())


@pytest.mark.parametrize(
    ("kind", "labels", "after", "label"),
    [
        ("paragraf", "1 2", "1", "1a"),
        ("paragraf", "1 2", "2", "2a"),  # a letter also after the last §
        ("paragraf", "1 2 2a", "2a", "2b"),
        ("ustep", "1 2", "2", "3"),  # the next figure at the end
        ("punkt", "3 3a 4", "3a", "3b"),
        ("punkt", "3 3a 3b 4", "3a", "3aa"),
        ("punkt", "3 3a 3aa 3b 4", "3aa", "3ab"),
        ("punkt", "3 3a 3aa 3ab 3b 4", "3aa", "3aaa"),
        ("punkt", "3 3z 4", "3z", "3za"),
        ("punkt", "3 3z 3za 4", "3za", "3zb"),
        ("punkt", "3 3y 4", "3y", "3z"),
        ("punkt", "3 3zz 4", "3zz", "3zza"),
        ("punkt", "1 2 2a", "2a", "3"),
        ("litera", "a b", "b", "c"),
        ("litera", "a b", "a", "aa"),
        ("litera", "a aa b", "aa", "ab"),
        ("litera", "a aa ab b", "aa", "aaa"),
        ("litera", "a b ba", "ba", "c"),
        ("litera", "y z", "z", "za"),
        ("litera", "z za", "za", "zb"),
        ("litera", "z za zb", "za", "zaa"),
        ("litera", "zy zz", "zz", "zza"),
        ("tiret", "1 2", "1", "1a"),
        ("tiret", "1 2", "2", "3"),
    ],
)
def test_a_label_follows(kind, labels, after, label):
    assert label_after(units(kind, labels), after) == label


@pytest.mark.parametrize(("labels", "after"), [("3 3a 4", "3"), ("3 3a 3aa 4", "3a"), ("3 3z 3za 4", "3z")])
def test_where_no_label_is_free_the_refusal_says_where_to_add(labels, after):
    with pytest.raises(DomainError, match=r"Między pkt \w+ a pkt \w+ nie ma już wolnego oznaczenia"):
        label_after(units("punkt", labels), after)


def test_no_label_has_a_polish_letter():
    labels = ["1", "2"]
    for _ in range(60):
        labels.insert(-1, label_after(units("punkt", " ".join(labels)), labels[-2]))
    assert labels[:3] == ["1", "1a", "1b"]
    assert labels[-4:] == ["1zzf", "1zzg", "1zzh", "2"]
    assert set("".join(labels)) & set("ąćęłńóśżź") == set()
