/**
 * Bundles `src/` into the two files that a page loads: `deno run -A static/banner/build.js`.
 *
 * `kelisim.js` is one expression, a function of the settings: the server appends `(settings);`. `details.js` exports
 * another one, of the details: the server appends `(details);` to it as well. The first line of both carries the
 * digest of the sources, by which a test sees whether they are fresh.
 */
import { build, stop, transform } from "npm:esbuild@0.28.2";
import { minify } from "npm:terser@5.44.1";

const here = new URL(".", import.meta.url);
const sources = new URL("src/", here);

/** Every file under a folder, in the order of their paths. @param {URL} folder @returns {URL[]} */
const filesIn = (folder) =>
  Array.from(Deno.readDirSync(folder), ({ name, isDirectory }) =>
    isDirectory ? filesIn(new URL(name + "/", folder)) : new URL(name, folder)).flat()
    .sort((one, other) => one.href < other.href ? -1 : 1);

/** SHA-256 over paths and contents of the sources; its first 16 hex digits. */
async function digest() {
  const parts = filesIn(sources).map((file) => [file.href.slice(sources.href.length), "\0", Deno.readFileSync(file)]);
  const hash = await crypto.subtle.digest("SHA-256", await new Blob(parts.flat()).arrayBuffer());
  return new Uint8Array(hash).toHex().slice(0, 16);
}

/** Style sheets come in as minified text. @type {import("npm:esbuild@0.28.2").Plugin} */
const style = {
  name: "style",
  setup(bundler) {
    bundler.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await Deno.readTextFile(path), { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

const DIGEST = await digest();
const head = `/*! Kelisim, Apache-2.0, ${DIGEST} */\n`;

/** What the `_names` became: both files must agree. @type {Record<string, string | false>} */
const names = {};

/**
 * Ways to write the same. How well names compress is a matter of chance, some 30 bytes of it: the lightest is taken.
 * @type {import("npm:terser@5.44.1").MinifyOptions[]}
 */
const WAYS = [..."abcdefghijklmnop"].flatMap((reserved) =>
  [1, 3].map((inline) => ({
    ecma: 2020,
    compress: { passes: 4, hoist_funs: true, inline, unsafe_arrows: true, unsafe_methods: true, keep_fargs: false },
    mangle: { reserved: [reserved] },
    format: { comments: false },
  }))
);

/**
 * What files weigh as the service sends them, with the sample that the tests weigh: in Python, since no two libraries
 * compress quite alike.
 * @param {string[]} files
 * @param {string} sample
 * @returns {Promise<number[]>}
 */
async function weigh(files, sample) {
  const values = JSON.parse(Deno.readTextFileSync(new URL("../../tests/banner/sample/" + sample, here)));
  const code = "import brotli, json, sys; print([len(brotli.compress(file.encode())) for file in json.load(sys.stdin)])";
  const python = new Deno.Command(new URL("../../.venv/bin/python", here), { args: ["-c", code], stdin: "piped", stdout: "piped" })
    .spawn();
  const sent = new Blob([JSON.stringify(files.map((file) => `${file}(${JSON.stringify(values)});\n`))]);
  await sent.stream().pipeTo(python.stdin);
  return JSON.parse(new TextDecoder().decode((await python.output()).stdout));
}

/**
 * Writes a bundle as a function of `parameters`, which returns what its entry exports by default.
 * esbuild gathers, terser names things so alike that they compress better.
 * @param {string} name
 * @param {string} sample
 * @param {string} start
 * @param {string} entry
 * @param {string} parameters
 * @param {Record<string, string>} define
 */
async function bundle(name, sample, start, entry, parameters, define) {
  const { outputFiles: [{ text }], mangleCache } = await build({
    entryPoints: [new URL(entry, sources).pathname],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    minify: true,
    mangleProps: /^_/,
    mangleCache: names,
    define: { DIGEST: JSON.stringify(DIGEST), ...define },
    plugins: [style],
  });
  Object.assign(names, mangleCache);
  const body = text.replace(/export\s*\{\s*([\w$]+) as default\s*\};?\s*$/, "return $1");
  const files = await Promise.all(WAYS.map(async (way) => {
    const { code } = await minify(`_=${parameters}{${body}}`, way);
    return `${head}${start}(${/** @type {string} */ (code).replace(/^_=|;$/g, "")})`;
  }));
  const weights = await weigh(files, sample);
  await Deno.writeTextFile(new URL(name, here), files[weights.indexOf(Math.min(...weights))]);
}

await bundle("kelisim.js", "settings.json", "", "main.js", "$=>", { SETTINGS: "$" });
await bundle("details.js", "details.kk.json", "export const more=", "more/main.js", "$=>$$=>", { DETAILS: "$", KIT: "$$" });
await stop();
