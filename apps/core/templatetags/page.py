"""Tags of the page frame; their templates stand in templates/components/."""

from django import template

register = template.Library()
