// Map and timeline of the same events. The address keeps the view: what is chosen, where, and which days.
import * as maplibregl from "maplibre-gl";
import { Protocol } from "pmtiles";
import { DataSet } from "vis-data/esnext/esm/vis-data.js";
import { Timeline } from "vis-timeline/esnext/esm/vis-timeline-graph2d.js";
import { say, typing } from "./app.js";
import { countries as landOf } from "./land.js";

const WIDE = new Set(["country", "water", "continent"]);
const BARS = 250; // items the timeline draws at once
const LISTED = 100;
const DAY = 86_400_000;
const KM_AT_ZOOM_0 = 78.2715; // of a pixel at the equator, tiles of 512 pixels

const atlas = document.getElementById("atlas");
const { events: address, countries, worker, tiles, wide, total } = atlas.dataset;
const state = new URLSearchParams(location.search);
const keep = (changes) => {
  for (const [name, value] of Object.entries(changes)) {
    if (value) state.set(name, value);
    else state.delete(name);
  }
  history.replaceState(null, "", `${location.pathname}${state.size ? `?${state}` : ""}`);
};

const [answer, land] = await Promise.all([fetch(address).then((r) => r.json()), landOf(countries)]);
const events = answer.events.map((row) => {
  const each = Object.fromEntries(answer.fields.map((name, i) => [name, row[i]]));
  each.from = each.start ? Date.parse(each.start) : null;
  each.to = each.end ? Date.parse(each.end) + DAY : each.from && each.from + DAY;
  each.pinned = each.lat !== null && !WIDE.has(each.precision) && each.radius < Number(wide);
  each.days = each.from === null ? null : Math.round((each.to - each.from) / DAY);
  return each;
});
const byId = new Map(events.map((each) => [each.id, each]));
const dated = events.filter((each) => each.from !== null).sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
let range = dated.length ? startRange() : [Date.now() - 365 * DAY, Date.now()];
let chosen = byId.get(state.get("event")) ?? null;

function startRange() {
  const [from, to] = (state.get("days") ?? "").split("~").map(Date.parse);
  if (from && to) return [from, to];
  const ends = dated.map((each) => each.from);
  const low = ends[Math.floor(ends.length * 0.02)];
  const high = ends[Math.ceil((ends.length - 1) * 0.995)];
  const room = Math.max(30 * DAY, (high - low) * 0.04);
  return [low - room, high + room];
}

