// Presses on their way to the server. Streamlit keeps the last one only, so on a slow line a second would put out
// the first; and it drops what is pressed while the line is down. So each goes again, under its number, until the
// server has said that it has it.
import { isAtRest, isConnected } from "../../../app/static/streamlit.js";

const MOST = 50; // presses that wait: a server that is away for long is told of the latest
const AGAIN = 4000; // ms
const TRIES = 10;
const queues = new WeakMap(); // from Streamlit's parent element to its queue
let latest = 0;

/** How a component tells the server of a press: press(event, value). `received` is the last number the server has. */
export function queueOf(parent, received, setTriggerValue) {
  const queue = queues.get(parent) ?? { waiting: [] };
  queues.set(parent, queue);
  queue.waiting = queue.waiting.filter(([number]) => number > received);
  queue.send = () => setTriggerValue("pressed", JSON.stringify(queue.waiting));
  return (event, value) => {
    // By the clock, so that a page loaded again does not begin at a number the server has had.
    latest = Math.max(latest + 1, Date.now());
    queue.waiting = [...queue.waiting, [latest, event, value]].slice(-MOST);
    queue.tries = TRIES;
    if (isConnected()) queue.send();
    later(queue);
  };
}

export function leave(parent) {
  clearTimeout(queues.get(parent)?.timer);
  queues.delete(parent);
}

/** Try again once Streamlit is connected and at rest: before, a session that begins anew knows no component. */
function later(queue) {
  clearTimeout(queue.timer);
  if (queue.waiting.length && queue.tries) queue.timer = setTimeout(() => {
    if (isConnected() && isAtRest() && queue.waiting.length) {
      queue.tries -= 1;
      queue.send();
    }
    later(queue);
  }, AGAIN);
}
