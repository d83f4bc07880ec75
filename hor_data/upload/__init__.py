"""An officer's file: checked, compared with the release in force, fixed and marked.

What becomes of it once it is published is for `store`.
"""

from hor_data.upload.check import MOST_GROUPS, CheckedUpload, Proposal
from hor_data.upload.doubts import say_doubts
from hor_data.upload.fixes import apply_fixes, find_fixes
from hor_data.upload.in_background import (
    apply_fixes_in_background,
    check_in_background,
    list_findings_in_background,
    mark_findings_in_background,
    read_candidate_in_background,
    say_marking_limits_in_background,
    start_checking,
)
from hor_data.upload.marking import mark_findings, say_marking_limits, write_findings_workbook
from hor_data.upload.other_differences import ONLY_OTHERS_DIFFER, say_other_differences
from hor_data.upload.template import write_workbook_template
