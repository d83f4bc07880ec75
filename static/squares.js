// Squares: each group of them is one stop of the Tab key. Arrow keys move within it, Home and End go to its ends, and
// typing a ref goes to its square. What a square is called is shown beside it where it is pointed at or has the focus.
const TYPED_FOR = 1000; // ms in which letters typed belong to one ref
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
let typed = "";
let typedAt = 0;

/** Listen on a root that holds squares; it may be filled again and again. */
export function hearSquares(root) {
  root.addEventListener("keydown", onKey);
  root.addEventListener("focusin", ({ target }) => { enter(target); tell(target.closest(".sq")); });
  root.addEventListener("focusout", () => tell(null));
  root.addEventListener("pointerover", ({ target }) => tell(target.closest?.(".sq")));
  root.addEventListener("pointerleave", () => tell(null));
}

function onKey(event) {
  if (event.key === "Escape") return tell(null);
  const square = event.target.closest(".sq");
  if (!square || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = [...square.closest("[data-squares]").querySelectorAll(".sq")];
  const next = placeOf(event, all, all.indexOf(square));
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function placeOf({ key, timeStamp }, all, index) {
  if (key in STEPS) return all[index + STEPS[key]];
  if (key === "Home") return all[0];
  if (key === "End") return all.at(-1);
  if (key.length !== 1 || key === " ") return undefined;
  typed = timeStamp - typedAt < TYPED_FOR ? typed + key.toLowerCase() : key.toLowerCase();
  typedAt = timeStamp;
  return all.find((square) => {
    const ref = square.getAttribute("aria-label").split(",")[0].toLowerCase();
    return ref.startsWith(typed) || ref.replace(/^.*?(?=\d)/, "").replace(/^0+/, "").startsWith(typed.replace(/^0+/, ""));
  });
}

/** The square that has the focus is where Tab comes back to. */
function enter(target) {
  const square = target.closest(".sq");
  if (!square) return;
  for (const other of square.closest("[data-squares]").querySelectorAll(".sq")) other.tabIndex = other === square ? 0 : -1;
}

function tell(square) {
  show(square?.getAttribute("aria-label"), square?.getBoundingClientRect());
}

/** Show a text beside a place of the screen; none hides it. */
export function show(text, place) {
  const tip = document.getElementById("hor-tip") ?? document.body.appendChild(Object.assign(document.createElement("div"), { id: "hor-tip", ariaHidden: "true" }));
  tip.hidden = !text;
  if (!text) return;
  if (tip.textContent !== text) tip.textContent = text;
  const { left, bottom, top } = place;
  const { offsetWidth: width, offsetHeight: height } = tip;
  tip.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  tip.style.top = `${bottom + height + 16 < innerHeight ? bottom + 8 : top - height - 8}px`;
}
