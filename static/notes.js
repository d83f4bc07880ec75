// Notes of meetings, kept in this browser by day: a reload, a closed tab or a lost line loses none.

const BEGIN = "meeting-";
const MOST_DAYS = 10;

/** What is kept of the meeting of a day: notes by ref, which of them the server has not taken and since when,
 *  when the meeting began, and which item was shown. */
export function recall(day) {
  try {
    return { notes: {}, changed: {}, ...JSON.parse(localStorage.getItem(BEGIN + day)) };
  } catch {
    return { notes: {}, changed: {} };
  }
}

export function keep(day, kept) {
  try {
    localStorage.setItem(BEGIN + day, JSON.stringify(kept));
    return true;
  } catch (error) {
    console.error(error);
    return false;
  }
}

export function forget(day) {
  localStorage.removeItem(BEGIN + day);
}

/** Days with notes, newest first. */
export function days() {
  return Object.keys(localStorage)
    .filter((key) => key.startsWith(BEGIN))
    .map((key) => key.slice(BEGIN.length))
    .filter((day) => Object.values(recall(day).notes).some(isSaid))
    .sort().reverse().slice(0, MOST_DAYS);
}

export function isSaid(note) {
  return Object.values(note).some((said) => said.trim());
}
