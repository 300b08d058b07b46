from .views import DissolutionSheet

urlpatterns = DissolutionSheet().urls()
