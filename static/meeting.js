// The meeting: one item a screen, next and previous by button and arrow key, a clock, and notes.
import { isDark, onTurn } from "./colours.js";
import { act, dress } from "./content.js";
import { askAgain, choose } from "./meeting_choice.js";
import { findForm } from "./meeting_find.js";
import { beginAt, element, enter, fillFields, hear, notesForm, pending, say, tell, touch, watch } from "./meeting_notes.js";
import { scrollToTop } from "../../../app/static/streamlit.js";

const STEPS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
const BEFORE_LEAVING = 600; // ms that notes have to reach the server before another page is asked for
const rooms = new WeakMap(); // from Streamlit's parent element to its meeting

export default function ({ data, parentElement, setTriggerValue }) {
  dress();
  let room = rooms.get(parentElement);
  if (!room) {
    room = open(parentElement, data);
    rooms.set(parentElement, room);
  }
  room.send = setTriggerValue;
  room.frame.dataset.theme = isDark(room.frame) ? "dark" : "light";
  update(room, data);
  return () => {
    clearInterval(room.clock);
    room.turned();
    room.unwatch();
    document.documentElement.classList.remove("in-meeting");
    rooms.delete(parentElement);
    room.frame.remove();
  };
}

function open(parent, data) {
  const room = { index: 0, mark: Math.random().toString(36).slice(2), tellings: 0 };
  Object.assign(room, { go: (index) => go(room, index), begin: (id) => begin(room, id) });
  room.progress = element("p", { className: "m-progress" });
  room.time = element("p", { className: "m-time" });
  room.item = element("div", { className: "m-item" });
  room.status = element("p", { className: "m-saved" });
  room.status.setAttribute("role", "status");
  room.before = element("button", { type: "button", textContent: "Previous", className: "m-before", onclick: () => go(room, room.index - 1) });
  room.next = element("button", { type: "button", textContent: "Next", className: "m-next", onclick: () => go(room, room.index + 1) });
  const form = notesForm(room, data.longest);
  room.frame = element("div", { className: "hor meeting", tabIndex: -1 },
    element("div", { className: "m-top" }, room.progress, room.before, room.next, room.time, findForm(room), ...ways(room)),
    room.item, element("div", { className: "m-foot" }, form, room.aside, room.status));
  room.frame.onkeydown = (event) => press(room, event);
  room.frame.onclick = (event) => follow(room, event);
  room.frame.addEventListener("focusin", () => askAgain(room));
  document.documentElement.classList.add("in-meeting");
  parent.append(room.frame);
  room.clock = setInterval(() => count(room), 1000);
  room.turned = onTurn(() => { room.frame.dataset.theme = isDark(room.frame) ? "dark" : "light"; });
  room.unwatch = watch(room);
  return room;
}

function ways(room) {
  const full = () => (document.fullscreenElement ? document.exitFullscreen() : room.frame.requestFullscreen());
  const end = () => {
    if (room.ending) return;
    if (document.fullscreenElement) document.exitFullscreen();
    if (room.asking) room.id = undefined;
    else {
      room.kept.ended = Date.now();
      touch(room);
    }
    if (room.id) tell(room, "ended");
    else room.send("ended", "{}");
  };
  return [
    element("button", { type: "button", className: "m-full", textContent: "Fill the screen", onclick: full }),
    element("button", { type: "button", textContent: "End the meeting", onclick: end }),
  ];
}

/** What the server sends: the items, the notes of the store, and what it has taken of ours. */
function update(room, data) {
  const ref = room.items?.[room.index]?.ref;
  Object.assign(room, { items: data.items, minutes: data.minutes, filters: data.filters });
  if (room.organisations?.length !== data.organisations.length || !room.names.children.length) {
    room.names.replaceChildren(...data.organisations.map(({ name }) => element("option", { value: name })));
  }
  room.organisations = data.organisations;
  const first = room.session === undefined;
  hear(room, data);
  if (first) return choose(room, data.others);
  if (room.asking) return;
  if (data.organisation.number && data.organisation.number !== room.number && data.organisation.name === room.asked) showOrganisation(room, data.organisation);
  room.number = data.organisation.number;
  if (room.organisation) return;
  const index = Math.max(0, data.items.findIndex((item) => item.ref === ref));
  if (room.shown !== data.items[index].html) go(room, index);
}

/** Into a meeting, at the item that it was at. */
function begin(room, id) {
  room.frame.classList.remove("m-asking");
  enter(room, id);
  const index = Math.max(0, room.items.findIndex((item) => item.ref === room.kept.ref));
  go(room, index, true);
}

function go(room, index, first = false) {
  if (index < 0 || index >= room.items.length || room.asking || !room.id) return;
  const item = room.items[index];
  Object.assign(room, { index, shown: item.html, organisation: "", asked: "" });
  room.frame.classList.remove("m-elsewhere");
  room.kept.ref = item.ref;
  touch(room);
  room.item.innerHTML = item.html;
  room.progress.textContent = `${index + 1} of ${room.items.length}`;
  room.before.disabled = index === 0;
  room.next.disabled = index === room.items.length - 1;
  fillFields(room);
  count(room);
  say(room);
  lookAt(room, first);
}

/** An organisation that has no item here: what it leads, in place of the item. */
function showOrganisation(room, organisation) {
  Object.assign(room, { organisation: organisation.name, asked: "" });
  room.missing.replaceChildren();
  room.item.innerHTML = organisation.html;
  room.item.querySelector("[data-back]").textContent = `Back to item ${room.index + 1}`;
  room.frame.classList.add("m-elsewhere");
  lookAt(room);
}

function lookAt(room, first = false) {
  beginAt(room.item.querySelector("h1"));
  if (!first) scrollToTop();
}

/** A link to a record or a page, once the notes are told; back from an organisation to the item. */
function follow(room, event) {
  if (event.target.closest("[data-back]")) return go(room, room.index);
  const waits = room.id && pending(room).length > 0;
  if (waits && event.target.closest("a[data-go]")) tell(room);
  const send = (name, value) => setTimeout(() => room.send(name, value), waits ? BEFORE_LEAVING : 0);
  return act(event, send, send);
}

/** Arrow keys, while the focus is in the meeting and not in a field; Escape leaves a field. */
function press(room, event) {
  const field = event.target.closest("input, textarea");
  if (field && event.key === "Escape") room.item.querySelector("h1").focus();
  const step = STEPS[event.key];
  if (field || !step || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  event.preventDefault();
  go(room, room.index + step);
}

/** Time gone against the plan: item 4 of 12 in an hour is minutes 15 to 20. */
function count(room) {
  if (!room.kept) return;
  const gone = Math.max(0, Math.floor((Date.now() - room.kept.began) / 60_000));
  const each = room.minutes / Math.max(1, room.items?.length ?? 1);
  const words = `${gone} of ${Math.round(room.minutes)} minutes gone. Planned for this: ${Math.round(each * room.index)} to ${Math.round(each * (room.index + 1))}`;
  if (room.time.textContent !== words) room.time.textContent = words;
}
