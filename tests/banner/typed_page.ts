/// <reference path="../../static/banner/src/globals.d.ts" />
// A page that embeds the banner, as its types see it; `deno check` holds what it says.
import type { Decision, Kelisim, Standing } from "../../static/banner/kelisim.d.ts";
import type { face } from "../../static/banner/src/face.js";

// What the banner puts into the page keeps what is promised of it.
declare const real: typeof face;
real satisfies Omit<Kelisim, "push">;

// Before the script has loaded an array stands in for it.
(window.kelisim ||= []).push((kelisim) => {
  const allowed: boolean = kelisim.allows("yandex-metrica");
  const stop: () => void = kelisim.on("change", ({ categories }: Standing) => categories.analytics === allowed);
  kelisim.when("analytics").then(stop);
  kelisim.ready.then(() => kelisim.standing.recordedAt?.slice(0, 10));
  const decision: Decision = { categories: { analytics: true } };
  kelisim.decide(decision);
  // @ts-expect-error the banner tells of nothing else
  kelisim.on("accept", stop);
  // @ts-expect-error nobody but the visitor changes what holds
  kelisim.standing.categories.analytics = true;
});
document.addEventListener("kelisim:change", ({ detail }) => detail.status == "given");
