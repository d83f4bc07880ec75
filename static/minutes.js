// Before and after the meeting: tells the server what this browser keeps, so that minutes can be made of it.
import { forget, meetings, recall } from "./notes.js";
import { isDark } from "./colours.js";
import { dress, takeTo } from "./content.js";

const LARGEST = 900_000; // characters the server reads at once: the newest meetings come first
const places = new WeakMap(); // from Streamlit's parent element to what we put there

export default function ({ data, parentElement, setTriggerValue }) {
  dress();
  let place = places.get(parentElement);
  if (!place) {
    place = Object.assign(document.createElement("div"), { className: "hor" });
    places.set(parentElement, place);
    parentElement.append(place);
    // From the meeting to its minutes, once.
    if (data.ended) takeTo(() => document.getElementById("minutes"));
  }
  place.dataset.theme = isDark(place) ? "dark" : "light";
  const kept = meetings();
  const message = say(kept);
  if (message !== data.known && (kept.length || data.known !== "")) setTriggerValue("kept", message);
  place.replaceChildren(...(kept.length ? [button(kept, setTriggerValue)] : []));
  return () => {
    places.delete(parentElement);
    place.remove();
  };
}

function say(kept) {
  const message = {};
  let size = 0;
  for (const id of kept) {
    const { notes, stamps, agenda, filters } = recall(id);
    size += JSON.stringify([notes, stamps, agenda]).length;
    if (size < LARGEST) message[id] = { notes, stamps, agenda, filters };
  }
  return JSON.stringify(message);
}

function button(kept, setTriggerValue) {
  const text = "Remove all notes from this browser";
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: text });
  made.onclick = () => {
    if (!window.confirm("Remove the notes of every meeting from this browser? Download the minutes first: this cannot be undone.")) return;
    kept.forEach(forget);
    setTriggerValue("removed", "{}");
  };
  return made;
}
