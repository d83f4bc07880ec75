"""The picture of where each status went: bands in proportion, names beside them."""

from datetime import date

import pandas as pd

from hor_data.release import Selection, read_release
from hor_exports.charts import build_flow
from hor_exports.compared import compare_view
from hor_exports.view import open_view
from tests.support.three_releases import three

TODAY = date(2026, 11, 22)


def test_bands_of_the_flow_are_in_proportion_and_names_do_not_run_together():
    releases = [read_release(content, TODAY) for content in three()]
    flow = compare_view(releases[0], open_view(releases[2], Selection())).flow
    for side in (flow.before, flow.after):
        units = {round(band.height / band.number, 6) for band in side}
        assert len(units) == 1
        names = [band.name_top for band in side]
        assert all(below - above >= 36 for above, below in zip(names, names[1:], strict=False))
        assert names[0] >= 0
        assert names[-1] + 36 <= flow.height


def test_one_of_many_has_a_thin_band_with_its_name_beside_it():
    scale = {"Complete": "complete", "Limited": "limited", "Unclear": "unclear"}
    moves = pd.DataFrame([[1, 0, 0], [0, 97, 1], [0, 0, 1]], list(scale), list(scale))
    flow = build_flow(moves, scale, scale)
    assert [round(band.height, 1) for band in flow.before] == [3.4, 333.2, 3.4]
    assert [round(band.height, 1) for band in flow.after] == [3.4, 329.8, 6.8]
    assert flow.before[0].name_top == 0
    assert flow.after[-1].name_top + 36 == flow.height
