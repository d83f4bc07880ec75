// Printing: charts are drawn by the size of the screen, so for paper they are drawn again, and afterwards once more.

/** Width of a chart on paper, in px: A4 upright within the margins of print.css is 688 px wide, US Letter 709. */
export const PAPER_WIDTH = 672;
const paper = matchMedia("print");
const listeners = new Set();
let printing = paper.matches;

/** Whether the page is on its way to paper. */
export function isPrinting() {
  return printing;
}

/** Call when printing begins and when it is over; gives how to stop. */
export function onPrint(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function turn(on) {
  if (on === printing) return;
  printing = on;
  for (const listener of listeners) listener();
}

addEventListener("beforeprint", () => turn(true));
addEventListener("afterprint", () => turn(false));
paper.addEventListener("change", () => turn(paper.matches));
