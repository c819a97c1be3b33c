// The page of a report with script: marks lead to rows and rows to marks, layers are kept in the address, keys correct.

import { say } from "./base.js";

const text = document.querySelector("[data-text]");
const stored = document.querySelector("[data-report]")?.dataset.report;
const path = stored ? `/reports/${stored}` : location.pathname;
const side = document.querySelector("[data-side]");
const BLOCK = "p[data-start], h1[data-start], h2[data-start]";
const narrow = matchMedia("(max-width: 60rem)");

// --- Rows and their words -------------------------------------------------------------------------------------------

let chosen = null;

const cardOf = (row) => document.getElementById(`r-${row}`);
const piecesOf = (row) => text.querySelectorAll(`.p[data-rows~="${CSS.escape(row)}"]`);

function choose(row, { focus = true } = {}) {
  for (const one of document.querySelectorAll(".chosen")) one.classList.remove("chosen");
  chosen = cardOf(row) ? row : null;
  if (!chosen) return;
  const card = cardOf(row);
  card.classList.add("chosen");
  for (const piece of piecesOf(row)) piece.classList.add("chosen");
  history.replaceState(null, "", `${path}${location.search}#r-${row}`);
  if (focus) card.focus({ preventScroll: true });
}

function showCard(row) {
  const card = cardOf(row);
  if (!card) return;
  card.querySelector("details.more")?.setAttribute("open", "");
  choose(row, { focus: !narrow.matches });
  if (narrow.matches) openSheet(card);
  else bring(card);
}

/** Scroll the rows alone, so that the words stay where the reader looks at them. */
function bring(card) {
  if (narrow.matches) card.scrollIntoView({ block: "nearest" });
  else side.scrollTo({ top: card.offsetTop - Math.max(60, (side.clientHeight - card.offsetHeight) / 2) });
}

function showWords(row) {
  choose(row);
  piecesOf(row)[0]?.scrollIntoView({ block: "center" });
}

// Rows of hidden layers are passed over: what is not marked cannot be meant.
const LAYER = { content: "statement", cue: "statement", speaker: "statement" };

function visible(piece, row) {
  const kind = cardOf(row)?.dataset.kind;
  const layer = kind ?? [...piece.classList].map((name) => LAYER[name] ?? name).find((name) => /^(actor|place|time)$/.test(name));
  return document.getElementById(`layer-${layer}`)?.checked ?? true;
}

function label(row) {
  const card = cardOf(row);
  const head = card.querySelector(".head");
  const name = (head.querySelector("b, a") ?? head).textContent.trim();
  const kind = card.dataset.kind ?? card.closest("section").querySelector("h2").textContent.toLowerCase().replace(/s$/, "");
  return `${kind}: ${name}`;
}

function offer(rows, current) {
  const list = document.createElement("p");
  list.className = "here";
  for (const row of rows) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label(row);
    button.setAttribute("aria-pressed", String(row === current));
    button.addEventListener("click", () => show(rows, row));
    list.append(button);
  }
  return list;
}

function show(rows, row) {
  for (const one of document.querySelectorAll(".here")) one.remove();
  showCard(row);
  if (rows.length < 2) return;
  const sheet = document.querySelector(".sheet");
  if (narrow.matches && sheet) sheet.querySelector("h2").after(offer(rows, row));
  else cardOf(row).prepend(offer(rows, row));
}

text?.addEventListener("click", (event) => {
  const piece = event.target.closest(".p[data-rows]");
  if (!piece || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (!getSelection().isCollapsed) return;
  const rows = piece.dataset.rows.split(" ").filter((row) => cardOf(row) && visible(piece, row));
  if (rows.length) show(rows, rows[0]);
});

side?.addEventListener("click", (event) => {
  const words = event.target.closest('a[href^="#w-"]');
  const card = event.target.closest("[data-row]");
  if (words) {
    event.preventDefault();
    closeSheet();
    showWords(words.getAttribute("href").slice(3));
  } else if (card && !event.target.closest("a, button, summary, input, select, details")) {
    choose(card.dataset.row);
  }
});

function openSheet(card) {
  closeSheet();
  const sheet = document.createElement("section");
  sheet.className = "sheet";
  sheet.setAttribute("aria-label", "The row of these words");
  const close = document.createElement("button");
  close.type = "button";
  close.className = "quiet close";
  close.textContent = "Close";
  close.addEventListener("click", closeSheet);
  const head = document.createElement("h2");
  head.className = "hidden";
  head.textContent = "The row of these words";
  const copy = card.cloneNode(true);
  for (const one of [copy, ...copy.querySelectorAll("[id]")]) one.removeAttribute("id");
  const holder = document.createElement("ul");
  holder.className = "plain";
  holder.append(copy);
  sheet.append(close, head, holder);
  sheet.addEventListener("keydown", (event) => event.key === "Escape" && closeSheet());
  sheet.addEventListener("click", (event) => {
    const words = event.target.closest('a[href^="#w-"]');
    if (!words) return;
    event.preventDefault();
    closeSheet();
    showWords(words.getAttribute("href").slice(3));
  });
  document.body.append(sheet);
  close.focus();
}

function closeSheet() {
  document.querySelector(".sheet")?.remove();
}

// --- Addresses: a row, or characters ---------------------------------------------------------------------------------

/** The node and the place in it at an offset of the text, counted in characters as the record counts them. */
function placeAt(offset) {
  const starts = [...text.querySelectorAll("[data-start]")].filter((one) => Number(one.dataset.start) <= offset);
  const from = starts.at(-1);
  if (!from) return null;
  const block = from.closest(BLOCK);
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let left = offset - Number(block.dataset.start);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const characters = [...node.data];
    if (left <= characters.length) return [node, characters.slice(0, left).join("").length];
    left -= characters.length;
  }
  return null;
}

