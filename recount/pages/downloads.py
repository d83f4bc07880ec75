"""Slides and data: how many commitments a deck can have a slide of."""

from recount.cells import count
from recount.report import Report
from recount.scene import Scene
from recount.shown import Shown


def check_downloads(scene: Scene, shown: Shown, report: Report) -> None:
    """Compare the choice of one slide a commitment with the commitments that match."""
    offered = [choice for choice in shown.choices if choice.endswith(", one a slide")]
    counted = [f"Add {count(len(scene.refs), 'commitment')}, one a slide"] if scene.refs else []
    report.same("commitments for slides", offered, counted)
