"""What a page shows: the selectors and patterns of every page stand here, Explore's own in
`recount.reading_explore`."""

import calendar
import re
from typing import Any

from playwright.sync_api import Page, TimeoutError, ViewportSize

from recount.reading_explore import read_explore
from recount.shown import Chart, Count, Item, Shown, UpdatesRow
from tools.drive.browser import AT_REST

SECONDS = 60
MONTHS = "|".join(calendar.month_name[1:])
VIEWPORT = ViewportSize(width=1280, height=1000)

# The parts of pages that are read, by the keys of Streamlit's containers.
PARTS = (
    *("start", "explore", "explore-list", "facets", "organisations", "organisation", "measures"),
    *("sentence", "updates-in-time", "agenda", "about", "record", "foot"),
    *("status-by-theme", "status-before-and-after"),
)
# The page is at rest, every part has its content, and every chart what is folded away below it.
QUIET = f"""parts => {{
    const isAtRest = {AT_REST};
    const nodes = parts.flatMap(part => [...document.querySelectorAll(`.st-key-${{part}}`)]);
    return isAtRest()
        && document.querySelector('.st-key-foot footer, .m-progress:not(:empty)')
        && nodes.every(node => node.textContent)
        && (!document.querySelector('.kinds li') || document.querySelector('details[id^=kind-]'))
        && [...document.querySelectorAll('.cc')].every(chart =>
            chart.querySelector('.cc-head .note, .flow-side')
                || chart.querySelector('.cc-plot').data && chart.querySelector('.cc-foot table'));
}}"""
READ = r"""() => {
    const main = document.querySelector('[data-testid=stMain]');
    const text = node => node ? node.textContent.replace(/\s+/g, ' ').trim() : '';
    const all = (node, selector) => [...node.querySelectorAll(selector)];
    const first = (node, selector) => text(node.querySelector(selector));
    const items = node => all(node, 'ul.items > li').map(item => ({
        title: first(item, 'a'), who: first(item, '.who'), why: first(item, '.why, .status')}));
    const rows = (node, selector) => all(node, selector).map(row => all(row, 'th, td').map(text));
    const sides = cell => {
        let before = '', after = '';
        for (const node of cell.childNodes) {
            if (node.nodeName !== 'INS') before += node.textContent + ' ';
            if (node.nodeName !== 'DEL') after += node.textContent + ' ';
        }
        return [text(cell), ...[before, after].map(side => side.replace(/\s+/g, ' ').trim())];
    };
    // Every screen of the meeting, which stands at the first again afterwards.
    const screens = () => {
        const found = [], [before, next] = ['.m-before', '.m-next']
            .map(button => main.querySelector(button));
        while (!before.disabled) before.click();
        for (;;) {
            found.push({progress: first(main, '.m-progress'), title: first(main, '.m-item h1'),
                why: first(main, '.m-why'), who: first(main, '.m-who'),
                status: first(main, '.m-item .standing .status'),
                promise: first(main, '.m-columns section p'),
                asks: all(main, '.m-item .asks li').map(text)});
            if (next.disabled) break;
            next.click();
        }
        while (!before.disabled) before.click();
        return found;
    };
    const chart = node => {
        const plot = node.querySelector('.cc-plot'), table = node.querySelector('.cc-foot table');
        return {
            title: first(node, '.cc-head h2'), note: first(node, '.cc-head .note'),
            subtitle: first(node, '.cc-head .subtitle'),
            alt: plot?.getAttribute('aria-label') ?? '',
            words: first(node, '.cc-foot details > p'), sentence: first(node, '.sentence'),
            headers: table ? all(table, 'thead th').map(text) : [],
            rows: table ? rows(table, 'tbody tr') : [], foot: table ? rows(table, 'tfoot tr') : [],
            buttons: all(node, '.cc-rows button').map(one => one.getAttribute('aria-label')),
            bars: (plot?.data ?? []).map(one => [one.y ?? [], one.x ?? []].map(side => [...side])),
            flow: all(node, '.flow-side').map(side => all(side, '.flow-name').map((name, place) =>
                [text(name), all(side, '.flow-band')[place].getBoundingClientRect().height])),
        };
    };
    return {
        title: document.title, heading: first(main, 'h1'),
        alert: first(main, '[data-testid=stAlert]'), remarks: first(main, '.st-key-remarks'),
        selection: first(main, '.selection [data-say]')
            || (main.querySelector('.take-away')?.dataset.pictureFoot ?? '')
                .split('; data as at')[0],
        empty: all(main, '.empty').map(text)
            .filter(words => words.startsWith('No commitments match')),
        headline: first(main, '.headline'), since: first(main, '.since'),
        between: first(main, '.st-key-sentence section > p, .st-key-agenda .subtitle'),
        foot: first(main, '.st-key-foot footer p'),
        counts: all(main, '.counts .count').map(one => ({
            status: first(one, 'button > .status'), figure: first(one, '.figure'),
            pressed: one.querySelector('button').getAttribute('aria-pressed') === 'true',
            whole: text(one.querySelector('button'))})),
        charts: all(main, '.cc').map(chart),
        organisations: all(main, '.st-key-organisations table').map(one => [first(one, 'caption'),
            all(one, 'tbody tr').map(row =>
                [first(row, 'a'), ...[...row.cells].slice(1).map(text)]),
            rows(one, 'tfoot tr')]),
        organisation: all(main, '.st-key-organisation section').map(one => ({
            heading: first(one, 'h2'), items: items(one),
            asked: all(one, 'ul.items > li:has(.asks)').map(item => first(item, 'a')),
            asks: all(one, '.asks li').map(text)})),
        body: {facts: Object.fromEntries(all(main, '.body-facts dt').map(dt =>
                [text(dt), text(dt.nextElementSibling)])),
            pair: rows(main, 'table.pair tbody tr')},
        measures: all(main, '.st-key-measures section').map(one => [first(one, 'h2'),
            rows(one, 'tbody tr'), items(one)]),
        kinds: all(main, '.kinds li a').map(text),
        names: all(main, '.st-key-sentence ul.plain > li').map(text),
        changes: all(main, 'details[id^=kind-]').map(one => [first(one, 'summary'),
            all(one, 'tbody tr').map(row => [first(row, '.who'), text(row.cells[1]),
                sides(row.cells[2])])]),
        updates_title: first(main, '#updates-in-time'),
        updates: all(main, '.times > li').map(row => ({name: first(row, '.times-name > a'),
            standing: first(row, '.who'), dots: all(row, '.dot').map(dot => dot.ariaLabel)})),
        agenda: {heading: first(main, '.st-key-agenda h2'),
            items: all(main, 'ol.agenda > li').map(one => ({title: first(one, 'a'),
                who: first(one, '.who'), why: first(one, '.why'), status: first(one, '.status')})),
            more: all(main, '.st-key-agenda section > p').map(text)},
        meeting: main.querySelector('.m-progress') ? screens() : [],
        about: {text: all(main, '.st-key-about :is(p, li, dd)').map(text),
            scale: all(main, '.st-key-about .scale dt').map(dt =>
                [text(dt), text(dt.nextElementSibling)])},
        choices: all(main, '[data-testid=stButton] button').map(text),
        record: all(main, '.st-key-record').map(one => ({eyebrow: first(one, '.eyebrow'),
            promise: first(one, '.promise'), status: first(one, '.standing .status'),
            updates: all(one, '.update').map(update => [first(update, 'h3'), first(update, 'p')]),
            asks: all(one, '.asks li').map(text), measures: all(one, '.measures > div').map(div =>
                [first(div, 'dt'), ...all(div, 'dd:not(.note)').map(text)]),
            facts: Object.fromEntries(all(one, '.facts dt').map(dt =>
                [text(dt), text(dt.nextElementSibling)])),
            bodies: all(one, '.facts dd ul').map(list => all(list, 'a').map(text)),
            outside: first(one, '.note'), citation: first(one, '#citation'),
            steps: all(one, '.history > li').map(step =>
                [first(step, '.status'), first(step, '.who')]),
        }))[0] ?? null,
    };
}"""


