// Says within seconds, in our words, why a page stays empty: the line to the server (a WebSocket) that it is shown by is
// refused or blocked on the way. The data can be taken meanwhile.
import { ROOT, isConnected, onConnection } from "./streamlit.js";

const WAIT = 5000; // ms that a slow line may take
const ANSWER = 4000; // ms
const BLOCKED =
  "Your browser reaches the dashboard, but not the line (a WebSocket) that brings its pages. A proxy or security software on " +
  "the way may stop it: ask whoever runs your network to let it through, or try another network.";
const SILENT = "The dashboard is not answering. This page tries again by itself.";
const KINDS = { xlsx: "Excel", csv: "CSV", json: "JSON" };

// A page that was shown once stays, whatever becomes of its line: answer.js has the word from then on.
let wasShown = isConnected();
const stop = onConnection(() => {
  wasShown ||= isConnected();
  if (!wasShown) return;
  stop();
  document.getElementById("hor-no-line")?.remove();
});
setTimeout(look, WAIT);

async function look() {
  if (wasShown) return;
  const words = await askServer();
  if (!wasShown) show(words);
}

/** Why there is no line, as the server says: a bound it has reached, or nothing that it knows of. */
async function askServer() {
  try {
    const answer = await fetch(new URL("line", ROOT), { cache: "no-store", signal: AbortSignal.timeout(ANSWER) });
    return (await answer.json()).refused || BLOCKED;
  } catch {
    return SILENT;
  }
}

function show(words) {
  const box = Object.assign(document.createElement("section"), { id: "hor-no-line", className: "hor" });
  box.setAttribute("role", "alert");
  const heading = Object.assign(document.createElement("h1"), { textContent: "The page cannot be shown just now" });
  const reason = Object.assign(document.createElement("p"), { textContent: words });
  const data = Object.assign(document.createElement("p"), { textContent: "The commitments as data: " });
  for (const [index, [kind, name]] of Object.entries(KINDS).entries()) {
    const link = Object.assign(document.createElement("a"), { href: new URL(`open-data/commitments.${kind}`, ROOT), textContent: name });
    data.append(...(index ? [", "] : []), link);
  }
  box.append(heading, reason, data);
  document.body.prepend(box);
}
