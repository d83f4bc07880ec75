"""A release as typed frames: groupings, selections, tallies, measures, records.

One release at a time; two of them are for `changes`, and where they are kept for `store`.
"""

from hor_data.release.building import (
    ReleaseRefusedError,
    build_release,
    read_published,
    read_release,
    release_rows,
    write_release,
)
from hor_data.release.context import (
    has_comparison_groups,
    say_chart_coverage,
    say_repeated_counts,
    without_own_filter,
)
from hor_data.release.cover import say_promised_date
from hor_data.release.crosstabs import (
    CrossTabulation,
    count_facets,
    count_members,
    cross_tabulate,
)
from hor_data.release.groupings import (
    GROUPINGS,
    NO_DATE_SET,
    ORGANISATION_COLUMNS,
    judge_deadline,
    says_nothing,
)
from hor_data.release.headlines import say_standing
from hor_data.release.judging import (
    deadline_header,
    say_both_judged,
    say_deadlines_judged,
    say_judged,
)
from hor_data.release.measures import (
    MEASURE_KINDS,
    NOT_COMPARABLE,
    Measure,
    measures_by_kind,
    measures_by_ref,
    refs_stating_a_number,
    say_measures,
)
from hor_data.release.order import goes_back, order_of_data, say_data_order
from hor_data.release.organisation_counts import (
    OrganisationCounts,
    count_organisation,
    count_organisations,
)
from hor_data.release.organisations import (
    CommitmentAsks,
    OrganisationRoles,
    find_organisation,
    labelled_name,
    list_asks,
    list_organisation_roles,
    positions_helped_by,
    positions_led_by,
    say_asks_left_out,
    say_organisation_roles,
    say_standing_of_led,
)
from hor_data.release.record import (
    CommitmentSummary,
    Organisation,
    Record,
    list_commitments,
    neighbour_positions,
    read_organisation,
    read_record,
    say_deadline,
)
from hor_data.release.release import Release
from hor_data.release.reporting import PAST_DUE, SILENT, UNCLEAR, last_reports
from hor_data.release.selection import (
    CLEAR_ALL,
    FILTERS,
    LONGEST_WORDS,
    Selection,
    read_query,
    say_filters,
    say_selection,
    say_unknown_values,
    say_what_to_loosen,
    select,
    unknown_values,
    ways_to_loosen,
)
from hor_data.release.tallies import tally_by, tally_statuses
from hor_data.release.targets import (
    BELOW,
    NO_RESULT,
    OTHER_RESULT,
    REACHED,
    Target,
    list_targets,
)
