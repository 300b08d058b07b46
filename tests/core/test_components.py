"""Components that are kept once made say what they are asked to say."""

import datetime

from django.template import Context, Template
from django.utils.safestring import mark_safe


def rendered(template, **context):
    return Template(template).render(Context(context))


def test_words_that_are_safe_do_not_make_the_same_plain_words_safe():
    shown = rendered("{% crumb safe %}{% crumb plain %}{% crumb safe %}", safe=mark_safe("<i>x</i>"), plain="<i>x</i>")

    assert shown.replace("\n", "") == "".join(
        f'<li><span aria-current="page">{words}</span></li>'
        for words in ("<i>x</i>", "&lt;i&gt;x&lt;/i&gt;", "<i>x</i>")
    )


def test_a_thing_renamed_is_called_by_its_new_name():
    class Team:
        def __init__(self, name):
            self.name = name

        def __str__(self):
            return self.name

        def __eq__(self, other):
            return True

        __hash__ = lambda self: 1  # noqa: E731  as a row is itself whatever it is called

    assert "Zespół A" in rendered("{% crumb team %}", team=Team("Zespół A"))
    assert "Zespół B" in rendered("{% crumb team %}", team=Team("Zespół B"))


def test_a_state_is_its_shape_and_its_word():
    assert rendered('{% standing "late" "po terminie" %}').startswith('<span class="status status-late"><svg')
    assert rendered('{% standing "late" "po terminie" %}').strip().endswith("po terminie</span>")
    assert rendered('{% standing "done" "gotowe" %}') != rendered('{% standing "late" "gotowe" %}')


def test_a_moment_is_said_in_warsaw_time_and_a_day_without_an_hour():
    at = datetime.datetime(2018, 6, 11, 22, 30, tzinfo=datetime.UTC)
    said = '<time datetime="2018-06-12T00:30:00+02:00">12 czerwca 2018, 00:30</time>'

    assert rendered("{% moment at %}", at=at) == said
    assert rendered("{% moment at %}", at=at.date()) == '<time datetime="2018-06-11">11 czerwca 2018</time>'
    assert rendered("{% moment at %}", at=None) == ""


def test_what_is_short_stays_and_what_is_long_is_cut_as_truncatechars_cuts():
    for words in ("dom", "x" * 44, "x" * 45, "Zażółć gęślą jaźń " * 9):
        assert rendered("{{ w|briefly:44 }}", w=words) == rendered("{{ w|truncatechars:44 }}", w=words)
