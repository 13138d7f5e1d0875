"""Whom a brief can be about: countries and bodies by code, one of their sectors, people and bodies by name.

A side is a *key*: a code ("KOR", "UNO"), a code with a PLOVER sector as the field writes it ("KORMIL"), or a name as the
ledger has it ("NATO", "Vladimir Putin").
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from comity.analyse.countries import HOW_TO_NAME, country_code, nearest, sector_of
from comity.errors import OptionError
from comity.model import Entity

if TYPE_CHECKING:
    from comity.analyse.record import Tables

_SHOWN = 5  # names in a message


def party(tables: Tables, text: str) -> str:
    """The key of a country, a body or a person, by code or name. Raises OptionError with the likeliest where there is none,
    or more than one."""
    try:
        return country_code(text)
    except OptionError as error:
        return _code(tables, text.strip().upper()) or _somebody(tables, text, error)


def _code(tables: Tables, code: str) -> str:
    """A code of the ledger's own, or a country's with a sector; "" for anything else."""
    return code if sector_of(code) or code in set(_each(tables, "country")) else ""


def _somebody(tables: Tables, text: str, error: OptionError) -> str:
    people = sorted(set(_each(tables, "name")))
    found = _by_name(" ".join(text.split()), people)
    if len(found) == 1:
        return found[0]
    if found:
        shown = ", ".join(found[:_SHOWN]) + (" and others" if len(found) > _SHOWN else "")
        raise OptionError(f"{text!r} may be {shown}: give the whole name.") from error
    near = [*nearest(text), *_alike(text, people)]
    remedy = f"Did you mean {' or '.join(near)}?" if near else HOW_TO_NAME
    raise OptionError(f"No country is called {text!r}, nor is anybody in the ledger. {remedy}") from error


def _alike(text: str, people: Iterable[str]) -> list[str]:
    """Names of which a word is much like the text, or the whole."""
    by_word = {word: name for name in people for word in (*name.split(), name)}
    return list(dict.fromkeys(by_word[w] for w in difflib.get_close_matches(text, by_word, 2, 0.75)))


def _by_name(wanted: str, people: Iterable[str]) -> list[str]:
    """Whoever has just this name, else all whose names it is a part of."""
    folded = wanted.casefold()
    exact = [name for name in people if name.casefold() == folded]
    return exact or [name for name in people if folded and folded in name.casefold()]


def _each(tables: Tables, field: str) -> list[str]:
    """A field of everybody who takes part in a record, empty ones left out."""
    events, statements = tables.events(), tables.statements()
    columns = [events[c] for c in ("actor", "recipient")] + [statements[c] for c in ("speaker", "about")]
    found = [c.explode().struct.field(field).drop_nulls().unique() for c in columns if len(c)]
    return [value for column in found for value in column.to_list() if value]


def cast(entities: Iterable[Entity], keys: Collection[str]) -> tuple[Entity, ...]:
    """Entities under the sides that they stand for: whoever is a side by name or sector has its key for a country."""
    return tuple(_cast(entity, keys) for entity in entities)


def _cast(entity: Entity, keys: Collection[str]) -> Entity:
    for key in (entity.name, entity.country + entity.sector):
        if key in keys and key != entity.country:
            return replace(entity, country=key)
    return entity


def keys_in(column: str) -> pl.Expr:
    """Every key that an entity of the column could be meant by, as a list."""
    one = pl.element().struct.field
    country, name, sector = (one(field).fill_null("") for field in ("country", "name", "sector"))
    each = [pl.col(column).list.eval(value) for value in (country, name, country + sector)]
    return pl.concat_list(*(e.fill_null(pl.lit([], dtype=pl.List(pl.String))) for e in each))
