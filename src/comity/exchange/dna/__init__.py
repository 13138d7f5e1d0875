"""Databases of the Discourse Network Analyzer (DNA) 3: SQLite files of documents, stretches of which are coded as
statements, each with a person, an organization, a concept and an agreement that is yes or no."""

from comity.exchange.dna.reading import read
from comity.exchange.dna.writing import write

__all__ = ["read", "write"]
