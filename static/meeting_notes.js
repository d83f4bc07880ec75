// The notes of a meeting: its fields, keeping them at every key, and telling them to the server until it has them.
import { hasNotes, isKeyOf, keep, keeps, merge, put, recall, see, setCurrent, stampOf } from "./notes.js";
import { isConnected, onConnection } from "../../../app/static/streamlit.js";

const FIELDS = [
  ["said", "Note", "textarea"], ["action", "Action", "textarea"], ["owner", "Owner", "input"], ["by_when", "By when", "input"],
];
const A_MOMENT = 1200; // ms from the last key to telling the server
const PATIENCE = 6000; // ms until a telling that was not answered is told again
const STORED = "in the dashboard"; // as in hor_web/roundtable/notes.py

export function notesForm(room, longest) {
  room.fields = {};
  room.aside = element("div", { className: "m-asides" });
  room.form = element("form", { className: "m-notes", onsubmit: (event) => event.preventDefault(), ariaLabel: "Notes on this commitment" });
  for (const [name, label, tag] of FIELDS) {
    const id = `m-${name}`;
    const field = element(tag, { id, maxLength: longest[name], oninput: () => write(room, name), ...(tag === "textarea" ? { rows: 2 } : { type: "text" }) });
    room.fields[name] = field;
    room.form.append(element("div", { className: `m-field m-${name}` }, element("label", { htmlFor: id, textContent: label }), field));
  }
  room.more = element("button", { type: "button", className: "m-more", textContent: "Action, owner, date", ariaExpanded: "false", onclick: () => {
    room.more.ariaExpanded = String(room.form.classList.toggle("m-open"));
  } });
  room.form.append(room.more);
  return room.form;
}

export function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Begin to read at a heading: again in the next frame if it was not on the page yet, unless the reader has moved on. */
export function beginAt(heading) {
  heading.focus({ preventScroll: true });
  requestAnimationFrame(() => { if (document.activeElement === document.body) heading.focus({ preventScroll: true }); });
}

/** Go into a meeting: with what is kept of it, and telling the server all of it. */
export function enter(room, id) {
  const kept = recall(id);
  Object.assign(room, { id, kept, acknowledged: {}, keeps: keeps(), telling: undefined });
  kept.began ??= Date.now();
  delete kept.ended;
  setCurrent(id);
  touch(room);
  tell(room);
}

/** Keep what is known of the meeting now, with what another tab has kept of it. */
export function touch(room) {
  const agenda = room.items?.map((item) => item.ref) ?? room.kept.agenda;
  Object.assign(room.kept, { last: Date.now(), agenda, filters: room.filters ?? "" });
  room.keeps = keep(room.id, room.kept);
}

/** Watch other tabs and the line until the meeting is left. */
export function watch(room) {
  const fromOtherTab = (event) => { if (room.id && isKeyOf(room.id, event.key) && event.newValue) pull(room); };
  const seenAgain = () => { if (room.id && !document.hidden) pull(room); };
  const leaving = (event) => { if (room.id && !room.keeps && !isSafe(room)) event.preventDefault(); };
  const unwatchConnection = onConnection(() => {
    if (room.id && isConnected() && pending(room).length) tell(room);
    say(room);
  });
  window.addEventListener("storage", fromOtherTab);
  window.addEventListener("pageshow", seenAgain);
  document.addEventListener("visibilitychange", seenAgain);
  window.addEventListener("beforeunload", leaving);
  return () => {
    unwatchConnection();
    clearTimeout(room.waiting);
    clearTimeout(room.retry);
    window.removeEventListener("storage", fromOtherTab);
    window.removeEventListener("pageshow", seenAgain);
    document.removeEventListener("visibilitychange", seenAgain);
    window.removeEventListener("beforeunload", leaving);
  };
}

/** What the server says of the notes: what the store has, and what it has taken of ours. */
export function hear(room, data) {
  Object.assign(room, { saved: data.saved, stored: data.stored, asides: data.asides });
  if (room.session !== data.session) {
    // A server that has begun again has none of the notes: it is told all of them.
    const first = room.session === undefined;
    Object.assign(room, { session: data.session, acknowledged: {} });
    if (room.id && !first) tell(room);
  }
  if (room.telling && data.taken === room.telling.token) {
    for (const [place, stamp] of Object.entries(room.telling.stamps)) room.acknowledged[place] = stamp;
    Object.assign(room, { telling: undefined, late: false });
    clearTimeout(room.retry);
    if (pending(room).length && !room.waiting) tell(room);
  }
  if (data.meeting === room.id) takeStored(room, data.kept);
  say(room);
}

/** Show the notes of the item. */
export function fillFields(room) {
  const { ref } = room.items[room.index];
  for (const [name, field] of Object.entries(room.fields)) {
    const text = room.kept?.notes[ref]?.[name] ?? "";
    if (field.value === text) continue;
    const { selectionStart, selectionEnd } = field;
    field.value = text;
    if (document.activeElement === field) field.setSelectionRange(selectionStart, selectionEnd);
  }
  const asides = (room.asides ?? []).filter((aside) => aside.ref === ref);
  room.aside.replaceChildren(...asides.map((aside) => element("p", { textContent: `Written at the same time: ${aside.text}` })));
}

