from django import template

from ..staffing.words import number

register = template.Library()
register.filter("liczba", number)
