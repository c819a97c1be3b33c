// What the plots share: marks, buttons, keys, the box of what is chosen, and their pictures as files.

import { say } from "./base.js";
import { zoom, zoomIdentity, zoomTransform, select } from "./vendor/d3.js";

const SVG = "http://www.w3.org/2000/svg";
const STEP = 1.6;

/** Shapes of a radius of about 5; a status has one of its own besides its colour. */
const SHAPES = {
  reported: "M5,0A5,5 0 1 1 -5,0A5,5 0 1 1 5,0Z",
  claimed: "M-4.5,-4.5H4.5V4.5H-4.5Z",
  denied: "M-5,-3L-3,-5L0,-2L3,-5L5,-3L2,0L5,3L3,5L0,2L-3,5L-5,3L-2,0Z",
  pledged: "M0,-5.5L5.5,4.5H-5.5Z",
  demanded: "M0,-6L6,0L0,6L-6,0Z",
  hypothetical: "M5.5,0A5.5,5.5 0 1 1 -5.5,0A5.5,5.5 0 1 1 5.5,0ZM2.6,0A2.6,2.6 0 1 0 -2.6,0A2.6,2.6 0 1 0 2.6,0Z",
  statement: "M0,5.5L5.5,-4H-5.5Z",
};

export function shape(status) {
  return SHAPES[status] ?? SHAPES.statement;
}

/** An element of SVG with its attributes and children. */
export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A button in the row above a plot. */
export function button(figure, label, title, does) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: label, title });
  made.setAttribute("aria-label", title);
  made.addEventListener("click", does);
  figure.querySelector(".plot-tools").append(made);
  return made;
}

/**
 * Zooming by wheel, fingers, buttons and keys.
 *
 * The wheel zooms where the plot is focused or Ctrl is held, and one finger scrolls the page, so that nobody is caught.
 */
export function zooming(figure, { most = 40, least = 1, extent, home = () => zoomIdentity, drawn, keys = {} }) {
  const picture = figure.querySelector(":scope > svg");
  const behaviour = zoom()
    .scaleExtent([least, most])
    .filter((event) => {
      if (event.type === "wheel") return event.ctrlKey || document.activeElement === picture;
      if (event.type.startsWith("touch")) return event.touches.length > 1;
      return !event.button && !event.target.closest("[data-held]");
    })
    .on("zoom", (event) => drawn(event.transform));
  if (extent) behaviour.translateExtent(extent);
  const selected = select(picture).call(behaviour).on("dblclick.zoom", null);
  const by = (factor) => behaviour.scaleBy(selected, factor);
  const move = (x, y) => {
    const { k } = zoomTransform(picture);
    behaviour.translateBy(selected, x / k, y / k);
  };
  const to = (transform) => behaviour.transform(selected, transform);
  button(figure, "+", "Zoom in", () => by(STEP));
  button(figure, "−", "Zoom out", () => by(1 / STEP));
  button(figure, "Whole", "Show the whole plot", () => to(home()));
  picture.addEventListener("pointerdown", () => picture.focus({ preventScroll: true }));
  const pressed = {
    "+": () => by(STEP),
    "=": () => by(STEP),
    "-": () => by(1 / STEP),
    0: () => to(home()),
    ArrowLeft: () => move(60, 0),
    ArrowRight: () => move(-60, 0),
    ArrowUp: () => move(0, 60),
    ArrowDown: () => move(0, -60),
    ...keys,
  };
  picture.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !pressed[event.key]) return;
    event.preventDefault();
    pressed[event.key]();
  });
  return { to, move, now: () => zoomTransform(picture) };
}

/** Keeps one of the marks as the one that keys are at; says what it is. */
export function walker(marks, { shown = () => {} } = {}) {
  let at = -1;
  const go = (to) => {
    const all = marks();
    if (!all.length) return null;
    all[at]?.element.classList.remove("now");
    at = (to + all.length) % all.length;
    const one = all[at];
    one.element.classList.add("now");
    shown(one);
    say(one.label);
    return one;
  };
  return {
    next: () => go(at + 1),
    back: () => go(at < 0 ? -1 : at - 1),
    here: () => marks()[at],
    at: (one) => go(marks().indexOf(one)),
  };
}

/** The box that shows what is chosen; `closed` is told when somebody has seen enough. */
export function opener(figure, closed = () => {}) {
  const picture = figure.querySelector(":scope > svg");
  const box = document.createElement("div");
  box.className = "opened card";
  box.hidden = true;
  picture.after(box);
  const close = () => {
    box.hidden = true;
    picture.focus({ preventScroll: true });
    closed();
  };
  figure.addEventListener("keydown", (event) => event.key === "Escape" && !box.hidden && close());
  return (...nodes) => {
    const shut = Object.assign(document.createElement("button"), { type: "button", className: "quiet shut", textContent: "✕", title: "Close" });
    shut.setAttribute("aria-label", "Close");
    shut.addEventListener("click", close);
    box.replaceChildren(shut, ...nodes);
    box.hidden = false;
    box.scrollIntoView({ block: "nearest" });
  };
}

