"""Who is meant: names, offices through time, sides, and what stands for them in a document."""

from comity.actors.lexicon import Hit, Lexicon, Name, Role, check
from comity.actors.lookup import lookup
from comity.actors.own import COLUMNS as OWN_COLUMNS

__all__ = ["OWN_COLUMNS", "Hit", "Lexicon", "Name", "Role", "check", "lookup"]
