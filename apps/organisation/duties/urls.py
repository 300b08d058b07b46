from django.urls import path

from .views import pages, writing

_OF = "stanowiska/<int:pk>/zakres-czynnosci/"
_ONE = f"{_OF}<int:number>/"
urlpatterns = [
    path("rozdzielenie/", pages.separated, name="separation"),
    path(_OF, pages.scopes, name="scopes"),
    path(f"{_OF}nowy/", writing.scope_new, name="scope_new"),
    path(f"{_OF}porownanie/", pages.compared, name="scope_compare"),
    path(_ONE, pages.scope, name="scope"),
    path(f"{_ONE}zakres.pdf", pages.scope_pdf, name="scope_pdf"),
    path(f"{_ONE}zmien/", writing.scope_edit, name="scope_edit"),
    path(f"{_ONE}usun/", writing.scope_discard, name="scope_discard"),
    path(f"{_ONE}przekaz/", writing.scope_submit, name="scope_submit"),
    path(f"{_ONE}cofnij/", writing.scope_take_back, name="scope_take_back"),
    path(f"{_ONE}zwroc/", writing.scope_return, name="scope_return"),
    path(f"{_ONE}zatwierdz/", writing.scope_accept, name="scope_accept"),
    path(f"{_ONE}zapoznanie/", writing.scope_acknowledge, name="scope_acknowledge"),
]
