"""Records and Parquet parts: the ledger on disk, written by the flow and read by everybody."""

from comity.ledger.filters import Filter
from comity.ledger.reader import Ledger

__all__ = ["Filter", "Ledger"]
