// Go to an organisation: the one that was typed, by any of its names; where several are meant, they are offered.
import { element } from "./meeting_notes.js";
import { folded } from "./names.js";

const MOST = 8; // choices offered at once

export function findForm(room) {
  room.jump = element("input", { type: "text", id: "m-jump", autocomplete: "off", maxLength: 200 });
  room.jump.setAttribute("list", "m-organisations");
  room.jump.onkeydown = (event) => { if (event.key === "Enter") { event.preventDefault(); find(room); } };
  // A name taken from the list is whole; one in mid-typing is not acted on.
  room.jump.onchange = () => { if (exactly(room, folded(room.jump.value)).length === 1) find(room); };
  room.jump.oninput = () => offer(room, "");
  room.names = element("datalist", { id: "m-organisations" });
  room.missing = element("div", { className: "m-missing" });
  room.missing.setAttribute("role", "status");
  return element("div", { className: "m-find" },
    element("label", { htmlFor: "m-jump", textContent: "Go to an organisation" }), room.jump, room.names, room.missing);
}

/** The organisations meant: by a whole name; else by how a name begins; else by how a word of it begins;
 *  else by a part of it. The first of these that any has is what was meant. */
export function matching(organisations, wanted) {
  const having = (test) => organisations.filter(({ names }) => names.map(folded).some(test));
  const ways = [
    (name) => name === wanted,
    (name) => name.startsWith(wanted),
    (name) => ` ${name}`.includes(` ${wanted}`),
    (name) => name.includes(wanted),
  ];
  for (const way of ways) {
    const matches = having(way);
    if (matches.length) return matches;
  }
  return [];
}

function exactly(room, wanted) {
  return room.organisations.filter(({ names }) => names.map(folded).includes(wanted));
}

function find(room) {
  const wanted = folded(room.jump.value);
  if (!wanted || room.asking) return;
  const matches = matching(room.organisations, wanted);
  if (matches.length === 1) return open(room, matches[0].name);
  if (!matches.length) return offer(room, `No lead organisation is called “${room.jump.value.trim()}”.`);
  offer(room, `${matches.length} organisations: which one?`, matches);
  room.missing.querySelector("button").focus();
}

function open(room, name) {
  offer(room, "");
  room.jump.value = "";
  const order = room.items.map((_, step) => (room.index + 1 + step) % room.items.length);
  const index = order.find((place) => room.items[place].leads.includes(name));
  if (index !== undefined) return room.go(index);
  room.asked = name;
  offer(room, `Looking up ${name}`);
  room.send("asked", name);
}

function offer(room, words, matches = []) {
  const rest = matches.length > MOST ? [element("p", { textContent: "Type more of the name to see the others." })] : [];
  const buttons = matches.slice(0, MOST).map(({ name }) => element("button", { type: "button", textContent: name, onclick: () => open(room, name) }));
  room.missing.replaceChildren(...(words ? [element("p", { textContent: words })] : []), ...buttons, ...rest);
}
