"""Record slides: one commitment on one slide."""

from collections.abc import Sequence
from urllib.parse import urlencode

from hor_data.dates import say_date
from hor_data.release import Record, read_record
from hor_data.words import say_list
from hor_exports.deck.planning.notes import DashboardPage
from hor_exports.deck.planning.planned import plan_slide, plan_text_slides
from hor_exports.deck.planning.slides import (
    BESIDE_CHIP,
    CHIP_HEIGHT,
    CHIP_SIDE,
    COLUMN_GAP,
    LEAD_SIZE,
    STRIP_HEIGHT,
    DeckContext,
    PlannedSlide,
    StatusStrip,
    TextBody,
    fit_title,
    say_data_date,
)
from hor_exports.deck.text.columns import FittedColumns, fit_columns
from hor_exports.deck.text.flow import WORD_SAFETY, Paragraph, bullets, paragraphs_of
from hor_exports.fitting import LINE_SPACING, largest_fitting_size, shorten_text, text_width

# Room in a chip beyond its word; and the most of the width that it takes.
CHIP_ROOM, MOST_STATUS_SHARE = 28.0, 0.45
FACT_SIZES = (18.0, 16.0, 14.0)
TWO_COLUMNS_FROM = 640.0


def plan_record(deck: DeckContext, ref: str) -> list[PlannedSlide]:
    """One slide: the promise and its status on the left, what is reported and what to ask on the
    right. Text for which there is no room at 14 points is cut, and whole in the notes."""
    release = deck.view.release
    position = release.position(ref)
    if position is None:
        missing = Paragraph(f"No commitment has the reference “{ref}” in this release.")
        return plan_text_slides(deck, f"{ref} is not in this release", [missing])
    record = read_record(release, position)
    page = DashboardPage("commitments", urlencode({"ref": record.ref}))
    title = f"{record.ref}: {record.title}"
    promise, reported = _promise(record), _reported(deck, record)
    if fit_title(deck.look, title, deck.look.plain)[0] != " ".join(title.split()):
        promise.insert(0, Paragraph(record.title))
    room = deck.room
    columns, across = [promise, reported], room.width - COLUMN_GAP
    if room.width < TWO_COLUMNS_FROM:
        columns, across = [[*promise, *reported]], room.width
    fitted = fit_columns(columns, (across, room.height - STRIP_HEIGHT), deck.look.face)
    body = TextBody(fitted.columns, fitted.size, _status_strip(deck, record), fitted.first)
    return [plan_slide(deck, title, body, _record_notes(deck, record, fitted, columns), page)]


def _record_notes(
    deck: DeckContext,
    record: Record,
    fitted: FittedColumns,
    columns: Sequence[Sequence[Paragraph]],
) -> list[str]:
    """What the status means, whether the filters leave this one out, and all that was cut."""
    notes = [f"{record.status} means: {record.definition}"] if record.definition else []
    if record.ref not in set(deck.view.commitments["Ref"]):
        notes.append("This commitment is outside the filters in force.")
    if fitted.is_cut:
        notes.append("The slide has not room for all of the text. Here is the whole of it.")
        notes += [paragraph.text for column in columns for paragraph in column]
    return notes


def _status_strip(deck: DeckContext, record: Record) -> StatusStrip:
    """The status as wide as its word, and the facts on one line or two smaller ones."""
    leads = say_list([body.short_name for body in record.leads])
    rating = f"owner’s rating: {record.owners_rating or 'none given yet'}"
    facts = f"Led by {leads} · {record.judged_deadline} · {rating[0].upper()}{rating[1:]}"
    across, face = deck.room.width, deck.look.face
    bold = face.sized(LEAD_SIZE, True)
    wide = min(
        text_width(record.status, bold) * WORD_SAFETY + CHIP_ROOM, across * MOST_STATUS_SHARE
    )
    room = (across - wide - BESIDE_CHIP, CHIP_HEIGHT)
    size = largest_fitting_size(facts, room, FACT_SIZES, face)
    lines = max(int(CHIP_HEIGHT / (size * LINE_SPACING)), 1)
    return StatusStrip(
        shorten_text(record.status, wide - 2 * CHIP_SIDE, 1, bold),
        record.meaning,
        shorten_text(facts, room[0], lines, face.sized(size)),
        wide,
        size,
    )


def _promise(record: Record) -> list[Paragraph]:
    """What is promised, and why it has its status."""
    words = [Paragraph("The promise", "heading"), *paragraphs_of(record.commitment)]
    if record.why:
        words.append(Paragraph("Why this status, in our reading", "heading"))
        words += paragraphs_of(record.why)
    return words


def _reported(deck: DeckContext, record: Record) -> list[Paragraph]:
    """What is reported, with quotations and measures, and what to ask."""
    words = [Paragraph("What has been reported", "heading")]
    if not record.updates:
        words.append(Paragraph(f"No update supplied as at {say_data_date(deck.view)}."))
    for update in record.updates:
        when = say_date(update.as_at) if update.as_at else "No date"
        words += paragraphs_of(f"{when}: {update.text}")
        words += [Paragraph(f"“{quotation}”", "quote") for quotation in update.quotations]
    if record.measures:
        words.append(Paragraph("Measures", "heading"))
        words += bullets(
            f"{measure.name}: target {measure.target or 'none stated'}; "
            f"result {measure.result or 'none reported'}"
            for measure in record.measures
        )
    if record.asks:
        words.append(Paragraph("Not yet shown: questions to ask", "heading"))
        words += bullets(record.asks)
    return words
