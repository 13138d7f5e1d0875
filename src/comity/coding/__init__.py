"""Sentences and mentions to events and statements."""

from comity.coding.coder import Coder

__all__ = ["Coder"]
