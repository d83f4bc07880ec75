// Presses on their way to the server. Streamlit keeps the last one only, so on a slow line a second would put out
// the first: each goes again with the next, under its number, until the server has said that it has it.

const MOST = 50; // presses that wait: a server that is away for long is told of the latest
const queues = new WeakMap(); // from Streamlit's parent element to its queue
const mounted = new Set();
let latest = 0;

/** How a component tells the server of a press: press(event, value). `received` is the last number the server has. */
export function queueOf(parent, received, setTriggerValue) {
  const queue = queues.get(parent) ?? { waiting: [] };
  queues.set(parent, queue);
  mounted.add(queue);
  queue.waiting = queue.waiting.filter(([number]) => number > received);
  queue.send = () => setTriggerValue("pressed", JSON.stringify(queue.waiting));
  return (event, value) => {
    // By the clock, so that a page loaded again does not begin at a number the server has had.
    latest = Math.max(latest + 1, Date.now());
    queue.waiting = [...queue.waiting, [latest, event, value]].slice(-MOST);
    queue.send();
  };
}

export function leave(parent) {
  mounted.delete(queues.get(parent));
  queues.delete(parent);
}

// Streamlit drops what is pressed while the line is down (answer.js says when it is back).
document.addEventListener("hor-answered", () => {
  for (const queue of mounted) if (queue.waiting.length) queue.send();
});
