// Notes of meetings, kept in this browser: a reload, a closed tab, another tab or a lost line loses none.
// Each field has a stamp, when it was written; of two wordings of a field the newer stands.

const BEGIN = "meeting-";
const CURRENT = "current-meeting"; // which meeting this tab, or else this browser, was last in
const MOST_MEETINGS = 10;
const MOST_SEEN = 20; // stamps of a field that this browser knows of
const memory = new Map(); // for a browser that keeps nothing: as long as the page lives

/** What is kept of a meeting: notes and their stamps by ref and field, the stamps seen there, when it
 *  began, was last noted in and was ended, which item was shown, its agenda and its filters. */
export function recall(id) {
  const kept = { notes: {}, stamps: {}, seen: {}, ...memory.get(id) };
  const stored = read(id);
  if (stored) {
    merge(kept, stored);
    for (const [name, value] of Object.entries(stored)) kept[name] ??= value;
  }
  return kept;
}

/** Keep it, put together with what another tab has kept meanwhile; whether this browser could. */
export function keep(id, kept) {
  const stored = read(id);
  if (stored) merge(kept, stored);
  memory.set(id, kept);
  try {
    localStorage.setItem(BEGIN + id, JSON.stringify(kept));
    return true;
  } catch {
    return false; // the meeting says so on its screen
  }
}

export function forget(id) {
  memory.delete(id);
  try {
    localStorage.removeItem(BEGIN + id);
  } catch {
    // A browser that keeps nothing has nothing to remove.
  }
}

/** Whether this browser keeps anything at all. */
export function keeps() {
  try {
    localStorage.setItem("keeps", "yes");
    localStorage.removeItem("keeps");
    return true;
  } catch {
    return false;
  }
}

export function isKeyOf(id, key) {
  return key === BEGIN + id;
}

/** Meetings with notes, newest first. */
export function meetings() {
  let keys = [];
  try {
    keys = Object.keys(localStorage).filter((key) => key.startsWith(BEGIN)).map((key) => key.slice(BEGIN.length));
  } catch {
    // Then only those of this page.
  }
  return [...new Set([...keys, ...memory.keys()])].filter((id) => hasNotes(recall(id))).sort().reverse().slice(0, MOST_MEETINGS);
}

export function hasNotes(kept) {
  return noted(kept) > 0;
}

/** How many commitments have notes. */
export function noted(kept) {
  return Object.values(kept.notes).filter((note) => Object.values(note).some((text) => String(text).trim())).length;
}

/** The meeting that this tab was last in, else this browser; "" where none is known. */
export function current() {
  for (const storage of ["sessionStorage", "localStorage"]) {
    try {
      const id = window[storage].getItem(CURRENT);
      if (id) return id;
    } catch {
      // The other one may do.
    }
  }
  return [...memory.keys()].at(-1) ?? meetings()[0] ?? "";
}

export function setCurrent(id) {
  for (const storage of ["sessionStorage", "localStorage"]) {
    try {
      window[storage].setItem(CURRENT, id);
    } catch {
      // Then a reload asks which meeting it is.
    }
  }
}

/** The id of a meeting that begins now, as the clock of this room has it. */
export function newId() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  const day = [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-");
  return `${day}-${two(now.getHours())}${two(now.getMinutes())}-${Math.random().toString(36).slice(2, 6).padEnd(4, "0")}`;
}

/** The stamp of a field; notes that an older version of this page kept have none. */
export function stampOf(kept, ref, field) {
  return kept.stamps?.[ref]?.[field] ?? (kept.notes?.[ref]?.[field] ? 1 : 0);
}

/** Put a text in a field. Its stamp is later than what stood there, even where the clock was set back. */
export function put(kept, ref, field, text) {
  const stamp = Math.max(Date.now(), stampOf(kept, ref, field) + 1);
  set(kept, ref, field, text, stamp);
}

/** The stamps of a field that this browser knows of: what it has read there, and what it has told. */
export function see(kept, ref, field, stamp) {
  const fields = ((kept.seen ??= {})[ref] ??= {});
  fields[field] = [...new Set([...(fields[field] ?? []), stamp])].slice(-MOST_SEEN);
}

/** Take the newer wordings of another into this one; of equally new ones its own stay. */
export function merge(kept, other) {
  for (const [ref, note] of Object.entries(other.notes ?? {})) {
    for (const [field, text] of Object.entries(note)) {
      const stamp = stampOf(other, ref, field);
      if (typeof text === "string" && stamp > stampOf(kept, ref, field)) set(kept, ref, field, text, stamp);
      for (const known of other.seen?.[ref]?.[field] ?? []) see(kept, ref, field, known);
    }
  }
}

function set(kept, ref, field, text, stamp) {
  (kept.notes[ref] ??= {})[field] = text;
  ((kept.stamps ??= {})[ref] ??= {})[field] = stamp;
}

function read(id) {
  try {
    const stored = JSON.parse(localStorage.getItem(BEGIN + id));
    return stored?.notes ? stored : undefined;
  } catch {
    return undefined;
  }
}
