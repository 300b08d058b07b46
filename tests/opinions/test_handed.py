"""How recommendations that change the law are grouped across centres."""

import pytest

from apps.opinions.handed import act_key, article_key

SAME = "ustawa o pomocy społecznej"


@pytest.mark.parametrize(
    "written",
    [
        "ustawa o pomocy społecznej",
        "Ustawa  o pomocy\nspołecznej ",
        "ustawa z dnia 12 marca 2004 r. o pomocy społecznej",
        "ustawa z dnia 12 marca 2004 roku o pomocy społecznej",
    ],
)
def test_one_act_has_one_key_however_it_is_written(written):
    assert act_key(written) == SAME


def test_another_act_has_another_key():
    assert act_key("ustawa z dnia 24 kwietnia 2003 r. o wolontariacie") == "ustawa o wolontariacie"


def test_articles_sort_as_articles_do():
    articles = ["art. 107 ust. 4", "art. 39a", "art. 39", "art. 9"]
    assert sorted(articles, key=article_key) == ["art. 9", "art. 39", "art. 39a", "art. 107 ust. 4"]
