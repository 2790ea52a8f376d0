// Keys for the buttons of the review page: a button with data-key="a" is pressed by the key a.

addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const key = event.key.toLowerCase();
  if (!/^[a-z0-9]$/.test(key)) return;
  const button = document.querySelector(`button[data-key="${key}"]:not(:disabled)`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});
