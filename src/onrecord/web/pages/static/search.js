// The slash goes to the words that are looked for, as on most pages that can be searched.
const find = document.querySelector("[data-find]");
const TYPED = "input, textarea, select, [contenteditable]";

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPED)) return;
  event.preventDefault();
  find.focus();
  find.select();
});
