"""A team's order through all that may follow it: amended, consolidated, signed, published, read and confirmed."""

import re
from concurrent.futures import ThreadPoolExecutor

from tests.browser import follow
from tests.gate import assert_gate
from tests.signatures import signing

from .steps import fetched, letters, link, member, menu, pick, printed, rows, send, sheet

TEAM = "Zespół do spraw dostępności"
PEOPLE = [
    ("Zmyślona Zofia", "chair"),
    ("Makietowa Łucja", "secretary"),
    ("Fikcyjny Stefan", "member"),
    ("Modelowa Barbara", "member"),
]


def test_an_order_is_amended_signed_published_and_read(somebody, visitor, look):
    director = somebody("helena.wzornikowa")
    number = appoint(director, look)
    order = director.url
    amending = change_the_composition(director, look)
    consolidate(director, look, order, amending)
    signed = sign(director, look, order)
    a_stranger_verifies(visitor(), look, code_of(director, order), amending, signed)
    public = publish(director, look, order)
    a_stranger_reads(visitor(), look, public, number)
    ask(director, look, order)
    confirm(somebody("lucja.makietowa"), look, number, amending)
    see_who_confirmed(director, look, order)


def new_order(page, kind):
    page.goto("/zarzadzenia/nowe/")
    link(page, kind)


def appoint(page, look):
    page.goto("/zarzadzenia/nowe/")
    look(page, "rodzaje")
    link(page, "Powołanie zespołu")
    page.get_by_label("Nazwa zespołu").fill(TEAM)
    for place, (person, function) in enumerate(PEOPLE):
        member(page, place, person, function)
    page.get_by_label("Zadania zespołu").fill("przegląd dostępności budynków\nprzegląd dostępności stron internetowych")
    page.get_by_label("Obsługę zespołu zapewnia").fill("Dział Organizacyjny")
    return issue(page, look, "powolanie")


def issue(page, look, name):
    """From the form to the issued order; its number."""
    look(page, f"{name}-formularz")
    send(page, "Sprawdź i wydaj…")
    look(page, f"{name}-sprawdz")
    number = re.search(r"Planowany numer: (\S+)\.", page.locator(".lead").inner_text())[1]
    send(page, f"Wydaj zarządzenie nr {number}")
    look(page, f"{name}-wydane")
    pdf = fetched(page, "Otwórz PDF")
    assert_gate(pdf)
    assert printed(pdf) == sheet(page)
    return number


def change_the_composition(page, look):
    """Stefan leaves, Ewa comes: the amending text follows from two ticks."""
    new_order(page, "Zmiana składu zespołu")
    look(page, "zmiana-pusta")
    pick(page.get_by_label("Zespół"), TEAM)
    send(page, "Pokaż skład w tym dniu")
    seat = page.get_by_role("group", name="Stefan Fikcyjny")
    seat.get_by_label("odchodzi").check()
    member(page, 0, "Próbna Ewa", "member")
    number = issue(page, look, "zmiana")
    assert letters("uchyla się lit. a") in sheet(page)
    return number


def consolidate(page, look, order, amending):
    page.goto(order)
    assert f"nr {amending}" in page.get_by_role("main").inner_text().replace("\xa0", " ")
    link(page, re.compile("[Tt]ekst ujednolicony"))
    look(page, "tekst-ujednolicony")
    text = sheet(page)
    assert letters("a) (uchylona),") in text
    assert letters("Ewa Próbna") in text
    pdf = fetched(page, "Otwórz PDF")
    assert_gate(pdf)
    assert printed(pdf) == text
    link(page, "Porównaj dwa dni")
    look(page, "porownanie")


def sign(page, look, order):
    """The director downloads the PDF, signs it elsewhere and brings it back."""
    page.goto(order)
    pdf = fetched(page, "Otwórz PDF")
    signed = elsewhere(signing.pades, pdf, signing.identity("Helena", "Wzornikowa"))
    link(page, "Podpisz i dołącz podpisany egzemplarz")
    look(page, "podpis")
    page.get_by_label("Plik", exact=True).set_input_files(file(signed))
    send(page, "Sprawdź i dołącz")
    look(page, "podpisany-egzemplarz")
    [finding] = rows(page, "Odczytane podpisy")
    assert finding[0].startswith("Helena Wzornikowa")
    assert "Plik zaczyna się od tych samych bajtów" in page.get_by_role("main").inner_text()
    return pdf, signed


