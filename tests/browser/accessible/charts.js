// Colours of a chart as it is drawn: of its numbers, its names, its bars and what stands between them.

function bars(chart) {
  const plot = chart.querySelector(".cc-plot");
  return [...plot.querySelectorAll(".trace.bars")].flatMap((trace, at) => {
    const { marker } = plot._fullData.filter((one) => one.visible)[at];
    return [...trace.querySelectorAll(".point path")].map((path, row) => {
      const box = path.getBoundingClientRect();
      return { box, fill: one(marker.color, row), line: one(marker.line.color, row), hatch: marker.pattern?.shape ? marker.pattern.fgcolor : "", opacity: one(marker.opacity, row) };
    });
  }).filter((bar) => bar.box.width > 0.5);
}

function one(value, row) {
  return Array.isArray(value) || ArrayBuffer.isView(value) ? value[row] : value;
}

/** As it is seen: its fill, and where it is hatched the hatching too. */
function faces(bar, paper) {
  return [bar.fill, bar.hatch].filter(Boolean).map((face) => {
    const [red, green, blue] = colour(face);
    return over([red, green, blue, bar.opacity ?? 1], paper);
  });
}

checks.chartContrast = () => every(".cc", there).flatMap((chart) => {
  const plot = chart.querySelector(".cc-plot");
  if (!plot?._fullData) return [];
  const paper = behind(plot);
  const drawn = bars(chart);
  const title = chart.querySelector("h2, .note").textContent;
  return [...numbers(chart, drawn, paper), ...names(chart, paper), ...edges(drawn, paper)].map((said) => `${said} in “${title}”`);
});

function numbers(chart, drawn, paper) {
  return [...chart.querySelectorAll(".cc-number")].flatMap((span) => {
    const box = span.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const bar = drawn.find(({ box: of }) => of.left <= x && x <= of.right && of.top <= y && y <= of.bottom);
    if (!bar) return [`Number on no bar: ${span.textContent}`];
    const ink = colour(getComputedStyle(span).color);
    const least = Math.min(...faces(bar, paper).map((face) => contrast(ink, face)));
    return least >= 4.5 ? [] : [`Number of ${least.toFixed(1)}:1 on its bar: ${span.textContent} on ${bar.fill}`];
  });
}

function names(chart, paper) {
  return [...chart.querySelectorAll(".cc-name")].map((span) => [span, contrast(colour(getComputedStyle(span).color), paper)])
    .filter(([, of]) => of < 4.5).map(([span, of]) => `Name of ${of.toFixed(1)}:1: ${span.textContent}`);
}

/** Each bar stands 3:1 off the page by its fill or its line; a faded one is not chosen, and has its number. */
function edges(drawn, paper) {
  return drawn.filter((bar) => (bar.opacity ?? 1) === 1).flatMap((bar) => {
    const line = contrast(colour(bar.line), paper);
    const fill = Math.min(...faces(bar, paper).slice(0, 1).map((face) => contrast(face, paper)));
    const off = Math.max(line, fill);
    const next = drawn.find(({ box }) => Math.abs(box.left - bar.box.right) < 3 && Math.abs(box.top - bar.box.top) < 3);
    const parted = !next || Math.max(contrast(colour(bar.fill), colour(next.fill)), Math.min(contrast(colour(bar.line), colour(bar.fill)), contrast(colour(next.line), colour(next.fill))), contrast(colour(next.line), colour(bar.fill))) >= 3;
    return [off >= 3 ? "" : `Bar of ${off.toFixed(1)}:1 off the page: ${bar.fill}`, parted ? "" : `Bars that run together: ${bar.fill} and ${next.fill}`].filter(Boolean);
  });
}

/** Each status's mark and each count's rule stand 3:1 off the page, by a line or a face. */
checks.marks = () => every(".mark", there).filter((mark) => {
  const paper = behind(mark);
  const parts = [...mark.querySelectorAll("*")].flatMap((part) => [getComputedStyle(part).fill, getComputedStyle(part).stroke]).filter((paint) => paint !== "none");
  return Math.max(0, ...parts.map((paint) => contrast(over(colour(paint), paper), paper))) < 3;
}).map((mark) => `Mark that cannot be made out: ${mark.getAttribute("class")}`);
