// One step: bundles src/ and what it needs from npm into src/dateline/web/static/build/, with every licence beside it.
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = join(here, "../src/dateline/web/static/build");
const modules = join(here, "node_modules");

// Two libraries write a <style> element, which the content security policy forbids; app.css holds the same rules.
const STYLE_WRITERS = [
  { file: /@observablehq\/plot\/src\/plot\.js$/, find: 'svg.append("style").text(', replace: "String(" },
  { file: /cytoscape\/dist\/cytoscape\.esm\.mjs$/, find: "document.createElement('style')", replace: "document.createElement('meta')" },
];

const withoutStyleElements = {
  name: "without-style-elements",
  setup(builder) {
    for (const { file, find, replace } of STYLE_WRITERS) {
      builder.onLoad({ filter: file }, async ({ path }) => {
        const source = await readFile(path, "utf8");
        if (!source.includes(find)) throw new Error(`${path} no longer holds ${find}: look at how it writes styles`);
        return { contents: source.replaceAll(find, replace), loader: "js" };
      });
    }
  },
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const result = await build({
  entryPoints: ["app", "review", "map", "actor", "event"].map((name) => join(here, "src", `${name}.js`)),
  outdir: out,
  entryNames: "[name]-[hash]",
  chunkNames: "chunk-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  metafile: true,
  plugins: [withoutStyleElements],
  logLevel: "warning",
});

const manifest = {};
for (const [path, { entryPoint }] of Object.entries(result.metafile.outputs)) {
  if (entryPoint) manifest[`${basename(entryPoint)}`] = basename(path);
}
const FILES = {
  "maplibre-gl-worker.mjs": "maplibre-gl/dist/maplibre-gl-worker.mjs",
  "maplibre-gl.css": "maplibre-gl/dist/maplibre-gl.css",
  "vis-timeline.css": "vis-timeline/styles/vis-timeline-graph2d.min.css",
  "countries.json": "world-atlas/countries-50m.json",
};
for (const [name, source] of Object.entries(FILES)) {
  const bytes = await readFile(join(modules, source));
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
  const stem = name.slice(0, name.lastIndexOf("."));
  manifest[name] = `${stem}-${hash}${name.slice(stem.length)}`;
  await copyFile(join(modules, source), join(out, manifest[name]));
}
await writeFile(join(out, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
await writeFile(join(out, "LICENSES.txt"), await licences());

async function licences() {
  const used = new Set(Object.keys(result.metafile.inputs).map(packageOf).filter(Boolean));
  for (const source of Object.values(FILES)) used.add(packageOf(`node_modules/${source}`));
  const parts = [];
  for (const name of [...used].sort()) {
    const { version, license } = JSON.parse(await readFile(join(modules, name, "package.json"), "utf8"));
    const files = (await readdir(join(modules, name))).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
    const texts = await Promise.all(files.map((file) => readFile(join(modules, name, file), "utf8")));
    parts.push(`${name} ${version} (${license})\n\n${texts.join("\n\n").trim()}\n`);
  }
  return parts.join(`\n${"=".repeat(100)}\n\n`);
}

function packageOf(path) {
  return path.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1];
}
