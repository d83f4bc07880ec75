// Where the focus is, and whether it can be seen there.

function stops() {
  return every("a[href], button, input, select, textarea, summary, [tabindex]", (one) => there(one) || one.type === "file" || one.type === "checkbox")
    .filter((one) => one.tabIndex >= 0 && !one.disabled && !one.closest("[inert]") && one.checkVisibility({ visibilityProperty: true }));
}

/** Which of its sides shows the ring: the outline of what has the focus, or of what stands for it. */
function ring(element) {
  const holder = [element, element.closest("label"), element.parentElement, element.closest("[data-testid=stFileUploaderDropzone], [role=group], [data-baseweb]")]
    .filter(Boolean).find((one) => { const style = getComputedStyle(one); return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2; });
  if (!holder) return 0;
  const ground = behind(holder.parentElement ?? holder);
  return contrast(over(colour(getComputedStyle(holder).outlineColor), ground), ground);
}

checks.focused = () => {
  const element = document.activeElement;
  if (!element || element === document.body) return { nowhere: true, faults: [] };
  window.reached ??= new Set();
  const again = window.reached.has(element);
  window.reached.add(element);
  const { left, top, width, height } = element.getBoundingClientRect();
  const hit = document.elementFromPoint(Math.min(Math.max(left + width / 2, 0), innerWidth - 1), Math.min(Math.max(top + Math.min(height / 2, 20), 0), innerHeight - 1));
  const hidden = there(element) && !(element.contains(hit) || hit?.contains(element) || hit?.closest("label, section")?.contains(element));
  const off = ring(element);
  return {
    nowhere: false, again, called: called(element),
    faults: [off >= 3 ? "" : `No focus ring of 3:1 on ${called(element)}: ${off.toFixed(1)}:1`, hidden ? `Focus is hidden on ${called(element)} behind ${called(hit ?? document.body)}` : ""].filter(Boolean),
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
