// Links to records on a page with many: the filters in force stand once, on what holds the links, so that a filter changes
// no link of the page. Each has its whole address before anyone can follow, copy or open it.

/** Listen on a root that holds links; it may be filled again and again. */
export function hearLinks(root) {
  for (const act of ["pointerover", "pointerdown", "focusin"]) root.addEventListener(act, ({ target }) => {
    const link = target.closest?.("[data-query] a[data-go]");
    if (link) link.setAttribute("href", addressOf(link));
  });
}

/** A link's address with the filters in force. */
export function addressOf(link) {
  const address = link.getAttribute("href");
  const query = link.closest("[data-query]")?.dataset.query;
  return query && address.includes("?ref=") && !address.includes("&") ? `${address}&${query}` : address;
}
