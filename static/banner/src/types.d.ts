/** The shapes that the banner's files share: what the server hands in, what the visitor answers, what then holds. */

import type { ConsentMode, ForeignMarkup, Placeholders, Reopener, Theme } from "./told.d.ts";

export type * from "./told.d.ts";

/** A consent call as data: `[dotted global, ...arguments]`, or `["=name", value]` which assigns `window[name]`. */
export type Call = [string, ...unknown[]];

/** What the first file tells of a counter; everything for people's eyes is in the details. */
export interface Counter {
  category: string;
  /** For the placeholder of an embed; given only for counters that fill frames, else the id stands in. */
  name?: string;
  /** One regular expression for whole names of its first-party cookies. */
  cookies?: string;
  /** One regular expression for whole keys of its localStorage and sessionStorage. */
  storage?: string;
  /** Calls when it is allowed again in a page in which it was revoked. */
  grant?: Call[];
  /** Calls that tell the running counter to stop. Without any, a reload is offered. */
  revoke?: Call[];
}

/** The part of the settings that the rules need: the same rules hold on the server. */
export interface Site {
  edition: number;
  /** The newest edition that asks again; 0 when none does. */
  asks: number;
  /** How long an answer holds, in seconds. */
  validity: number;
  /** The optional categories, in the site's order; `necessary` is implied. */
  categories: string[];
  counters: Record<string, Counter>;
}

/** The argument that the server appends to `kelisim.js`. */
export interface Settings extends Site {
  site: string;
  /** The banner revision: what the visitor was shown. */
  banner: string;
  refusals?: "counted";
  /** Without one the visitor is asked first; else all is granted until she answers, and `none` shows no banner. */
  regime?: "opt-out" | "none";
  /** Candidates for the cookie's Domain: the first that is the page's host or a parent of it. */
  hosts: string[];
  /** The cookie's Path, when not `/`. */
  path?: string;
  layout: "bar" | "box" | "modal" | "inline";
  /** Where a bar or a box stands; of no meaning for the others. */
  position?: "top" | "bottom" | "top-left" | "top-right" | "bottom-left" | "bottom-right";
  policy: string;
  /** By language code, the site's default first. */
  languages: Record<string, Said>;
}

/** What the server keeps of a site; what it tells the modules comes apart from the settings. */
export interface Composed extends Omit<Settings, "languages"> {
  languages: Record<string, Texts>;
  /** By the name of a module in `modules/`, what the site says to it: only those are in its file. */
  modules: {
    /** For `layout: bar`; it is told nothing. */
    bar?: true;
    comparison?: Comparison;
    /** By counter, the calls that have to come before its script. */
    before?: Record<string, Call[]>;
    foreignMarkup?: ForeignMarkup;
    /** For pages under `require-trusted-types-for`; it is told nothing. */
    trust?: true;
    consentMode?: ConsentMode;
    /** By counter, one regular expression for how its addresses go on after the scheme. */
    holdBack?: Record<string, string>;
    direction?: string[];
    inline?: true;
    optOut?: true;
    placeholders?: Placeholders;
    reopener?: Reopener;
    /** For sites with a counter that a global switches off; it is told nothing. */
    switches?: true;
    theme?: Theme;
  };
}

/** Banners that are compared: the first is the one that the settings hold. */
export interface Comparison {
  id: string;
  /** Of all of them, in their order. */
  weights: number[];
  /** What is different in the others; `texts` by language. */
  others: (Pick<Settings, "banner" | "layout" | "position"> & { theme?: Theme; texts: Record<string, Partial<Texts>> })[];
}

/** What a module works with, beside what the site says to it. */
export type Kit = typeof import("./kit.js").kit & typeof import("./kit.js").more;

/** The texts of one language in the first file: plain text, never HTML. */
export interface Texts {
  /** Also the name of the landmark. */
  title: string;
  body: string;
  /** “Controller: …”; absent when the site names none. */
  controller?: string;
  /** Text of the link to the policy. */
  policy: string;
  accept: string;
  reject: string;
  customise: string;
  /** Heading of the second layer: “Cookie settings”. */
  preferences: string;
  save: string;
  close: string;
  /** Titles by category id, `necessary` included. */
  categories: Record<string, string>;
  /** Placeholder of an embed, with `{counter}` and `{category}`. */
  embed: string;
  /** For a feature that needs a category, with `{category}`; used where `why` has nothing. */
  requires: string;
  /** The site's own explanation of `data-requires`, by category id. */
  why?: Record<string, string>;
  /** Button of both: “Allow and show”. */
  allow: string;
  /** What the current edition changed and since when: whole sentences. Absent when there is nothing to tell. */
  notice?: string;
  /** Sentence: the earlier answer has run out. */
  expired: string;
  /** Sentence: the browser objects to advertising, and what the buttons make of it. */
  gpc: string;
}

