// Words on a page: markup that the server made and escaped, kept in place across reruns.
// Links marked data-go and buttons marked data-toggle are told to the server; a modified click stays the browser's.

const roots = new WeakMap();
let dark;
const STYLE = new URL("page.css", import.meta.url).href;

export default function ({ data, parentElement, setTriggerValue }) {
  dress();
  let root = roots.get(parentElement);
  if (!root) {
    root = document.createElement("div");
    root.className = "hor";
    parentElement.append(root);
    roots.set(parentElement, root);
  }
  root.dataset.theme = isDark(root) ? "dark" : "light";
  root.onclick = (event) => act(event, setTriggerValue);
  if (root.shown !== data.html) show(root, data);
  return () => {
    roots.delete(parentElement);
    root.remove();
  };
}

export function dress() {
  if (document.querySelector('link[href$="/page.css"]')) return; // server.py sends it with the page
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: STYLE }));
}

/** Whether the page is dark: asked once a frame, as asking makes the browser work out the styles. */
export function isDark(element) {
  if (dark === undefined && element.isConnected) {
    const [red, green, blue] = getComputedStyle(element).color.match(/[\d.]+/g).map(Number);
    dark = 0.3 * red + 0.59 * green + 0.11 * blue > 128;
    requestAnimationFrame(() => { dark = undefined; });
  }
  return dark;
}

export function fill(root, html) {
  const open = new Set([...root.querySelectorAll("details[open]")].map((one) => one.dataset.key));
  const held = root.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  root.innerHTML = html;
  for (const one of root.querySelectorAll("details")) one.open = open.has(one.dataset.key) || one.open;
  if (held) root.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  for (const one of root.querySelectorAll("[data-hint]")) one.hidden = isDismissed(one.dataset.hint);
  for (const one of root.querySelectorAll("[data-address]")) one.textContent = new URL(one.dataset.address, document.baseURI).href;
}

function show(root, data) {
  const first = root.shown === undefined;
  root.shown = data.html;
  fill(root, data.html);
  // A record opened from another: begin at its heading, as after loading a page.
  if (data.begin && data.begin !== root.begin && !first) {
    const heading = root.querySelector("h1");
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: "center" });
  }
  root.begin = data.begin;
}

/** A hint, once hidden, stays hidden in this browser. */
function isDismissed(hint) {
  try {
    return localStorage.getItem(`hidden-${hint}`) !== null;
  } catch {
    return false; // a browser that keeps nothing
  }
}

function dismiss(hint) {
  hint.hidden = true;
  const before = hint.previousElementSibling;
  before.tabIndex = -1;
  before.focus({ preventScroll: true });
  try {
    localStorage.setItem(`hidden-${hint.dataset.hint}`, "");
  } catch (error) {
    console.warn(error);
  }
}

export async function act(event, setTriggerValue) {
  const modified = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  const link = event.target.closest("a[data-go]");
  if (link && !modified) {
    event.preventDefault();
    setTriggerValue("went", link.getAttribute("href"));
  }
  const button = event.target.closest("button[data-toggle]");
  if (button) setTriggerValue("toggled", button.dataset.toggle);
  if (event.target.closest("button[data-dismiss]")) dismiss(event.target.closest("[data-hint]"));
  const move = event.target.closest("button[data-move]");
  if (move) setTriggerValue("moved", move.dataset.move);
  const copy = event.target.closest("button[data-copy]");
  if (copy) {
    await navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).textContent.trim());
    copy.nextElementSibling.textContent = "Copied";
  }
}
