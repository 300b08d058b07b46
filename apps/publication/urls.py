from django.urls import path

from .notices import views as notices
from .views import bip, order

app_name = "publication"
urlpatterns = [
    path("zarzadzenia/<int:pk>/publikacja/", order.publish, name="publish"),
    path("zarzadzenia/<int:pk>/publikacja/wycofaj/", order.withdraw, name="withdraw"),
    path("osrodek/informacje/", notices.announce, name="announce"),
    path("deklaracja-dostepnosci/", notices.accessibility_all, name="accessibility_all"),
    path("deklaracja-dostepnosci/<slug:slug>/", notices.accessibility, name="accessibility"),
    path("dane-osobowe/", notices.privacy_all, name="privacy_all"),
    path("dane-osobowe/<slug:slug>/", notices.privacy, name="privacy"),
    path("bip/<slug:slug>/", bip.orders, name="bip"),
    path("bip/<slug:slug>/zarzadzenia.json", bip.orders_json, name="bip_json"),
    path("bip/<slug:slug>/zarzadzenia/<int:pk>/", bip.order, name="bip_order"),
    path("bip/<slug:slug>/zarzadzenia/<int:pk>.json", bip.order_json, name="bip_order_json"),
    path("bip/<slug:slug>/zarzadzenia/<int:pk>/pdf/", bip.order_pdf, name="bip_pdf"),
    path("bip/<slug:slug>/rejestr-zmian/", bip.log, name="bip_log"),
    path("bip/<slug:slug>/rejestr-zmian.json", bip.log_json, name="bip_log_json"),
]
