// Whether a meeting goes on or a new one begins: asked where it is not plain, and never guessed.
import { current, forget, hasNotes, newId, noted, recall } from "./notes.js";
import { beginAt, element, enter } from "./meeting_notes.js";

const HOUR = 3_600_000;
const GOES_ON = 4 * HOUR; // as in hor_web/roundtable/meeting.py
const LONG_AGO = 7 * 24 * HOUR; // a meeting of last month does not go on

/** Go on with the meeting that this browser was in, begin one, or ask which. */
export function choose(room, others) {
  const id = current();
  const kept = id && recall(id);
  const joinable = others.filter((other) => other.id !== id);
  const reason = kept ? why(kept, room.filters) : "";
  const isMine = kept && kept.began && !reason;
  if (isMine) return room.begin(id);
  const mine = kept && hasNotes(kept) && age(kept, id) < LONG_AGO;
  if (mine || joinable.length) return ask(room, mine ? { id, kept, reason } : undefined, joinable);
  if (kept && !hasNotes(kept)) forget(id);
  return room.begin(newId());
}

/** Whether the meeting on the screen was left alone for so long that it may be another one now. */
export function askAgain(room) {
  if (!room.id || room.asking || age(room.kept, room.id) < GOES_ON || !hasNotes(room.kept)) return;
  ask(room, { id: room.id, kept: room.kept, reason: why(room.kept, room.filters) }, []);
}

/** Why it is not plain that a meeting goes on; "" where it is. */
function why(kept, filters) {
  if (kept.ended) return `It was ended at ${time(kept.ended)}.`;
  if ((kept.filters ?? "") !== filters) return `Its filters were: ${kept.filters || "none"}. Now: ${filters || "none"}.`;
  const quiet = Math.abs(Date.now() - (kept.last ?? kept.began ?? 0));
  if (quiet >= GOES_ON) return `Nothing was noted in it for ${span(quiet)}.`;
  if (new Date(kept.last ?? 0).toDateString() !== new Date().toDateString()) return "It was held on another day.";
  return "";
}

function age(kept, id) {
  return Math.abs(Date.now() - (kept.last ?? kept.began ?? Date.parse(id.slice(0, 10))));
}

function ask(room, mine, others) {
  const begin = (id) => () => {
    Object.assign(room, { asking: false, id: undefined });
    room.begin(id);
  };
  const button = (textContent, id) => element("button", { type: "button", textContent, onclick: begin(id) });
  const heading = element("h1", { tabIndex: -1, textContent: "Does a meeting go on, or does a new one begin?" });
  const parts = [heading];
  if (mine) {
    parts.push(element("p", { textContent: `The meeting of ${name(mine.id)} has notes on ${count(mine.kept)}. ${mine.reason}` }));
    parts.push(element("p", {}, button("Go on with this meeting", mine.id)));
  }
  for (const other of others) {
    const notes = `notes on ${other.noted === 1 ? "1 commitment" : `${other.noted || "no"} commitments`}`;
    parts.push(element("p", { textContent: `${other.who} takes notes of the meeting of ${other.name}: ${notes}${other.filters ? `; ${other.filters}` : ""}.` }));
    parts.push(element("p", {}, button(`Join the meeting of ${other.name}`, other.id)));
  }
  parts.push(element("p", { textContent: "A new meeting has notes of its own; nothing that was noted before is lost." }));
  parts.push(element("p", {}, button("Begin a new meeting", newId())));
  room.asking = true;
  room.frame.classList.add("m-asking");
  room.item.replaceChildren(...parts);
  beginAt(heading);
}

/** 25 November 2026, begun at 10:04, as say_meeting in hor_data/meeting/notes.py has it. */
function name(id) {
  const [year, month, day, begun] = id.split("-");
  const date = new Date(year, month - 1, day).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  return begun ? `${date}, begun at ${begun.slice(0, 2)}:${begun.slice(2)}` : date;
}

function time(moment) {
  return new Date(moment).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
}

function span(milliseconds) {
  const hours = Math.round(milliseconds / HOUR);
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}

function count(kept) {
  return noted(kept) === 1 ? "1 commitment" : `${noted(kept)} commitments`;
}
