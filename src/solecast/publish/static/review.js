// Keys for the buttons of the review page: a button with data-key="a" is pressed by the key a.
// One key a page: the second one was not meant for a case that nobody has seen yet.

let pressed = false;

addEventListener("pageshow", () => {
  pressed = false;
});

function press(key) {
  const button = document.querySelector(`button[data-key="${key}"]:not(:disabled)`);
  if (!button || pressed) return;
  pressed = true;
  button.click();
}

addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const key = event.key.toLowerCase();
  if (!/^[a-z0-9]$/.test(key)) return;
  if (document.readyState !== "loading") press(key);
  else document.addEventListener("DOMContentLoaded", () => press(key), { once: true });
});
