from django.urls import path

from .views import deciding, moving, proposing, reading

urlpatterns = [
    path("dwa-dni/", reading.days_compare, name="days_compare"),
    path("warianty/", reading.variants, name="variants"),
    path("warianty/nowy/", proposing.variant_new, name="variant_new"),
    path("warianty/porownanie/", reading.variants_compare, name="variants_compare"),
    path("warianty/<int:pk>/", reading.variant, name="variant"),
    path("warianty/<int:pk>/wariant.pdf", reading.variant_pdf, name="variant_pdf"),
    path("warianty/<int:pk>/zmien/", proposing.variant_change, name="variant_change"),
    path("warianty/<int:pk>/zwykla-struktura/", proposing.variant_usual, name="variant_usual"),
    path("warianty/<int:pk>/komorki/nowa/", proposing.variant_unit_new, name="variant_unit_new"),
    path("warianty/<int:pk>/komorki/<int:row_pk>/", proposing.variant_unit_change, name="variant_unit_change"),
    path("warianty/<int:pk>/komorki/<int:row_pk>/usun/", proposing.variant_unit_remove, name="variant_unit_remove"),
    path(
        "warianty/<int:pk>/przywroc/komorki/<int:unit_pk>/", proposing.variant_unit_restore, name="variant_unit_restore"
    ),
    path("warianty/<int:pk>/stanowiska/nowe/", proposing.variant_position_new, name="variant_position_new"),
    path(
        "warianty/<int:pk>/stanowiska/<int:row_pk>/", proposing.variant_position_change, name="variant_position_change"
    ),
    path(
        "warianty/<int:pk>/stanowiska/<int:row_pk>/usun/",
        proposing.variant_position_remove,
        name="variant_position_remove",
    ),
    path(
        "warianty/<int:pk>/przywroc/stanowiska/<int:position_pk>/",
        proposing.variant_position_restore,
        name="variant_position_restore",
    ),
    path("warianty/<int:pk>/osoby/", moving.variant_moves, name="variant_moves"),
    path("warianty/<int:pk>/pokaz/", moving.variant_show, name="variant_show"),
    path("warianty/<int:pk>/ukryj/", moving.variant_hide, name="variant_hide"),
    path("warianty/<int:pk>/przekaz/", deciding.variant_submit, name="variant_submit"),
    path("warianty/<int:pk>/cofnij/", deciding.variant_take_back, name="variant_take_back"),
    path("warianty/<int:pk>/zwroc/", deciding.variant_return, name="variant_return"),
    path("warianty/<int:pk>/wycofaj/", deciding.variant_withdraw, name="variant_withdraw"),
    path("warianty/<int:pk>/wprowadz/", deciding.variant_introduce, name="variant_introduce"),
    path("warianty/<int:pk>/odloz/", deciding.variant_drop, name="variant_drop"),
]
