// Copying, by every Copy button. A browser gives the clipboard to secure pages only, and a reader or an office may
// deny it: then the text is shown, selected, with the keys to press.

const HOW = "This page may not copy by itself here. The text is selected: press Ctrl+C (⌘C on a Mac), or on a phone hold a finger on it and choose Copy.";

/** Copy the text of the element that the button names, and say so beside the button. */
export async function copyFor(button) {
  const words = document.getElementById(button.dataset.copy).textContent.trim();
  const status = button.nextElementSibling;
  try {
    await navigator.clipboard.writeText(words);
    close(button);
    status.textContent = "Copied";
  } catch {
    status.textContent = "";
    show(button, words);
  }
}

function show(button, words) {
  close(button);
  const field = Object.assign(document.createElement("textarea"), { readOnly: true, value: words, rows: Math.min(6, Math.ceil(words.length / 60)) });
  const label = Object.assign(document.createElement("label"), { className: "copying" });
  label.append(HOW, field);
  field.onkeydown = (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close(button);
    button.focus();
  };
  field.onfocus = () => field.select();
  button.parentElement.after(label);
  field.focus();
  field.select();
}

function close(button) {
  const label = button.parentElement.nextElementSibling;
  if (label?.matches(".copying")) label.remove();
}
