"""Who is meant: names, offices through time, sides, and what stands for them in a document."""

from comity.actors.lexicon import Lexicon
from comity.actors.lookup import lookup
from comity.actors.mentions import Resolver

__all__ = ["Lexicon", "Resolver", "lookup"]
