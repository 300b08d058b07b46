"""The longest walk: an order appoints a small team for one product; the team plans, proves, writes, agrees and votes;
WRZOS returns the opinion with remarks, and accepts the next edition. The example pilot ended in 2019, so a product
that closes after it may be voted on."""

import io
import re

import pytest
import xlsxwriter

from apps.core import clock
from tests.browser import follow
from tests.gate import assert_gate, pdf_text

from . import adopting
from .adopting import begin, close, confirm, dissent, editor, file_remark, part, put_to_vote, vote
from .steps import fetched, letters, link, member, menu, pick, send

TEAM = "Zespół do spraw oceny usług"
TOOL = "Ankieta dla pracowników (przykład)"
PROCESS, FORM = "Ocena procesu organizowania usługi", "Ocena wybranej formy realizacji usługi"
WRITTEN = {
    PROCESS: "Koordynator umawia pierwszą rozmowę w ciągu trzech dni.",
    FORM: "Usługa w domu klienta sprawdziła się lepiej niż w ośrodku.",
}
MERGED = "Koordynatora usług zatrudniać na pełny etat i wyznaczyć mu zastępcę."
LAW = {"Treść rekomendacji": "Dopuścić ustalanie zakresu usług w porozumieniu z klientem.",
       "Akt prawny": "ustawa o pomocy społecznej", "Przepis": "art. 50 ust. 5"}  # fmt: skip
DISSENT = "Nie zgadzam się z R1: jeden etat to za mało."
REMARKS = {PROCESS: "Proszę podać, ilu klientów to dotyczy.", "": "Proszę ujednolicić nazwy stanowisk."}
ADDED = "Dotyczy to czterdziestu klientów."
ANSWERS = {1: "Dodano liczbę klientów.", 2: "Wszędzie jest teraz „koordynator usług”."}


@pytest.fixture
def people(somebody):
    names = {
        "director": "roman.zastepczy",
        "chair": "swietoslawa.schematyczna",
        "writer": "halina.niedookreslona",
        "opponent": "krzysztof.pozorny",
        "reviewer": "recenzentka",
    }
    return {role: somebody(name) for role, name in names.items()}


def test_from_an_order_to_acceptance_by_wrzos(people, look):
    director, writer, reviewer = people["director"], people["writer"], people["reviewer"]
    order = appoint(director)
    carry_out(people, look)
    address = begin(writer, "3")
    write(people, address, look)
    first = adopt(people, address)
    hand_over(director, address, look)
    send_back(reviewer, look)
    second = adopt_again(people, address, look)
    hand_over(director, address, adopting.unseen)
    accept(reviewer, look, first, second)
    assert_it_is_told(people, address, look, order)


# an order, its tasks and what shows that they were done


def appoint(page):
    """The number of the order."""
    link(page, "Nowe zarządzenie")
    link(page, "Powołanie zespołu")
    page.get_by_label("Nazwa zespołu").fill(TEAM)
    page.get_by_label("Podstawa prawna").fill("§ 5 ust. 1 Statutu Miejskiego Ośrodka Pomocy Rodzinie w Przykładowie")
    composition = [("Schematyczna", "chair"), ("Niedookreślona", "secretary"), ("Pozorny", "member")]
    for place, (person, function) in enumerate(composition):
        member(page, place, person, function)
    page.get_by_label("Zadania zespołu").fill("ocena usług zorganizowanych w pilotażu")
    page.get_by_label(re.compile(r"^3\s–\s")).check()
    page.get_by_label("Termin na zdanie odrębne").fill("5")
    send(page, "Sprawdź i wydaj…")
    number = re.search(r"Planowany numer: (\S+)\.", page.locator(".lead").inner_text())[1]
    send(page, f"Wydaj zarządzenie nr {number}")
    return number


def carry_out(people, look):
    director, writer = people["director"], people["writer"]
    before = gaps(director, "3")
    look_at_the_board(writer, look)
    plan(writer, "Halina Niedookreślona", look)
    add_file(writer, look)
    add_statement(writer, look)
    finish(writer, look)
    for task, seeing in {"3.1": look, "3.2": adopting.unseen}.items():
        state(director, task, "Stanowisko koordynatora utworzono, a schemat opisano.", seeing)
    assert (len(before), gaps(director, "3")) == (4, ["Praca nierozpoczęta"])


def gaps(page, code):
    """What the coverage board says the product lacks, row by row."""
    menu(page, "Wdrażanie")
    link(page, "Pokrycie Tabeli 1: czego jeszcze brakuje")
    cells = page.get_by_role("region", name=re.compile(rf"^{code}\. ")).locator("tbody td:first-child")
    return [cell.inner_text().split("\n")[0] for cell in cells.all()]


def look_at_the_board(page, look):
    menu(page, "Wdrażanie")
    look(page, "zadania")


def open_task(page, label):
    menu(page, "Wdrażanie")
    link(page, re.compile(rf"^{re.escape(label)}\. "))


def plan(page, person, look):
    open_task(page, "3.3")
    look(page, "zadanie")
    link(page, "Ustal wykonawców i termin")
    page.get_by_label("Termin").fill(f"{clock.today():%-d.%m.%Y}")
    page.get_by_label(re.compile(f"^{person}")).check()
    look(page, "plan")
    send(page, "Zapisz plan")


