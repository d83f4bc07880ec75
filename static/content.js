// Words on a page: markup that the server made and escaped, kept in place across reruns.
// Links marked data-go and buttons marked data-toggle are told to the server; a modified click stays the browser's.
import { watch } from "./answer.js";
import { colour, onTurn } from "./colours.js";
import { copyFor } from "./copying.js";
import { hearFind } from "./find.js";
import { hearFields, putBack, typedIn } from "./fields.js";
import { addressOf, hearLinks } from "./links.js";
import { goOn, goWithin } from "./opening.js";
import { leave, queueOf } from "./presses.js";
import { hearSquares } from "./squares.js";
import { keepPlace, placeToReturnTo, returnTo } from "./place.js";
import morphdom from "./morphdom-2.7.8.js";
import { closeSidebar, keepHeard, nameMenu } from "../../../app/static/streamlit.js";

const PRESSED = "a[href], button, summary, select";
const roots = new WeakMap();
let begun; // what the page began with, whichever component showed it
let heard = document.title;
let entitled;
let taking; // the timer that takes the reader to a heading
let taken = -Infinity; // when the reader was taken to another place than the page's heading
const TAKEN_FOR = 1500; // ms in which the page's heading does not take them back
const place = document.getElementById("hor-said") ?? make();
const STYLES = { "page.css": "all", "explore.css": "all", "pages.css": "all", "updates.css": "all", "print.css": "print", "streamlit.css": "all" };

export default function ({ data, parentElement, setTriggerValue }) {
  dress();
  let root = roots.get(parentElement);
  if (!root) {
    root = document.createElement("div");
    root.className = "hor";
    parentElement.append(root);
    roots.set(parentElement, root);
    hearSquares(root);
    hearLinks(root);
  }
  colour(root);
  const press = queueOf(parentElement, data.received, setTriggerValue);
  root.onclick = (event) => act(event, press, setTriggerValue);
  root.turned ??= onTurn(() => colour(root));
  if (root.shown !== data.html) show(root, data);
  hearFields(root, press);
  if (data.made) import("./files.js").then(({ receive }) => receive(data.made, (words) => { root.querySelector("[data-done]").textContent = words; }));
  hearFind(root, data.places, (address) => { closeSidebar(); setTriggerValue("went", address); }, (words) => press("toggled", `words=${words}`));
  return () => {
    root.turned();
    // The page that follows may have come before this one goes: what that began with stays.
    if (begun === root.begin) begun = "";
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
  if (document.querySelector('link[href*="/page.css"]')) return; // server.py sends it with the page
  for (const [name, media] of Object.entries(STYLES)) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", media, href: new URL(name, import.meta.url).href }));
  }
}

/** Fill an element with markup. What stands there already stays as far as it is the same: the browser has less to work
 *  out, and the focus and a screen reader's place stay. Where another page or record has come, nothing stays. */
export function fill(root, html, anew = false) {
  const held = root.contains(document.activeElement) && document.activeElement;
  const key = held && held.dataset.key;
  const index = held ? [...root.querySelectorAll(PRESSED)].indexOf(held) : -1;
  const typed = typedIn(root);
  if (anew || !root.firstChild) root.innerHTML = html;
  else patch(root, html);
  putBack(root, typed);
  if (held && (document.activeElement !== held || held.disabled || held.dataset.key !== key)) refocus(root, key, index);
  for (const element of root.querySelectorAll("[data-hint]")) element.hidden = isDismissed(element.dataset.hint);
  for (const element of root.querySelectorAll("[data-address]")) element.textContent = new URL(element.dataset.address, document.baseURI).href;
}

/** Change what stands in an element to what the markup says, part by part; what the reader has opened stays open. */
function patch(root, html) {
  const wanted = document.createElement("div");
  wanted.innerHTML = html;
  const repeated = new Set(); // names that stand for more than one place of a page, such as a link's in two tables
  for (const tree of [root, wanted]) {
    const keys = new Set();
    for (const key of [...tree.querySelectorAll("[data-key]")].map(keyOf)) (keys.has(key) ? repeated : keys).add(key);
  }
  morphdom(root, wanted, {
    childrenOnly: true,
    getNodeKey: (node) => {
      const key = node.nodeType === Node.ELEMENT_NODE ? keyOf(node) : "";
      return key && !repeated.has(key) ? key : node.id;
    },
    onBeforeElUpdated: (before, after) => {
      if (before.matches("details[data-key]")) after.open = before.open;
      return !before.isEqualNode(after);
    },
  });
}