const shade = getComputedStyle(document.documentElement).colorScheme === "dark" || (document.documentElement.dataset.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : shade;
const tone = dark
  ? { sea: "#0d1720", land: "#252b32", border: "#4b5561", line: "#6f7c8b", ink: "#e7eaee", halo: "#101215", cluster: "#2f74bd" }
  : { sea: "#dbe6ee", land: "#f6f4ef", border: "#b3b8bf", line: "#8d95a0", ink: "#1b1f24", halo: "#ffffff", cluster: "#0b57a4" };
const KILLED = ["step", ["get", "killed"], "#6d8299", 1, "#d98032", 10, "#c22f2f"];

maplibregl.setWorkerUrl(new URL(worker, location.href).href);
const [longitude, latitude, zoom] = (state.get("at") ?? "").split(",").map(Number);
const layers = [
  { id: "sea", type: "background", paint: { "background-color": tone.sea } },
  { id: "land", type: "fill", source: "land", paint: { "fill-color": tone.land, "fill-antialias": false } },
  { id: "borders", type: "line", source: "land", paint: { "line-color": tone.border, "line-width": ["interpolate", ["linear"], ["zoom"], 1, 0.5, 6, 1.4] } },
  { id: "areas", type: "circle", source: "events", filter: ["!", ["has", "point_count"]], paint: { "circle-radius": ["interpolate", ["exponential", 2], ["zoom"], 0, ["get", "r0"], 22, ["*", ["get", "r0"], 4194304]], "circle-color": KILLED, "circle-opacity": 0.1, "circle-stroke-color": KILLED, "circle-stroke-opacity": 0.5, "circle-stroke-width": 1, "circle-pitch-alignment": "map" } },
  { id: "points", type: "circle", source: "events", filter: ["!", ["has", "point_count"]], paint: { "circle-radius": 5, "circle-color": KILLED, "circle-opacity": ["case", ["get", "pale"], 0.4, 1], "circle-stroke-color": tone.halo, "circle-stroke-width": 1.2 } },
  { id: "clusters", type: "circle", source: "events", filter: ["has", "point_count"], paint: { "circle-color": tone.cluster, "circle-opacity": 0.86, "circle-stroke-color": tone.halo, "circle-stroke-width": 1.5, "circle-radius": ["step", ["get", "point_count"], 12, 10, 15, 50, 19, 250, 24, 1000, 30] } },
  { id: "numbers", type: "symbol", source: "events", filter: ["has", "point_count"], layout: { "text-field": ["get", "point_count_abbreviated"], "text-size": 12, "text-font": ["sans-serif"], "text-allow-overlap": true }, paint: { "text-color": "#ffffff" } },
  { id: "chosen", type: "circle", source: "chosen", paint: { "circle-radius": 9, "circle-color": "#ffd257", "circle-stroke-color": "#5d4100", "circle-stroke-width": 2.5 } },
];
const sources = {
  land: { type: "geojson", data: land, tolerance: 0.8, buffer: 16, attribution: "Natural Earth · GeoNames" },
  events: { type: "geojson", data: collection([]), cluster: true, clusterRadius: 44, clusterMaxZoom: 9, maxzoom: 14 },
  chosen: { type: "geojson", data: collection([]) },
};
const map = new maplibregl.Map({
  container: "map",
  style: { version: 8, sources, layers },
  center: longitude || latitude ? [longitude, latitude] : [20, 20],
  zoom: zoom || 1.4,
  keyboard: false,
  attributionControl: { compact: true },
  fadeDuration: 0,
  renderWorldCopies: true,
});
map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
map.addControl(new maplibregl.ScaleControl(), "bottom-right");
if (tiles) map.once("load", () => addTiles(new URL(tiles, location.href).href).catch((error) => say(`The map tiles cannot be drawn: ${error.message}`)));

// The operator's own base map between the land and the events. `data-base` tells what of it is on the screen.
async function addTiles(address) {
  const protocol = new Protocol();
  maplibregl.addProtocol("pmtiles", protocol.tile);
  const { PMTiles, FetchSource } = await import("pmtiles");
  const file = new PMTiles(new FetchSource(address));
  protocol.add(file);
  const raster = (await file.getHeader()).tileType !== 1; // 1: vector tiles
  map.addSource("tiles", { type: raster ? "raster" : "vector", url: `pmtiles://${address}` });
  if (raster) map.addLayer({ id: "tiles", type: "raster", source: "tiles" }, "borders");
  else {
    const { vector_layers: found = [] } = (await file.getMetadata()) ?? {};
    for (const { id } of found) {
      const water = id === "water" ? { type: "fill", paint: { "fill-color": tone.sea } } : { type: "line", paint: { "line-color": tone.line, "line-width": 0.8 } };
      map.addLayer({ id: `tiles-${id}`, source: "tiles", "source-layer": id, ...water }, "areas");
    }
  }
  await new Promise((drawn) => map.once("idle", drawn));
  const seen = raster ? map.isSourceLoaded("tiles") : map.queryRenderedFeatures().some((each) => each.source === "tiles");
  atlas.dataset.base = seen ? (raster ? "raster" : "vector") : "none";
}

function collection(held) {
  return {
    type: "FeatureCollection",
    features: held.map((each) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [each.lon, each.lat] },
      properties: { id: each.id, killed: each.killed ?? 0, pale: each.from === null, r0: each.radius / KM_AT_ZOOM_0 / Math.max(0.15, Math.cos((each.lat * Math.PI) / 180)) },
    })),
  };
}

