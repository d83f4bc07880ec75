// Every chart of the dashboard: one Plotly chart kept in place across reruns, with a button over each of its rows.
// Plotly draws the bars. Names and numbers are laid over them as text of the page: Plotly measures each text it draws,
// which is half of a chart's time, and the page's own text wraps, zooms and is found by the browser's search.
import { isDark, onTurn } from "./colours.js";
import { act, dress as style, fill } from "./content.js";
import { PAPER_WIDTH, isPrinting, onPrint } from "./paper.js";
import { receive } from "./files.js";
import { dress, pictureOf } from "./picture.js";
import { leave, queueOf } from "./presses.js";
import { hear, lay } from "./rows.js";

// Relative to this module (…/_stcore/bidi-components/<name>/chart.js), so right on every page and under any base path.
const LIBRARY = new URL("../../../app/static/plotly-basic-4.1.1.min.js", import.meta.url);
const NARROW = 520; // px: below it names stand above their bars
const LEAST = 14; // px of bar that a number needs,
const DIGIT = 11; // and by its digits, letters set wide (WCAG 1.4.12)
const ABOVE = 0.55; // of a narrow band is the name's, above the bar
const INK = "#0b0c0c";
const CONFIG = { staticPlot: true, responsive: false };

const boards = new WeakMap(); // from Streamlit's parent element to its charts, by name
const charts = new WeakMap(); // from a chart's frame to the chart
let library;

export default function ({ data, parentElement, setTriggerValue }) {
  style();
  let board = boards.get(parentElement);
  if (!board) {
    board = { frame: make("div", { className: "cc-board" }), charts: new Map() };
    boards.set(parentElement, board);
    parentElement.append(board.frame);
  }
  const press = queueOf(parentElement, data.received, setTriggerValue);
  board.frame.onclick = (event) => { act(event, press, setTriggerValue); take(event, press); };
  data.charts.forEach((panel) => {
    const chart = board.charts.get(panel.name) ?? build(board, panel.name);
    Object.assign(chart, { data: panel, toggle: (value) => press("toggled", `${panel.chooses}=${value}`) });
  });
  draw([...board.charts.values()]);
  for (const chart of board.charts.values()) receive(chart.data.made, (words) => say(chart, words));
  return () => {
    for (const chart of board.charts.values()) {
      chart.watch.disconnect();
      chart.fitting.disconnect();
      chart.forced.onchange = null;
      chart.turned();
      chart.printed();
      // Plotly ends a drawing a moment later, and must find it there.
      const purge = () => window.Plotly?.purge(chart.plot);
      Promise.resolve(chart.drawn).then(purge, purge);
    }
    leave(parentElement);
    boards.delete(parentElement);
    board.frame.remove();
  };
}

