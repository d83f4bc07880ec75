// Back to a page is back to the place on it: how far it was scrolled, and the link that was followed from there.
import { mainScroll, scrollMainTo } from "../../../app/static/streamlit.js";

const FOR = 3000; // ms after Back in which the page may still come
let returned = -Infinity;

addEventListener("popstate", () => { returned = performance.now(); }, true);

/** Remember the place before a link is followed. */
export function keepPlace(link) {
  const place = { top: mainScroll(), key: link.dataset.key ?? "" };
  try {
    sessionStorage.setItem(`place ${location.href}`, JSON.stringify(place));
  } catch { /* a browser that keeps nothing */ }
}

/** The place kept for this address where the browser's Back has just come to it. */
export function placeToReturnTo() {
  if (performance.now() > returned + FOR) return undefined;
  try {
    return JSON.parse(sessionStorage.getItem(`place ${location.href}`)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Scroll to a place and give its link the focus; again while the page is still growing. */
export function returnTo({ top, key }, root) {
  const link = key && [...root.querySelectorAll("[data-key]")].find(({ dataset }) => dataset.key === key);
  for (const wait of [0, 50, 200, 500]) setTimeout(() => {
    scrollMainTo(top);
    if (link?.isConnected && (document.activeElement === document.body || wait < 300)) link.focus({ preventScroll: true });
  }, wait);
}