const inDays = (each) => each.from === null || (each.from < range[1] && each.to > range[0]);

// The timeline: a point for a day, a bar for what is known less exactly.
const items = new DataSet([]);
const timeline = new Timeline(document.getElementById("timeline"), items, {
  start: range[0],
  end: range[1],
  height: "100%",
  zoomMin: 3 * DAY,
  min: Math.min(range[0], dated[0]?.from ?? range[0]) - 365 * DAY,
  max: Date.now() + 3650 * DAY,
  selectable: true,
  stack: true,
  verticalScroll: true,
  zoomKey: "ctrlKey",
  margin: { item: { horizontal: 2, vertical: 4 } },
  showCurrentTime: false,
  xss: { disabled: false },
});

function fill() {
  const within = dated.filter(inDays);
  const loud = within.length > BARS ? [...within].sort((a, b) => (b.killed ?? 0) - (a.killed ?? 0)).slice(0, BARS) : within;
  if (chosen?.from && !loud.includes(chosen)) loud.push(chosen);
  const wanted = new Set(loud.map((each) => each.id));
  items.remove(items.getIds().filter((id) => !wanted.has(id)));
  items.update(loud.map((each) => ({
    id: each.id,
    content: each.days > 25 && within.length < 60 ? each.place ?? "" : "",
    title: each.title,
    start: each.from,
    end: each.days > 1 ? each.to : undefined,
    type: each.days > 1 ? "range" : "point",
    className: each.days > 1 ? "imprecise" : "",
  })));
  if (chosen) timeline.setSelection(chosen.id);
  return within.length;
}

function refresh() {
  const shown = events.filter(inDays);
  map.getSource("events")?.setData(collection(shown.filter((each) => each.pinned)));
  const within = fill();
  lists(shown);
  const latest = events.length < Number(total) ? `, the latest of ${Number(total).toLocaleString()},` : "";
  const more = within > BARS ? `; the timeline draws the ${BARS} with most deaths` : "";
  document.getElementById("count").textContent = `${within.toLocaleString()} of ${events.length.toLocaleString()} events${latest} have a day in view${more}`;
}

let waiting;
timeline.on("rangechanged", ({ start, end }) => {
  range = [start.valueOf(), end.valueOf()];
  keep({ days: `${start.toISOString().slice(0, 10)}~${end.toISOString().slice(0, 10)}` });
  clearTimeout(waiting);
  waiting = setTimeout(refresh, 120);
});
timeline.on("select", ({ items: [id] }) => id && choose(byId.get(id)));

function lists(shown) {
  const groups = [
    ["Country or wider", shown.filter((each) => each.lat !== null && !each.pinned && each.from !== null)],
    ["Unplaced", shown.filter((each) => each.lat === null && each.from !== null)],
    ["Undated", events.filter((each) => each.from === null)],
  ];
  const pinned = shown.filter((each) => each.pinned && each.from !== null);
  const opened = new Set([...document.querySelectorAll("#lists details[open]")].map((each) => each.dataset.name));
  document.getElementById("lists").replaceChildren(
    ...groups.filter(([, held]) => held.length).map(([name, held]) => folded(name, held, opened.has(name))),
    folded("On the map", pinned, opened.size === 0 || opened.has("On the map")),
  );
}

function folded(name, held, open) {
  const part = document.createElement("details");
  part.dataset.name = name;
  part.open = open;
  const summary = document.createElement("summary");
  summary.textContent = `${name} (${held.length.toLocaleString()})`;
  const list = document.createElement("ol");
  list.append(...held.slice(0, LISTED).map(entry));
  part.append(summary, list);
  if (held.length > LISTED) {
    const rest = document.createElement("p");
    rest.className = "small quiet";
    rest.textContent = `and ${(held.length - LISTED).toLocaleString()} more: narrow the days`;
    part.append(rest);
  }
  return part;
}

