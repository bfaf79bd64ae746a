// The countries of world-atlas as GeoJSON. Its rings jump from 180° to −180°: unrolled, they go on past 180° instead.
import { feature } from "topojson-client";

export async function countries(address) {
  const topology = await (await fetch(address)).json();
  const land = feature(topology, topology.objects.countries);
  for (const { geometry } of land.features) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    for (const rings of polygons) for (const ring of rings) unroll(ring);
  }
  return land;
}

function unroll(ring) {
  const first = ring[0][0];
  let shift = 0;
  let before = first;
  const longitudes = ring.map(([longitude]) => {
    if (longitude - before > 180) shift -= 360;
    else if (before - longitude > 180) shift += 360;
    before = longitude;
    return longitude + shift;
  });
  if (Math.abs(longitudes.at(-1) - longitudes[0]) > 180) return; // round the pole: Antarctica keeps its edge
  ring.forEach((point, i) => (point[0] = longitudes[i]));
}
