"""Ledger to tables: how a relationship stands and moves."""

from comity.analyse.countries import country_code, country_name
from comity.analyse.relationship import Relationship, relationship

__all__ = ["Relationship", "country_code", "country_name", "relationship"]
