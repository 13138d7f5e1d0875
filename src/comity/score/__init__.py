"""Comity against what people coded by hand: records of a ledger (`coded`), marked pairs (`pairs`)."""

from comity.score.coded import (
    KINDS,
    KindScores,
    Scores,
    assignment,
    print_scores,
    records,
    write_misses,
)
from comity.score.pairs import (
    MarkedPair,
    PairScores,
    from_records,
    is_of_first_version,
    pair_figures,
    print_pair_scores,
    read_pairs,
    relations,
    with_marks,
    write_pair_misses,
)

__all__ = [
    "KINDS", "KindScores", "MarkedPair", "PairScores", "Scores", "assignment", "from_records", "is_of_first_version", "pair_figures", "print_pair_scores", "print_scores",
    "read_pairs", "records", "relations", "with_marks", "write_misses", "write_pair_misses",
]  # fmt: skip
