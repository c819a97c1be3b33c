// The first page with script: a file is dropped anywhere, and a form says that it is at work.

import { say } from "./base.js";

const file = document.getElementById("file");
const text = document.getElementById("text");

for (const form of document.querySelectorAll("[data-reads]")) {
  form.addEventListener("submit", () => {
    form.setAttribute("aria-busy", "true");
    form.querySelector("button.main").textContent = "Reading …";
    say("Reading");
  });
}

// A page that comes back from the history is at work no more.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-reads]")) {
    form.removeAttribute("aria-busy");
    form.querySelector("button.main").textContent = "Read it";
  }
});

const holdsFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

addEventListener("dragover", (event) => {
  if (!holdsFile(event)) return;
  event.preventDefault();
  text.classList.add("over");
});
addEventListener("dragleave", () => text.classList.remove("over"));
addEventListener("drop", (event) => {
  if (!holdsFile(event)) return;
  event.preventDefault();
  text.classList.remove("over");
  file.files = event.dataTransfer.files;
  file.form.requestSubmit();
});

// Ctrl+Enter reads what is pasted.
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) text.form.requestSubmit();
});

document.querySelector(".dropping").textContent = ", or drop it on this page";
