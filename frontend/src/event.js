// The event page: a claim chosen lights its words in the report; a small map shows how exactly the place is known.
import { countries as landOf } from "./land.js";

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.quote");
  if (!link) return;
  for (const row of document.querySelectorAll("tr.on")) row.classList.remove("on");
  link.closest("tr").classList.add("on");
  for (const other of document.querySelectorAll("a.quote[aria-current]")) other.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
});

document.addEventListener("htmx:after:swap", () => {
  const lit = document.querySelector("#words .sentence");
  if (!lit) return;
  const pane = document.getElementById("words");
  pane.scrollTop = lit.offsetTop - pane.clientHeight / 3;
});

const lit = document.querySelector("#words .sentence");
if (lit) document.getElementById("words").scrollTop = lit.offsetTop - 160;

const spot = document.getElementById("spot");
if (spot?.dataset.countries) draw(spot);

async function draw(place) {
  const { lat, lon, radius, countries } = place.dataset;
  const land = await landOf(countries);
  const half = Math.max(2.2, (Number(radius) / 111) * 1.7);
  const squeeze = Math.cos((Number(lat) * Math.PI) / 180) || 0.1;
  const width = 240;
  const height = 120;
  const scale = height / (2 * half);
  const x = (longitude) => width / 2 + (longitude - lon) * scale * squeeze;
  const y = (latitude) => height / 2 - (latitude - lat) * scale;
  const reach = half * 3;
  const paths = land.features
    .flatMap((country) => (country.geometry.type === "Polygon" ? [country.geometry.coordinates] : country.geometry.coordinates))
    .filter((rings) => rings[0].some(([a, b]) => Math.abs(a - lon) < reach / squeeze + 8 && Math.abs(b - lat) < reach + 8))
    .map((rings) => rings.map((ring) => `M${ring.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join("L")}Z`).join(""));
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `The place within a circle of ${Math.round(radius)} km`);
  const add = (name, attributes) => {
    const part = document.createElementNS(svg.namespaceURI, name);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    svg.append(part);
  };
  for (const d of paths) add("path", { class: "land", d });
  const r = (Number(radius) / 111) * scale;
  add("circle", { class: "ring", cx: width / 2, cy: height / 2, r: Math.max(4, r).toFixed(1) });
  if (r < 30) add("circle", { class: "dot", cx: width / 2, cy: height / 2, r: 2.5 });
  place.replaceChildren(svg);
}
