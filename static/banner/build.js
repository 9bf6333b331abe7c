/**
 * Bundles `src/` into the files that a page loads: `deno run -A static/banner/build.js`.
 *
 * `kelisim.js` is one expression, a function of the settings and of what runs the site's modules: the server appends
 * `(settings,kit=>{…});`. `kelisim.rich.js` is the same with what only some sites need, so that others do not load it.
 * Each of `modules/` is an expression too, a function of the kit and of what the site says to it. `details.js` exports
 * one of the details: the server appends `(details);`. `release.js` is all of it in one, for those who want a file
 * that never changes: `make freeze` keeps it as it is. The first line of all but the modules carries the digest of the
 * sources, by which a test sees whether all are fresh.
 */
import { build, stop, transform } from "npm:esbuild@0.28.2";
import { minify } from "npm:terser@5.44.1";

const here = new URL(".", import.meta.url);
const sources = new URL("src/", here);

/** @typedef {import("npm:terser@5.44.1").MinifyOptions} Way */

/** Every file under a folder, in the order of their paths. @param {URL} folder @returns {URL[]} */
const filesIn = (folder) =>
  Array.from(Deno.readDirSync(folder), ({ name, isDirectory }) =>
    isDirectory ? filesIn(new URL(name + "/", folder)) : new URL(name, folder)).flat()
    .sort((one, other) => one.href < other.href ? -1 : 1);

/** SHA-256 over paths and contents of the sources; its first 8 hex digits. */
async function digest() {
  const parts = filesIn(sources).map((file) => [file.href.slice(sources.href.length), "\0", Deno.readFileSync(file)]);
  const hash = await crypto.subtle.digest("SHA-256", await new Blob(parts.flat()).arrayBuffer());
  return new Uint8Array(hash).toHex().slice(0, 8);
}

/** Style sheets come in as minified text; esbuild leaves custom properties as they are. @type {import("npm:esbuild@0.28.2").Plugin} */
const style = {
  name: "style",
  setup(bundler) {
    bundler.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await Deno.readTextFile(path), { loader: "css", minify: true });
      return { contents: code.trim().replace(/(--\w): /g, "$1:").replace(/, /g, ","), loader: "text" };
    });
  },
};

const DIGEST = await digest();

/** The names of a language's texts, in the order in which the service writes them. @type {string[]} */
const SAID = Deno.readTextFileSync(new URL("texts.js", sources)).match(/(?<=^  )\w+(?=,$)/gm) || [];

const head = `// Kelisim ${DIGEST}\n`;

/** What the `_names` became: all files must agree. @type {Record<string, string | false>} */
const names = {};

/**
 * Ways to write the same. How well names compress is a matter of chance, some 30 bytes of it: the lightest is taken.
 * @type {Way[]}
 */
const WAYS = [..."abcdefghijklmnopqrstuvwxyz"].flatMap((reserved) =>
  [{ inline: 1 }, { inline: 3 }, { inline: 1, sequences: false }].map((rest) => ({
    ecma: 2020,
    compress: { passes: 4, hoist_funs: true, ...rest, unsafe_arrows: true, unsafe_methods: true, keep_fargs: false },
    mangle: { reserved: [reserved] },
    format: { comments: false },
  }))
);

/**
 * What files weigh as the service sends them: in Python, since no two libraries compress quite alike.
 * @param {string[]} files
 * @returns {Promise<number[]>}
 */
async function weigh(files) {
  const code = "import brotli, json, sys; print([len(brotli.compress(file.encode())) for file in json.load(sys.stdin)])";
  const python = new Deno.Command(new URL("../../.venv/bin/python", here), { args: ["-c", code], stdin: "piped", stdout: "piped" })
    .spawn();
  await new Blob([JSON.stringify(files)]).stream().pipeTo(python.stdin);
  return JSON.parse(new TextDecoder().decode((await python.output()).stdout));
}

/**
 * Gathers a bundle into one expression; what its entry exports by default becomes `result`. Names that begin with an
 * underscore are shortened, and alike in all bundles.
 * @param {string} entry
 * @param {Record<string, string>} define
 */