function highlight() {
  const told = /^#c(\d+)-(\d+)$/.exec(location.hash);
  globalThis.CSS?.highlights?.delete("cited");
  if (!told || !text) return;
  const [start, end] = [placeAt(Number(told[1])), placeAt(Number(told[2]))];
  if (!start || !end) return;
  const range = new Range();
  range.setStart(...start);
  range.setEnd(...end);
  globalThis.CSS?.highlights?.set("cited", new Highlight(range));
  start[0].parentElement.scrollIntoView({ block: "center" });
}

function follow() {
  const row = /^#r-(\w+)$/.exec(location.hash);
  if (row && cardOf(row[1])) {
    choose(row[1]);
    bring(cardOf(row[1]));
    piecesOf(row[1])[0]?.scrollIntoView({ block: "nearest" });
  }
  else if (!location.hash) document.querySelector(".p.at")?.scrollIntoView({ block: "center" });
  highlight();
}

addEventListener("hashchange", follow);
if (text) follow();

// --- Layers ----------------------------------------------------------------------------------------------------------

const layers = document.querySelector("[data-layer-form]");
layers?.querySelector(".apply")?.remove();
layers?.addEventListener("change", () => {
  const address = new URL(location.href);
  address.searchParams.delete("layers");
  const boxes = [...layers.querySelectorAll("input")];
  const on = boxes.filter((one) => one.checked);
  if (on.length < boxes.length) for (const one of on.length ? on : [{ value: "none" }]) address.searchParams.append("layers", one.value);
  address.pathname = path;
  history.replaceState(null, "", address);
});

const printer = document.querySelector("[data-print]");
if (printer) {
  printer.hidden = false;
  printer.addEventListener("click", () => print());
}

// --- Corrections with the keyboard -----------------------------------------------------------------------------------

const quick = document.querySelector("[data-quick]");
const WORDS = { statement: "content", event: "words", relation: "words", commitment: "words" };

/** The selected characters of the text as START-END, without blanks at their ends; null where there are none. */
function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return null;
  const range = selection.getRangeAt(0);
  const block = (range.startContainer.parentElement ?? text).closest(BLOCK);
  if (!block || !block.contains(range.endContainer)) {
    say("Select words of one paragraph");
    return null;
  }
  const before = new Range();
  before.setStart(block, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  const start = Number(block.dataset.start) + [...before.toString()].length + [...words].length - [...words.trimStart()].length;
  const end = start + [...words.trim()].length;
  return end > start ? `${start}-${end}` : null;
}

function send(action, field, value) {
  const rows = [...side.querySelectorAll("[data-kind]")].map((one) => one.dataset.row);
  quick.elements.action.value = action;
  quick.elements.row.value = chosen;
  // A row that is rejected is gone: the next one is shown then.
  quick.elements.then.value = action === "reject" ? (rows[rows.indexOf(chosen) + 1] ?? "") : chosen;
  const words = quick.elements.value;
  if (field) {
    words.name = `f.${field}`;
    words.disabled = false;
    words.value = value;
  }
  quick.submit();
}

function withSelection(field, what) {
  const place = selected();
  if (place) send("change", field, place);
  else say(`Select ${what} in the text first`);
}

function move(step) {
  const rows = [...side.querySelectorAll("[data-kind]")].map((one) => one.dataset.row);
  const next = rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(chosen) + step))];
  if (!next) return;
  choose(next);
  bring(cardOf(next));
  piecesOf(next)[0]?.scrollIntoView({ block: "nearest" });
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  Enter: () => showWords(chosen),
};
const EDITOR_KEYS = {
  y: () => send("confirm"),
  n: () => send("reject"),
  e: () => location.assign(`${path}?edit=${chosen}#edit`),
  s: () => withSelection(cardOf(chosen).dataset.kind === "statement" ? "speaker" : cardOf(chosen).dataset.kind === "event" ? "actors" : cardOf(chosen).dataset.kind === "relation" ? "subject" : "by", "whoever says or does it"),
  b: () => withSelection(WORDS[cardOf(chosen).dataset.kind], "its words"),
  u: () => document.querySelector("[data-undo]")?.form.requestSubmit(),
};

side?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, a, button, summary")) return;
  const act = KEYS[event.key] ?? (quick && chosen && EDITOR_KEYS[event.key]);
  if (!act || (!chosen && event.key === "Enter")) return;
  event.preventDefault();
  act();
});