function entry(each) {
  const line = document.createElement("li");
  const anchor = document.createElement("a");
  anchor.href = `/events/${each.id}`;
  anchor.dataset.id = each.id;
  const words = document.createElement("b");
  words.dir = "auto";
  words.textContent = each.title;
  const when = document.createElement("span");
  when.className = "quiet small";
  const days = each.start ? (each.end && each.end !== each.start ? `${each.start} – ${each.end}` : each.start) : "undated";
  when.textContent = `${days}${each.killed !== null ? ` · ${each.killed} killed` : ""}${each.state === "candidate" ? "" : ` · ${each.state}`}`;
  anchor.append(words, when);
  line.append(anchor);
  return line;
}

function choose(each, { fly = true } = {}) {
  chosen = each;
  keep({ event: each?.id });
  map.getSource("chosen")?.setData(collection(each?.pinned ? [each] : []));
  for (const anchor of document.querySelectorAll("#tray a[aria-current]")) anchor.removeAttribute("aria-current");
  const card = document.getElementById("chosen");
  if (!each) return card.replaceChildren();
  const list = document.createElement("ol");
  list.append(entry(each));
  list.querySelector("a").setAttribute("aria-current", "true");
  card.replaceChildren(list);
  if (each.from !== null) {
    if (!items.get(each.id)) fill();
    timeline.setSelection(each.id);
    if (each.to < range[0] || each.from > range[1]) timeline.moveTo(each.from, { animation: false });
  }
  if (fly && each.pinned) map.easeTo({ center: [each.lon, each.lat], zoom: Math.max(map.getZoom(), 4.5), duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 300 });
}

function step(by) {
  const within = dated.filter(inDays);
  if (!within.length) return;
  const at = chosen ? within.indexOf(chosen) : by > 0 ? -1 : within.length;
  const next = within[Math.min(within.length - 1, Math.max(0, at + by))];
  if (next) choose(next);
}

document.addEventListener("keydown", (event) => {
  if (typing(event)) return;
  if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
    event.preventDefault();
    step(event.key === "ArrowRight" ? 1 : -1);
  } else if (event.key === "Enter" && chosen && !event.target.closest("a, button, summary")) location.assign(`/events/${chosen.id}`);
});

map.on("load", () => {
  refresh();
  if (chosen) choose(chosen, { fly: false });
  else if (!state.get("at")) fit();
  atlas.dataset.ready = "yes";
});
map.on("moveend", () => {
  const { lng, lat } = map.getCenter();
  keep({ at: `${lng.toFixed(3)},${lat.toFixed(3)},${map.getZoom().toFixed(2)}` });
});
map.on("click", "points", (event) => choose(byId.get(event.features[0].properties.id), { fly: false }));
map.on("click", "clusters", async (event) => {
  const [cluster] = event.features;
  const zoom = await map.getSource("events").getClusterExpansionZoom(cluster.properties.cluster_id);
  map.easeTo({ center: cluster.geometry.coordinates, zoom: zoom + 0.3 });
});
for (const layer of ["points", "clusters"]) {
  map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
  map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
}

function fit() {
  const pinned = events.filter((each) => each.pinned);
  if (!pinned.length) return;
  const middle = (values, share) => values.sort((a, b) => a - b)[Math.floor(values.length * share)];
  const [west, east] = [0.05, 0.95].map((share) => middle(pinned.map((each) => each.lon), Math.min(share, 0.9999)));
  const [south, north] = [0.05, 0.95].map((share) => middle(pinned.map((each) => each.lat), Math.min(share, 0.9999)));
  map.fitBounds([[west - 1, south - 1], [east + 1, north + 1]], { padding: 40, duration: 0, maxZoom: 6 });
}
