// The map as a plot: a mark for each place, one for those that lie on one another; a click lists the events there.

import { say } from "./base.js";
import { fitted, legend, opener, saving, shape, svg, zooming } from "./plot.js";
import { feature, geoGraticule10, geoNaturalEarth1, geoPath, zoomIdentity } from "./vendor/d3.js";

const MOST = 60; // times
const NEAR = 6; // times, at most, where the map begins with its places alone

const figure = document.querySelector("[data-map]");
if (figure) plot(figure, await (await fetch(figure.dataset.map)).json());

function plot(figure, world) {
  const spots = [...document.querySelectorAll(".spots tbody tr")].map(read);
  const growth = Math.min(1.6, 14 / Math.sqrt(Math.max(...spots.map((one) => one.events))));
  figure.hidden = false;
  const picture = figure.querySelector(":scope > svg");
  const open = opener(figure);
  const sea = svg("path", { class: "sea" });
  const land = svg("path", { class: "land" });
  const ground = svg("g", {}, sea, land);
  const marks = svg("g");
  picture.append(ground, marks);
  const countries = feature(world, world.objects.countries);
  const projection = geoNaturalEarth1();
  let now = zoomIdentity;
  let size = [0, 0];

  function draw() {
    ground.setAttribute("transform", now.toString());
    const crowds = gathered(spots, growth, (one) => now.apply(one.point));
    marks.replaceChildren(...crowds.map(mark));
  }

  function mark(crowd) {
    const number = crowd.spots.length;
    const label = `${number > 1 ? `${number} places: ` : ""}${crowd.spots.slice(0, 6).map((one) => one.name).join(", ")}${number > 6 ? " and others" : ""}: ${told(crowd)}`;
    const [main] = crowd.statuses;
    const path = svg("path", { class: "mark", d: shape(main[0]), "data-status": main[0], transform: `scale(${crowd.radius / 5})`, "vector-effect": "non-scaling-stroke" });
    const made = svg("a", { href: crowd.spots[0].href, tabindex: -1, "data-held": "", transform: `translate(${crowd.x},${crowd.y})`, "aria-label": label }, svg("title", {}, label), path);
    if (number > 1) made.append(svg("text", { class: "number", y: 4 }, String(number)));
    made.addEventListener("click", (event) => {
      event.preventDefault();
      choose(crowd);
    });
    return made;
  }

  function choose(crowd) {
    if (crowd.spots.length === 1) {
      show(crowd.spots[0].href);
      return;
    }
    const apart = around(crowd.spots, size, MOST);
    if (apart.k > now.k * 1.2) {
      moves.to(apart);
      return;
    }
    const list = document.createElement("ul");
    list.className = "chips";
    for (const one of crowd.spots) {
      const link = Object.assign(document.createElement("a"), { href: one.href, className: "chip", textContent: `${one.name} ${one.events}` });
      link.addEventListener("click", (event) => {
        event.preventDefault();
        show(one.href);
      });
      list.append(Object.assign(document.createElement("li"), {}));
      list.lastChild.append(link);
    }
    open(list);
  }

  const moves = zooming(figure, {
    most: MOST,
    drawn: (transform) => {
      now = transform;
      draw();
    },
  });
  let placed = false;
  fitted(figure, (width) => {
    size = [width, Math.round(Math.max(260, Math.min(width * 0.5, innerHeight * 0.6)))];
    picture.setAttribute("width", size[0]);
    picture.setAttribute("height", size[1]);
    projection.fitExtent([[6, 6], [size[0] - 6, size[1] - 6]], { type: "Sphere" });
    const path = geoPath(projection);
    sea.setAttribute("d", path(geoGraticule10()));
    land.setAttribute("d", path(countries));
    for (const one of spots) one.point = projection([one.lon, one.lat]);
    if (placed) draw();
    else moves.to(around(spots, size, NEAR));
    placed = true;
  });
  legend(figure);
  saving(figure);
}

function read(row) {
  const { lat, lon, events, statuses } = row.dataset;
  const link = row.querySelector("a");
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(link.href);
  });
  return {
    name: link.textContent,
    href: link.href,
    lat: Number(lat),
    lon: Number(lon),
    events: Number(events),
    statuses: statuses.trim().split(" ").map((one) => one.split(":")).map(([status, number]) => [status, Number(number)]),
  };
}

/** Spots that would lie on one another as one; those of most events come first and gather the others. */
function gathered(spots, growth, place) {
  const crowds = [];
  for (const spot of spots) {
    const [x, y] = place(spot);
    const radius = sizeOf(spot.events, growth);
    const near = crowds.find((one) => Math.hypot(one.x - x, one.y - y) < (one.radius + radius) * 0.8);
    if (!near) {
      crowds.push({ x, y, radius, events: spot.events, spots: [spot], statuses: spot.statuses });
      continue;
    }
    near.spots.push(spot);
    near.events += spot.events;
    near.radius = Math.max(9, sizeOf(near.events, growth));
    near.statuses = summed(near.spots);
  }
  return crowds;
}

function sizeOf(events, growth) {
  return Math.min(5.5 + growth * Math.sqrt(events), 20);
}

function summed(spots) {
  const found = new Map();
  for (const [status, number] of spots.flatMap((one) => one.statuses)) found.set(status, (found.get(status) ?? 0) + number);
  return [...found].sort((one, other) => other[1] - one[1]);
}

function told(crowd) {
  return `${crowd.events} event${crowd.events === 1 ? "" : "s"}, ${crowd.statuses.map(([status, number]) => `${number} ${status}`).join(", ")}`;
}

/** The part of the map that just holds some spots. */
function around(spots, [width, height], most) {
  const xs = spots.map((one) => one.point[0]);
  const ys = spots.map((one) => one.point[1]);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const k = Math.max(1, Math.min(most, (0.8 * width) / (right - left || 1), (0.8 * height) / (bottom - top || 1)));
  if (k === 1) return zoomIdentity;
  return zoomIdentity.translate(width / 2, height / 2).scale(k).translate(-(left + right) / 2, -(top + bottom) / 2);
}

/** The events at a place, as its address has them, without losing the map. */
async function show(address, { kept = true } = {}) {
  const answer = await fetch(address);
  if (!answer.ok) return location.assign(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const events = page.getElementById("events");
  document.getElementById("events").replaceWith(events);
  if (kept) history.pushState(null, "", address);
  const head = document.getElementById("there");
  head?.scrollIntoView({ block: "nearest" });
  head?.focus({ preventScroll: true });
  say(head?.textContent ?? "");
}

addEventListener("popstate", () => show(location.href, { kept: false }));
