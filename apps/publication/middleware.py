from http.cookies import SimpleCookie

from django.utils.cache import has_vary_header

PUBLIC = "/bip/"


class PublicPages:
    """Pages of the bulletin are the same for everybody: nobody is recognised there, no cookie is read or set, and any
    cache may keep them. Stands before everything that reads the session."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith(PUBLIC):
            return self.get_response(request)
        request.COOKIES = {}
        response = self.get_response(request)
        response.cookies = SimpleCookie()
        if has_vary_header(response, "Cookie"):
            kept = [name.strip() for name in response["Vary"].split(",") if name.strip().lower() != "cookie"]
            del response["Vary"]
            if kept:
                response["Vary"] = ", ".join(kept)
        return response
