// A chart as a picture that explains itself: its title, key, filters, date and source are drawn into it.

const NARROW_ROW = 64; // px of a row where names stand above their bars
const PAPER = { light: "#ffffff", dark: "#11161C" };
const WIDE = { width: 1280, height: 720 }; // the height it may take before it grows in both directions
const LEAST = 320; // px: a lower picture looks like a strip
const OTHERS = "Arial, sans-serif"; // for readers of a file who do not have the page's typeface
const NARROWEST = 640; // px: a picture of a narrower chart would have no room for its words
const GENERIC = /^(sans-serif|serif|monospace|system-ui)$/;
const EDGE = 28;
const ROW = { least: 27, shown: 38, most: 58 }; // px
const SIZE = { title: 26, text: 16, foot: 14 };
const LINE = 1.3;
const KEY = { swatch: 56, down: 26 }; // px: a key's swatch with the space around its word; a row of keys

/** Draw the picture and hand it to the reader; gives the name of its file. */
export async function pictureOf({ traces, layout }, data, { kind, width, dark }) {
  const size = kind === "shown" ? { width: Math.max(Math.round(width), NARROWEST) } : WIDE;
  const family = pageFont();
  // A PNG is drawn here, with the page's typeface; an SVG is drawn where that may be missing, and others are wider.
  faces = kind === "svg" ? [family, OTHERS] : [family];
  const laid = layOut(traces, { ...layout, font: { ...layout.font, family } }, data, size, dark ? PAPER.dark : PAPER.light);
  const format = kind === "svg" ? "svg" : "png";
  const name = `${data.file}${kind === "shown" ? "-as-shown" : ""}.${format}`;
  const { width: across, height: down } = laid.layout;
  const drawn = await window.Plotly.toImage({ ...laid, config: { staticPlot: true } }, { format: "svg", width: across, height: down });
  const svg = await read(drawn).text();
  save(format === "svg" ? svgOf(named(svg, data)) : await painted(dressed(svg, await fontsOf(family)), across, down), name);
  return name;
}

/** The typeface of charts on the page, with what stands in for it. */
function pageFont() {
  const { fontFamily } = getComputedStyle(document.querySelector(".cc-body") ?? document.body);
  const named = fontFamily.split(",").map((name) => name.trim()).filter((name) => !GENERIC.test(name));
  return [...new Set(named), OTHERS].join(", ");
}

/** The page's own rules for this typeface, with the files in them: a picture fetches nothing. */
async function fontsOf(family) {
  const name = plainName(family.split(",")[0]);
  const rules = [...document.styleSheets].flatMap((sheet) => {
    try {
      return [...sheet.cssRules].map((rule) => ({ rule, base: sheet.href ?? document.baseURI }));
    } catch {
      return []; // A sheet of another site is not ours to read.
    }
  }).filter(({ rule }) => rule instanceof CSSFontFaceRule && plainName(rule.style.fontFamily) === name && !/italic/.test(rule.style.fontStyle));
  const whole = await Promise.all(rules.map(async ({ rule, base }) => {
    const [, address] = rule.style.src.match(/url\(["']?([^"')]+)["']?\)/) ?? [];
    const file = address && await fetch(new URL(address, base)).catch(() => undefined);
    if (!file?.ok) return "";
    return `@font-face{font-family:"${name}";font-weight:${rule.style.fontWeight || "normal"};src:url(${await addressOf(await file.blob())})}`;
  }));
  return whole.join("");
}

