from django.urls import include, path

from . import views

app_name = "orders"
urlpatterns = [
    path("", include("apps.orders.register.urls")),
    path("", include("apps.orders.recorded.urls")),
    path("", include("apps.orders.external.urls")),
    path("", include("apps.orders.clauses.urls")),
    path("", include("apps.orders.editing.urls")),
    path("", include("apps.orders.free.urls")),
    path("", include("apps.orders.introduction.urls")),
    path("", include("apps.orders.amending.urls")),
    path("", include("apps.orders.amendment.urls")),
    path("", include("apps.orders.signing.urls")),
    path("", include("apps.orders.legal.urls")),
    path("zarzadzenia/nowe/", views.new, name="new"),
    path("zarzadzenia/numeracja/", views.numbering, name="numbering"),
    path("zarzadzenia/<int:pk>/", views.order, name="order"),
    path("zarzadzenia/<int:pk>/pdf/", views.order_pdf, name="pdf"),
]
