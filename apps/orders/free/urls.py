from .views import FreeSheet

urlpatterns = FreeSheet().urls()
