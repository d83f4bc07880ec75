"""The Explore screen's content: the strip of statuses, the matrix, the list of what to ask.

Made from a view and what the reader chose, without Streamlit: pages, slides and files draw it.
"""

from hor_exports.explore.commitment_list import (
    LIST_ORDERS,
    LIST_TABS,
    ListChoice,
    ListedCommitment,
    count_tabs,
    list_for_tab,
)
from hor_exports.explore.facets import Facet, FacetValue, list_facets
from hor_exports.explore.headings import MatrixHeading
from hor_exports.explore.matrix import Matrix, MatrixCell, build_matrix
from hor_exports.explore.matrix_choice import (
    COLUMN_FIELDS,
    RELEASE_COLUMN,
    ROW_FIELDS,
    ROW_ORDERS,
    MatrixChoice,
    orders_for,
)
from hor_exports.explore.matrix_table import (
    MatrixColumn,
    MatrixLine,
    MatrixTable,
    build_matrix_table,
    matrix_chart,
    name_matrix,
    say_matrix_line,
    say_trend_extent,
)
from hor_exports.explore.matrix_title import say_matrix_title
from hor_exports.explore.places import Place, list_places
from hor_exports.explore.squares import MOST_SQUARES, Square, list_squares
from hor_exports.explore.strip import StripColumn, build_strip
from hor_exports.explore.titles import say_judgement
