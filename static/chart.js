// Every chart of the dashboard: one Plotly chart kept in place across reruns, with a toggle button over each of its rows.
// Streamlit imports this file and calls the default export again whenever the data or the theme changes.

import { act, dress as style, fill, isDark } from "./content.js";

// Relative to this module (…/_stcore/bidi-components/<name>/chart.js), so right on every page and under any base path.
const LIBRARY = new URL("../../../app/static/plotly-basic-4.1.1.min.js", import.meta.url);
const NARROW = 480; // px; or where the labels would take half of the chart
const CONFIG = { displayModeBar: false, doubleClick: false, showTips: false, responsive: false };

const charts = new WeakMap(); // from Streamlit's parent element, and from the plot, to the chart
let library;

export default function ({ data, parentElement, setTriggerValue }) {
  let chart = charts.get(parentElement);
  if (!chart) {
    chart = build(parentElement);
    charts.set(parentElement, chart).set(chart.plot, chart);
  }
  Object.assign(chart, { data, toggle: (value) => setTriggerValue("toggled", value) });
  chart.frame.dataset.theme = isDark(chart.frame) ? "dark" : "light";
  chart.frame.onclick = (event) => act(event, setTriggerValue);
  for (const part of ["head", "foot"]) if (chart[part].shown !== data[part]) fill(chart[part], chart[part].shown = data[part] ?? "");
  draw(chart);
  return () => {
    chart.watch.disconnect();
    chart.forced.onchange = null;
    window.Plotly?.purge(chart.plot);
    charts.delete(parentElement);
    chart.frame.remove();
  };
}

/** Plotly, once for the whole page, when the app's font has come (text is measured). */
function load() {
  library ??= new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: LIBRARY, onerror: reject });
    script.onload = () => resolve(document.fonts.ready.then(() => window.Plotly));
    document.head.append(script);
  }).catch(() => { library = undefined; throw new Error(`${LIBRARY} could not be loaded`); });
  return library;
}

function build(parent) {
  style();
  const part = (className, more) => make("div", { className, ...more });
  const chart = { frame: part("cc"), head: part("cc-head"), foot: part("cc-foot"), root: part("cc-body"), plot: part("cc-plot", { role: "img" }), labels: part("cc-labels", { ariaHidden: "true" }), rows: part("cc-rows", { role: "group" }), files: part("cc-files"), buttons: new Map() };
  chart.root.append(chart.plot, chart.labels, chart.rows, chart.files);
  chart.frame.append(chart.head, chart.root, chart.foot);
  parent.append(chart.frame);
  chart.rows.onkeydown = (event) => move(chart, event);
  // The buttons lie over the plot, so Plotly's tooltips need the pointer handed on.
  chart.rows.onmousemove = (event) => {
    const drag = chart.plot.querySelector(".nsewdrag");
    const box = drag?.getBoundingClientRect();
    if (box && event.clientX >= box.left && event.clientX <= box.right) drag.dispatchEvent(new MouseEvent("mousemove", event));
    else window.Plotly?.Fx.unhover(chart.plot);
  };
  chart.rows.onmouseleave = () => window.Plotly?.Fx.unhover(chart.plot);
  chart.watch = new ResizeObserver(() => { if (chart.root.clientWidth !== chart.width) draw(chart); });
  chart.watch.observe(chart.root);
  chart.forced = Object.assign(matchMedia("(forced-colors: active)"), { onchange: () => draw(chart) });
  return chart;
}

function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

async function draw(chart) {
  const { data, plot, root } = chart;
  chart.width = root.clientWidth;
  if (!chart.width) return; // in a closed tab: drawn when it gets a width
  const { color, backgroundColor, fontFamily } = getComputedStyle(root);
  const colours = light(color) > 0.5 && data.dark || {};
  const { traces, layout, bands } = dress(data, { text: color, paper: backgroundColor, family: fontFamily, colours, narrow: chart.width < Math.max(NARROW, 2 * (data.spec.layout?.margin?.l ?? 0)) });
  plot.ariaLabel = data.alt;
  plot.style.height = `${layout.height}px`;
  try {
    const Plotly = await load();
    if (!plot.layout) plot.replaceChildren();
    if (root.isConnected) await Plotly.react(plot, traces, { ...layout, width: chart.width, autosize: false }, CONFIG);
  } catch (error) {
    console.error(error);
    plot.textContent = `The chart could not be drawn. ${data.alt}`;
    return;
  }
  if (root.isConnected) place(chart, bands);
}

