import pytest

pytestmark = [pytest.mark.urls("tests.look.sample"), pytest.mark.django_db]


def theme(page):
    return page.content.decode().split('data-bs-theme="')[1].split('"')[0]


@pytest.mark.parametrize("look", ["light", "dark", "auto"])
def test_the_chosen_look_is_in_the_very_first_byte_of_the_next_page(client, director, look):
    client.force_login(director)
    chosen = client.post("/wyglad/", {"look": look, "next": "/wzor/"})

    assert (chosen.status_code, chosen["Location"]) == (302, "/wzor/")
    assert theme(client.get("/wzor/")) == look


@pytest.mark.parametrize("look", ["", "red", '"><script>'])
def test_an_unknown_look_is_the_system_s(client, director, look):
    client.force_login(director)
    client.post("/wyglad/", {"look": look})
    assert theme(client.get("/wzor/")) == "auto"

    client.cookies["wyglad"] = look
    assert theme(client.get("/wzor/")) == "auto"


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_one_goes_back_only_to_this_site(client, director, address):
    client.force_login(director)
    assert client.post("/wyglad/", {"look": "dark", "next": address})["Location"] == "/"


@pytest.mark.parametrize("address", ["osoby", "desk:home", "²", "a\nSet-Cookie: b=c"])
def test_a_word_is_no_name_of_a_page(client, director, address):
    """`redirect` would look for a page of that name, and fail."""
    client.force_login(director)
    answer = client.post("/wyglad/", {"look": "dark", "next": address})
    assert (answer.status_code, "b" in answer.cookies) == (302, False)


def test_a_look_is_not_chosen_by_a_link(client, director):
    client.force_login(director)
    assert client.get("/wyglad/?look=dark").status_code == 405
