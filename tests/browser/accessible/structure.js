// What a page is made of: its title, language, headings, names and tables.

const CONTROLS = "a[href], button, input, select, textarea, summary, [role=button], [role=combobox], [role=option], [role=checkbox], [role=radio], [role=tab]";

checks.title = () => [
  / – Health of the Region commitments$/.test(document.title) ? "" : `Title does not say page and dashboard: “${document.title}”`,
  document.documentElement.lang === "en-GB" ? "" : `Language is not British English: “${document.documentElement.lang}”`,
];

/** Of the page behind an open menu too. */
checks.headings = () => {
  const all = every("h1, h2, h3, h4, h5, h6", (one) => one.checkVisibility()).map((one) => ({ level: Number(one.tagName[1]), said: one.textContent.trim(), main: Boolean(one.closest("main, [data-testid=stMain]")) }));
  const main = all.filter((one) => one.main);
  const first = main.filter((one) => one.level === 1).length;
  return [
    first === 1 ? "" : `Headings of level 1 on the page: ${first}`,
    ...all.filter((one) => !one.said).map((one) => `Heading of level ${one.level} without words`),
    ...all.filter((one) => !one.main && one.level !== 2).map((one) => `Heading outside the main part is not of level 2: “${one.said}”`),
    ...main.slice(1).map((one, at) => (one.level > main[at].level + 1 ? `Heading skipped: from level ${main[at].level} to ${one.level} at “${one.said}”` : "")),
  ];
};

checks.names = () => [
  ...every("img, svg, canvas, [role=img], [role=figure]", spoken)
    .filter((one) => !one.parentElement.closest("[role=img], [role=figure], button, a, svg") && one.getAttribute("role") !== "presentation")
    .filter((one) => !(one.tagName === "IMG" ? one.hasAttribute("alt") : named(one)))
    .map((one) => `Picture without words: ${called(one)}`),
  ...every(CONTROLS, (one) => there(one) && spoken(one)).filter((one) => !named(one) && !one.querySelector("[aria-label]")).map((one) => `Control without a name: ${one.outerHTML.slice(0, 120)}`),
  ...every("input:not([type=hidden]), select, textarea", there).filter((one) => !named(one)).map((one) => `Field without a label: ${one.outerHTML.slice(0, 120)}`),
  ...every("iframe", spoken).filter((one) => !one.title).map(() => "Frame without a title"),
];

checks.tables = () => every("table", spoken).flatMap((table) => [
  table.caption?.textContent.trim() ? "" : `Table without a caption: ${called(table)}`,
  ...[...table.querySelectorAll("th")].filter((one) => !one.scope).map((one) => `Table heading without a scope: ${called(one)}`),
  ...[...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => !row.querySelector("th[scope=row]")).slice(0, 1).map((row) => `Table row without a heading: ${called(row)}`),
  table.tHead?.querySelector("th[scope=col]") ? "" : `Table without column headings: ${called(table)}`,
]);

checks.charts = () => every(".cc", there).filter((chart) => chart.querySelector(".cc-plot .bars path")).flatMap((chart) => {
  const said = chart.querySelector(".cc-plot").ariaLabel ?? "";
  const title = chart.querySelector("h2")?.textContent.trim() ?? "";
  const numbers = [...chart.querySelectorAll("table tbody tr")].flatMap((row) => [row.querySelector("th").textContent.trim(), [...row.cells].map((cell) => cell.textContent.trim()).filter((text) => /^[\d,]+$/.test(text)).at(-1)]);
  return [
    title && said.includes(title) ? "" : `Chart does not say its point: “${title}”`,
    numbers.length ? "" : `Chart without a table: “${title}”`,
    ...numbers.filter((one) => !said.includes(one)).map((one) => `Chart does not say “${one}”: “${title}”`),
  ];
});
