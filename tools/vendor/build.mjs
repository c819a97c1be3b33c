// Bundles D3 and TopoJSON for the pages, with their licences beside: `npm ci && node build.mjs` in this folder.

import { build } from "esbuild";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const OUT = fileURLToPath(new URL("../../src/onrecord/web/pages/static/vendor/", import.meta.url));
const HERE = fileURLToPath(new URL("./node_modules/", import.meta.url));

const { metafile } = await build({
  entryPoints: [fileURLToPath(new URL("d3.js", import.meta.url))],
  outfile: `${OUT}d3.js`,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  banner: { js: "/* D3 and TopoJSON: versions in README.md, licences in LICENSES.txt beside this file. */" },
  metafile: true,
});
await copyFile(`${HERE}world-atlas/countries-110m.json`, `${OUT}world.json`);

const bundled = Object.keys(metafile.inputs)
  .map((path) => path.match(/node_modules\/([^/]+)\//)?.[1])
  .filter(Boolean);
const rows = [];
const licences = [];
for (const name of [...new Set([...bundled, "world-atlas"])].sort()) {
  const told = JSON.parse(await readFile(`${HERE}${name}/package.json`, "utf8"));
  rows.push(`| ${name} | ${told.version} | ${told.license} |`);
  licences.push(`${name} ${told.version}\n\n${(await readFile(`${HERE}${name}/LICENSE`, "utf8")).trim()}\n`);
}
await writeFile(`${OUT}LICENSES.txt`, licences.join(`\n${"-".repeat(78)}\n\n`));
await writeFile(
  `${OUT}README.md`,
  `# What is not ours

\`d3.js\` is bundled from the packages below, \`world.json\` is \`countries-110m.json\` of world-atlas, which is made of
Natural Earth (public domain); \`LICENSES.txt\` has the terms of each. \`tools/vendor/build.mjs\` writes all four files.

| package | version | licence |
|---|---|---|
${rows.join("\n")}
`,
);
