// What stands on the page as a picture: painted on a canvas from the page's own layout, so that it is what the reader
// sees, in every browser, and fetches nothing. Each element with data-snap is painted, one below the other.
import { save } from "./picture.js";

const EDGE = 24; // px around the picture
const GAP = 16; // px between its parts
const SCALE = 2; // for screens and slides with many dots
const FOOT = 14; // px: the letters of the source below

/** Copy the picture; where the browser does not let a page copy pictures, save it. Gives what was done, in words. */
export async function copyPicture(root) {
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": pictureOf(root) })]);
    return "The picture is copied";
  } catch {
    return `This page may not copy pictures here, so it was saved: ${await savePicture(root)}`;
  }
}

/** Save the picture; gives the name of its file. */
export async function savePicture(root) {
  const name = `${root.querySelector("[data-picture-name]").dataset.pictureName}.png`;
  save(await pictureOf(root), name);
  return name;
}

function pictureOf(root) {
  const parts = [...root.querySelectorAll("[data-snap]")].filter((part) => part.getClientRects().length);
  const boxes = parts.map((part) => ({ part, width: part.scrollWidth, height: part.scrollHeight, at: part.getBoundingClientRect() }));
  const lines = root.querySelector("[data-picture-foot]").dataset.pictureFoot.split("\n");
  const width = Math.max(640, ...boxes.map((box) => box.width)) + 2 * EDGE;
  const style = getComputedStyle(root);
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  const font = `${FOOT}px ${style.fontFamily}`;
  context.font = font;
  const foot = lines.flatMap((line) => wrapped(context, line, width - 2 * EDGE));
  const height = boxes.reduce((sum, box) => sum + box.height + GAP, 2 * EDGE) + foot.length * FOOT * 1.4;
  Object.assign(canvas, { width: width * SCALE, height: height * SCALE });
  context.scale(SCALE, SCALE);
  context.fillStyle = style.getPropertyValue("--paper");
  context.fillRect(0, 0, width, height);
  let top = EDGE;
  for (const { part, at, height: tall } of boxes) {
    context.save();
    context.translate(EDGE - at.left, top - at.top);
    for (const element of [part, ...part.querySelectorAll("*")]) paint(context, element);
    context.restore();
    top += tall + GAP;
  }
  Object.assign(context, { font, fillStyle: style.getPropertyValue("--quiet"), textBaseline: "top" });
  foot.forEach((line, index) => context.fillText(line, EDGE, top + index * FOOT * 1.4));
  return new Promise((resolve, reject) => canvas.toBlob((blob) => blob ? resolve(blob) : reject(new Error("no picture")), "image/png"));
}

function wrapped(context, text, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (context.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function paint(context, element) {
  if (element.closest(".unseen") || !element.getClientRects().length) return;
  const style = getComputedStyle(element);
  if (style.visibility === "hidden") return;
  const box = element.getBoundingClientRect();
  context.globalAlpha = Number(style.opacity);
  if (element.matches(".sq")) paintSquare(context, box, style);
  else if (element.matches("svg")) return;
  else { ground(context, box, style); edges(context, box, style); }
  if (style.outlineStyle === "solid") around(context, box, style);
  context.globalAlpha = 1;
  for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) words(context, node, style);
}

function ground(context, { left, top, width, height }, { backgroundColor }) {
  if (/(, 0\)|transparent)$/.test(backgroundColor)) return;
  context.fillStyle = backgroundColor;
  context.fillRect(left, top, width, height);
}

function edges(context, { left, top, width, height }, style) {
  const edge = (side, x, y, across, down) => {
    const thick = parseFloat(style[`border${side}Width`]);
    if (!thick || style[`border${side}Style`] === "none") return;
    context.fillStyle = style[`border${side}Color`];
    context.fillRect(x(thick), y(thick), across(thick), down(thick));
  };
  edge("Top", () => left, () => top, () => width, (thick) => thick);
  edge("Bottom", () => left, (thick) => top + height - thick, () => width, (thick) => thick);
  edge("Left", () => left, () => top, (thick) => thick, () => height);
  edge("Right", (thick) => left + width - thick, () => top, (thick) => thick, () => height);
}

function paintSquare(context, { left, top, width, height }, style) {
  const thick = parseFloat(style.borderTopWidth);
  const filled = height * parseFloat(style.getPropertyValue("--fill") || "0") / 100;
  context.fillStyle = style.getPropertyValue("--colour");
  context.fillRect(left, top + height - filled, width, filled);
  Object.assign(context, { strokeStyle: style.borderTopColor, lineWidth: thick });
  context.setLineDash(style.borderTopStyle === "dashed" ? [4, 3] : []);
  context.beginPath();
  context.roundRect(left + thick / 2, top + thick / 2, width - thick, height - thick, 2);
  context.stroke();
  context.setLineDash([]);
}

function around(context, { left, top, width, height }, { outlineColor, outlineWidth, outlineOffset }) {
  const thick = parseFloat(outlineWidth);
  const out = parseFloat(outlineOffset) + thick / 2;
  Object.assign(context, { strokeStyle: outlineColor, lineWidth: thick });
  context.strokeRect(left - out, top - out, width + 2 * out, height + 2 * out);
}

/** Each word where the page has it. */
function words(context, node, style) {
  Object.assign(context, { font: `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`, fillStyle: style.color, textBaseline: "alphabetic", letterSpacing: style.letterSpacing === "normal" ? "0px" : style.letterSpacing });
  const range = document.createRange();
  for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const [box, ...more] = range.getClientRects();
    if (!box || more.length) { if (box) letters(context, node, index, word); continue; }
    const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = context.measureText(word);
    context.fillText(word, box.left, box.top + (box.height - up - down) / 2 + up);
  }
}

/** A word that the page breaks over two lines. */
function letters(context, node, from, word) {
  const range = document.createRange();
  [...word].forEach((letter, step) => {
    range.setStart(node, from + step);
    range.setEnd(node, from + step + letter.length);
    const box = range.getBoundingClientRect();
    const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = context.measureText(letter);
    context.fillText(letter, box.left, box.top + (box.height - up - down) / 2 + up);
  });
}
