"""What Explore and the facets beside every page show: their selectors stand in this one file."""

from typing import Any

from playwright.sync_api import Page

from recount.shown import Cell, Explored, Facet, Heading, Line, Matrix, Square

READ_EXPLORE = r"""() => {
    const main = document.querySelector('[data-testid=stMain]');
    const text = node => node ? node.textContent.replace(/\s+/g, ' ').trim() : '';
    const all = (node, selector) => [...(node?.querySelectorAll(selector) ?? [])];
    const first = (node, selector) => text(node?.querySelector(selector));
    const pressed = node => node.getAttribute('aria-pressed') === 'true';
    const without = (node, selector) => {
        const copy = node.cloneNode(true);
        for (const part of all(copy, selector)) part.remove();
        return text(copy);
    };
    const meaning = node => [...node.classList].find(name => name.startsWith('of-'))
        ?.slice(3).replaceAll('-', ' ') ?? '';
    const squares = node => all(node, 'a.sq').map(square => ({
        name: square.getAttribute('aria-label'), fill: meaning(square),
        due: square.classList.contains('due')}));
    const heading = node => ({name: without(node, '.tally, .who'), number: first(node, '.tally'),
        remark: first(node, '.who'), other: node.classList.contains('other')});
    const width = node => node ? parseFloat(node.style.width) : 0;
    const cell = node => {
        const number = node.querySelector('.cell-number');
        return {number: number ? text(number) : text(node), squares: squares(node),
            spoken: number?.getAttribute('aria-label') ?? '',
            share: width(node.querySelector('.share i')), other: node.classList.contains('other'),
            parts: all(node, '.parts i').map(part => [meaning(part), +part.style.flexGrow])};
    };
    const table = main.querySelector('table.matrix');
    const explore = main.querySelector('.explore');
    const tabs = '.list-part .segments:first-child button';
    return [explore && {
        chips: all(main, '.chip').map(chip => [first(chip, '.chip-name'),
            without(chip, '.chip-name, [aria-hidden]')]),
        comparing: first(main, '.explore-chosen > .subtitle'),
        changes: all(main, '.strip .count').map(count => count.querySelector('.change')
            ? without(count.querySelector('.change'), '.unseen') : ''),
        others: all(main, '.strip .count').map(count => count.classList.contains('other')),
        squares: all(main, '.strip .count').map(squares),
        matrix: table && {
            title: first(main, '#matrix-title'), caption: first(table, 'caption'),
            note: text(table.closest('.matrix-scroll').previousElementSibling?.closest('.note')),
            columns: all(table, 'thead th').map(heading),
            rows: all(table, 'tbody tr').map(row => ({...heading(row.querySelector('th')),
                other: row.classList.contains('other')})),
            cells: all(table, 'tbody tr').map(row => all(row, 'td').map(cell)),
        },
        list_title: first(main, '#list-title'),
        tabs: all(main, tabs).map(tab => [without(tab, '.tally'), first(tab, '.tally'),
            pressed(tab)]),
        lines: all(main, '.asked > li').map(line => ({title: first(line, 'a'),
            mark: [...line.querySelector('.mark').classList].find(name => name.startsWith('mark-'))
                .slice(5).replaceAll('-', ' '),
            who: first(line, '.who'), warning: first(line, 'strong')})),
        more: first(main, '[data-toggle^="listed="]'),
    }, all(document, 'details.facet').map(facet => ({
        name: without(facet.querySelector('summary'), '.tally'),
        values: all(facet, '.facet-values button').map(button => [first(button, '.facet-name'),
            first(button, '.tally'), pressed(button), button.disabled,
            width(button.querySelector('.facet-bar i'))]),
    }))];
}"""


def read_explore(page: Page) -> tuple[Explored | None, list[Facet]]:
    """What Explore shows, None on another page; and the facets."""
    explore, facets = page.evaluate(READ_EXPLORE)
    return explore and _explored(explore), [
        Facet(facet["name"], list(map(tuple, facet["values"]))) for facet in facets
    ]


def _explored(raw: dict[str, Any]) -> Explored:
    parts = {
        "chips": list(map(tuple, raw["chips"])),
        "tabs": list(map(tuple, raw["tabs"])),
        "squares": [_squares(squares) for squares in raw["squares"]],
        "lines": [Line(**line) for line in raw["lines"]],
        "matrix": raw["matrix"] and _matrix(raw["matrix"]),
    }
    return Explored(**(raw | parts))


def _squares(raw: list[dict[str, Any]]) -> list[Square]:
    return [Square(**square) for square in raw]


def _matrix(raw: dict[str, Any]) -> Matrix:
    cells = [
        [
            Cell(
                **(
                    cell
                    | {"squares": _squares(cell["squares"])}
                    | {"parts": [(meaning, int(number)) for meaning, number in cell["parts"]]}
                )
            )
            for cell in row
        ]
        for row in raw["cells"]
    ]
    headings = {axis: [Heading(**heading) for heading in raw[axis]] for axis in ("columns", "rows")}
    return Matrix(raw["title"], raw["caption"], raw["note"], cells=cells, **headings)
