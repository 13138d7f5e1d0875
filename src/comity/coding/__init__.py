"""Sentences and mentions to events and statements."""

from comity.coding.coder import Coder
from comity.coding.relations import Answer, relations

__all__ = ["Answer", "Coder", "relations"]
