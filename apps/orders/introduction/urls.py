from .views import IntroductionSheet

urlpatterns = IntroductionSheet().urls()
