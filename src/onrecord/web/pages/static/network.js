// The network as a plot: actors, the ties between them by status and kind, and a period that they are seen in.

import { button, fitted, legend, opener, saving, svg, walker, zooming } from "./plot.js";
import {
  drag,
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  select,
  zoomIdentity,
} from "./vendor/d3.js";

const TICKS = 300;
const LABELS = 36; // actors that have their names beside them
const FAR_LABELS = 8; // where all is small
const FAR = 0.55; // times
const CURVE = 16; // pixels between ties of the same two
const STATUS_OF_SIGN = { "+": "claimed", "-": "denied" };

const figure = document.querySelector("[data-network]");
if (figure) plot(figure);

function plot(figure) {
  figure.hidden = false;
  const picture = figure.querySelector(":scope > svg");
  const { nodes, ties } = read([...document.querySelectorAll(".ties tbody tr")]);
  const open = opener(figure, all);
  const lines = svg("g");
  const dots = svg("g");
  const stage = svg("g", { class: "stage" }, lines, dots);
  picture.append(stage);
  settle(nodes, ties);
  const strongest = Math.max(...ties.map((tie) => tie.reports));
  for (const tie of ties) {
    const wide = 1.3 + (2.5 * Math.log(tie.reports)) / Math.log(strongest + 1);
    const told = { "data-status": STATUS_OF_SIGN[tie.sign] ?? tie.sign };
    tie.line = svg("path", { class: `tie ${tie.what}`, ...told, "stroke-width": wide });
    tie.line.style.setProperty("--wide", `${wide}px`);
    tie.head = svg("path", { class: "head-of", d: "M0,0L-8,3.6V-3.6Z", ...told });
    tie.element = svg("g", { "data-held": "" }, svg("title", {}, tie.label), tie.line, tie.head);
    tie.element.addEventListener("click", () => chosenTie(tie));
    lines.append(tie.element);
  }
  const ranked = [...nodes].sort((one, other) => other.weight - one.weight);
  const [named, major] = [LABELS, FAR_LABELS].map((number) => new Set(ranked.slice(0, number)));
  for (const node of nodes) {
    const words = svg("text", { x: node.radius + 3, y: 4 }, node.name);
    node.element = svg("g", { class: `node ${major.has(node) ? "major" : named.has(node) ? "" : "minor"}`, "data-held": "" }, svg("title", {}, node.label), svg("circle", { r: node.radius }), words);
    node.element.addEventListener("click", () => {
      steps.at(node);
      chosen(node);
    });
    dots.append(node.element);
  }

  function draw() {
    for (const node of nodes) node.element.setAttribute("transform", `translate(${node.x},${node.y})`);
    for (const tie of ties) curve(tie);
  }

  function away(seen, near) {
    for (const tie of ties) tie.element.classList.toggle("away", !seen(tie));
    for (const node of nodes) node.element.classList.toggle("away", !near(node));
    stage.classList.add("lit");
  }

  function chosen(node) {
    const mine = ties.filter((tie) => tie.shown && (tie.source === node || tie.target === node));
    const near = new Set([node, ...mine.flatMap((tie) => [tie.source, tie.target])]);
    away((tie) => mine.includes(tie), (one) => near.has(one));
    const link = Object.assign(document.createElement("a"), { href: `/actors/${node.id}`, textContent: node.name });
    const head = Object.assign(document.createElement("p"), { className: "whom" });
    head.append(link);
    open(head, listed(mine));
  }

  function chosenTie(tie) {
    away((one) => one === tie, (one) => one === tie.source || one === tie.target);
    open(listed([tie]));
  }

  function all() {
    away(() => true, () => true);
    stage.classList.remove("lit");
  }

  const seen = () => nodes.filter((node) => node.shown);
  const steps = walker(seen);
  const opened = () => steps.here() && chosen(steps.here());
  const moves = zooming(figure, {
    least: 0.2,
    most: 8,
    home: () => whole(nodes, picture),
    drawn: (transform) => {
      stage.setAttribute("transform", transform.toString());
      stage.classList.toggle("far", transform.k < FAR);
      stage.style.setProperty("--label", `${12 / transform.k}px`);
    },
    keys: { ArrowRight: steps.next, ArrowDown: steps.next, ArrowLeft: steps.back, ArrowUp: steps.back, Enter: opened, " ": opened },
  });
  select(dots).selectAll(".node").data(nodes).call(
    drag().on("drag", (event, node) => {
      node.x = event.x;
      node.y = event.y;
      draw();
    }),
  );
  button(figure, "Names", "Show all names, or only those of most ties", () => {
    stage.classList.toggle("named");
  });
  period(figure, nodes, ties);
  draw();
  fitted(figure, (width) => {
    picture.setAttribute("width", width);
    picture.setAttribute("height", Math.round(Math.max(320, Math.min(width * 0.62, innerHeight * 0.75))));
    moves.to(whole(nodes, picture));
  });
  legend(figure);
  saving(figure);
}

