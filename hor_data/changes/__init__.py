"""What differs between two releases: what moved, fell silent, was reworded or renamed.

It says what changed; what a meeting should make of it is for `meeting`.
"""

from hor_data.changes.comparison import compare_releases
from hor_data.changes.history import commitment_history
from hor_data.changes.kinds import (
    ADDED,
    CHANGE_KINDS,
    CHANGED,
    GONE_QUIET,
    KINDS_WITHOUT_COMMITMENT,
    NEW_DEADLINE,
    NEWLY_REPORTED,
    REDEFINED,
    REGROUPED,
    REMOVED,
    RESULT_CHANGED,
    REWORDED,
    UPDATE_GONE,
    Change,
    explain_change_kinds,
)
from hor_data.changes.moves import (
    BACK,
    FORWARD,
    NO_LONGER_CLEAR,
    NOW_CLEAR,
    kind_of_status_change,
    list_moves,
    steps_forward,
    tally_moves,
)
from hor_data.changes.other_names import translate_selection, translate_value
from hor_data.changes.redefined import ORGANISATION_NAME, SECTOR, STANDS_FOR
from hor_data.changes.sentences import (
    mark_difference,
    say_change,
    say_change_headline,
    say_changes,
    say_kind_count,
    say_what_happened,
    tally_changes,
)
from hor_data.changes.trend import Trend, build_trend, points_of_trend
