// Where things lie: targets large enough, nothing beyond the edge, no text cut.

/** A link in a line of text is as tall as its line: WCAG 2.5.8 lets it be. */
function inText(element) {
  const block = element.closest("p, li, dd, td, th, caption, span.who");
  return element.tagName === "A" && getComputedStyle(element).display.startsWith("inline") && Boolean(block) && block.textContent.trim() !== element.textContent.trim();
}

/** What is pressed: for a box the label around it, for a field the frame around it. */
function target(element) {
  if (element.matches("input[type=checkbox], input[type=radio], input[type=file]")) return element.closest("label, section, [data-testid]") ?? element;
  return element.getAttribute("role") === "combobox" ? element.closest("[role=group]") ?? element : element;
}

/** Whether nothing else that is pressed is nearer than WCAG 2.5.8 asks of what is smaller than 24 px. */
function isSpaced(element) {
  const small = ({ width, height }) => width < 23.5 || height < 23.5;
  const box = element.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  return every(CONTROLS, (other) => other !== element && !other.closest("[role=listbox]") && there(other)).map((other) => target(other).getBoundingClientRect()).every((other) => {
    if (small(other)) return Math.hypot(other.left + other.width / 2 - x, other.top + other.height / 2 - y) > 23.5;
    return Math.hypot(Math.max(other.left - x, x - other.right, 0), Math.max(other.top - y, y - other.bottom, 0)) > 11.5;
  });
}

checks.targets = () => every(CONTROLS, (one) => there(target(one)) && !one.closest("[inert], [aria-hidden=true]"))
  .filter((one) => !one.disabled && !inText(one) && !(one.matches("a.sq") && isSpaced(one)))
  .map((one) => [one, target(one).getBoundingClientRect()])
  .filter(([, { width, height }]) => width < 23.5 || height < 23.5)
  .map(([one, { width, height }]) => `Target smaller than 24 px: ${called(one)} is ${Math.round(width)} by ${Math.round(height)}`);

checks.sideways = () => {
  const wide = [document.scrollingElement, ...every("[data-testid=stMain]")].filter((one) => one.scrollWidth > one.clientWidth + 1);
  const main = document.querySelector("[data-testid=stMain]") ?? document.body;
  const beyond = wide.length ? [...main.querySelectorAll("*")].filter((one) => there(one) && one.getBoundingClientRect().right > innerWidth + 1) : [];
  return wide.map((one) => `Scrolls sideways at ${innerWidth} px: ${one.tagName.toLowerCase()} is ${one.scrollWidth} px wide, by ${beyond.slice(0, 3).map(called).join(", ")}`);
};

/** Text beyond its own box, or beyond a box that cuts: it cannot be read, or lies on its neighbour. */
checks.cut = () => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (one) => (one.data.trim() ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT));
  const faults = new Set();
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (element.closest("svg, script, style, noscript, option, textarea") || !there(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const box = range.getBoundingClientRect();
    const spare = 2 + 0.25 * parseFloat(getComputedStyle(element).fontSize);
    const by = confines(element).find(({ left, right, top, bottom }) => box.left < left - 2 || box.right > right + 2 || box.top < top - spare || box.bottom > bottom + spare);
    if (by) faults.add(`Text is cut: ${called(element)} is ${Math.round(box.width)} by ${Math.round(box.height)} in a box of ${Math.round(by.right - by.left)} by ${Math.round(by.bottom - by.top)}`);
  }
  return [...faults];
};

/** The boxes that text must lie in: its own block, and those around it that cut, up to one that scrolls. */
function confines(element) {
  const boxes = [];
  let own = true;
  for (let at = element; at && at !== document.body; at = at.parentElement) {
    const style = getComputedStyle(at);
    const { left, right, top, bottom } = at.getBoundingClientRect();
    if (style.overflowX === "auto" || style.overflowX === "scroll" || style.overflowY === "auto" || style.overflowY === "scroll") break;
    if (style.display.startsWith("inline") && style.display !== "inline-block" && style.display !== "inline-flex") continue;
    if (own || ["hidden", "clip"].includes(style.overflowX)) boxes.push({ left, right, top, bottom });
    own = false;
  }
  return boxes;
}