/** `Texts` as a page gets them, in the order in which `texts.js` names them again. */
export type Said = [
  title: string,
  body: string,
  controller: string,
  policy: string,
  accept: string,
  reject: string,
  customise: string,
  preferences: string,
  save: string,
  close: string,
  categories: Record<string, string>,
  expired: string,
  gpc: string,
  embed: string,
  requires: string,
  allow: string,
  why?: Record<string, string>,
  notice?: string,
];

/** The argument that the server appends to `details.js`: what only the second layer and the declaration need. */
export interface Details {
  categories: Record<string, { text: string; purposes?: string[] }>;
  counters: Record<string, CounterDetails>;
  /** Labelled facts about the site, in order: controller, where answers are stored, what is collected … */
  facts: [label: string, fact: string][];
  texts: DetailTexts;
}

export interface CounterDetails {
  name: string;
  /** Whose it is and, where that is known, in which country. */
  vendor: string;
  /** The country is not the controller's: data cross the border. */
  abroad?: boolean;
  purpose: string;
  /** Name and lifetime in words; an empty lifetime is unknown. */
  cookies: [name: string, lifetime: string][];
}

export interface DetailTexts {
  /** Beside a switch: “On”, “Off”, and “Always on” where it cannot be switched off. */
  on: string;
  off: string;
  always: string;
  /** Said after a decision, in a message with a button that hides it. */
  saved: string;
  hide: string;
  /** Said after a withdrawal, and when a counter was switched off that nobody can tell to stop. */
  withdrawn: string;
  /** Sentence: something still runs until the page is loaded anew. */
  reload: string;
  /** Its button: “Reload now”. */
  reloadNow: string;
  /** Headings of the declaration: “Counter”, “Provider”, “Purpose”, “Cookies and how long they live”. */
  counter: string;
  vendor: string;
  purpose: string;
  cookies: string;
  /** Mark of a counter whose data cross the border: “Cross-border transfer”. */
  abroad: string;
  /** In place of cookies when a counter sets none. */
  none: string;
  /** Heading above the facts: “About the processing”. */
  facts: string;
  /** “Your identifier”, “You answered” (a date follows), “Allowed” (titles follow). */
  visitor: string;
  answered: string;
  allowed: string;
  /** Button “Erase my data”; what is said when it is done, and when the service could not be reached. */
  erase: string;
  erased: string;
  failed: string;
}

/** What the cookie holds. */
export interface Answer {
  /** 22 characters of base64url, or `-` for one who refused all where refusals are only counted. */
  visitor: string;
  edition: number;
  /** Unix seconds. */
  at: number;
  /** The resolved grants: ids of categories and counters. */
  grants: string[];
}

export type Status = "given" | "refused" | "withdrawn" | "expired" | "unknown";

/** What holds for the visitor now; `window.kelisim.standing` and the detail of the events. */
export interface Standing {
  visitor: string | null;
  status: Status;
  /** Whether the banner has to ask. */
  ask: boolean;
  /** The edition that was answered. */
  edition: number | null;
  /** ISO 8601, UTC. */
  recordedAt: string | null;
  expiresAt: string | null;
  categories: Record<string, boolean>;
  counters: Record<string, boolean>;
}

/** The answers of one moment: per category, and per counter where it differs from its category. */
export interface Decision {
  categories: Record<string, boolean>;
  counters: Record<string, boolean>;
}

export type Method = "accept-all" | "reject-all" | "save" | "withdraw" | "gpc" | "api";

/** The body of `POST …/consents`. */
export interface Sent extends Decision {
  /** A UUID: the same decision sent again is the same record. */
  id: string;
  visitor: string;
  decided_at: string;
  method: Method;
  edition: number;
  banner: string;
  language: string;
  /** Without query and fragment; null where it is none of the web. */
  page: string | null;
  signals: { gpc: boolean };
  /** How many whole seconds ago the banner asked; left out where it did not. */
  after?: number;
}
