// Every place where our scripts reach into Streamlit's own page or front end: nothing else in static/ does.
// tests/browser/test_internals.py sees that each is still there.

const APP = "[data-testid=stApp]"; // says in data attributes how the connection and the script stand
const MAIN = "[data-testid=stMain]"; // the part of the page that scrolls
const HEADER = "[data-testid=stHeader]";
const OPEN_SIDEBAR = "[data-testid=stExpandSidebarButton]";
const CLOSE_SIDEBAR = "[data-testid=stSidebar][data-collapsed=false] [data-testid=stSidebarCollapseButton] button";
const SIDEBAR_OVER_PAGE = matchMedia("(max-width: 768px)"); // below it Streamlit lays the open sidebar over the page
let menu = "Menu"; // what stands on the button that opens the sidebar, on a phone
export const ROOT = new URL("../../", import.meta.url); // this file is …/app/static/streamlit.js, under any base path

const UPLOADS = "/_stcore/upload_file/"; // a file is put below it

/** Answers while Streamlit's server is there at all. */
export const HEALTH = new URL("_stcore/health", ROOT);

/** Whether the line to the server is there, as Streamlit says. */
export function isConnected() {
  return document.querySelector(APP)?.dataset.testConnectionState === "CONNECTED";
}

/** Whether the page's script has come to rest: until then a new session knows no component. */
export function isAtRest() {
  return document.querySelector(APP)?.dataset.testScriptState === "notRunning";
}

/** Call whenever the connection changes; gives how to stop. */
export function onConnection(listener) {
  const observer = new MutationObserver(listener);
  observer.observe(document.body, { subtree: true, attributeFilter: ["data-test-connection-state"] });
  return () => observer.disconnect();
}

/** Call with the server's sentence whenever it refuses a file that was to be uploaded: Streamlit shows a number. */
export function onRefusedUpload(listener) {
  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (method.toUpperCase() === "PUT" && String(address).includes(UPLOADS)) {
      this.addEventListener("load", () => {
        const isWords = (this.getResponseHeader("content-type") ?? "").startsWith("text/plain");
        listener(this.status >= 400 && isWords ? this.responseText : "");
      });
    }
    return open.call(this, method, address, ...rest);
  };
}

/** The first control of a container that has a key. */
export function controlOf(key) {
  return document.querySelector(`.st-key-${key} input`);
}

/** To the top of the page. */
export function scrollToTop() {
  document.querySelector(MAIN)?.scrollTo(0, 0);
}

/** How far the page is scrolled, in px, and to scroll it there. */
export function mainScroll() {
  return document.querySelector(MAIN)?.scrollTop ?? 0;
}

export function scrollMainTo(top) {
  document.querySelector(MAIN)?.scrollTo(0, top);
}

/** Where the open sidebar lies over the page, close it; gives whether it was open. */
export function closeSidebar() {
  const button = SIDEBAR_OVER_PAGE.matches && document.querySelector(CLOSE_SIDEBAR);
  if (button) button.click();
  return Boolean(button);
}

/** Keep an element in screen readers' hearing while a list is open: React Aria, which Streamlit's controls are made
 *  with, hides the rest of the page from them, but for what bears this mark. */
export function keepHeard(element) {
  element.dataset.liveAnnouncer = "true";
}

/** What must be there before Streamlit's own script runs: server.py puts this file before it, on every page. */
function prepare() {
  // Streamlit looks for its server below the page's own address first; here is where it is. What it would lay over the
  // page while the server does not answer is said by answer.js, which covers nothing.
  // No page may steer this one from outside, which by itself Streamlit lets the sites of its makers: each message of
  // its own, ten at a press, was compared with seventeen names. And as all is said, it connects without asking first.
  const hosts = { allowedOrigins: ["https://no-host.invalid"], useExternalAuthToken: false };
  window.__streamlit = { BACKEND_BASE_URL: ROOT.href, HOST_CONFIG: { ...hosts, blockErrorDialogs: true } };
  document.body.addEventListener("keydown", stopShortcut);
  leaveIconFont();
  closeSheetOnBack();
  pushOncePerAct();
  new MutationObserver((_, waiting) => {
    const header = document.querySelector(HEADER);
    if (!header) return;
    waiting.disconnect();
    nameSidebarButton();
    new MutationObserver(nameSidebarButton).observe(header, { childList: true, subtree: true });
  }).observe(document.body, { childList: true, subtree: true });
}

