"""Faults of files, planted in a copy of the project: the recount must find each."""

from recount.faults import Fault

FAULTS = (
    Fault(
        "words count all under a filter",
        "hor_exports/charts/status.py",
        "alt=_alt(counts, coverage, title,",
        'alt=_alt(counts, coverage, title.replace(str(sum(coverage.totals)), "46"),',
        ("--forms=deck", "--filter=theme=People-powered+health&status=Limited"),
        "title is read aloud",
    ),
    Fault(
        "a table loses its last row",
        "hor_exports/chart_files.py",
        "[[*row, shown] for row in rows]",
        "[[*row, shown] for row in rows[:-1]]",
        ("--forms=pages", "--filter=status=Limited"),
        "chart.csv theme · rows",
    ),
    Fault(
        "notes count without the filters",
        "hor_exports/deck/planning/notes.py",
        "shown = counted or say_selection(release, view.selection, view.chosen)",
        "shown = f'All {len(view.chosen)} commitments'",
        ("--forms=deck", "--filter=status=Limited"),
        "deck theme · selection: shown (46, 46), counted (21, 46)",
    ),
    Fault(
        "totals are not those of the rows",
        "hor_exports/chart_files.py",
        "chart.coverage.totals, strict=False",
        "chart.coverage.totals[::-1], strict=False",
        ("--forms=pages", "--filter=sector=NHS"),
        "chart.json theme · totals",
    ),
    Fault(
        "a selection passes for the release",
        "hor_exports/citation.py",
        "return shown if view.filtered_from is None else",
        "return shown if shown else",
        ("--forms=rows", "--filter=status=Limited"),
        "rows.json · says that it is a part: shown False, counted True",
    ),
)
