// Says within seconds, in our words, that the dashboard is not answering, or why it did not take a file, and lies over
// nothing that is in use.
// A line that is cut is known by Streamlit; a server that is stuck keeps the line, so after a press it is asked.
import { HEALTH, isConnected, onConnection, onRefusedUpload } from "../../../app/static/streamlit.js";

const LOST = "The dashboard is not answering. It will try again by itself; what you see stays.";
const STILL = { page: "You can go on reading, copying and printing.", meeting: "You can go on with the agenda and with the notes." };
const WAIT = { cut: 1500, answer: 3500, rest: 2000 }; // ms
const ACTS = ["click", "change", "keyup"];
const state = { refused: "", cut: false, stuck: false, asking: false, asked: -Infinity, later: undefined, next: undefined };

/** Begin to watch; the page has one watch, whichever component comes first. */
export function watch(announce) {
  if (document.getElementById("hor-answer")) return;
  const bar = Object.assign(document.createElement("div"), { id: "hor-answer" });
  bar.setAttribute("role", "alert");
  // In the browser's top layer it is seen over a meeting that fills the screen, too.
  bar.popover = "manual";
  document.body.append(bar);
  const show = () => tell(bar, announce);
  onConnection(() => follow(show));
  onRefusedUpload((words) => { state.refused = words; show(); });
  for (const act of ACTS) document.addEventListener(act, () => ask(show), { capture: true, passive: true });
  document.addEventListener("fullscreenchange", () => { if (bar.dataset.shown) raise(bar); });
}

/** The line that Streamlit keeps: a short break mends itself and is not worth a word. */
function follow(show) {
  clearTimeout(state.later);
  if (!isConnected()) {
    state.later = setTimeout(() => { state.cut = !isConnected(); show(); }, WAIT.cut);
    return;
  }
  Object.assign(state, { cut: false, stuck: false });
  show();
}

/** Whether the server answers at all: asked after a press, and again and again while it does not. */
async function ask(show) {
  clearTimeout(state.next);
  if (!isConnected()) return;
  const rest = state.asked + WAIT.rest - performance.now();
  if (state.asking || rest > 0) {
    state.next = setTimeout(() => ask(show), Math.max(rest, WAIT.rest / 3));
    return;
  }
  Object.assign(state, { asking: true, asked: performance.now() });
  try {
    await fetch(HEALTH, { cache: "no-store", signal: AbortSignal.timeout(WAIT.answer) });
    state.stuck = false;
  } catch {
    state.stuck = true;
    state.next = setTimeout(() => ask(show), WAIT.rest);
  } finally {
    state.asking = false;
  }
  show();
}

function tell(bar, announce) {
  const lost = state.cut || (state.stuck && isConnected());
  const meeting = document.documentElement.classList.contains("in-meeting");
  const words = lost ? `${LOST} ${meeting ? STILL.meeting : STILL.page}` : state.refused;
  if (words === (bar.dataset.shown ?? "")) return;
  const wasLost = bar.dataset.shown?.startsWith(LOST);
  if (words) {
    bar.dataset.shown = words;
    raise(bar);
    bar.textContent = words;
  } else {
    delete bar.dataset.shown;
    bar.hidePopover?.();
    bar.textContent = "";
  }
  if (wasLost && !lost) announce("The dashboard is answering again.");
}

function raise(bar) {
  if (!bar.showPopover) return;
  if (bar.matches(":popover-open")) bar.hidePopover();
  bar.showPopover();
}
