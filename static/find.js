// Find: an organisation by any of its names, a commitment by its ref or a part of its title, or commitments by words.
// What is typed must be in a name; letters from anywhere in it are no match. Arrow keys choose, Enter opens.
import { folded } from "./names.js";

const MOST = 8; // places offered at once

/** Listen on the field of a root, if it has one: `places` is JSON of what can be found, `go(address)` opens a page,
 *  `search(words)` filters. */
export function hearFind(root, places, go, search) {
  const field = root.querySelector("input[data-find]");
  if (!field) return;
  const list = root.querySelector("#find-list");
  const close = () => { list.hidden = true; field.ariaExpanded = "false"; field.removeAttribute("aria-activedescendant"); };
  const take = (option) => {
    close();
    if (!option || option.dataset.words !== undefined) return search(field.value);
    field.value = "";
    go(option.dataset.go);
  };
  field.oninput = () => offer(field, list, JSON.parse(places));
  field.onkeydown = (event) => onKey(event, field, list, close, take);
  field.onsearch = () => { if (!field.value) search(""); };
  field.onblur = () => setTimeout(close, 150);
  list.onpointerdown = (event) => event.preventDefault(); // the field keeps the focus
  list.onclick = ({ target }) => take(target.closest("li"));
}

function offer(field, list, places) {
  const wanted = folded(field.value);
  const having = wanted ? places.filter(({ names }) => names.some((name) => ` ${folded(name)}`.includes(wanted.length < 3 ? ` ${wanted}` : wanted))) : [];
  const options = having.slice(0, MOST).map(({ go, label }) => option(label, { go }));
  if (wanted) options.push(option(`Show commitments with “${field.value.trim()}”`, { words: "" }));
  list.replaceChildren(...options);
  list.hidden = !options.length;
  field.ariaExpanded = String(!list.hidden);
  field.removeAttribute("aria-activedescendant");
}

function option(label, data) {
  const item = Object.assign(document.createElement("li"), { textContent: label, role: "option", ariaSelected: "false" });
  Object.assign(item.dataset, data);
  return item;
}

function onKey(event, field, list, close, take) {
  const options = list.hidden ? [] : [...list.children];
  const at = options.findIndex(({ ariaSelected }) => ariaSelected === "true");
  if (event.key === "Enter") { event.preventDefault(); return take(options[at]); }
  if (event.key === "Escape" && options.length) { event.preventDefault(); return close(); }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !options.length) return undefined;
  event.preventDefault();
  const next = options.at((at + step + (at < 0 && step < 0 ? 1 : 0)) % options.length);
  options.forEach((item, index) => { item.id = `find-${index}`; item.ariaSelected = String(item === next); });
  field.setAttribute("aria-activedescendant", next.id);
  next.scrollIntoView({ block: "nearest" });
  return undefined;
}