/** Shapes beside the words of a legend. */
export function legend(figure) {
  for (const chip of figure.querySelectorAll(".legend .status")) {
    const mark = svg("path", { d: shape(chip.dataset.status), class: "mark", "data-status": chip.dataset.status });
    chip.before(svg("svg", { viewBox: "-7 -7 14 14", width: 14, height: 14, "aria-hidden": "true" }, mark));
  }
}

/** Draw again where the width changes; `draw` gets it. */
export function fitted(figure, draw) {
  let width = 0;
  new ResizeObserver(([entry]) => {
    const now = Math.round(entry.contentRect.width);
    if (now && now !== width) draw((width = now));
  }).observe(figure);
}

/** Offer the plot as SVG and PNG beside the other files. */
export function saving(figure) {
  const place = document.querySelector("[data-exports]");
  const picture = figure.querySelector(":scope > svg");
  const name = `onrecord-${place.dataset.exports}`;
  const offer = (label, made) => {
    const one = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    one.addEventListener("click", async () => download(await made(), `${name}.${label.toLowerCase()}`));
    place.append(one);
  };
  offer("SVG", () => asSvg(picture));
  offer("PNG", () => asPng(picture));
}

function download(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

const KEPT = [
  ...["fill", "fill-rule", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity"],
  ...["font-size", "font-family", "font-weight", "text-anchor", "paint-order", "vector-effect"],
];

function size(picture) {
  const { width, height } = picture.getBoundingClientRect();
  return { width, height };
}

function asSvg(picture) {
  const copy = picture.cloneNode(true);
  const copies = [...copy.querySelectorAll("*")];
  [...picture.querySelectorAll("*")].forEach((one, place) => {
    const made = copies[place];
    const style = getComputedStyle(one);
    for (const name of one.tagName === "title" ? [] : KEPT) made.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "tabindex", "data-status", "data-held"]) made.removeAttribute(name);
    if (style.display === "none") made.setAttribute("display", "none");
    if (one.tagName === "a") made.setAttribute("href", new URL(one.getAttribute("href"), location.href));
  });
  const { width, height } = size(picture);
  const told = { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` };
  for (const name of picture.getAttributeNames()) copy.removeAttribute(name);
  for (const [name, value] of Object.entries(told)) copy.setAttribute(name, value);
  copy.prepend(svg("rect", { width, height, fill: getComputedStyle(picture).backgroundColor }));
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
}

// Painted by hand: a picture of SVG in an image would need blob: among the sources that the policy of the page allows.
function asPng(picture) {
  const { width, height } = size(picture);
  const scale = 2;
  const canvas = Object.assign(document.createElement("canvas"), { width: width * scale, height: height * scale });
  const context = canvas.getContext("2d");
  context.fillStyle = getComputedStyle(picture).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const one of picture.children) paint(context, one, scale, 1);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function paint(context, one, scale, opacity) {
  const style = getComputedStyle(one);
  if (style.display === "none" || one.tagName === "title") return;
  const alpha = opacity * Number(style.opacity);
  if (one.tagName === "g" || one.tagName === "a") {
    for (const child of one.children) paint(context, child, scale, alpha);
    return;
  }
  const { a, b, c, d, e, f } = one.getCTM();
  context.setTransform(a * scale, b * scale, c * scale, d * scale, e * scale, f * scale);
  context.globalAlpha = alpha;
  context.fillStyle = style.fill;
  context.strokeStyle = style.stroke;
  context.lineWidth = parseFloat(style.strokeWidth) / (style.vectorEffect === "non-scaling-stroke" ? Math.hypot(a, b) : 1);
  context.lineCap = style.strokeLinecap;
  context.lineJoin = style.strokeLinejoin;
  context.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(",").map(parseFloat));
  if (one.tagName === "text") paintText(context, one, style);
  else {
    const path = outline(one);
    if (style.fill !== "none") context.fill(path);
    if (style.stroke !== "none") context.stroke(path);
  }
}

function paintText(context, one, style) {
  const size = parseFloat(style.fontSize);
  const number = (name) => Number(one.getAttribute(name) ?? 0);
  const y = number("y") + parseFloat(one.getAttribute("dy") ?? 0) * size;
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.textAlign = { middle: "center", end: "end" }[style.textAnchor] ?? "start";
  if (style.stroke !== "none") context.strokeText(one.textContent, number("x"), y);
  context.fillText(one.textContent, number("x"), y);
}

function outline(one) {
  const number = (name) => Number(one.getAttribute(name) ?? 0);
  if (one.tagName === "path") return new Path2D(one.getAttribute("d") ?? "");
  const path = new Path2D();
  if (one.tagName === "circle") path.arc(number("cx"), number("cy"), number("r"), 0, 2 * Math.PI);
  if (one.tagName === "rect") path.rect(number("x"), number("y"), number("width"), number("height"));
  if (one.tagName === "line") {
    path.moveTo(number("x1"), number("y1"));
    path.lineTo(number("x2"), number("y2"));
  }
  return path;
}
