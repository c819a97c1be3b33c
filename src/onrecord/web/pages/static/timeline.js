// The timeline as a plot: lanes of marks over an axis of days; a mark opens its words.

import { button, fitted, legend, opener, saving, shape, svg, walker, zooming } from "./plot.js";
import { axisBottom, scaleUtc, select, zoomIdentity } from "./vendor/d3.js";

const LANES = { statement: "Statements", event: "Events", commitment: "Commitments" };
const CELL = 13; // pixels of a mark
const DEEP = 8; // marks above one another
const LANE = CELL * (DEEP + 1) + 20;
const DAY = 86_400_000;
const EDGE = 24;

const figure = document.querySelector("[data-timeline]");
if (figure) plot(figure);

function plot(figure) {
  const marks = [...document.querySelectorAll(".moment")].map(read).filter((one) => !Number.isNaN(one.time));
  if (!marks.length) return;
  marks.sort((one, other) => one.time - other.time);
  figure.hidden = false;
  const picture = figure.querySelector(":scope > svg");
  const lanes = Object.keys(LANES).filter((what) => marks.some((one) => one.what === what));
  const height = lanes.length * LANE + 34;
  const open = opener(figure);
  const times = marks.map((one) => one.time);
  const span = [Math.min(...times), Math.max(...times)];
  const air = Math.max((span[1] - span[0]) * 0.03, 2 * DAY);
  const days = (span[1] - span[0] + 2 * air) / DAY;
  const scale = scaleUtc().domain([span[0] - air, span[1] + air]);
  let now = zoomIdentity;

  const grounds = lanes.flatMap((what, place) => [
    svg("line", { class: "lane", x1: 0, x2: 8000, y1: (place + 1) * LANE, y2: (place + 1) * LANE }),
    svg("text", { class: "quiet", x: 8, y: place * LANE + 16 }, LANES[what]),
  ]);
  const all = svg("g");
  const crowds = svg("g");
  const axis = svg("g", { class: "axis", transform: `translate(0,${lanes.length * LANE})` });
  picture.append(...grounds, all, crowds, axis);
  picture.setAttribute("height", height);
  for (const one of marks) {
    const path = svg("path", { class: "mark", d: shape(one.status) });
    if (one.status) path.dataset.status = one.status;
    one.element = svg("a", { href: `#${one.id}`, tabindex: -1, "aria-label": one.label }, svg("title", {}, one.label), path);
    one.element.addEventListener("click", (event) => {
      event.preventDefault();
      steps.at(one);
      choose(one);
    });
    all.append(one.element);
  }

  function choose(one) {
    for (const old of document.querySelectorAll(".moment.chosen")) old.classList.remove("chosen");
    const row = document.getElementById(one.id);
    row.classList.add("chosen");
    const copy = row.cloneNode(true);
    copy.removeAttribute("id");
    const shown = document.createElement("div");
    shown.className = "moment";
    for (const name of ["what", "status"]) if (copy.dataset[name]) shown.dataset[name] = copy.dataset[name];
    shown.append(...copy.childNodes);
    const below = Object.assign(document.createElement("a"), { href: `#${one.id}`, textContent: "In the list below" });
    open(shown, below);
    history.replaceState(null, "", `#${one.id}`);
  }

  function draw() {
    const here = now.rescaleX(scale);
    crowds.replaceChildren();
    // Where a day is wide, and has more entries than lie above one another, they go on beside.
    const columns = Math.max(1, Math.floor((0.8 * (here(span[0] + DAY) - here(span[0]))) / CELL));
    lanes.forEach((what, place) => {
      const stacks = new Map();
      const ofDay = new Map();
      for (const one of marks) {
        if (one.what !== what) continue;
        const before = ofDay.get(one.time) ?? 0;
        ofDay.set(one.time, before + 1);
        const slot = Math.round(here(one.time) / CELL) + Math.min(Math.floor(before / DEEP), columns - 1);
        if (!stacks.has(slot)) stacks.set(slot, []);
        stacks.get(slot).push(one);
      }
      const floor = (place + 1) * LANE - CELL * 0.8;
      for (const [slot, stack] of stacks) {
        const crowded = stack.length > DEEP;
        stack.forEach((one, above) => {
          const hidden = crowded && above >= DEEP - 1;
          one.element.setAttribute("display", hidden ? "none" : "inline");
          one.element.setAttribute("transform", `translate(${slot * CELL},${floor - above * CELL})`);
        });
        if (crowded) {
          const more = `+${stack.length - DEEP + 1}`;
          crowds.append(svg("text", { class: "number", x: slot * CELL, y: floor - (DEEP - 1) * CELL + (slot % 2 ? -8 : 4) }, more));
        }
      }
    });
    const width = Number(picture.getAttribute("width"));
    select(axis).call(axisBottom(here).ticks(Math.max(2, width / 110)).tickSizeOuter(0));
    for (const name of ["fill", "font-size", "font-family"]) axis.removeAttribute(name);
  }

  const inView = (one) => {
    const width = Number(picture.getAttribute("width"));
    const x = now.applyX(scale(one.time));
    if (x < EDGE || x > width - EDGE) moves.move(width / 2 - x, 0);
  };
  const steps = walker(() => marks, { shown: inView });
  const opened = () => steps.here() && choose(steps.here());
  const moves = zooming(figure, {
    most: Math.max(4, days),
    drawn: (transform) => {
      now = transform;
      draw();
    },
    keys: { ArrowRight: steps.next, ArrowLeft: steps.back, Enter: opened, " ": opened },
  });
  button(figure, "←", "Earlier", () => moves.move(200, 0));
  button(figure, "→", "Later", () => moves.move(-200, 0));
  fitted(figure, (width) => {
    picture.setAttribute("width", width);
    scale.range([EDGE, width - EDGE]);
    draw();
  });
  legend(figure);
  saving(figure);
  const linked = marks.find((one) => `#${one.id}` === location.hash);
  if (linked) choose(linked);
}

function read(row) {
  const { what, day, status } = row.dataset;
  const [year, month = 1, of] = day.split("-").map(Number);
  const words = row.querySelector("blockquote")?.textContent ?? "";
  const head = row.querySelector(".head").textContent.replace(/\s+/g, " ").trim();
  const time = Date.UTC(year, month - 1, of ?? 1);
  return { id: row.id, what, status, time, label: `${head}: ${words.slice(0, 160)}` };
}
