/** What the build puts in: parameters of the wrapping functions, and the digest of the sources. */
declare const SETTINGS: import("./types.d.ts").Settings;
declare const MODULES: ((kit: typeof import("./kit.js").kit) => void) | undefined;
/** Whether this is the build for sites that use more than most. */
declare const RICH: boolean;
/** The second file's code, in a release, which asks for data only. */
declare const RELEASE: false | ((details: typeof DETAILS) => (kit: typeof KIT) => import("./more.js").More);
declare const DETAILS: import("./types.d.ts").Details;
declare const KIT: typeof import("./kit.js").kit;
declare const DIGEST: string;
/** The names in `texts.js`, in their order. */
declare const SAID: (keyof import("./types.d.ts").Texts)[];

declare module "*.css" {
  const css: string;
  export default css;
}

interface HTMLElementTagNameMap {
  "kelisim-banner": HTMLElement;
  "kelisim-cover": HTMLElement;
  "kelisim-button": HTMLElement;
}
