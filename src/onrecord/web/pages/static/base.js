// What every page does better with script: the theme at once, citations that are copied.

const told = document.querySelector("[data-told]");

/** Say something to those who do not look. */
export function say(words) {
  told.textContent = "";
  requestAnimationFrame(() => (told.textContent = words));
}

const form = document.querySelector("[data-theme-switch]");
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const theme = event.submitter?.value ?? "light";
  document.documentElement.dataset.theme = theme;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `onrecord_theme=${theme}; Path=/; Max-Age=31536000; SameSite=Strict${secure}`;
  form.querySelector(theme === "dark" ? ".to-light" : ".to-dark").focus();
  dispatchEvent(new CustomEvent("themechange", { detail: theme }));
});

// Opening a citation copies it, where the browser allows that.
document.addEventListener(
  "toggle",
  async (event) => {
    const cite = event.target;
    if (!cite.matches?.("details.cite") || !cite.open) return;
    const citation = cite.querySelector("[data-citation]");
    try {
      await navigator.clipboard.writeText(citation.textContent);
      citation.dataset.copied = "";
      say("Copied");
    } catch {
      getSelection().selectAllChildren(citation);
    }
  },
  true,
);
