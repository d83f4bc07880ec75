// Where the focus is, and whether it can be seen there.

function stops() {
  return every("a[href], button, input, select, textarea, summary, [tabindex]", (one) => there(one) || one.type === "file" || one.type === "checkbox")
    .filter((one) => one.tabIndex >= 0 && !one.disabled && !one.closest("[inert]") && one.checkVisibility({ visibilityProperty: true }));
}

/** How the ring stands off its ground; it is the outline of what has the focus, or of what stands for it. */
function ring(element) {
  const holder = [element, element.closest("label"), element.parentElement, element.closest("[role=group], section")]
    .find((one) => one && outlined(one) && sides(one) > 1);
  if (!holder) return 0;
  const ground = behind(holder.parentElement ?? holder);
  return contrast(over(colour(getComputedStyle(holder).outlineColor), ground), ground);
}

function outlined(element) {
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
}

/** How many sides of the outline are not cut off by a box around it, or by the window. */
function sides(element) {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const by = parseFloat(getComputedStyle(element).outlineOffset);
  const seen = { left: left - by >= 0, right: right + by <= innerWidth, top: top - by >= 0, bottom: bottom + by <= innerHeight };
  for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
    if (getComputedStyle(at).overflow === "visible") continue;
    const box = at.getBoundingClientRect();
    seen.left &&= left - by >= box.left;
    seen.right &&= right + by <= box.right;
    seen.top &&= top - by >= box.top;
    seen.bottom &&= bottom + by <= box.bottom;
  }
  return Object.values(seen).filter(Boolean).length;
}

/** Whether something else lies over all of it. */
function hidden(element) {
  if (!there(element)) return !element.matches("input[type=file], input[type=checkbox]");
  const { left, top, width, height } = element.getBoundingClientRect();
  const within = (at, most) => Math.min(Math.max(at, 1), most - 2);
  const spots = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [within(left + width * x, innerWidth), within(top + height * y, innerHeight)]));
  return !spots.some(([x, y]) => {
    const hit = document.elementFromPoint(x, y);
    return hit && (element.contains(hit) || hit.contains(element) || hit.closest("label, section, [role=group]")?.contains(element));
  });
}

/** What has the focus now, and what is wrong with it; a second visit to it that does not close the round is a trap. */
checks.focused = async () => {
  const element = document.activeElement;
  if (!element || element === document.body) return { faults: [] };
  window.reached ??= new Set();
  const again = window.reached.has(element);
  const closed = again && element === [...window.reached][0];
  window.reached.add(element);
  // What takes the focus may be scrolled into view, and its ring drawn, a frame later.
  if (ring(element) < 3 || hidden(element)) await new Promise((done) => setTimeout(done, 300));
  const off = ring(element);
  return {
    closed, called: called(element),
    faults: [
      off >= 3 ? "" : `No focus ring of 3:1 on ${called(element)}: ${off.toFixed(1)}:1`,
      hidden(element) ? `Focus is hidden on ${called(element)}` : "",
      again && !closed ? `Focus is trapped at ${called(element)}` : "",
    ].filter(Boolean),
  };
};

checks.unreached = () => stops().filter((one) => !window.reached?.has(one) && !(one.type === "radio")).map((one) => `Keyboard does not reach ${called(one)}`);

checks.motion = () => {
  const seconds = (said) => Math.max(0, ...said.split(",").map(parseFloat));
  return every("*").flatMap((one) => [null, "::before", "::after"].map((part) => [one, getComputedStyle(one, part)]))
    .filter(([, style]) => seconds(style.transitionDuration) > 0.01 || (style.animationName !== "none" && seconds(style.animationDuration) > 0.01))
    .map(([one, style]) => `Moves though the reader asked for less: ${called(one)} by ${style.animationName === "none" ? style.transitionProperty : style.animationName}`);
};

checks.begin = () => { window.reached = new Set(); return []; };
