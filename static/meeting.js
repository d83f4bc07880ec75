// The meeting: one item a screen, next and previous by button and arrow key, a clock, and notes.
// Notes are written into this browser at every key, so that no reload loses one, and told to the server a moment later.
import { dress, isDark, onTurn } from "./content.js";

const FIELDS = [
  ["said", "Note", "textarea"], ["action", "Action", "textarea"], ["owner", "Owner", "input"], ["by_when", "By when", "input"],
];
const A_MOMENT = 1200; // ms from the last key to telling the server
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

/** What this browser keeps of the meeting of a day: notes by ref, when it began, which item is shown. */
function recall(key) {
  try {
    return { notes: {}, ...JSON.parse(localStorage.getItem(`meeting-${key}`)) };
  } catch {
    return { notes: {} };
  }
}

function keep({ key, kept }) {
  try {
    localStorage.setItem(`meeting-${key}`, JSON.stringify(kept));
  } catch (error) {
    console.error(error);
  }
}

function open(parent, data) {
  const room = { key: data.key, kept: recall(data.key), at: 0, fields: {} };
  for (const [ref, note] of Object.entries(data.kept)) room.kept.notes[ref] ??= note;
  room.kept.began ??= Date.now();
  const button = (text, act, more) => make("button", { type: "button", textContent: text, onclick: act, ...more });
  room.progress = make("p", { className: "m-progress" });
  room.time = make("p", { className: "m-time" });
  room.jump = make("input", { type: "text", id: "m-jump", autocomplete: "off" });
  room.jump.setAttribute("list", "m-organisations");
  room.names = make("datalist", { id: "m-organisations" });
  room.missing = make("span", { className: "m-missing" });
  room.missing.setAttribute("role", "status");
  room.jump.onchange = () => find(room);
  room.jump.onkeydown = (event) => { if (event.key === "Enter") { event.preventDefault(); find(room); } };
  room.item = make("div", { className: "m-item" });
  room.saved = make("p", { className: "m-saved" });
  room.saved.setAttribute("role", "status");
  room.before = button("Previous", () => go(room, room.at - 1), { className: "m-before" });
  room.next = button("Next", () => go(room, room.at + 1), { className: "m-next" });
  const full = button("Fill the screen", () => (document.fullscreenElement ? document.exitFullscreen() : room.frame.requestFullscreen()));
  const end = button("End the meeting", () => { tell(room); room.tell("ended", String(Date.now())); });
  room.frame = make("div", { className: "hor meeting" },
    make("div", { className: "m-top" }, room.progress, room.time,
      make("div", { className: "m-find" }, make("label", { htmlFor: "m-jump", textContent: "Go to an organisation" }), room.jump, room.names, room.missing),
      full, end),
    room.item, notes(room), make("div", { className: "m-foot" }, room.before, room.next, room.saved));
  room.frame.onkeydown = (event) => press(room, event);
  document.documentElement.classList.add("in-meeting");
  parent.append(room.frame);
  room.clock = setInterval(() => count(room), 1000);
  room.turned = onTurn(() => { room.frame.dataset.theme = isDark(room.frame) ? "dark" : "light"; });
  return room;
}

function notes(room) {
  const form = make("form", { className: "m-notes", onsubmit: (event) => event.preventDefault() });
  form.setAttribute("aria-label", "Notes on this commitment");
  for (const [name, label, tag] of FIELDS) {
    const id = `m-${name}`;
    const field = make(tag, { id, oninput: () => write(room, name, field.value), ...(tag === "textarea" ? { rows: 2 } : { type: "text" }) });
    room.fields[name] = field;
    form.append(make("div", { className: `m-field m-${name}` }, make("label", { htmlFor: id, textContent: label }), field));
  }
  return form;
}

function update(room, data) {
  const ref = room.items?.[room.at]?.ref ?? room.kept.ref;
  room.items = data.items;
  room.minutes = data.minutes;
  room.names.replaceChildren(...data.organisations.map((value) => make("option", { value })));
  if (data.saved && !room.waiting) room.saved.textContent = `Notes are kept ${data.saved}.`;
  const at = Math.max(0, data.items.findIndex((item) => item.ref === ref));
  if (room.shown !== data.items[at]?.html) go(room, at, !room.shown);
  // After a reload the server has none of the notes that this browser kept.
  if (!room.told && Object.keys(room.kept.notes).length) tell(room);
}

function go(room, at, first = false) {
  if (at < 0 || at >= room.items.length) return;
  const item = room.items[at];
  Object.assign(room, { at, shown: item.html });
  room.kept.ref = item.ref;
  keep(room);
  room.item.innerHTML = item.html;
  room.progress.textContent = `${at + 1} of ${room.items.length}`;
  room.before.disabled = at === 0;
  room.next.disabled = at === room.items.length - 1;
  for (const [name, field] of Object.entries(room.fields)) field.value = room.kept.notes[item.ref]?.[name] ?? "";
  count(room);
  room.item.querySelector("h1").focus({ preventScroll: true });
  if (!first) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  else requestAnimationFrame(() => room.item.querySelector("h1")?.focus({ preventScroll: true }));
}

/** Arrow keys, while the focus is in the meeting and not in a field. */
function press(room, event) {
  const step = { ArrowRight: 1, ArrowDown: 0, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea")) return;
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
  keep(room);
  room.saved.textContent = "Keeping the notes";
  clearTimeout(room.waiting);
  room.waiting = setTimeout(() => tell(room), A_MOMENT);
}

function tell(room) {
  clearTimeout(room.waiting);
  Object.assign(room, { waiting: undefined, told: true });
  if (Object.keys(room.kept.notes).length) room.tell("noted", JSON.stringify(room.kept.notes));
}

/** Time gone against the plan: at item 4 of 12 in an hour, 15 minutes. */
function count(room) {
  const gone = Math.max(0, Math.floor((Date.now() - room.kept.began) / 60_000));
  const plan = Math.round((room.minutes * room.at) / Math.max(1, room.items?.length ?? 1));
  const said = `${gone} of ${Math.round(room.minutes)} minutes gone; by plan ${plan}`;
  if (room.time.textContent !== said) room.time.textContent = said;
}