async function gather(entry, define) {
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
    define: { DIGEST: JSON.stringify(DIGEST), SAID: JSON.stringify(SAID), ...define },
    plugins: [style],
  });
  Object.assign(names, mangleCache);
  return text.replace(/export\s*\{\s*([\w$]+) as default\s*\};?\s*$/, "return $1");
}

/**
 * One way to write an expression: terser names things so alike that they compress better.
 * @param {string} expression
 * @param {Way} way
 */
async function written(expression, way) {
  const { code } = await minify("_=" + expression, way);
  return /** @type {string} */ (code).replace(/^_=|;$/g, "");
}

/** @param {string} name @returns {any} what a test's sample holds */
const sample = (name) => JSON.parse(Deno.readTextFileSync(new URL("../../tests/banner/sample/" + name, here)));

/** A value as the service writes it: JSON with bare names where they may be. @param {unknown} value */
const bare = (value) => JSON.stringify(value).replace(/"([a-zA-Z_]+)":/g, "$1:");

/** The texts of a language as the service orders them, up to the last that there is. @param {Record<string, unknown>} texts */
const said = (texts) => SAID.slice(0, SAID.findLastIndex((name) => name in texts) + 1).map((name) => texts[name]);

/**
 * The way that makes a file lightest; all are tried.
 * @param {(way: Way) => Promise<string>} served the file as the service sends it,
 *   with the sample that the tests weigh: some bytes of its text decide which way is best
 */
async function lightest(served) {
  const weights = await weigh(await Promise.all(WAYS.map(served)));
  return WAYS[weights.indexOf(Math.min(...weights))];
}

const script = await gather("main.js", { SETTINGS: "$", MODULES: "$$", RICH: "false", RELEASE: "false" });
const rich = await gather("main.js", { SETTINGS: "$", MODULES: "$$", RICH: "true", RELEASE: "false" });
const released = await gather("main.js", {
  SETTINGS: "$",
  MODULES: "$$",
  RICH: "true",
  RELEASE: "$$$$",
  "document.currentScript": "$$$",
});
/** @type {Record<string, string>} */ const modules = {};
for (const { href } of filesIn(new URL("modules/", sources))) {
  const name = href.replace(/.*\/|\.js$/g, "");
  modules[name] = `(()=>{${await gather(`modules/${name}.js`, {})}})()`;
}
const details = await gather("more/main.js", { DETAILS: "$", KIT: "$$" });

const { modules: used, ...settings } = sample("settings.json");
settings.languages = Object.fromEntries(Object.entries(settings.languages).map(([language, texts]) => [language, said(texts)]));

const whole = async (/** @type {string} */ code, /** @type {Way} */ way) => `${head}(${await written(`($,$$)=>{${code}}`, way)})`;
const second = async (/** @type {Way} */ way) => `${head}export const more=(${await written(`$=>$$=>{${details}}`, way)})`;

const best = await lightest(async (way) => {
  const runs = Object.entries(used).map(async ([name, told]) => `(${await written(modules[name], way)})($,${bare(told)})`);
  return `${await whole(script, way)}(${bare(settings)},$=>{${(await Promise.all(runs)).join(";")}});\n`;
});
const bestSecond = await lightest(async (way) => `${await second(way)}(${bare(sample("details.kk.json"))});\n`);
const [way] = WAYS;
const release = [
  await written(`($,$$,$$$,$$$$)=>{${released}}`, way),
  await written(`$=>$$=>{${details}}`, way),
  `{${(await Promise.all(Object.entries(modules).map(async ([name, code]) => `${name}:${await written(code, way)}`))).join()}}`,
];
const start = await written(`(()=>{${await gather("release.js", {})}})()`, way);
/** @type {Record<string, string>} */ const files = {
  "kelisim.js": await whole(script, best),
  "kelisim.rich.js": await whole(rich, best),
  "details.js": await second(bestSecond),
  "release.js": `${head}(${start})(${release.join()});\n`,
};
for (const name in modules) files[`modules/${name}.js`] = await written(modules[name], best);
for (const name in files) await Deno.writeTextFile(new URL(name, here), files[name]);
await stop();
