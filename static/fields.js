// Fields in a page's own markup: words to search for, a list narrowed by typing, and menus.

/** Listen on a root that holds fields; `press` tells the server of what was chosen. */
export function hearFields(root, press) {
  root.oninput = ({ target }) => { if (target.dataset.narrow) narrow(root, target); };
  root.onchange = ({ target }) => {
    if (target.dataset.choose && target.value) press("toggled", `${target.dataset.choose}=${target.value}`);
    if ("words" in target.dataset && !("find" in target.dataset)) press("toggled", `words=${target.value}`);
  };
}

/** What is typed in the fields of a root, to be put back once it has been filled again. */
export function typedIn(root) {
  return new Map([...root.querySelectorAll("input[data-narrow], input[data-words]")].map((input) => [input.dataset.key, {
    value: input.value, held: input === document.activeElement, from: input.selectionStart, to: input.selectionEnd,
  }]));
}

/** Fields and menus as the markup has them, but for what is being typed and what narrows a list. */
export function putBack(root, typed) {
  // Only what differs is set: setting a value has the browser work out the field anew, even to the same.
  for (const menu of root.querySelectorAll("select")) {
    const chosen = Math.max(0, [...menu.options].findIndex(({ defaultSelected }) => defaultSelected));
    if (menu.selectedIndex !== chosen) menu.selectedIndex = chosen;
  }
  for (const input of root.querySelectorAll("input[data-narrow], input[data-words]")) {
    const { value, held, from, to } = typed.get(input.dataset.key) ?? {};
    const wanted = value !== undefined && (held || input.dataset.narrow) ? value : input.defaultValue;
    if (input.value !== wanted) input.value = wanted;
    if (held && input !== document.activeElement) input.focus({ preventScroll: true });
    if (held) input.setSelectionRange(from, to);
    if (input.dataset.narrow && input.value) narrow(root, input);
  }
}

/** Show the values of a list whose names hold what is typed: short and former names too. */
function narrow(root, { dataset, value }) {
  const wanted = value.trim().toLowerCase();
  for (const item of root.querySelectorAll(`[data-narrowed="${dataset.narrow}"] > li`)) item.hidden = !item.dataset.names.includes(wanted);
}