def read(page: Page, address: str) -> Shown | None:
    """Open an address and read the page, once it is at rest and reads the same twice; None where it
    does not come to rest, a second time neither."""
    for _ in range(2):
        try:
            page.goto(address, wait_until="commit", timeout=SECONDS * 1000)
            page.wait_for_function(QUIET, arg=list(PARTS), timeout=SECONDS * 1000)
            break
        except TimeoutError:
            continue
    else:
        return None
    before, now = None, page.evaluate(READ)
    for _ in range(20):
        if before == now:
            break
        page.wait_for_timeout(150)
        before, now = now, page.evaluate(READ)
    explored, facets = read_explore(page)
    return _shown(now | {"explored": explored, "facets": facets})


def _shown(raw: dict[str, Any]) -> Shown:
    parts = {
        "counts": [Count(**count) for count in raw["counts"]],
        "charts": [Chart(**chart) for chart in raw["charts"]],
        "organisation": [part | {"items": _items(part["items"])} for part in raw["organisation"]],
        "measures": [(name, rows, _items(items)) for name, rows, items in raw["measures"]],
        "updates": [UpdatesRow(**row) for row in raw["updates"]],
        "agenda": raw["agenda"] | {"items": _items(raw["agenda"]["items"])},
    }
    return Shown(**(raw | parts))


