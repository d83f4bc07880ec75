// Loaded before Streamlit's own script, on every page that server.py serves.

// Streamlit looks for its server below the page's own address first; here is where it is. What it would lay over the
// page while the server does not answer is said by answer.js, which covers nothing.
window.__streamlit = {
  BACKEND_BASE_URL: new URL("../../", document.currentScript.src).href,
  HOST_CONFIG: { blockErrorDialogs: true },
};

// A single letter must do nothing by itself (WCAG 2.1.4): Streamlit runs the page again on r and asks on c.
// Fields and lists hear the key first: it stops here, short of the document, where Streamlit listens.
document.body.addEventListener("keydown", (event) => {
  if (/^[rc]$/i.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
});

// One act of the reader is one step back: a link of ours takes Streamlit three addresses, one after the other.
let acted = false;
for (const act of ["pointerdown", "keydown", "click"]) addEventListener(act, () => { acted = true; }, true);
addEventListener("popstate", () => { acted = false; }, true);
const push = history.pushState.bind(history);
history.pushState = (state, title, address) => {
  if (acted) push(state, title, address);
  else history.replaceState(state, title, address);
  acted = false;
};

// The button that opens the sidebar is called what stands on it on a phone.
const MENU = "Menu and filters";
function nameMenu() {
  const button = document.querySelector('[data-testid="stExpandSidebarButton"]');
  if (button && button.ariaLabel !== MENU) button.ariaLabel = MENU;
}
new MutationObserver((_, waiting) => {
  const header = document.querySelector('[data-testid="stHeader"]');
  if (!header) return;
  waiting.disconnect();
  nameMenu();
  new MutationObserver(nameMenu).observe(header, { childList: true, subtree: true });
}).observe(document.body, { childList: true, subtree: true });
