from django.urls import path

from .views import contracts, documents

urlpatterns = [
    path("", documents.documents, name="documents"),
    path("nowy/", documents.document_new, name="document_new"),
    path("drzewo/<int:pilot_pk>/", documents.documents_lay, name="documents_lay"),
    path("umowy/", contracts.contracts, name="contracts"),
    path("umowy/nowa/", contracts.contract_new, name="contract_new"),
    path("umowy/<int:pk>/", contracts.contract, name="contract"),
    path("umowy/<int:pk>/zmien/", contracts.contract_edit, name="contract_edit"),
    path("umowy/<int:pk>/przed-czasem/", contracts.contract_end, name="contract_end"),
    path("umowy/<int:pk>/do-konca/", contracts.contract_resume, name="contract_resume"),
    path("<int:pk>/", documents.document, name="document"),
    path("<int:pk>/zmien/", documents.document_edit, name="document_edit"),
    path("<int:pk>/wycofaj/", documents.document_withdraw, name="document_withdraw"),
    path("<int:pk>/przywroc/", documents.document_restore, name="document_restore"),
]
