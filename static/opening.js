// A part of a picture that lists what it stands for: pressing it opens that list and goes to it. The list itself stands
// below the picture, where the keyboard and a screen reader find it without the picture.
import { controlOf } from "../../../app/static/streamlit.js";

/** A press on what leads to another place of this page: a part of a picture, or a button that names a control. */
export function goWithin(target) {
  const button = target.closest("[data-focus]");
  if (button) goTo(controlOf(button.dataset.focus));
  const part = target.closest("[data-opens]");
  const list = part && document.getElementById(part.dataset.opens);
  if (!list) return;
  list.open = true;
  const summary = list.querySelector("summary");
  summary.focus({ preventScroll: true });
  list.scrollIntoView({ block: "nearest" });
}

/** A control elsewhere on the page. */
function goTo(control) {
  control?.focus({ preventScroll: true });
  control?.scrollIntoView({ block: "center" });
}

const gone = new Set(); // steps from which the reader was taken on

/** A step that was done: on to the one that comes next, once. */
export function goOn(root, takeTo) {
  const step = root.querySelector("[data-next]");
  if (!step || gone.has(step.dataset.done)) return;
  gone.add(step.dataset.done);
  takeTo(() => document.getElementById(step.dataset.next));
}
