"""Charts as Altair objects from plain rows: a notebook shows them as they are, `save` writes them as SVG, PNG or HTML.

Every function takes rows (mappings) and a title, and gives a chart for no row and for one row too.
"""

from comity.show.charts.coding import confusion, reliability
from comity.show.charts.files import ENDINGS, check, save, svg
from comity.show.charts.lanes import timeline
from comity.show.charts.look import stacked
from comity.show.charts.maps import places
from comity.show.charts.matrix import issues
from comity.show.charts.series import quads, scores
from comity.show.charts.ties import network

__all__ = [
    "ENDINGS",
    "check",
    "confusion",
    "issues",
    "network",
    "places",
    "quads",
    "reliability",
    "save",
    "scores",
    "stacked",
    "svg",
    "timeline",
]
