// What the page says, and the moment at which a change of it is on the screen.
// Runs in every page before its own scripts; looks into shadow roots where a page has them.
window.clock = { shadows: false };
(() => {
  const WORDS = ".bartext, .cc-number";
  const PARTS = ".explore, .facets"; // the two halves of Explore, here and in Dash
  const roots = (from, found = [from]) => {
    for (const one of from.querySelectorAll("*")) if (one.shadowRoot) { found.push(one.shadowRoot); roots(one.shadowRoot, found); }
    return found;
  };
  let known, began;
  const places = () => clock.shadows ? (known ??= roots(document)) : [document];
  const words = (plot) => [...(plot.closest(".cc-body") ?? plot).querySelectorAll(WORDS)].map((word) => word.textContent).join();
  const charts = () => places().flatMap((root) => [...root.querySelectorAll(".js-plotly-plot")].map(words));
  // AG Grid leaves its rows in the order in which they came: by their words they have one.
  const rows = (part) => [...part.querySelectorAll(".ag-row")].map((row) => row.textContent).sort();
  const part = (element) => element.querySelector(".ag-root")
    ? [...[...element.querySelectorAll("h1, h2, li, .annotation-text")].map((one) => one.textContent), ...rows(element)].join()
    : element.textContent;
  const parts = () => [...document.querySelectorAll(PARTS)].map(part);
  const painted = (then) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => then(performance.now());
    channel.port2.postMessage(0);
  };
  const said = () => {
    const all = parts();
    if (!all.length) all.push(...charts());
    return all.length ? all.join("|") : document.querySelector("#echo")?.textContent ?? "";
  };
  /** What the two halves say, the charts of a page that has charts, or the echo of a page without any. */
  clock.look = () => { known = undefined; return said(); };
  /** Starts at the reader's act; `took` is then how long until the page said the goal, in ms. */
  clock.until = (goal) => {
    known = clock.took = undefined;
    const frame = () => said() === goal ? painted((at) => { clock.took = at - began; }) : requestAnimationFrame(frame);
    requestAnimationFrame(frame);
  };
  for (const name of ["pointerdown", "keydown", "click"])
    addEventListener(name, (event) => { began = event.timeStamp; }, true);
  // From the start: when the first part and all of it were painted, in ms of Unix time.
  const watch = () => {
    known = undefined;
    const many = document.body ? charts().filter(Boolean).length : 0;
    const matrix = document.querySelector(".explore .matrix td, .explore .annotation-text");
    const facets = document.querySelector(".facets :is(button, input)");
    if ((many || matrix) && !clock.first) painted((at) => { clock.first ??= performance.timeOrigin + at; });
    if (many >= 3 || matrix && facets || document.querySelector("#echo")) painted((at) => { clock.last ??= performance.timeOrigin + at; });
    else requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
})();