def file(content):
    return {"name": "zarzadzenie.pdf", "mimeType": "application/pdf", "buffer": content}


def elsewhere(work, *args):
    """In a thread of its own: the browser's event loop runs in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work, *args).result()


def code_of(page, order):
    page.goto(order)
    return page.locator("aside a[href^='/sprawdz/']").first.inner_text()


def a_stranger_verifies(page, look, code, amending, files):
    """The code tells how the order stands today; a dropped file is compared in the browser, and sent nowhere."""
    page.goto(f"/sprawdz/{code}/")
    told = page.get_by_role("main").inner_text().replace("\xa0", " ")
    assert ("obowiązuje ze zmianami" in told, f"nr {amending}" in told) == (True, True)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    answers = ["To wierna kopia", "To podpisany egzemplarz", "To inny plik"]
    for content, answer in zip([*files, b"%PDF-1.7 inny"], answers, strict=True):
        page.get_by_label("Wskaż plik").set_input_files(file(content))
        page.get_by_role("status").get_by_text(answer).wait_for()
    assert asked == []
    look(page, "sprawdzony-plik")


def publish(page, look, order):
    """The second step shows what goes out; the address of the public page."""
    page.goto(order)
    link_beside(page, "Przygotuj publikację")
    page.get_by_label("Pomiń dane członków zespołu").check()
    look(page, "publikacja")
    send(page, "Pokaż, co będzie publiczne")
    look(page, "publikacja-podglad")
    assert not {"fikcyjny", "modelowa"} & names(sheet(page))
    send(page, "Opublikuj w BIP")
    look(page, "opublikowane")
    return page.get_by_role("link", name="Strona publiczna").first.get_attribute("href")


def link_beside(page, name):
    follow(page.get_by_role("complementary").get_by_role("link", name=name).first)


def names(text):
    """Which members' surnames stand in a text."""
    return {surname for surname in ("fikcyjny", "modelowa", "zmyślona", "makietowa") if surname in text.lower()}


def a_stranger_reads(page, look, public, number):
    page.goto(public)
    look(page, "bip-zarzadzenie")
    pdf = fetched(page, "Otwórz PDF")
    assert_gate(pdf)
    assert names(printed(pdf)) == names(sheet(page)) == {"zmyślona", "makietowa"}
    data = page.request.get(f"{public.rstrip('/')}.json").json()
    assert data["zarzadzenie"]["numer"] == number
    assert names(str(data)) == {"zmyślona", "makietowa"}
    follow(page.get_by_role("link", name="BIP: zarządzenia").first)
    look(page, "bip")


def ask(page, look, order):
    page.goto(order)
    link_beside(page, "Poproś o zapoznanie się")
    page.get_by_label("osoby ze składu zespołu").check()
    pick(page.get_by_label("Zespół"), TEAM)
    page.get_by_label("Termin potwierdzenia").fill("1.12.2100")
    look(page, "prosba")
    send(page, "Sprawdź, kogo poprosimy")
    look(page, "prosba-sprawdz")
    send(page, re.compile("^Poproś o zapoznanie się: "))
    look(page, "kto-potwierdzil")
    assert_gate(fetched(page, "Lista do podpisu (PDF)"))


def confirm(page, look, number, amending):
    """An employee finds it among her matters, reads the text in force and confirms with one button."""
    look(page, "moje-sprawy-czytelniczki")
    link(page, f"Zapoznaj się z zarządzeniem nr {number}")
    assert f"w brzmieniu nadanym zarządzeniem nr {amending}" in page.get_by_role("main").inner_text().replace(
        "\xa0", " "
    )
    assert letters("Ewa Próbna") in sheet(page)
    look(page, "przeczytaj")
    send(page, re.compile("^Potwierdzam, że zapoznałam się"))
    page.get_by_text("Potwierdzenie zostało zapisane.").wait_for()
    look(page, "potwierdzone")


def see_who_confirmed(page, look, order):
    page.goto(order)
    link_beside(page, "Kto potwierdził, a kto nie")
    look(page, "lista-potwierdzen")
    assert [cells[0].split("\n")[0] for cells in rows(page, "Osoby, które potwierdziły")] == ["Makietowa Łucja"]
    assert len(rows(page, "Osoby, które jeszcze nie potwierdziły")) == 3
    menu(page, "Moje sprawy")
    assert "czeka na potwierdzenie 3 osób" in page.get_by_role("main").inner_text().replace("\xa0", " ")
