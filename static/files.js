// Files that the server made: each is handed to the reader once.
import { save } from "./picture.js";

const received = new Set();

/** Hand on what is new; `say` is told what was downloaded. */
export function receive(made, say) {
  for (const { id, name, type, content } of made ?? []) {
    if (received.has(id)) continue;
    received.add(id);
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    save(new Blob([bytes], { type }), name);
    say(`Downloaded ${name}`);
  }
}
