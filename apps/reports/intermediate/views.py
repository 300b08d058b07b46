from django.http import Http404
from django.views.decorators.http import require_safe

from apps.documents.http import pdf_response
from apps.opinions.intermediate.reading import documents_named_by
from apps.opinions.models import HandOver

from ..views import for_readers


@require_safe
@for_readers
def pdf(request, pk, code):
    """The frozen paper of an intermediate opinion, for who may read the final one that names it, in any edition."""
    editions = HandOver.objects.visible_to(request.user).filter(opinion=pk).select_related("opinion__pilot")
    document = next((found for one in editions for found in documents_named_by(one).filter(code=code)), None)
    if document is None:
        raise Http404
    return pdf_response(request, document, document.title)
