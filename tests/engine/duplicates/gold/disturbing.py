"""What happens to an entry between two lists: pure operations on an entry."""

import re
from collections.abc import Callable, Sequence
from dataclasses import fields, replace

from tests.engine.duplicates.gold import facts, spelling
from tests.engine.duplicates.gold.facts import Entry

FACTS = tuple(field.name for field in fields(Entry) if field.name not in {"key", "name"})
type_of_road = re.compile(r"(?<=[\s\-])Stra(?:ß|ss)e|(?<=\w)stra(?:ß|ss)e", re.IGNORECASE)


def drop(entry: Entry, *names: str) -> Entry:
    return replace(entry, **dict.fromkeys(names, ""))


def only(entry: Entry, *names: str) -> Entry:
    return drop(entry, *(name for name in FACTS if name not in names))


def respell(entry: Entry, field: str, operation: str, *parameters: object) -> Entry:
    """Apply an operation on texts to a field other than the name."""
    return replace(
        entry, **{field: spelling.OPERATIONS[operation](getattr(entry, field), *parameters)}
    )


def with_town(entry: Entry, form: str) -> Entry:
    return (
        replace(entry, name=form.format(name=entry.name, town=entry.town)) if entry.town else entry
    )


def without_town(entry: Entry) -> Entry:
    town = re.escape(re.split(r"[-/ (]", entry.town)[0]) if entry.town else "(?!)"
    name = re.sub(rf"[\s,(]*\b{town}\b\)?", "", entry.name).strip(" ,-")
    return replace(entry, name=name) if name else entry


def with_person(entry: Entry, form: str) -> Entry:
    return replace(entry, name=form.format(name=entry.name, person=entry.person or "Inhaber"))


def road(entry: Entry, written: str) -> Entry:
    def rewritten(match: re.Match[str]) -> str:
        return written.capitalize() if match[0][0].isupper() else written

    return replace(entry, street=type_of_road.sub(rewritten, entry.street))


def house_range(entry: Entry, more: int) -> Entry:
    def ranged(match: re.Match[str]) -> str:
        return f"{match[0]}-{int(match[0]) + more}"

    return replace(entry, street=re.sub(r"(?<=\s)\d+$", ranged, entry.street))


def house_letter(entry: Entry, letter: str) -> Entry:
    return replace(entry, street=re.sub(r"(?<=\s)\d+$", rf"\g<0>{letter}", entry.street))


def moved(entry: Entry, turn: int) -> Entry:
    return replace(entry, street=facts.street(turn, turn=1))


def post_box(entry: Entry, number: int) -> Entry:
    return replace(entry, street=f"Postfach {number}", postcode="")


def care_of(entry: Entry, number: int) -> Entry:
    return replace(entry, street=f"c/o {facts.person(number)}, {entry.street}".rstrip(", "))


def postcode_in_town(entry: Entry) -> Entry:
    return replace(entry, town=f"{entry.postcode} {entry.town}".strip(), postcode="")


def district_only(entry: Entry) -> Entry:
    return replace(entry, town=re.split(r"[-/]", entry.town, maxsplit=1)[-1].strip())


def district_dropped(entry: Entry) -> Entry:
    return replace(entry, town=re.split(r"[-/]", entry.town, maxsplit=1)[0].strip())


def district_named(entry: Entry, district: str) -> Entry:
    return replace(entry, town=f"{entry.town}-{district}") if entry.town else entry


def town_short(entry: Entry) -> Entry:
    short = re.sub(r"\s*(?:\(.*\)|a[mn] .*|v\. ?d\. ?H.*|a\. ?d\. .*)$", "", entry.town)
    return replace(entry, town=short or entry.town)


def phone_style(entry: Entry, style: str) -> Entry:
    """Write a phone number another way: {code} without its zero, {line}, {first}, {last}."""
    code, _, line = entry.phone.partition(" ")
    if not line:
        return entry
    written = style.format(code=code.lstrip("0"), line=line, first=line[:3], last=line[3:])
    return replace(entry, phone=written)


def extension(entry: Entry, digits: str) -> Entry:
    return replace(entry, phone=f"{entry.phone}-{digits}") if entry.phone else entry


def other_phone(entry: Entry, number: int) -> Entry:
    return replace(entry, phone=f"01555 55{number:05}")


def web_style(entry: Entry, style: str) -> Entry:
    return replace(entry, web=style.format(host=entry.web)) if entry.web else entry


def other_web(entry: Entry, number: int) -> Entry:
    return replace(entry, web=f"{facts.slug(spelling.NEW_NAMES[number])}.example")


def mail_box(entry: Entry, box: str) -> Entry:
    _, at, host = entry.mail.partition("@")
    return replace(entry, mail=f"{box}@{host}") if at else entry


def mail_of_person(entry: Entry) -> Entry:
    return mail_box(entry, facts.slug(entry.person or "Buero").replace("-", "."))


def private_mail(entry: Entry, number: int) -> Entry:
    local = facts.slug(facts.person(number))
    host = facts.SHARED_HOSTS[number % len(facts.SHARED_HOSTS)]
    return replace(entry, mail=f"{local}{number}@{host}")


def register_style(entry: Entry, style: str) -> Entry:
    """Write register and court into one field: {kind}, {digits}, {court}."""
    kind, _, digits = entry.register_number.partition(" ")
    if not digits:
        return entry
    written = style.format(kind=kind, digits=digits, court=entry.register_court)
    return replace(entry, register_number=written.strip(), register_court="")


def other_register(entry: Entry, kind: str, digits: int) -> Entry:
    return replace(entry, register_number=f"{kind} {digits}") if entry.register_number else entry


def other_person(entry: Entry, number: int) -> Entry:
    return replace(entry, person=facts.person(number))


def person_style(entry: Entry, style: str) -> Entry:
    first, _, last = entry.person.partition(" ")
    if not last:
        return entry
    written = style.format(first=first, last=last, initial=first[0])
    return replace(entry, person=written)


OPERATIONS: dict[str, Callable[..., Entry]] = {
    operation.__name__: operation
    for operation in (
        drop, only, respell, with_town, without_town, with_person, road, house_range, house_letter,
        moved, post_box, care_of, postcode_in_town, district_only, district_dropped,
        district_named, town_short, phone_style, extension, other_phone, web_style, other_web,
        mail_box, mail_of_person, private_mail, register_style, other_register, other_person,
        person_style,
    )
}  # fmt: skip


def disturbed(
    entry: Entry, operations: Sequence[Sequence[object]], others: Sequence[Entry] = ()
) -> Entry:
    """Apply the operations one after the other; those on texts change the name.

    `from_row` is the one that looks elsewhere: it takes facts of another entry."""
    for name, *parameters in operations:
        if name == "from_row":
            row, *names = parameters
            entry = shared(entry, others[int(str(row))], [str(fact) for fact in names])
        elif name in OPERATIONS:
            entry = OPERATIONS[str(name)](entry, *parameters)
        else:
            entry = respell(entry, "name", str(name), *parameters)
    return entry


def shared(entry: Entry, other: Entry, names: Sequence[str]) -> Entry:
    """Give an entry facts of another: a building, a switchboard, a person with two firms."""
    taken = {name: getattr(other, name) for name in names if name != "mail_host"}
    if "mail_host" in names:
        taken["mail"] = f"{facts.slug(entry.name)[:20]}@{other.mail.partition('@')[2]}"
    return replace(entry, **taken)
