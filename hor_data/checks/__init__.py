"""Checks: each takes a workbook and yields findings, a sheet and a cell each.

A check changes nothing and never raises; what an upload does about findings is in `upload`.
"""

from hor_data.checks.catalogue import check_workbook
from hor_data.checks.cells import split_values
from hor_data.checks.findings import (
    FINDING_HEADERS,
    FINDINGS_SHEET,
    Finding,
    FindingGroup,
    Severity,
    group_findings,
    has_errors,
)
from hor_data.checks.refs import nearest_refs
from hor_data.checks.vocabulary import Vocabulary, join_values, read_vocabularies, vocabulary_of