/** The spec with these colours and this font wherever it names none. */
function dress({ spec, rows, narrow: changes }, { text, paper, family, colours, narrow }) {
  const copy = (value) => JSON.parse(JSON.stringify(value ?? {}), (_, item) => typeof item === "string" ? colours[item] ?? item : item);
  const { data: traces, layout: given } = copy(spec);
  const layout = merge({
    height: 300, dragmode: false, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", font: { family, color: text, size: 14 },
    legend: { itemclick: false, itemdoubleclick: false }, hoverlabel: { bgcolor: paper, bordercolor: text, font: { color: text, family } },
  }, given, narrow && copy(changes));
  const faint = `rgba(${rgb(text)},0.2)`;
  for (const name of new Set(["xaxis", "yaxis", ...Object.keys(layout).filter((key) => /^[xy]axis\d+$/.test(key))]))
    layout[name] = merge({ fixedrange: true, gridcolor: faint, zerolinecolor: text, linecolor: text, tickcolor: text }, layout[name]);
  const flat = traces[0]?.orientation === "h";
  const bands = flat ? "yaxis" : "xaxis";
  if (rows?.length) layout[bands].type ??= "category";
  if (traces[0]?.type === "bar") layout[bands].showgrid ??= false;
  for (const trace of traces) ink(trace, rgb(paper));
  if (narrow && flat && layout.yaxis.showticklabels !== false) lift(traces, layout, changes);
  return { traces, layout, bands };
}

/** The numbers in the bars in black or white, whichever is clearer on the bar as seen (Plotly's own choice may fall below 4.5:1). */
function ink(trace, paper) {
  const { color, opacity = 1 } = trace.marker ?? {};
  const each = (value, index) => Array.isArray(value) ? value[index] : value;
  if (trace.type !== "bar" || !trace.text || trace.insidetextfont?.color || !/^#[\da-f]{6}$/i.test(each(color, 0))) return;
  const clear = (_, index) => {
    const share = each(opacity, index);
    return light(`rgb(${rgb(each(color, index)).map((part, at) => part * share + paper[at] * (1 - share))})`) > 0.179 ? "#000" : "#fff";
  };
  trace.insidetextfont = { ...trace.insidetextfont, color: (trace.orientation === "h" ? trace.y : trace.x).map(clear) };
}

function rgb(colour) {
  return colour[0] === "#" ? [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)) : colour.match(/[\d.]+/g).map(Number);
}

