// The queue with keys, which count while a row has the focus.

const list = document.querySelector("[data-review]");
const rows = [...(list?.children ?? [])];

function go(to) {
  const row = rows[Math.min(rows.length - 1, Math.max(0, to))];
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}

list?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("a, button, input, summary")) return;
  const here = event.target.closest("li");
  const press = (value) => here.querySelector(`button[value="${value}"]`).click();
  const keys = {
    j: () => go(rows.indexOf(here) + 1),
    k: () => go(rows.indexOf(here) - 1),
    y: () => press("confirm"),
    n: () => press("reject"),
    e: () => here.querySelector('a[href*="?edit="]').click(),
    u: () => document.querySelector("[data-undo]")?.click(),
  };
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});

// Whoever came from a correction goes on with the next row.
go(0);
