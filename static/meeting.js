// The meeting: one item a screen, next and previous by button and arrow key, a clock, and notes.
// Notes are kept in this browser at every key, and told to the server a moment later.
import { dress, isDark, onTurn } from "./content.js";
import { isSaid, keep, recall } from "./notes.js";

const FIELDS = [
  ["said", "Note", "textarea"], ["action", "Action", "textarea"], ["owner", "Owner", "input"], ["by_when", "By when", "input"],
];
const A_MOMENT = 1200; // ms from the last key to telling the server
const STEPS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
const rooms = new WeakMap(); // from Streamlit's parent element to its meeting

export default function ({ data, parentElement, setTriggerValue }) {
  dress();
  let room = rooms.get(parentElement);
  if (!room) {
    room = open(parentElement, data);
    rooms.set(parentElement, room);
  }
  room.tell = setTriggerValue;
  room.frame.dataset.theme = isDark(room.frame) ? "dark" : "light";
  update(room, data);
  return () => {
    clearInterval(room.clock);
    room.turned();
    document.documentElement.classList.remove("in-meeting");
    rooms.delete(parentElement);
    room.frame.remove();
  };
}

function make(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function open(parent, data) {
  const room = { day: data.day, kept: recall(data.day), at: 0, fields: {} };
  if (room.kept.ended) Object.assign(room.kept, { began: undefined, ended: undefined });
  room.kept.began ??= Date.now();
  room.progress = make("p", { className: "m-progress" });
  room.time = make("p", { className: "m-time" });
  room.item = make("div", { className: "m-item" });
  room.saved = make("p", { className: "m-saved", role: "status" });
  room.before = make("button", { type: "button", textContent: "Previous", className: "m-before", onclick: () => go(room, room.at - 1) });
  room.next = make("button", { type: "button", textContent: "Next", className: "m-next", onclick: () => go(room, room.at + 1) });
  room.frame = make("div", { className: "hor meeting", tabIndex: -1 },
    make("div", { className: "m-top" }, room.progress, room.before, room.next, room.time, jump(room), ...ways(room)),
    room.item, notes(room, data.longest), room.saved);
  room.frame.onkeydown = (event) => press(room, event);
  document.documentElement.classList.add("in-meeting");
  parent.append(room.frame);
  room.clock = setInterval(() => count(room), 1000);
  room.turned = onTurn(() => { room.frame.dataset.theme = isDark(room.frame) ? "dark" : "light"; });
  return room;
}

function jump(room) {
  room.jump = make("input", { type: "text", id: "m-jump", autocomplete: "off", onchange: () => find(room) });
  room.jump.setAttribute("list", "m-organisations");
  room.jump.onkeydown = (event) => { if (event.key === "Enter") { event.preventDefault(); find(room); } };
  room.names = make("datalist", { id: "m-organisations" });
  room.missing = make("span", { className: "m-missing", role: "status" });
  return make("div", { className: "m-find" },
    make("label", { htmlFor: "m-jump", textContent: "Go to an organisation" }), room.jump, room.names, room.missing);
}

function ways(room) {
  const full = () => (document.fullscreenElement ? document.exitFullscreen() : room.frame.requestFullscreen());
  const end = () => {
    room.kept.ended = Date.now();
    keep(room.day, room.kept);
    if (document.fullscreenElement) document.exitFullscreen();
    room.tell("ended", String(room.kept.ended));
  };
  return [
    make("button", { type: "button", textContent: "Fill the screen", onclick: full }),
    make("button", { type: "button", textContent: "End the meeting", onclick: end }),
  ];
}

function notes(room, longest) {
  const form = make("form", { className: "m-notes", onsubmit: (event) => event.preventDefault(), ariaLabel: "Notes on this commitment" });
  for (const [name, label, tag] of FIELDS) {
    const id = `m-${name}`;
    const field = make(tag, { id, maxLength: longest[name], oninput: () => write(room, name, field.value), ...(tag === "textarea" ? { rows: 2 } : { type: "text" }) });
    room.fields[name] = field;
    form.append(make("div", { className: `m-field m-${name}` }, make("label", { htmlFor: id, textContent: label }), field));
  }
  return form;
}

/** What the server sends: the items, the notes of the store, and up to when it has taken ours. */
function update(room, data) {
  const ref = room.items?.[room.at]?.ref ?? room.kept.ref;
  Object.assign(room, { items: data.items, minutes: data.minutes });
  room.names.replaceChildren(...data.organisations.map((value) => make("option", { value })));
  for (const [of, since] of Object.entries(room.kept.changed)) if (since <= data.taken) delete room.kept.changed[of];
  const writing = room.frame.contains(document.activeElement) && document.activeElement.closest(".m-notes");
  for (const [of, note] of Object.entries(data.kept)) if (!(of in room.kept.changed) && !(writing && of === ref)) room.kept.notes[of] = note;
  if (data.saved && !room.waiting) room.saved.textContent = `Notes are kept ${data.saved}.`;
  const at = Math.max(0, data.items.findIndex((item) => item.ref === ref));
  if (room.shown !== data.items[at].html) go(room, at, !room.shown);
  // After a reload the server has none of the notes that this browser kept.
  if (!room.told && Object.values(room.kept.notes).some(isSaid)) tell(room);
}

function go(room, at, first = false) {
  if (at < 0 || at >= room.items.length) return;
  const item = room.items[at];
  Object.assign(room, { at, shown: item.html });
  room.kept.ref = item.ref;
  keep(room.day, room.kept);
  room.item.innerHTML = item.html;
  room.progress.textContent = `${at + 1} of ${room.items.length}`;
  room.before.disabled = at === 0;
  room.next.disabled = at === room.items.length - 1;
  for (const [name, field] of Object.entries(room.fields)) field.value = room.kept.notes[item.ref]?.[name] ?? "";
  count(room);
  const heading = room.item.querySelector("h1");
  heading.focus({ preventScroll: true });
  if (first) requestAnimationFrame(() => heading.focus({ preventScroll: true }));
  else document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
}

/** Arrow keys, while the focus is in the meeting and not in a field; Escape leaves a field. */
function press(room, event) {
  const field = event.target.closest("input, textarea");
  if (field && event.key === "Escape") room.item.querySelector("h1").focus();
  const step = STEPS[event.key];
  if (field || !step || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  event.preventDefault();
  go(room, room.at + step);
}

function find(room) {
  const wanted = room.jump.value.trim().toLocaleLowerCase();
  if (!wanted) return;
  const order = room.items.map((_, step) => (room.at + 1 + step) % room.items.length);
  const at = order.find((one) => room.items[one].leads.some((name) => name.toLocaleLowerCase().includes(wanted)));
  room.missing.textContent = at === undefined ? "It leads nothing on this agenda." : "";
  if (at === undefined) return;
  room.jump.value = "";
  go(room, at);
}

function write(room, name, value) {
  const { ref } = room.items[room.at];
  room.kept.notes[ref] = { ...room.kept.notes[ref], [name]: value };
  room.kept.changed[ref] = Date.now();
  room.saved.textContent = keep(room.day, room.kept) ? "Keeping the notes" : "This browser cannot keep notes: download the minutes before you leave.";
  clearTimeout(room.waiting);
  room.waiting = setTimeout(() => tell(room), A_MOMENT);
}

function tell(room) {
  clearTimeout(room.waiting);
  Object.assign(room, { waiting: undefined, told: true });
  const { notes, changed } = room.kept;
  room.tell("noted", JSON.stringify({ notes, changed: Object.keys(changed), at: Date.now() }));
}

/** Time gone against the plan: item 4 of 12 in an hour is minutes 15 to 20. */
function count(room) {
  const gone = Math.max(0, Math.floor((Date.now() - room.kept.began) / 60_000));
  const each = room.minutes / Math.max(1, room.items?.length ?? 1);
  const said = `${gone} of ${Math.round(room.minutes)} minutes gone. Planned for this: ${Math.round(each * room.at)} to ${Math.round(each * (room.at + 1))}`;
  if (room.time.textContent !== said) room.time.textContent = said;
}
