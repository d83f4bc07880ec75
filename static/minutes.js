// Before and after the meeting: tells the server what this browser keeps, so that minutes can be made of it.
import { days, forget, recall } from "./notes.js";
import { dress, isDark } from "./content.js";

const places = new WeakMap(); // from Streamlit's parent element to what we put there

export default function ({ data, parentElement, setTriggerValue }) {
  dress();
  let place = places.get(parentElement);
  if (!place) {
    place = Object.assign(document.createElement("div"), { className: "hor" });
    places.set(parentElement, place);
    parentElement.append(place);
  }
  place.dataset.theme = isDark(place) ? "dark" : "light";
  const kept = days();
  const told = JSON.stringify(Object.fromEntries(kept.map((day) => [day, recall(day).notes])));
  if (told !== data.known && (kept.length || data.known !== "")) setTriggerValue("kept", told);
  place.replaceChildren(...(kept.length ? [button(kept, setTriggerValue)] : []));
  return () => {
    places.delete(parentElement);
    place.remove();
  };
}

function button(kept, setTriggerValue) {
  const text = "Remove all notes from this browser";
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: text });
  made.onclick = () => {
    if (!window.confirm("Remove the notes of every meeting from this browser? Download the minutes first: this cannot be undone.")) return;
    kept.forEach(forget);
    setTriggerValue("kept", "{}");
  };
  return made;
}