/** An element's name; by its attribute, which is quicker to ask than its dataset, a thousand times at each press. */
function keyOf(element) {
  return element.getAttribute("data-key");
}

/** The focus stays where it was; where that is gone or can no longer be pressed, on what stands in its place. */
function refocus(root, key, index) {
  const all = [...root.querySelectorAll(PRESSED)];
  const same = key && [...root.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key);
  const beside = same && same.closest("li")?.querySelector("button:enabled");
  const place = [same, beside, all[index], root.querySelector("h1")].find((element) => element && !element.disabled);
  place?.focus({ preventScroll: true });
}

function show(root, data) {
  const before = root.announced;
  root.shown = data.html;
  const moved = Boolean(data.begin) && data.begin !== begun;
  fill(root, data.html, moved);
  root.announced = [...root.querySelectorAll("[data-say]")].map((element) => element.textContent.trim()).join(" ");
  root.begin = data.begin;
  goOn(root, takeTo);
  const menu = root.querySelector("[data-menu]");
  if (menu) nameMenu(menu.dataset.menu);
  const place = moved || root.querySelector("[data-returns]") ? placeToReturnTo() : undefined;
  if (place) { begun = root.begin || begun; taken = performance.now(); returnTo(place, root); } else if (moved) begin(root);
  // A page that has just come is announced by its title; after that, what a choice has changed on it.
  else if (root.announced && root.announced !== before && begun !== undefined) announce(root.announced);
}

/** A page or a record opened from another: begin at its heading, as after loading a page. */
function begin(root) {
  const heading = begun !== undefined && root.querySelector("h1");
  begun = root.begin;
  // On a phone the menu lies over the page: once a page has been chosen it goes, as a menu does.
  const wait = closeSidebar() ? 100 : 0;
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
  goWithin(event.target);
  const modified = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  const link = event.target.closest("a[data-go]");
  if (link && !modified) {
    event.preventDefault();
    taken = -Infinity; // to the heading of what is asked for now, however soon after a return
    keepPlace(link);
    setTriggerValue("went", addressOf(link));
  }
  const button = event.target.closest("button[data-toggle]");
  if (button) press("toggled", button.dataset.toggle);
  if (event.target.closest("button[data-close-sidebar]")) closeSidebar();
  if (event.target.closest("button[data-dismiss]")) dismiss(event.target.closest("[data-hint]"));
  const make = event.target.closest("button[data-make]");
  if (make?.closest(".hor")) press("made", make.dataset.make);
  const move = event.target.closest("button[data-move]");
  if (move) press("moved", move.dataset.move);
  const copy = event.target.closest("button[data-copy]");
  if (copy) copyFor(copy);
  if (event.target.closest("button[data-present]")) document.documentElement.classList.toggle("presenting");
  const snapshot = event.target.closest("button[data-snapshot]");
  if (snapshot) takeSnapshot(snapshot);
}

/** A picture of what stands there, copied or saved; what was done is said beside the buttons. */
async function takeSnapshot(button) {
  const root = button.closest(".hor");
  const { copyPicture, savePicture } = await import("./snapshot.js");
  const done = button.dataset.snapshot === "copy" ? await copyPicture(root) : `Saved ${await savePicture(root)}`;
  root.querySelector("[data-done]").textContent = done;
}

/** Tell screen readers, in the one place that was on the page before anything is said: else they may not hear. */
export function announce(words) {
  place.textContent = "";
  setTimeout(() => { place.textContent = words; }, 100);
}

function make() {
  const made = Object.assign(document.createElement("div"), { id: "hor-said", className: "unseen" });
  made.setAttribute("role", "status");
  keepHeard(made);
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
