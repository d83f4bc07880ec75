"""Record slides: one commitment in full, on as many slides as its words need."""

from urllib.parse import urlencode

from hor_data.record import Record, read_record
from hor_data.words import listed
from hor_ui.deck.fitting import LEADING, largest, shortened, width
from hor_ui.deck.flow import WORD_SAFETY, Paragraph, flow_fitted, paragraphs_of
from hor_ui.deck.notes import Page
from hor_ui.deck.planned import make, make_words
from hor_ui.deck.slides import LEAD_SIZE, Slide, Stage, Strip, Words, as_at, fit_title

STRIP, GUTTER = 40.0, 36.0
HIGH, CHIP_SIDES, MOST_FOR_STATUS = 36.0, 28.0, 0.45
FACT_SIZES = (18.0, 16.0, 14.0)
TWO_COLUMNS_FROM = 640.0


def plan_record(stage: Stage, ref: str) -> list[Slide]:
    """The promise, its status and why, what is reported, and what to ask."""
    release = stage.view.release
    position = release.position(ref)
    if position is None:
        missing = Paragraph(f"No commitment has the reference “{ref}” in this release.")
        return make_words(stage, f"{ref} is not in this release", [missing])
    record = read_record(release, position)
    page = Page("commitments", urlencode({"ref": record.ref}))
    title = f"{record.ref}: {record.title}"
    words = _words(stage, record)
    if fit_title(stage.look, title, stage.look.plain)[0] != " ".join(title.split()):
        words.insert(0, Paragraph(record.title))
    size, pages = flow_fitted(words, _boxes(stage), stage.look.face, (20.0, 18.0))
    strip = _strip(stage, record)
    notes = [f"{record.status} means: {record.definition}"] if record.definition else []
    if not stage.view.chosen[position]:
        notes.append("This commitment is outside the filters in force.")
    return [
        make(stage, title, Words(columns, size, strip), notes, page, (number, len(pages)))
        for number, columns in enumerate(pages, start=1)
    ]


def _boxes(stage: Stage) -> list[tuple[float, float]]:
    room = stage.room
    down = room.height - STRIP - 14
    if room.width < TWO_COLUMNS_FROM:
        return [(room.width, down)]
    return [((room.width - GUTTER) / 2, down)] * 2


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


def _words(stage: Stage, record: Record) -> list[Paragraph]:
    words = [Paragraph("The promise", "heading"), *paragraphs_of(record.commitment)]
    if record.why:
        words += [
            Paragraph("Why this status, in our reading", "heading"),
            *paragraphs_of(record.why),
        ]
    words.append(Paragraph("What has been reported", "heading", opens=True))
    if not record.updates:
        words.append(Paragraph(f"No update supplied as at {as_at(stage.view)}."))
    for update in record.updates:
        words += paragraphs_of(f"{_date(update.as_at)}: {update.text}")
        words += [Paragraph(f"“{quotation}”", "quote") for quotation in update.quotations]
    if record.measures:
        words.append(Paragraph("Measures", "heading"))
        words += [
            Paragraph(
                f"{one.name}: target {one.target or 'none stated'}; "
                f"result {one.result or 'none reported'}",
                "bullet",
            )
            for one in record.measures
        ]
    if record.asks:
        words.append(Paragraph("Not yet shown: questions to ask", "heading"))
        words += [Paragraph(one, "bullet") for one in record.asks]
    return words


def _date(given: str) -> str:
    from hor_data.dates import say_date

    return say_date(given) if given else "No date"