/** Relative luminance as WCAG defines it. */
function light(colour) {
  const [red, green, blue] = rgb(colour).map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** On a narrow screen: each bar in the lower part of its band, so that its label can stand above it. */
function lift(traces, layout, changes) {
  const count = new Set(traces.flatMap((trace) => trace.y)).size;
  const down = layout.yaxis.autorange === "reversed" || layout.yaxis.range?.[0] > layout.yaxis.range?.[1];
  for (const trace of traces) Object.assign(trace, { width: 0.36, offset: down ? 0.09 : -0.45 });
  Object.assign(layout.yaxis, { showticklabels: false, ticks: "", lifted: true, autorange: false, range: down ? [count - 0.5, -0.5] : [-0.5, count - 0.5] });
  layout.margin = { t: 8, b: 40, ...layout.margin, l: 8, r: 8, ...changes?.margin };
  layout.height = changes?.height ?? 56 * count + layout.margin.t + layout.margin.b;
}

function merge(...parts) {
  return parts.filter(Boolean).reduce((whole, part) => {
    for (const [key, value] of Object.entries(part))
      whole[key] = value?.constructor === Object ? merge(whole[key]?.constructor === Object && whole[key], value) : value;
    return whole;
  }, {});
}

/** Lay a button over each row, and on a narrow screen a label over each bar, by the plot's own geometry. */
function place(chart, bands) {
  const { buttons, data, labels, plot, rows } = chart;
  const axis = plot._fullLayout[bands];
  const names = axis._categories ?? [];
  const size = axis._length / Math.max(1, names.length);
  const at = (value) => axis._offset + axis.l2p(names.indexOf(value)) - size / 2;

  labels.replaceChildren(...(plot.layout.yaxis.lifted ? names : []).map((name) => {
    const span = make("span", { textContent: plain(axis.ticktext?.[axis.tickvals?.indexOf(name)] ?? name) });
    span.style.top = `${at(name) + size * 0.57}px`;
    return span;
  }));

  const shown = (data.rows ?? []).filter((row) => names.includes(row.value)).sort((one, two) => at(one.value) - at(two.value));
  const values = new Set(shown.map((row) => row.value));
  const held = rows.contains(document.activeElement) && document.activeElement;
  const index = [...rows.children].indexOf(held);
  for (const [value, button] of buttons) if (!values.has(value)) { button.remove(); buttons.delete(value); }
  if (!values.has(chart.current)) chart.current = (held ? shown[Math.min(index, shown.length - 1)] : shown.find((row) => row.chosen) ?? shown[0])?.value;
  shown.forEach((row, order) => {
    const { value } = row;
    if (!buttons.has(value)) buttons.set(value, make("button", { type: "button", onclick: () => chart.toggle(value), onfocus: () => stop(chart, value) }));
    const button = buttons.get(value);
    Object.assign(button, { ariaLabel: row.label, ariaPressed: String(Boolean(row.chosen)) });
    const [top, left, height, width] = bands === "yaxis" ? [at(value), 0, size, plot.layout.width] : [0, at(value), plot.layout.height, size];
    Object.assign(button.style, { top: `${top}px`, left: `${left}px`, height: `${height}px`, width: `${width}px` });
    if (rows.children[order] !== button) rows.insertBefore(button, rows.children[order] ?? null);
  });
  stop(chart, chart.current);
  rows.hidden = !shown.length;
  rows.ariaLabel = `${data.title}: arrow keys move between the ${shown.length} rows, Enter or Space chooses one`;
  if (held && document.activeElement !== held) buttons.get(chart.current)?.focus({ preventScroll: true });
  offer(chart);
}

function plain(text) {
  return new DOMParser().parseFromString(String(text).replace(/<br\s*\/?>/g, " "), "text/html").body.textContent;
}

/** One tab stop: the row last used. */
function stop(chart, value) {
  chart.current = value;
  for (const [key, button] of chart.buttons) button.tabIndex = key === value ? 0 : -1;
}

function move(chart, event) {
  const all = [...chart.rows.children];
  const index = all.indexOf(event.target);
  const to = { ArrowDown: index + 1, ArrowRight: index + 1, ArrowUp: index - 1, ArrowLeft: index - 1, Home: 0, End: all.length - 1 }[event.key];
  if (event.key === "Escape") window.Plotly?.Fx.unhover(chart.plot);
  if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  all[to]?.focus();
}

/** Download buttons under the chart, if data.downloads holds arguments for compose. */
function offer({ data, files, plot }) {
  files.hidden = !data.downloads;
  if (files.hidden || files.childElementCount) return;
  for (const format of ["png", "svg"]) files.append(make("button", { type: "button", textContent: `Download ${format.toUpperCase()}`, ariaLabel: `Download ${format.toUpperCase()}: ${data.title}`,
    onclick: () => compose(plot, { title: charts.get(plot).data.title, ...charts.get(plot).data.downloads, format }) }));
}

/** Download a copy of the chart on white, in the light colours, with its title, subtitle, legend and footer. */
export function compose(plot, { title, subtitle = "", footer = "", width = 1200, height, scale = 2, format = "png", filename = "chart" }) {
  const { traces, layout } = dress(charts.get(plot).data, { text: "#0b0c0c", paper: "#ffffff", family: "Arial, sans-serif", colours: {}, narrow: false });
  const [head, foot, edge] = [80, 40, 16];
  const margin = { l: 80, r: 80, t: 80, b: 80, ...layout.margin };
  const size = { width, height: height ?? layout.height + head + foot };
  Object.assign(layout, size, {
    paper_bgcolor: "#ffffff", plot_bgcolor: "#ffffff", margin: { ...margin, t: margin.t + head, b: margin.b + foot },
    title: { text: title, subtitle: { text: subtitle }, font: { size: 22 }, xref: "container", x: edge / width, yref: "container", y: 1, yanchor: "top", pad: { t: edge } },
    annotations: [...(layout.annotations ?? []), { text: footer, showarrow: false, xref: "paper", yref: "paper", x: 0, y: 0, xanchor: "left", yanchor: "bottom", xshift: edge - margin.l, yshift: 8 - margin.b - foot }],
  });
  return window.Plotly.downloadImage({ data: traces, layout, config: CONFIG }, { ...size, format, scale, filename });
}
