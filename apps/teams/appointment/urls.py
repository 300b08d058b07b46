from .views import AppointmentSheet

urlpatterns = AppointmentSheet().urls()