def _items(raw: list[dict[str, str]]) -> list[Item]:
    return [Item(**item) for item in raw]


def numbers(text: str) -> list[int]:
    """Every whole number of a text, in order; those within a date or a ref are left out."""
    plain = re.sub(r"HOR-\d+|\b(?:\d{1,2} )?(?:" + MONTHS + r")? ?\b(?:19|20)\d\d\b", " ", text)
    return [int(figure.replace(",", "")) for figure in re.findall(r"\d[\d,]*\b", plain)]


def read_selection(text: str) -> tuple[int, int, str] | None:
    """How many of how many, and the filters in words: All 46 commitments; 5 of 46 commitments: …"""
    if match := re.fullmatch(r"All (\d+) commitments", text):
        return int(match[1]), int(match[1]), ""
    match = re.match(r"(\d+) of (\d+) commitments: (.+)", text)
    return (int(match[1]), int(match[2]), match[3]) if match else None


def read_tally(text: str) -> tuple[str, int]:
    """A heading and the number behind it: Unclear 3; Neither target nor result 7 measures."""
    match = re.fullmatch(r"(.+?) (\d+|no)(?: measures?| commitments?)?", text)
    return (match[1], int(match[2].replace("no", "0"))) if match else (text, -1)


def read_minutes(text: str) -> tuple[int, int, float] | None:
    """8 commitments in 60 minutes: about 7½ minutes each, as these three numbers; None for none."""
    pattern = r"(\d+) commitments? in (\d+) minutes?: (?:about )?(\d*)(½?) minutes? each"
    match = re.fullmatch(pattern, text)
    return match and (int(match[1]), int(match[2]), int(match[3] or 0) + 0.5 * bool(match[4]))


def read_foot(text: str) -> tuple[str, str]:
    """The date of the data and the release's name at the foot."""
    match = re.match(r"Data as at (.+?) · Release: (.+)", text)
    return (match[1], match[2]) if match else ("", text)


def read_between(text: str) -> list[tuple[str, str]]:
    """Name and date, as they stand there, of the releases that a page compares."""
    return re.findall(r"“([^”]+)” \(data as at ([^)]+)\)", text)


def without_day(text: str) -> str:
    """A deadline without the day on which it was judged."""
    return re.sub(r" ?\(?[Jj]udged on .*", "", text)


def read_since(text: str) -> str:
    """What happened since the earlier release, without its name and the link."""
    happened = text.partition("): ")[2].replace(" See what changed", "")
    return re.sub(
        r"(?<=\.) (?:This goes back in time|Both say|Which of|Deadlines before).*", "", happened
    )
