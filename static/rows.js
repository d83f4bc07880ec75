// A button over each row of a chart: presses choose the row's value, arrow keys move between rows. Where the pointer is
// over a part of a bar, the commitments in that part are named.
import { show } from "./squares.js";

/** The buttons of a chart. They are heard through the element that holds them: a button that heard for itself would
 *  keep the drawing that it was made in, and a long session would keep hundreds. */
export function hear(chart) {
  chart.rows.onclick = ({ target }) => { const row = target.closest("button"); if (row) chart.toggle(row.value); };
  chart.rows.addEventListener("focusin", ({ target }) => stop(chart, target.value));
  chart.rows.onkeydown = (event) => move(chart, event);
  chart.rows.onpointermove = (event) => name(chart, event);
  chart.rows.onpointerleave = () => show("");
}

/** Lay a button over each row shown; `top` gives where a value's row begins, `size` is a row's height, in px. */
export function lay(chart, shown, top, size) {
  const { buttons, data, rows } = chart;
  const values = new Set(data.chooses ? shown.map((row) => row.value) : []);
  const held = rows.contains(document.activeElement) && document.activeElement;
  for (const [value, button] of buttons) if (!values.has(value)) { button.remove(); buttons.delete(value); }
  rows.hidden = !values.size;
  if (!values.size) return;
  if (!values.has(chart.current)) chart.current = (shown.find((row) => row.chosen) ?? shown[0]).value;
  shown.forEach(({ value, label, chosen }, order) => {
    if (!buttons.has(value)) buttons.set(value, Object.assign(document.createElement("button"), { type: "button", value }));
    const button = buttons.get(value);
    Object.assign(button, { ariaLabel: label, title: data.rows[0]?.named ? "" : label, ariaPressed: String(chosen) });
    button.style.cssText = `top:${top(value)}px;height:${size}px;`;
    if (rows.children[order] !== button) rows.insertBefore(button, rows.children[order] ?? null);
  });
  stop(chart, chart.current);
  rows.ariaLabel = `${data.title}: arrow keys move between the ${shown.length} rows, Enter or Space chooses one`;
  if (held && document.activeElement !== held) buttons.get(chart.current).focus({ preventScroll: true });
}

/** What the commitments are in the part of the bar under the pointer. */
function name(chart, { target, clientX }) {
  const row = target.closest("button");
  const { left: start, top } = chart.rows.getBoundingClientRect();
  const part = row && chart.parts.find(({ value, left, right }) => value === row.value && clientX - start >= left && clientX - start < right);
  const text = part && chart.data.rows.find(({ value }) => value === row.value)?.named?.[part.series];
  const { bottom } = row?.getBoundingClientRect() ?? {};
  show(text, { left: start + (part?.left ?? 0), top, bottom });
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
  if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  all[to]?.focus();
}
