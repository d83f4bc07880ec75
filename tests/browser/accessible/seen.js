// What the checks share: whether something is there for a reader, what it is called, which colours meet.

const pixel = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });

/** Red, green, blue (0 to 255) and opacity (0 to 1) of a colour in any notation. */
function colour(said) {
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = said;
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue, opacity] = pixel.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, opacity / 255];
}

function over([red, green, blue, opacity], behind) {
  return [red, green, blue].map((one, at) => one * opacity + behind[at] * (1 - opacity)).concat(1);
}

function luminance(of) {
  const [red, green, blue] = of.map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour a reader sees behind an element. */
function behind(element) {
  const layers = [];
  for (let at = element; at; at = at.parentElement) {
    layers.push(colour(getComputedStyle(at).backgroundColor));
    if (layers.at(-1)[3] === 1) break;
  }
  return layers.reverse().reduce((below, layer) => over(layer, below), colour("Canvas"));
}

/** Whether a reader sees it: drawn, not put away beside the page, not kept for screen readers alone. */
function there(element) {
  const { width, height, right } = element.getBoundingClientRect();
  return width > 1 && height > 1 && right > 0 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !putAway(element);
}

function putAway(element) {
  for (let at = element; at; at = at.parentElement) {
    if (at.dataset?.testid === "stSidebar" && at.dataset.collapsed === "true") return true;
    if (at.clientWidth <= 1 && at.clientHeight <= 1 && getComputedStyle(at).overflow !== "visible" && getComputedStyle(at).display !== "inline") return true;
  }
  return false;
}

function spoken(element) {
  return !element.closest("[aria-hidden=true]") && element.checkVisibility({ visibilityProperty: true });
}

/** Its name, near enough to what a browser works out. */
function named(element) {
  const by = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
  const said = by.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
  const labels = [...(element.labels ?? [])].map((label) => label.textContent).join(" ");
  const within = [...element.querySelectorAll("img[alt], svg > title")].map((one) => one.alt ?? one.textContent).join(" ");
  return (element.getAttribute("aria-label") || said || labels || element.getAttribute("alt") || element.textContent || within || element.title || "").trim();
}

function called(element) {
  const name = named(element).replace(/\s+/g, " ").slice(0, 60);
  return `${element.tagName.toLowerCase()}${element.className && typeof element.className === "string" ? `.${element.className.split(" ")[0]}` : ""} “${name}”`;
}

function every(selector, keep = there) {
  return [...document.querySelectorAll(selector)].filter(keep);
}