/** Plotly, once for the whole page. */
function load() {
  library ??= new Promise((resolve, reject) => {
    const script = make("script", { src: LIBRARY, onload: () => resolve(window.Plotly), onerror: reject });
    document.head.append(script);
  }).catch(() => { library = undefined; throw new Error(`${LIBRARY} could not be loaded`); });
  return library;
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

function build(board, name) {
  const part = (className, more) => make("div", { className, ...more });
  const chart = {
    frame: part("cc"), head: part("cc-head"), body: part("cc-body"), foot: part("cc-foot"),
    plot: part("cc-plot", { role: "img" }), texts: part("cc-texts", { ariaHidden: "true" }), rows: part("cc-rows", { role: "group" }),
    buttons: new Map(),
  };
  chart.body.append(chart.plot, chart.texts, chart.rows);
  chart.frame.append(chart.head, chart.body, chart.foot);
  board.frame.append(chart.frame);
  board.charts.set(name, chart);
  charts.set(chart.frame, chart);
  chart.width = widthOf(chart);
  hear(chart);
  chart.watch = new ResizeObserver(([{ contentRect }]) => {
    if (isPrinting() || contentRect.width === chart.width) return;
    chart.width = contentRect.width;
    draw([chart]);
  });
  chart.watch.observe(chart.body);
  chart.fitting = new ResizeObserver(() => grow(chart));
  chart.forced = Object.assign(matchMedia("(forced-colors: active)"), { onchange: () => draw([chart]) });
  chart.turned = onTurn(() => { if (!isPrinting() && chart.frame.dataset.theme !== (isDark(chart.body) ? "dark" : "light")) draw([chart]); });
  chart.printed = onPrint(() => { Object.assign(chart, { width: widthOf(chart), row: undefined }); draw([chart]); grow(chart); });
  return chart;
}

function widthOf(chart) {
  return isPrinting() ? PAPER_WIDTH : chart.body.clientWidth;
}

/** All at once, so that the browser lays the page out and paints it once. */
async function draw(all) {
  const some = all.filter((chart) => chart.width && chart.body.isConnected);
  if (!some.length) return;
  const { color, fontFamily: family } = getComputedStyle(some[0].body);
  const dark = !isPrinting() && isDark(some[0].body);
  const text = isPrinting() ? INK : color;
  for (const chart of some) prepare(chart, { text, family, dark });
  // While Plotly is on its way, words stand where they will stand.
  if (!window.Plotly) for (const chart of some) for (const part of ["head", "foot"]) surround(chart, part);
  try {
    const Plotly = window.Plotly ?? await load();
    for (const chart of some) chart.drawn = Plotly.react(chart.plot, chart.bars, { ...chart.layout, width: chart.width }, CONFIG);
    document.getElementById("js-plotly-tester")?.setAttribute("aria-hidden", "true");
  } catch (error) {
    console.error(error);
    for (const { plot, data } of some) plot.textContent = `The chart could not be drawn. ${data.alt}`;
    return;
  }
  for (const chart of some) if (chart.plot._fullLayout) place(chart);
  for (const chart of some) surround(chart, "head");
  // What is folded away below is hundreds of cells: it may come a moment after the bars are on the screen.
  requestAnimationFrame(() => setTimeout(() => { for (const chart of some) surround(chart, "foot"); }));
}

/** Work out what to draw, and hold its place on the page. */
function prepare(chart, { text, family, dark }) {
  const { data, frame, plot, width } = chart;
  chart.narrow = width < NARROW;
  frame.dataset.theme = dark ? "dark" : "light";
  frame.classList.toggle("cc-half", data.half);
  frame.classList.toggle("cc-narrow", chart.narrow);
  Object.assign(chart, dress(data, { text, family, colours: dark ? data.dark : {}, narrow: chart.narrow }));
  const { margin: { t, b } } = chart.layout;
  chart.usual = (chart.layout.height - t - b) / Math.max(1, data.rows.length);
  if (chart.row > chart.usual) chart.layout.height = chart.row * data.rows.length + t + b;
  chart.layout.yaxis.showticklabels = false;
  chart.bars = chart.traces.map(({ type, orientation, x, y, marker, width, offset }) => ({ type, orientation, x, y, marker, width, offset, hoverinfo: "skip" }));
  plot.ariaLabel = data.alt;
  plot.style.height = `${chart.layout.height}px`;
}

/** Lay names and numbers over the bars and a button over each row, by the plot's own geometry. */
function place(chart) {
  const { data, layout, narrow, plot, texts, traces, width } = chart;
  const { xaxis, yaxis } = plot._fullLayout;
  const names = yaxis._categories ?? [];
  const size = yaxis._length / Math.max(1, names.length);
  const top = (value) => yaxis._offset + yaxis.l2p(names.indexOf(value)) - size / 2;
  const shown = data.rows.filter((row) => names.includes(row.value));
  const spans = shown.map((row) => text(row.name, "cc-name", narrow
    ? { left: 0, top: top(row.value) + size * ABOVE, width, lift: "-100%" }
    : { left: 0, top: top(row.value) + size / 2, width: layout.margin.l - 12, lift: "-50%" }));
  const reached = new Map();
  chart.parts = [];
  for (const { name, x, y, text: numbers, insidetextfont } of traces) y.forEach((value, index) => {
    const from = reached.get(value) ?? 0;
    reached.set(value, from + x[index]);
    const [left, right] = [xaxis.l2p(from), xaxis.l2p(from + x[index])];
    if (x[index]) chart.parts.push({ value, series: name, left: xaxis._offset + left, right: xaxis._offset + right });
    if (!numbers?.[index] || right - left < Math.max(LEAST, DIGIT * numbers[index].length)) return;
    const [down, tall] = narrow ? [size * 0.59, size * 0.36] : [0, size];
    spans.push(text(numbers[index], "cc-number", { left: xaxis._offset + left, width: right - left, top: top(value) + down, height: tall, color: insidetextfont?.color[index] }));
  });
  texts.replaceChildren(...spans);
  chart.fitting.disconnect();
  for (const span of spans.slice(0, shown.length)) chart.fitting.observe(span);
  lay(chart, shown, top, size);
}

function text(words, className, { left, top, width, height, lift, color }) {
  const span = make("span", { textContent: words, className });
  span.style.cssText = `left:${left}px;top:${top}px;width:${width}px;${lift ? `transform:translateY(${lift})` : `height:${height}px`};${color ? `color:${color}` : ""}`;
  return span;
}

/** Rows as tall as the tallest name needs, in the reader's own letters and spacing. */
function grow(chart) {
  const most = Math.max(0, ...[...chart.texts.querySelectorAll(".cc-name")].map((span) => span.offsetHeight));
  const row = Math.max(chart.usual, Math.ceil(chart.narrow ? (most + 2) / ABOVE : most + 4));
  if (row === (chart.row ?? chart.usual)) return;
  chart.row = row;
  draw([chart]);
}

/** What stands above (head) or below the chart (foot). */
function surround(chart, part) {
  const { data } = chart;
  if (chart[part].shown === data[part]) return;
  chart[part].shown = data[part];
  fill(chart[part], data[part]);
}

/** A press in the menu of a chart's files: pictures are drawn here, the rest is made by the server. */
async function take({ target }, press) {
  const button = target.closest("button[data-make], button[data-picture]");
  if (!button) return;
  const chart = charts.get(button.closest(".cc"));
  const { make, picture } = button.dataset;
  say(chart, "Making the file");
  if (make) return press("made", make);
  const dark = picture === "shown" && isDark(chart.body);
  const look = { text: dark ? chart.data.dark[INK] : INK, family: "Arial, sans-serif", colours: dark ? chart.data.dark : {}, narrow: false };
  try {
    await load(); // The menu can be pressed before the charts are drawn.
    say(chart, `Downloaded ${await pictureOf(dress(chart.data, look), chart.data, { kind: picture, width: chart.width, dark })}`);
  } catch (error) {
    console.error(error);
    say(chart, "The picture could not be drawn. Download the slide instead.");
  }
}

function say(chart, text) {
  const place = chart.foot.querySelector(".done");
  if (place) place.textContent = text;
}
