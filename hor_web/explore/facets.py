"""The facets in the sidebar: the filters as check buttons with counts, and the search for words."""

import json
from functools import lru_cache

from hor_data.release import Release
from hor_exports.explore import FacetValue, list_facets, list_places
from hor_exports.kept import KeptResults
from hor_exports.view import View
from hor_web.components import mount_content
from hor_web.filters import toggle_filter
from hor_web.markup import PartMarkup, record_address, render, render_part
from hor_web.page import on_link

FIND_HELP = (
    "Choose an organisation or a commitment to open its page, or press Enter to filter by words. "
    "Finds whole words and their beginnings in titles, promises, updates and their quotations, and "
    "in the names of lead and partner organisations, short and former ones too. All the words must "
    "be there. Words in quotation marks must stand together, exactly so. A ref finds its "
    "commitment. Our reasons for a status are not searched."
)


def show_facets(view: View) -> None:
    """Show the facets of a view."""
    html = render(
        "explore/facets",
        facets=list_facets(view),
        show_value=_value_markup,
        words=view.selection.words,
        help=FIND_HELP,
        everything=view.selection.is_everything,
        number=int(view.chosen.sum()),
        menu=_say_menu(view),
    )
    handlers = {"toggled": toggle_filter, "went": on_link}
    mount_content("facets", html, handlers, places=_find_data(view.release))


# Most of the markup beside a page. A value has few numbers, so that most were shown before.
@lru_cache(maxsize=8_192)
def _value_markup(field: str, value: FacetValue) -> PartMarkup:
    """The button of a value, which filters by it."""
    return render_part("explore/facet_value", field=field, value=value)


def _say_menu(view: View) -> str:
    """What stands on the button that opens the facets on a phone: Menu and filters (2): 3 of 46."""
    number = sum(map(len, view.selection.in_force.values())) + view.selection.asks_for_words
    shown = f"{int(view.chosen.sum()):,} of {len(view.chosen):,}"
    return f"Menu and filters ({number}): {shown}" if number else "Menu and filters"


def _find_data(release: Release) -> str:
    """What can be found, as static/find.js reads it."""
    return _FIND_DATA.get(release.content_id, lambda: _make_find_data(release))


def _make_find_data(release: Release) -> str:
    return json.dumps(
        [
            {
                "label": place.label,
                "names": place.names,
                "go": record_address(place.parameter, place.value),
            }
            for place in list_places(release)
        ],
        ensure_ascii=False,
    )


# Of eight releases, as list_places keeps them: the same for every reader and filter.
_FIND_DATA: KeptResults[str] = KeptResults(8)
