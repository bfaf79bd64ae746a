// The actor page: activity against its baseline (Observable Plot) and the ego network (Cytoscape).
import * as Plot from "@observablehq/plot";
import cytoscape from "cytoscape";

const colour = (name) => {
  const probe = document.createElement("i");
  probe.hidden = true;
  probe.className = name;
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const found = { ink: style.color, fill: style.backgroundColor };
  probe.remove();
  return found;
};
const ink = getComputedStyle(document.body).color;
const link = getComputedStyle(document.querySelector("main a") ?? document.body).color;
const actorFill = colour("actor").fill;
const paper = colour("graph").fill;

const place = document.getElementById("plot");
if (place) {
  const quarters = place.dataset.quarters.split(";").filter(Boolean).map((row) => {
    const [start, events, baseline] = row.split(",");
    return { start: new Date(start), events: Number(events), baseline: baseline === "" ? NaN : Number(baseline) };
  });
  const words = place.querySelector("svg").getAttribute("aria-label");
  const draw = () => {
    const drawing = Plot.plot({
      width: Math.max(320, place.clientWidth),
      height: 190,
      marginLeft: 36,
      ariaLabel: words,
      style: { background: "transparent", color: ink, fontSize: "12px" },
      y: { grid: true, label: "events a quarter", tickFormat: "d" },
      x: { label: null },
      marks: [
        Plot.rectY(quarters, { x: "start", interval: "3 months", y: "events", fill: link, fillOpacity: 0.75, tip: true }),
        Plot.lineY(quarters, { x: "start", y: "baseline", stroke: ink, strokeWidth: 1.75, strokeDasharray: "4 3" }),
        Plot.ruleY([0], { stroke: ink, strokeOpacity: 0.4 }),
      ],
    });
    drawing.setAttribute("role", "img");
    for (const part of drawing.querySelectorAll("g[aria-label]")) part.removeAttribute("aria-label"); // the picture has one name
    place.replaceChildren(drawing);
  };
  draw();
  let width = place.clientWidth;
  new ResizeObserver(() => {
    if (Math.abs(place.clientWidth - width) < 8) return;
    width = place.clientWidth;
    draw();
  }).observe(place);
}

const graph = document.getElementById("graph");
if (graph) {
  const parts = JSON.parse(graph.dataset.elements);
  const beside = parts.filter(({ data }) => data.ego === 0).slice(0, graph.clientWidth < 520 ? 8 : undefined).map(({ data }) => data.id);
  const network = cytoscape({
    container: graph,
    elements: parts.filter(({ data }) => data.ego || beside.includes(data.target ?? data.id)),
    layout: { name: "preset" },
    style: [
      { selector: "node", style: { label: "data(label)", "font-size": 13, color: ink, "text-wrap": "wrap", "text-max-width": 116, "text-valign": "bottom", "text-margin-y": 3, "background-color": actorFill, "border-width": 1, "border-color": link, width: 14, height: 14 } },
      { selector: "node[ego = 1]", style: { width: 26, height: 26, "background-color": link, "font-weight": "bold", "font-size": 14, "text-background-color": paper, "text-background-opacity": 0.85, "text-background-padding": 2 } },
      { selector: "edge", style: { width: "mapData(number, 1, 30, 1.5, 8)", "line-color": link, "line-opacity": 0.45, "curve-style": "straight" } },
      { selector: "edge:active, edge:selected", style: { "line-opacity": 1 } },
    ],
    userZoomingEnabled: false,
    userPanningEnabled: false,
    autoungrabify: true,
  });
  // The actor in the middle, the others round it clockwise, most shared events first; of many, every second one nearer.
  const arrange = () => {
    const middle = { x: graph.clientWidth / 2, y: graph.clientHeight / 2 - 12 };
    const reach = { x: Math.max(60, middle.x - 66), y: Math.max(60, middle.y - 30) };
    network.viewport({ zoom: 1, pan: { x: 0, y: 0 } });
    network.getElementById("ego").position(middle);
    beside.forEach((id, i) => {
      const angle = (2 * Math.PI * i) / beside.length - Math.PI / 2;
      const share = beside.length > 10 && i % 2 ? 0.66 : 1;
      network.getElementById(id).position({ x: middle.x + share * reach.x * Math.cos(angle), y: middle.y + share * reach.y * Math.sin(angle) });
    });
  };
  arrange();
  network.on("resize", arrange);
  const open = (edge) => {
    const list = document.getElementById(edge.data("opens"));
    list.open = true;
    list.scrollIntoView({ block: "center" });
    list.querySelector("summary").focus();
  };
  network.on("tap", "edge", (event) => open(event.target));
  network.on("tap", "node[ego = 0]", (event) => open(event.target.connectedEdges()[0]));
}