function read(rows) {
  const nodes = new Map();
  const ties = rows.map((row) => {
    const [one, , other] = row.cells;
    const found = row.dataset;
    const ends = [[found.one, one], [found.other, other]].map(([id, cell]) => {
      if (!nodes.has(id)) nodes.set(id, { id, name: cell.textContent.trim(), weight: 0, shown: true });
      const node = nodes.get(id);
      node.weight += Number(found.reports);
      return node;
    });
    const label = [...row.cells].slice(0, 5).map((cell) => cell.textContent.trim()).join(" · ");
    const { what, sign, first, last } = found;
    return { row, label, what, sign, reports: Number(found.reports), first, last, source: ends[0], target: ends[1], shown: true };
  });
  const pairs = new Map();
  for (const tie of ties) {
    const key = [tie.source.id, tie.target.id].sort().join();
    pairs.set(key, [...(pairs.get(key) ?? []), tie]);
  }
  for (const same of pairs.values()) {
    same.forEach((tie, place) => {
      const bend = (place - (same.length - 1) / 2) * CURVE;
      tie.bend = tie.source.id < tie.target.id ? bend : -bend;
    });
  }
  for (const node of nodes.values()) {
    node.radius = Math.min(4 + Math.sqrt(node.weight), 16);
    node.label = `${node.name}, ties of ${node.weight} reports`;
  }
  return { nodes: [...nodes.values()], ties };
}

function settle(nodes, ties) {
  const wide = 1.5; // names need more room beside than above
  forceSimulation(nodes)
    .force("link", forceLink(ties).distance(80).strength((tie) => 0.15 + Math.min(tie.reports, 10) / 40))
    .force("apart", forceManyBody().strength(-260).distanceMax(500))
    .force("touch", forceCollide((node) => node.radius + 14))
    .force("x", forceX().strength(0.05 / wide))
    .force("y", forceY().strength(0.05 * wide))
    .stop()
    .tick(TICKS);
}

function curve(tie) {
  const { source, target, bend } = tie;
  const [dx, dy] = [target.x - source.x, target.y - source.y];
  const length = Math.hypot(dx, dy) || 1;
  const [x, y] = [(source.x + target.x) / 2 - (dy / length) * bend * 2, (source.y + target.y) / 2 + (dx / length) * bend * 2];
  const [ux, uy] = [target.x - x, target.y - y];
  const last = Math.hypot(ux, uy) || 1;
  const end = [target.x - (ux / last) * (target.radius + 2), target.y - (uy / last) * (target.radius + 2)];
  tie.line.setAttribute("d", `M${source.x},${source.y}Q${x},${y} ${end}`);
  tie.head.setAttribute("transform", `translate(${end}) rotate(${(Math.atan2(uy, ux) * 180) / Math.PI})`);
}

function whole(nodes, picture) {
  const [width, height] = ["width", "height"].map((name) => Number(picture.getAttribute(name)));
  const xs = nodes.map((node) => node.x);
  const ys = nodes.map((node) => node.y);
  const [left, right, top, bottom] = [Math.min(...xs) - 30, Math.max(...xs) + 90, Math.min(...ys) - 30, Math.max(...ys) + 30];
  const k = Math.min(1.5, width / (right - left), height / (bottom - top));
  return zoomIdentity.translate(width / 2, height / 2).scale(k).translate(-(left + right) / 2, -(top + bottom) / 2);
}

/** The rows of ties as a list. */
function listed(ties) {
  const list = document.createElement("ul");
  list.className = "plain";
  for (const tie of ties) {
    const item = document.createElement("li");
    for (const cell of tie.row.cells) {
      const part = document.createElement("span");
      part.append(...cell.cloneNode(true).childNodes, " ");
      item.append(part);
    }
    const count = item.children[4];
    count.textContent = `in ${tie.reports} report${tie.reports === 1 ? "" : "s"}, `;
    list.append(item);
  }
  return list;
}

/** Two sliders: what is told of the days between them is shown, in the plot and in the table. */
function period(figure, nodes, ties) {
  const days = ties.flatMap((tie) => [tie.first, tie.last]).filter(Boolean).sort();
  const [begin, end] = [Date.parse(days[0]), Date.parse(days.at(-1))];
  if (!(end > begin)) return;
  const steps = Math.round((end - begin) / 86_400_000);
  const tools = figure.querySelector(".plot-tools");
  const [from, to] = ["From", "to"].map((word, place) => {
    const range = Object.assign(document.createElement("input"), { type: "range", min: 0, max: steps, value: place * steps });
    const shown = document.createElement("output");
    const label = document.createElement("label");
    label.append(word, range, shown);
    tools.append(label);
    range.addEventListener("input", show);
    return { range, shown };
  });
  const link = Object.assign(document.createElement("a"), { textContent: "Ask for these days alone", hidden: true });
  tools.append(link);

  function day(slider) {
    return new Date(begin + Number(slider.range.value) * 86_400_000).toISOString().slice(0, 10);
  }

  function show() {
    const [since, until] = [day(from), day(to)].sort();
    from.shown.value = day(from);
    to.shown.value = day(to);
    for (const slider of [from, to]) slider.range.setAttribute("aria-valuetext", day(slider));
    const shown = new Set();
    for (const tie of ties) {
      tie.shown = !((tie.last && tie.last < since) || (tie.first && tie.first.padEnd(10, "-99") > until));
      tie.row.hidden = !tie.shown;
      tie.element.setAttribute("display", tie.shown ? "inline" : "none");
      if (tie.shown) shown.add(tie.source).add(tie.target);
    }
    for (const node of nodes) {
      node.shown = shown.has(node);
      node.element.setAttribute("display", node.shown ? "inline" : "none");
    }
    const asked = new URLSearchParams(location.search);
    asked.set("since", since);
    asked.set("until", until);
    link.href = `?${asked}`;
    link.hidden = ties.every((tie) => tie.shown);
  }
  show();
}