/** The one line that says where the notes are; it is as high whatever it says. */
export function say(room) {
  const words = room.id ? status(room) : "";
  if (room.status.textContent !== words) room.status.textContent = words;
}

/** Tell the server what it has not taken yet; again later, until it has. */
export function tell(room, event = "noted") {
  clearTimeout(room.waiting);
  clearTimeout(room.retry);
  room.waiting = undefined;
  if (event === "ended") room.ending = true;
  room.retry = setTimeout(() => again(room), PATIENCE);
  if (!isConnected()) return say(room);
  const stamps = Object.fromEntries(pending(room).map(([ref, field]) => [`${ref}|${field}`, stampOf(room.kept, ref, field)]));
  const { notes, seen, agenda, filters } = room.kept;
  const message = { meeting: room.id, token: `${room.mark}-${++room.tellings}`, notes: {}, stamps: {}, seen: {}, agenda, filters };
  for (const [ref, field] of pending(room)) {
    const stamp = stampOf(room.kept, ref, field);
    (message.notes[ref] ??= {})[field] = notes[ref][field];
    (message.stamps[ref] ??= {})[field] = stamp;
    (message.seen[ref] ??= {})[field] = seen[ref]?.[field] ?? [];
    // Even where the answer is lost, what stands there may be this.
    see(room.kept, ref, field, stamp);
  }
  room.telling = { token: message.token, stamps };
  room.send(room.ending ? "ended" : "noted", JSON.stringify(message));
  say(room);
}

export function pending(room) {
  if (!room.kept) return [];
  return Object.entries(room.kept.notes).flatMap(([ref, note]) => Object.keys(note)
    .filter((field) => stampOf(room.kept, ref, field) !== (room.acknowledged[`${ref}|${field}`] ?? 0))
    .map((field) => [ref, field]));
}

function again(room) {
  if (!room.telling && !room.ending && !pending(room).length) return;
  room.late = true;
  tell(room);
}

/** A key was pressed in a field: what another tab wrote there meanwhile, and nobody saw here, stays too. */
function write(room, name) {
  const { ref } = room.items[room.index];
  const field = room.fields[name];
  const shown = room.kept.notes[ref]?.[name] ?? "";
  merge(room.kept, recall(room.id));
  const standing = room.kept.notes[ref]?.[name] ?? "";
  if (standing !== shown && standing.trim() && !field.value.includes(standing)) {
    field.value += `${field.tagName === "TEXTAREA" ? "\n" : "; "}${standing}`;
  }
  put(room.kept, ref, name, field.value);
  touch(room);
  tellSoon(room);
}

function tellSoon(room) {
  clearTimeout(room.waiting);
  room.waiting = setTimeout(() => tell(room), A_MOMENT);
  say(room);
}

function pull(room) {
  merge(room.kept, recall(room.id));
  fillFields(room);
  if (pending(room).length) tellSoon(room);
}

/** Notes of the store, {ref: {field: [text, stamp]}}: the newer stand here too. */
function takeStored(room, stored) {
  for (const [ref, fields] of Object.entries(stored)) {
    for (const [field, [text, stamp]] of Object.entries(fields)) {
      const mine = stampOf(room.kept, ref, field);
      if (stamp > mine) merge(room.kept, { notes: { [ref]: { [field]: text } }, stamps: { [ref]: { [field]: stamp } } });
      if (stamp >= mine) {
        see(room.kept, ref, field, stamp);
        room.acknowledged[`${ref}|${field}`] = stamp;
      }
    }
  }
  room.keeps = keep(room.id, room.kept);
  fillFields(room);
}

function isSafe(room) {
  return !hasNotes(room.kept) || (room.saved === STORED && !pending(room).length);
}

function status(room) {
  const then = room.ending ? "; the meeting ends then" : "";
  if (!isConnected()) {
    return room.keeps
      ? `No line to the dashboard: notes are kept in this browser and told when it is back${then}.`
      : `No line to the dashboard, and this browser keeps nothing: leave this page open${then}.`;
  }
  const waits = room.waiting || pending(room).length > 0;
  const isAlone = room.saved?.includes(" alone");
  if (waits && room.late && !(isAlone && room.keeps)) {
    return room.keeps
      ? `The dashboard does not answer: notes are kept in this browser and told again${then}.`
      : "The dashboard does not answer, and this browser keeps nothing: leave this page open.";
  }
  if (waits && !room.late) return "Keeping the notes";
  if (!room.keeps && room.saved !== STORED) return "This browser keeps no notes: they are on this page alone. Download the minutes before you leave it.";
  return room.saved && hasNotes(room.kept) ? `Notes are kept ${room.saved}.` : "";
}
