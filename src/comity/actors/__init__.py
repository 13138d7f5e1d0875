"""Who is meant: names, offices through time, sides, and what stands for them in a document."""

from comity.actors.lexicon import Hit, Lexicon, Name, Role
from comity.actors.lookup import lookup

__all__ = ["Hit", "Lexicon", "Name", "Role", "lookup"]
