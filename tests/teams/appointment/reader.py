"""Reads an appointment back from the plain text of the order. Independent of the program: it knows only the words and
punctuation that a lawyer would look for, and refuses what is numbered or punctuated wrongly."""

import re
from dataclasses import dataclass, field

_PERSON = r"(?P<name>[A-ZĄĆĘŁŃÓŚŹŻ][\w-]+(?: [A-ZĄĆĘŁŃÓŚŹŻ][\w-]+)+)(?:, (?P<job>.+))?"


@dataclass
class Read:
    name: str
    people: list = field(default_factory=list)  # (function, gender when the word says it, name, job)
    tasks: list = field(default_factory=list)
    quorum: str = ""
    majority: str = ""
    casting_vote: bool = False
    circular: bool = False
    dissent: str = ""
    presides: str = ""


def read(text):
    paragraphs = split_paragraphs(text)
    found = Read(re.match(r"(?:1\. )?Powołuje się (.+?), zwany dalej „Zespołem”\.", paragraphs[0])[1])
    found.people = people_of(paragraphs[1])
    found.tasks = tasks_of(paragraphs[2])
    work = paragraphs[3]
    found.majority, found.quorum = re.search(
        r"rozstrzygnięcia (\w+) większością głosów w obecności (.+?) swoj", work
    ).groups()
    found.casting_vote = "rozstrzyga głos prowadzącego" in work
    found.circular = "w trybie obiegowym" in work
    found.dissent = (re.search(r"w terminie (.+?) od dnia przyjęcia opinii", work) or ["", ""])[1]
    found.presides = re.search(r"Pracami Zespołu kieruje (\w+)", work)[1]
    return found


def split_paragraphs(text):
    """Texts of § 1, § 2 …; their numbers must run without a gap, and each must end with a full stop."""
    parts = re.split(r"^§ (\d+)\. ", text, flags=re.MULTILINE)[1:]
    numbers, bodies = [int(n) for n in parts[::2]], [body.strip() for body in parts[1::2]]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(body.endswith(".") and not body.endswith("..") for body in bodies)
    return bodies


def points(lines):
    """Points with the letters under them: [(text, [letters])]; marks must run, ends must be ; ; … . and , , … ; or ."""
    found = []
    for line in lines:
        if point := re.fullmatch(r"(\d+)\) (.+)", line):
            assert int(point[1]) == len(found) + 1, line
            found.append((point[2], []))
        elif letter := re.fullmatch(r"(z*[a-z])\) (.+)", line):
            below = found[-1][1]
            assert letter[1] == nth_letter(len(below)), line
            below.append(letter[2])
    for place, (text, letters) in enumerate(found):
        closing = "." if place == len(found) - 1 else ";"
        if letters:
            assert text.endswith(":"), text
            assert [letter[-1] for letter in letters] == [","] * (len(letters) - 1) + [closing], letters
        else:
            assert text[-1] == closing, text
    return [(without_mark(text), [without_mark(letter) for letter in letters]) for text, letters in found]


def without_mark(text):
    """The full stop after „2018 r” is at once the mark of the abbreviation and of the sentence."""
    return text if text.endswith(" r.") else text[:-1]


def nth_letter(place):
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    return alphabet[place] if place < 26 else "z" + alphabet[place - 26]


def people_of(paragraph):
    if alone := re.fullmatch(r"W skład Zespołu wchodzi (.+\.)", paragraph):
        return [person(without_mark(alone[1]))]
    first, *lines = paragraph.splitlines()
    assert first == "W skład Zespołu wchodzą:"
    people = []
    for text, letters in points(lines):
        if letters:
            assert text in ("członkowie", "członkinie"), text
            people += [person(f"{text} – {letter}") for letter in letters]
        else:
            people.append(person(text))
    return people


def person(text):
    word, _, rest = text.partition(" – ")
    functions = {
        "przewodnicząca": ("chair", "f"),
        "przewodniczący": ("chair", "m"),
        "zastępca przewodniczącej": ("deputy", "chair f"),
        "zastępca przewodniczącego": ("deputy", "chair m"),
        "sekretarz": ("secretary", ""),
        "członek": ("member", "m"),
        "członkini": ("member", "f"),
        "członkowie": ("member", "some m"),
        "członkinie": ("member", "all f"),
    }
    named = re.fullmatch(_PERSON, rest)
    return (*functions[word], named["name"], named["job"] or "")


def tasks_of(paragraph):
    whole = re.split(r"^2\. ", paragraph.removeprefix("1. "), flags=re.MULTILINE)[0].strip()
    if alone := re.fullmatch(r"Do zadań Zespołu należy (.+\.)", whole):
        return [without_mark(alone[1])]
    first, *lines = whole.splitlines()
    assert first == "Do zadań Zespołu należy:"
    return [text for text, _ in points(lines)]