/** Streamlit asks for its font of icons, 0.38 MB, on every page. Here it comes with the first icon that is shown. */
function leaveIconFont() {
  const load = document.fonts.load.bind(document.fonts);
  document.fonts.load = (font, ...text) => font.includes("Material Symbols") ? Promise.resolve([]) : load(font, ...text);
}

/** A single letter must do nothing by itself (WCAG 2.1.4): Streamlit runs the page again on r and asks on c.
 *  Fields and lists hear the key first: it stops here, short of the document, where Streamlit listens. */
function stopShortcut(event) {
  if (/^[rc]$/i.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
}

/** On a phone the open sidebar lies over the page like a sheet: Back closes it, and nothing else. An entry of the history
 *  of its own keeps the reader on the page; Streamlit hears of none of this. */
function closeSheetOnBack() {
  let before = history.state;
  let unheard = 0; // steps through the history that are ours
  let closing = false;
  const close = () => {
    closing = true;
    document.querySelector(CLOSE_SIDEBAR).click();
    closing = false;
  };
  const replace = history.replaceState.bind(history);
  const push = history.pushState.bind(history);
  addEventListener("click", ({ target }) => {
    if (!SIDEBAR_OVER_PAGE.matches) return;
    if (target.closest?.(OPEN_SIDEBAR)) {
      push({ ...history.state, sheet: true }, "");
    } else if (!closing && target.closest?.(CLOSE_SIDEBAR) && history.state?.sheet) {
      unheard += 1;
      history.back();
    }
    before = history.state;
  }, true);
  addEventListener("popstate", (event) => {
    const left = before;
    before = history.state;
    if (unheard) {
      unheard -= 1;
      event.stopImmediatePropagation();
    } else if (SIDEBAR_OVER_PAGE.matches && document.querySelector(CLOSE_SIDEBAR)) {
      event.stopImmediatePropagation();
      // Where something was chosen on the sheet, its own entry was left behind before: the choice stays.
      if (!left?.sheet) { unheard += 1; history.forward(); }
      close();
    }
  }, true);
  history.replaceState = (...how) => { replace(...how); before = history.state; };
  history.pushState = (...how) => { push(...how); before = history.state; };
}

/** One act of the reader is one step back: a link of ours takes Streamlit three addresses, one after the other. */
function pushOncePerAct() {
  let acted = false;
  for (const act of ["pointerdown", "keydown", "click"]) addEventListener(act, () => { acted = true; }, true);
  addEventListener("popstate", () => { acted = false; }, true);
  const push = history.pushState.bind(history);
  history.pushState = (state, title, address) => {
    if (acted) push(state, title, address);
    else history.replaceState(state, title, address);
    acted = false;
  };
}

/** Write on the button that opens the sidebar, on a phone, and call it so: streamlit.css shows the words. Not on what
 *  holds it: a change there has the browser work out the styles of all that it holds anew, at each press of a filter. */
export function nameMenu(words) {
  menu = words;
  nameSidebarButton();
}

function nameSidebarButton() {
  const button = document.querySelector(OPEN_SIDEBAR);
  if (!button || button.ariaLabel === menu) return;
  button.ariaLabel = menu;
  button.style.setProperty("--hor-menu", JSON.stringify(menu));
}

if (document.querySelector('head > script[src$="app/static/streamlit.js"]')) prepare();
