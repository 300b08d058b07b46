from django.urls import path

from . import views

urlpatterns = [
    path("historia/", views.story, name="product_story"),
    path("historia/pdf/", views.story_pdf, name="product_story_pdf"),
]
