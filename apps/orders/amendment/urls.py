from .views import AmendmentSheet

urlpatterns = AmendmentSheet().urls()
