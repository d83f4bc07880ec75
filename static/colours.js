// Whether the page is light or dark, which Streamlit decides, for the parts of it that are ours.
const turning = matchMedia("(prefers-color-scheme: dark)");
const AFTER = 200; // ms after which what Streamlit has changed on the page has been painted
const waiting = new WeakSet();
let dark;

/** Mark a root as light or dark. One that is marked is looked at again once the page has been painted: before, the
 *  browser would have to work out at once, and once more, the styles of all that has just been changed. */
export function colour(root) {
  if (!root.dataset.theme) mark(root);
  else if (!waiting.has(root)) {
    waiting.add(root);
    setTimeout(() => { waiting.delete(root); mark(root); }, AFTER);
  }
}

function mark(root) {
  const theme = isDark(root) ? "dark" : "light";
  if (root.dataset.theme !== theme) root.dataset.theme = theme;
}

/** Whether the page is dark: asked once a frame, as asking makes the browser work out the styles. */
export function isDark(element) {
  if (dark === undefined && element.isConnected) {
    const [red, green, blue] = getComputedStyle(element).color.match(/[\d.]+/g).map(Number);
    dark = 0.3 * red + 0.59 * green + 0.11 * blue > 128;
    requestAnimationFrame(() => { dark = undefined; });
  }
  return dark;
}

/** The machine turned dark or light while the page is open; Streamlit follows a moment later. */
export function onTurn(act) {
  const later = () => { for (const wait of [50, 300, 1000]) setTimeout(act, wait); };
  turning.addEventListener("change", later);
  return () => turning.removeEventListener("change", later);
}
