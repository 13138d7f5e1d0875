"""Records and Parquet parts: the ledger on disk, written by the flow and read by everybody."""

from comity.ledger.database import write_database
from comity.ledger.filters import Filter
from comity.ledger.flat import FLAT
from comity.ledger.reader import Ledger

__all__ = ["FLAT", "Filter", "Ledger", "write_database"]
