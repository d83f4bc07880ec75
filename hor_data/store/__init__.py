"""Releases, notes and sessions in a database: published, listed, read, undone, withdrawn.

No row of a release is ever deleted; its bytes are erased for personal data alone. No other package
speaks SQL.
"""

from hor_data.store.backup import back_up, restore
from hor_data.store.backup_files import BackupError, check_backup
from hor_data.store.database import close_store, is_closed, utc_now
from hor_data.store.earlier import (
    ONLY_ONE_RELEASE,
    earlier_number,
    say_why_no_earlier,
    standing_numbers,
)
from hor_data.store.engines import Store
from hor_data.store.entries import Entry, entry_before_undo, served_entries, trail_of
from hor_data.store.errors import (
    AnswerLostError,
    StoreDamagedError,
    StoreError,
    StoreReplacedError,
    StoreSettingError,
    StoreUnavailableError,
)
from hor_data.store.lost_answers import (
    acknowledge,
    find_unacknowledged,
    new_publication_token,
)
from hor_data.store.meetings import (
    Aside,
    Meeting,
    add_meeting_event,
    list_asides,
    list_meetings,
    read_wordings,
    save_notes_message,
)
from hor_data.store.officers import (
    IDLE_LIMIT,
    SESSION_LIMIT,
    FoundSession,
    add_refusal_event,
    end_all_sessions,
    end_session,
    find_session,
    has_signed_in_from,
    may_attempt_sign_in,
    officer_of,
    start_session,
)
from hor_data.store.opening import migrate_store, open_store, opened_store
from hor_data.store.reading import (
    WithdrawnError,
    latest_number,
    list_entries,
    read_content,
)
from hor_data.store.releases import (
    Candidate,
    CandidateFacts,
    MovedOnError,
    add_event,
    list_events,
    publish,
    publish_first,
    undo,
)
from hor_data.store.retention import forget_old_events
from hor_data.store.verifying import Verification, verify_store
from hor_data.store.withdrawal import LONGEST_REASON, Withdrawal, plan_withdrawal, withdraw
from hor_data.store.writable import check_writable
