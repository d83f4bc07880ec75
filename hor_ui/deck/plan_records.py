"""Record slides: one commitment on one slide."""

from collections.abc import Sequence
from urllib.parse import urlencode

from hor_data.dates import say_date
from hor_data.record import Record, read_record
from hor_data.words import listed
from hor_ui.deck.columns import Columns, fit_columns
from hor_ui.deck.fitting import LEADING, largest, shortened, width
from hor_ui.deck.flow import WORD_SAFETY, Paragraph, paragraphs_of
from hor_ui.deck.notes import Page
from hor_ui.deck.planned import make, make_words
from hor_ui.deck.slides import (
    GUTTER,
    LEAD_SIZE,
    STRIP,
    Slide,
    Stage,
    Strip,
    Words,
    as_at,
    fit_title,
)

HIGH, CHIP_SIDES, MOST_FOR_STATUS = 36.0, 28.0, 0.45
FACT_SIZES = (18.0, 16.0, 14.0)
TWO_COLUMNS_FROM = 640.0


def plan_record(stage: Stage, ref: str) -> list[Slide]:
    """One slide: the promise and its status on the left, what is reported and what to ask on the
    right. Text for which there is no room at 14 points is cut, and whole in the notes."""
    release = stage.view.release
    position = release.position(ref)
    if position is None:
        missing = Paragraph(f"No commitment has the reference “{ref}” in this release.")
        return make_words(stage, f"{ref} is not in this release", [missing])
    record = read_record(release, position)
    page = Page("commitments", urlencode({"ref": record.ref}))
    title = f"{record.ref}: {record.title}"
    promise, reported = _promise(record), _reported(stage, record)
    if fit_title(stage.look, title, stage.look.plain)[0] != " ".join(title.split()):
        promise.insert(0, Paragraph(record.title))
    room = stage.room
    columns, across = [promise, reported], room.width - GUTTER
    if room.width < TWO_COLUMNS_FROM:
        columns, across = [[*promise, *reported]], room.width
    fitted = fit_columns(columns, (across, room.height - STRIP), stage.look.face)
    body = Words(fitted.columns, fitted.size, _strip(stage, record), fitted.first)
    return [make(stage, title, body, _notes(stage, record, fitted, columns), page)]


def _notes(
    stage: Stage, record: Record, fitted: Columns, columns: Sequence[Sequence[Paragraph]]
) -> list[str]:
    """What the status means, whether the filters leave this one out, and all that was cut."""
    notes = [f"{record.status} means: {record.definition}"] if record.definition else []
    if record.ref not in set(stage.view.commitments["Ref"]):
        notes.append("This commitment is outside the filters in force.")
    if fitted.is_cut:
        notes.append("The slide has not room for all of the text. Here is the whole of it.")
        notes += [paragraph.text for column in columns for paragraph in column]
    return notes


def _strip(stage: Stage, record: Record) -> Strip:
    """The status as wide as its word, and the facts on one line or two smaller ones."""
    leads = listed([one.short_name for one in record.leads])
    rating = f"owner’s rating: {record.owners_rating or 'none given yet'}"
    facts = f"Led by {leads} · {record.judged_deadline} · {rating[0].upper()}{rating[1:]}"
    across, face = stage.room.width, stage.look.face
    bold = face.at(LEAD_SIZE, True)
    wide = min(width(record.status, bold) * WORD_SAFETY + CHIP_SIDES, across * MOST_FOR_STATUS)
    room = (across - wide - 16, HIGH)
    size = largest(facts, room, FACT_SIZES, face)
    lines = max(int(HIGH / (size * LEADING)), 1)
    return Strip(
        shortened(record.status, wide - 12, 1, bold),
        record.meaning,
        shortened(facts, room[0], lines, face.at(size)),
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


def _reported(stage: Stage, record: Record) -> list[Paragraph]:
    """What is reported, with quotations and measures, and what to ask."""
    words = [Paragraph("What has been reported", "heading")]
    if not record.updates:
        words.append(Paragraph(f"No update supplied as at {as_at(stage.view)}."))
    for update in record.updates:
        words += paragraphs_of(f"{_date(update.as_at)}: {update.text}")
        words += [Paragraph(f"“{quotation}”", "quote") for quotation in update.quotations]
    if record.measures:
        words.append(Paragraph("Measures", "heading"))
        words += [
            Paragraph(
                f"{measure.name}: target {measure.target or 'none stated'}; "
                f"result {measure.result or 'none reported'}",
                "bullet",
            )
            for measure in record.measures
        ]
    if record.asks:
        words.append(Paragraph("Not yet shown: questions to ask", "heading"))
        words += [Paragraph(question, "bullet") for question in record.asks]
    return words


def _date(given: str) -> str:
    return say_date(given) if given else "No date"