function plainName(family) {
  return family.trim().replace(/^["']|["']$/g, "");
}

function addressOf(blob) {
  return new Promise((resolve, reject) => {
    const reader = Object.assign(new FileReader(), { onload: () => resolve(reader.result), onerror: () => reject(reader.error) });
    reader.readAsDataURL(blob);
  });
}

function dressed(svg, fonts) {
  return svg.replace(/<svg[^>]*>/, (begin) => `${begin}<style>${fonts}</style>`);
}

function svgOf(svg) {
  return new Blob([svg], { type: "image/svg+xml" });
}

/** The drawing as PNG, at twice its size. */
async function painted(svg, width, height) {
  const image = Object.assign(new Image(), { src: URL.createObjectURL(svgOf(svg)) });
  try {
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => canvas.toBlob((blob) => blob ? resolve(blob) : reject(new Error("no picture")), "image/png"));
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

export function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** What a data: address holds, without asking the network, which a strict policy would refuse. */
function read(address) {
  const index = address.indexOf(",");
  const [type, ...how] = address.slice("data:".length, index).split(";");
  const body = address.slice(index + 1);
  const content = how.includes("base64") ? Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0)) : decodeURIComponent(body);
  return new Blob([content], { type });
}

/** The drawing with its name and all its words: readers of the file who do not see it are told of one picture, and not of what is drawn in it. */
function named(svg, { title, alt, caption }) {
  const drawing = new DOMParser().parseFromString(svg, "image/svg+xml");
  const root = drawing.documentElement;
  const tell = (tag, text) => Object.assign(drawing.createElementNS(root.namespaceURI, tag), { textContent: text });
  root.setAttribute("role", "img");
  root.prepend(tell("title", title), tell("desc", [alt, ...caption].join(" ")));
  return new XMLSerializer().serializeToString(drawing);
}

/** The spec with its words around it, as high as its rows ask for; 16:9 and larger where that is more than 16:9. */
function layOut(traces, given, { title, subtitle, caption, rows }, { width, height }, paper) {
  const room = width - 2 * EDGE;
  const heads = { title: lines(title, room, SIZE.title, true), subtitle: lines(subtitle, room, SIZE.text) };
  const foot = caption.flatMap((line) => lines(line, room, SIZE.foot));
  const down = { title: heads.title.length * SIZE.title * LINE, subtitle: heads.subtitle.length * SIZE.text * LINE + 8 };
  const left = given.margin.l + EDGE;
  const keys = keyRows(traces, width - left - EDGE) * KEY.down;
  const top = EDGE + down.title + down.subtitle + keys + 12;
  const bottom = EDGE + foot.length * SIZE.foot * LINE + 16;
  const count = Math.max(rows.length, 1);
  const tallest = Math.max(...given.yaxis.ticktext.map((name) => name.split("<br>").length)) * SIZE.text * LINE;
  const least = count * Math.max(ROW.least, tallest);
  const free = height ? height - top - bottom : 0;
  if (height && free < least) {
    const larger = (top + bottom + least) / height;
    return layOut(traces, given, { title, subtitle, caption, rows }, { width: Math.ceil(width * larger), height: Math.ceil(height * larger) }, paper);
  }
  const bars = height ? Math.min(free, Math.max(count * ROW.most, LEAST - top - bottom)) : count * Math.max(ROW.shown, tallest + 8);
  const whole = Math.ceil(top + bars + bottom);
  const spare = whole - top - bars - bottom;
  const longest = Math.max(1, ...rows.map((_, index) => traces.reduce((sum, { x }) => sum + x[index], 0)));
  const unit = (width - left - EDGE) / longest;
  // A line each: readers of SVG differ over lines within one text.
  const words = (texts, from, size, bold) => texts.map((text, index) => ({
    text: bold ? `<b>${plain(text)}</b>` : plain(text), showarrow: false, align: "left", font: { size }, borderpad: 0,
    xref: "paper", x: 0, xanchor: "left", xshift: EDGE - left, yref: "paper", y: 1, yanchor: "top", yshift: top - from - index * size * LINE,
  }));
  const layout = {
    ...given, width, height: whole, autosize: false, paper_bgcolor: paper, plot_bgcolor: paper,
    font: { ...given.font, size: SIZE.text },
    margin: { l: left, r: EDGE, t: top, b: bottom + spare, autoexpand: false },
    xaxis: { ...given.xaxis, range: [0, longest], autorange: false },
    yaxis: { ...given.yaxis, automargin: false },
    showlegend: true,
    legend: { orientation: "h", traceorder: "normal", xref: "container", x: left / width, xanchor: "left", yref: "container", y: 1 - (EDGE + down.title + down.subtitle) / whole, yanchor: "top", itemclick: false, itemdoubleclick: false, bgcolor: "rgba(0,0,0,0)" },
    annotations: [
      ...words(heads.title, EDGE, SIZE.title, true),
      ...words(heads.subtitle, EDGE + down.title, SIZE.text),
      ...words(foot, whole - EDGE - foot.length * SIZE.foot * LINE, SIZE.foot),
    ],
  };
  const drawn = traces.map((trace) => ({
    ...trace, name: plain(trace.name), showlegend: true,
    text: trace.text.map((number, index) => trace.x[index] * unit < measure(number, SIZE.text) + 4 ? "" : number),
  }));
  return { data: drawn, layout };
}

/** In how many rows Plotly lays the keys: one, or columns as wide as the widest. */
function keyRows(traces, room) {
  const wide = traces.map(({ name }) => KEY.swatch + measure(name, SIZE.text));
  if (wide.reduce((sum, width) => sum + width, 0) <= room) return 1;
  return Math.ceil(wide.length / Math.max(1, Math.floor(room / Math.max(...wide))));
}

/** Text as itself where Plotly would read markup. */
function plain(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

let pen;
let faces = [OTHERS];
/** How wide the text is, in the widest of the typefaces that it may be drawn in. */
function measure(text, size, bold = false) {
  pen ??= document.createElement("canvas").getContext("2d");
  return Math.max(...faces.map((family) => {
    pen.font = `${bold ? "bold " : ""}${size}px ${family}`;
    return pen.measureText(text).width;
  }));
}

/** The text in lines that fit the width; a word longer than a line stands alone. */
function lines(text, room, size, bold = false) {
  const done = [];
  for (const word of text.split(/\s+/)) {
    const longer = done.length ? `${done.at(-1)} ${word}` : word;
    if (done.length && measure(longer, size, bold) <= room) done[done.length - 1] = longer;
    else done.push(word);
  }
  return done;
}

/** The spec with these colours and this font wherever it names none. */
export function dress({ spec, rows }, { text, family, colours, narrow }) {
  const { data: traces, layout: given } = JSON.parse(JSON.stringify(spec), (_, item) => typeof item === "string" ? colours[item] ?? item : item);
  const layout = {
    autosize: false, paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
    ...given,
    font: { family, color: text, ...given.font },
    xaxis: { ...given.xaxis }, yaxis: { ...given.yaxis },
  };
  if (narrow) lift(traces, layout, rows.length);
  return { traces, layout };
}

/** On a narrow screen: each bar in the lower part of its band, so that its name can stand above it. */
function lift(traces, layout, count) {
  for (const trace of traces) Object.assign(trace, { width: 0.36, offset: 0.09 });
  Object.assign(layout.yaxis, { autorange: false, range: [count - 0.5, -0.5] });
  layout.margin = { ...layout.margin, l: 0, r: 0 };
  layout.height = NARROW_ROW * count + layout.margin.t + layout.margin.b;
}
