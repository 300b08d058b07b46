from .views import CompositionSheet

urlpatterns = CompositionSheet().urls()
