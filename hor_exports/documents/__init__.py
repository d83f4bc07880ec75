"""Documents: the minutes of a roundtable (Word, Markdown), and one organisation's brief (Word).

What they say comes from `hor_data` and the view; nothing is counted here.
"""

from hor_exports.documents.brief import write_brief
from hor_exports.documents.minutes import say_minutes, write_minutes