def add_file(page, look):
    """A result of a tool of WRZOS, as a spreadsheet."""
    link(page, "plik")
    page.get_by_label("Tytuł").fill("Wyniki ankiety o koordynowaniu usług")
    page.get_by_label("Z dnia").fill("2.09.2019")
    page.get_by_label("Plik").set_input_files({"name": "wyniki.xlsx", "mimeType": "", "buffer": sheet_of_results()})
    page.get_by_label("Narzędzie ewaluacyjne WRZOS").select_option(label=TOOL)
    look(page, "nowy-plik")
    send(page, "Dodaj dowód")
    look(page, "dowod")


def sheet_of_results():
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.add_worksheet("Wyniki").write_row(0, 0, ["zadowoleni", 11])
    return file.getvalue()


def add_statement(page, look):
    open_task(page, "3.3")
    link(page, "oświadczenie")
    page.get_by_label("Tytuł").fill("Oświadczenie koordynatorki")
    page.get_by_label("Z dnia").fill("3.09.2019")
    page.get_by_label("Treść oświadczenia").fill("Od maja umawiam pierwsze rozmowy w ciągu trzech dni.")
    look(page, "nowe-oswiadczenie")
    send(page, "Dodaj dowód")


def finish(page, look):
    open_task(page, "3.3")
    send(page, "Oznacz jako wykonane")
    look(page, "zadanie-wykonane")


def state(page, label, statement, look):
    """Done without a plan; a statement is what shows it."""
    open_task(page, label)
    follow(page.get_by_role("region", name="Zmień stan").get_by_role("link", name="Oznacz jako wykonane"))
    page.get_by_label("Oświadczenie").fill(statement)
    look(page, "oznacz-jako-wykonane")
    send(page, "Oznacz jako wykonane")
    page.get_by_text(f"Zadanie {label} jest wykonane.").wait_for()


# writing


def write(people, address, look):
    writer = people["writer"]
    write_a_section(writer, PROCESS, look)
    write_a_section(writer, FORM)
    propose(people, address, look)
    writer.reload()
    merge(writer, look)
    recommend(writer, address, look)


def write_a_section(page, title, look=adopting.unseen):
    """Saved by itself; the evidence stands beside."""
    part(page, title)
    editor(page).click()
    page.keyboard.type(WRITTEN[title])
    page.get_by_text(re.compile(r"^Zapisano \d")).wait_for()
    send(page, re.compile("^powołaj dowód D3"))
    look(page, "czesc")
    link(page, "Wróć do dokumentu")


def propose(people, address, look):
    """Two members, blind to each other."""
    writer, opponent = people["writer"], people["opponent"]
    link(writer, "Propozycje członków zespołu")
    look(writer, "zbieranie-propozycji")
    send(writer, "Zacznij zbieranie propozycji")
    look(writer, "propozycje")
    opponent.goto(address)
    link(opponent, "Propozycje członków zespołu")
    for page, words in [
        (writer, "Zatrudnić koordynatora usług na pełny etat."),
        (opponent, "Koordynatora usług zatrudnić na dwa etaty."),
    ]:
        link(page, "Rekomendacja: zmiana w modelu")
        page.get_by_label("Treść rekomendacji").fill(words)
        send(page, "Zapisz propozycję")
        send(page, "Złóż swoje propozycje (1)")
    look(opponent, "propozycje-zlozone")


def merge(page, look):
    send(page, "Zamknij zbieranie")
    look(page, "uzgadnianie-propozycji")
    for words in ("na pełny etat", "na dwa etaty"):
        page.get_by_label(re.compile(words)).check()
    send(page, "Połącz zaznaczone")
    page.get_by_label("Treść rekomendacji").fill(MERGED)
    look(page, "polacz")
    send(page, "Połącz")
    look(page, "polaczone")


def recommend(page, address, look):
    page.goto(address)
    link(page, re.compile("^Dodaj rekomendację: zmiana w przepisach"))
    for label, text in LAW.items():
        page.get_by_label(label).fill(text)
    send(page, "Zapisz rekomendację")
    for place, number in enumerate(["D3", "D4"]):
        page.get_by_label(re.compile("^Dowód: ")).nth(place).fill(number)
        follow(page.get_by_role("button", name="Powołaj dowód").nth(place))
    look(page, "rekomendacje-z-dowodami")


# adopting


def adopt(people, address):
    writer, chair, opponent = people["writer"], people["chair"], people["opponent"]
    circulate(writer, address)
    file_remark(opponent, address, "Brakuje kosztów.")
    adopting.answer_remark(writer, address, "Koszty opisuje raport finansowy.")
    put_to_vote(chair, address)
    for page, choice in [(writer, "Głosuję za"), (chair, "Głosuję za"), (opponent, "Głosuję przeciw")]:
        vote(page, address, choice)
    close(chair, address)
    dissent(opponent, address, DISSENT)
    said = [*WRITTEN.values(), MERGED, LAW["Przepis"], DISSENT, TOOL, "za: 2, przeciw: 1"]
    return confirm(chair, address, said)


