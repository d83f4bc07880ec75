// Words on a page: markup that the server made and escaped, kept in place across reruns.
// Links marked data-go and buttons marked data-toggle are told to the server; a modified click stays the browser's.
import { watch } from "./answer.js";
import { copyFor } from "./copying.js";
import { leave, queueOf } from "./presses.js";

const PRESSED = "a[href], button, summary";
const roots = new WeakMap();
const NARROW = matchMedia("(max-width: 768px)"); // where Streamlit lays the menu over the page
const turning = matchMedia("(prefers-color-scheme: dark)");
let dark;
let begun; // what the page began with, whichever component showed it
let heard = document.title;
let entitled;
let taking; // the timer that takes the reader to a heading
let taken = -Infinity; // when the reader was taken to another place than the page's heading
const TAKEN_FOR = 1500; // ms in which the page's heading does not take them back
const place = document.getElementById("hor-said") ?? make();
const STYLES = { all: "page.css", print: "print.css" };

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
  const press = queueOf(parentElement, data.received, setTriggerValue);
  root.onclick = (event) => act(event, press, setTriggerValue);
  root.turned ??= onTurn(() => { root.dataset.theme = isDark(root) ? "dark" : "light"; });
  if (root.shown !== data.html) show(root, data);
  return () => {
    root.turned();
    if (root.begin) begun = "";
    leave(parentElement);
    roots.delete(parentElement);
    root.remove();
  };
}

export function dress() {
  watch(announce);
  const { documentElement: page } = document;
  // Set again, even to the same, it would have the browser work out every style of the page anew.
  if (page.lang !== "en-GB") page.lang = "en-GB";
  if (document.querySelector('link[href$="/page.css"]')) return; // server.py sends it with the page
  for (const [media, name] of Object.entries(STYLES)) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", media, href: new URL(name, import.meta.url).href }));
  }
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

/** The machine turned dark or light while the page is open; Streamlit follows a moment later. */
export function onTurn(act) {
  const later = () => { for (const wait of [50, 300, 1000]) setTimeout(act, wait); };
  turning.addEventListener("change", later);
  return () => turning.removeEventListener("change", later);
}

export function fill(root, html) {
  const open = new Set([...root.querySelectorAll("details[open]")].map((one) => one.dataset.key));
  const held = root.contains(document.activeElement) && document.activeElement;
  const at = [...root.querySelectorAll(PRESSED)].indexOf(held);
  root.innerHTML = html;
  for (const one of root.querySelectorAll("details")) one.open = open.has(one.dataset.key) || one.open;
  if (held) refocus(root, held.dataset.key, at);
  for (const one of root.querySelectorAll("[data-hint]")) one.hidden = isDismissed(one.dataset.hint);
  for (const one of root.querySelectorAll("[data-address]")) one.textContent = new URL(one.dataset.address, document.baseURI).href;
}

/** The focus stays where it was; where that is gone or can no longer be pressed, on what stands in its place. */
function refocus(root, key, at) {
  const all = [...root.querySelectorAll(PRESSED)];
  const same = key && [...root.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
  const beside = same && same.closest("li")?.querySelector("button:enabled");
  const place = [same, beside, all[at], root.querySelector("h1")].find((one) => one && !one.disabled);
  place?.focus({ preventScroll: true });
}

function show(root, data) {
  const before = root.said;
  root.shown = data.html;
  fill(root, data.html);
  root.said = [...root.querySelectorAll("[data-say]")].map((one) => one.textContent.trim()).join(" ");
  root.begin = data.begin;
  const moved = Boolean(data.begin) && data.begin !== begun;
  if (moved) begin(root);
  // A page that has just come is announced by its title; after that, what a choice has changed on it.
  else if (root.said && root.said !== before && begun !== undefined) announce(root.said);
}

/** A page or a record opened from another: begin at its heading, as after loading a page. */
function begin(root) {
  const heading = begun !== undefined && root.querySelector("h1");
  begun = root.begin;
  const wait = putMenuAway() ? 100 : 0;
  if (heading && performance.now() > taken + TAKEN_FOR) taking = setTimeout(() => {
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "center" });
  }, wait);
}

/** To another place on the page than its heading, once it is there, and again when what stands above has come. */
export function takeTo(find) {
  clearTimeout(taking);
  taken = performance.now();
  const look = () => {
    const heading = find();
    const isHeld = document.activeElement === heading || document.activeElement === document.body;
    if (heading && (isHeld || !heading.dataset.taken)) {
      heading.dataset.taken = "yes";
      heading.focus({ preventScroll: true });
      heading.scrollIntoView({ block: "start" });
    }
  };
  for (const wait of [50, 200, 500, 1000]) setTimeout(look, wait);
}

/** On a phone the menu lies over the page: once a page has been chosen it goes, as a menu does. */
function putMenuAway() {
  const button = NARROW.matches && document.querySelector("[data-testid=stSidebar][data-collapsed=false] [data-testid=stSidebarCollapseButton] button");
  if (button) button.click();
  return Boolean(button);
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

export function act(event, press, setTriggerValue) {
  const modified = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  const link = event.target.closest("a[data-go]");
  if (link && !modified) {
    event.preventDefault();
    setTriggerValue("went", link.getAttribute("href"));
  }
  const button = event.target.closest("button[data-toggle]");
  if (button) press("toggled", button.dataset.toggle);
  if (event.target.closest("button[data-dismiss]")) dismiss(event.target.closest("[data-hint]"));
  const move = event.target.closest("button[data-move]");
  if (move) press("moved", move.dataset.move);
  const copy = event.target.closest("button[data-copy]");
  if (copy) copyFor(copy);
}

/** Tell screen readers, in the one place that was on the page before anything is said: else they may not hear. */
export function announce(words) {
  place.textContent = "";
  setTimeout(() => { place.textContent = words; }, 100);
}

function make() {
  const made = Object.assign(document.createElement("div"), { id: "hor-said", className: "unseen" });
  made.setAttribute("role", "status");
  // An open list hides the rest of the page from screen readers, but for what bears this mark.
  made.dataset.liveAnnouncer = "true";
  document.body.append(made);
  new MutationObserver(() => {
    clearTimeout(entitled);
    entitled = setTimeout(entitle, 300);
  }).observe(document.head, { childList: true, characterData: true, subtree: true });
  return made;
}

/** Which page has come, as after loading it; Streamlit names a record's page twice, once as the list. */
function entitle() {
  if (document.title === heard) return;
  heard = document.title;
  announce(heard);
}