def circulate(page, address):
    page.goto(address)
    link(page, "Przekaż do uzgodnień w zespole")
    send(page, "Przekaż do uzgodnień w zespole")


def hand_over(page, address, look):
    """This opinion alone of all that wait."""
    menu(page, "Opinie")
    link(page, "Przekaż potwierdzone do WRZOS")
    look(page, "przekaz-zaznaczone")
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_role("checkbox", name=re.compile("^3")).check()
    send(page, "Przekaż zaznaczone do WRZOS")


# WRZOS


def find(page):
    menu(page, "Biblioteka")
    page.get_by_label("Ośrodek", exact=True).select_option(label="MOPR w Przykładowie")
    page.get_by_label("Produkt", exact=True).select_option("3")
    send(page, "Pokaż")
    link(page, re.compile("^3"))


def send_back(page, look):
    find(page)
    look(page, "do-oceny")
    for chapter, body in REMARKS.items():
        pick(page.get_by_label("Czego dotyczy nowa uwaga"), chapter or "całość")
        send(page, "Napisz uwagę")
        page.get_by_label("Treść uwagi").fill(body)
        if chapter:
            look(page, "uwaga-recenzentki")
        send(page, "Zapisz uwagę")
    link(page, "Zwróć do poprawy")
    page.get_by_label("Dlaczego dokument wraca do poprawy").fill("Brakuje liczb.")
    page.get_by_label("Do kiedy ośrodek ma przekazać").fill(f"31.12.{clock.today().year + 1}")
    look(page, "zwroc")
    send(page, "Dalej: sprawdź przed zwrotem")
    look(page, "sprawdz-przed-zwrotem")
    send(page, "Zwróć do poprawy")
    look(page, "zwrocona")


def adopt_again(people, address, look):
    writer, chair = people["writer"], people["chair"]
    writer.goto(address)
    look(writer, "zwrocona-do-zespolu")
    send(writer, "Wróć do pracy nad tekstem")
    part(writer, PROCESS)
    editor(writer).press("End")
    writer.keyboard.type(f" {ADDED}")
    send(writer, "Zapisz tę część")
    look(writer, "nastepne-wydanie")
    for number, seeing in {1: look, 2: adopting.unseen}.items():
        answer_wrzos(writer, address, number, ANSWERS[number], seeing)
    circulate(writer, address)
    put_to_vote(chair, address)
    for page in (writer, chair, people["opponent"]):
        vote(page, address, "Głosuję za")
    close(chair, address)
    return confirm(chair, address, [ADDED, *REMARKS.values(), *ANSWERS.values(), "za: 3"], look)


def answer_wrzos(page, address, number, body, look):
    page.goto(address)
    link(page, f"Odpowiedz na uwagę nr {number}")
    page.get_by_label("uwzględniona", exact=True).check()
    page.get_by_label(re.compile("^Odpowiedź")).fill(body)
    look(page, "odpowiedz-na-uwage-wrzos")
    send(page, "Zapisz odpowiedź")
    look(page, "uwagi-wrzos")


def accept(page, look, first, second):
    find(page)
    look(page, "drugie-wydanie")
    changes = page.get_by_role("region", name="Co się zmieniło")
    assert [changes.get_by_text(text).count() for text in (ADDED, *REMARKS.values())] == [1, 1, 1]
    assert fetched(page, "Otwórz PDF w przeglądarce") == second
    link(page, "wydania 1")
    look(page, "wydanie-pierwsze")
    assert fetched(page, "Otwórz PDF w przeglądarce") == first
    find(page)
    link(page, "Przyjmij jako ostateczną")
    look(page, "przyjmij")
    send(page, "Przyjmij jako ostateczną")
    look(page, "przyjeta-przez-wrzos")


def assert_it_is_told(people, address, look, order):
    assert_the_library_and_the_register_tell(people["reviewer"], look)
    director = people["director"]
    assert gaps(director, "3") == []
    director.goto(address)
    look(director, "ostateczna")
    assert_the_story_tells(director, look, order)


def assert_the_library_and_the_register_tell(page, look):
    menu(page, "Biblioteka")
    pick(page.get_by_label("Stan", exact=True), "ostateczn")
    send(page, "Pokaż")
    assert any("MOPR w Przykładowie" in line.inner_text() for line in page.locator("tbody tr").all())
    menu(page, "Rekomendacje")
    look(page, "rejestr-rekomendacji")
    page.get_by_label("Przepis").fill("art. 50 ust. 5")
    send(page, "Pokaż")
    assert LAW["Treść rekomendacji"] in page.get_by_role("main").inner_text().replace("\xa0", " ")


def assert_the_story_tells(page, look, order):
    link(page, "Cała historia, od zarządzenia")
    look(page, "cala-historia")
    told = letters(page.get_by_role("main").inner_text())
    pdf = fetched(page, "Pobierz PDF")
    assert_gate(pdf)
    for said in [order, "zdanie odrębne", "zwróc", "przyję"]:
        assert (letters(said) in told, letters(said) in letters(pdf_text(pdf))) == (True, True), said
