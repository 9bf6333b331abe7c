/** Types for pages that embed the banner: `/// <reference path="kelisim.d.ts" />`, or import them. */

export type Status = "given" | "refused" | "withdrawn" | "expired" | "unknown";

/** What holds for the visitor now. Whatever is not known is denied. */
export interface Standing {
  /** Her pseudonymous id; null before her first answer. */
  readonly visitor: string | null;
  readonly status: Status;
  /** Whether the banner has to ask. */
  readonly ask: boolean;
  /** The edition of the policy that she answered. */
  readonly edition: number | null;
  /** When she answered and until when it holds: ISO 8601, UTC. */
  readonly recordedAt: string | null;
  readonly expiresAt: string | null;
  /** By id; `necessary` is always true. */
  readonly categories: Readonly<Record<string, boolean>>;
  /** By id, every counter of the site. */
  readonly counters: Readonly<Record<string, boolean>>;
}

/** Answers by id. What is left out stays as it is; a counter without an answer of its own follows its category. */
export interface Decision {
  categories?: Record<string, boolean>;
  counters?: Record<string, boolean>;
}

export type Happening = "show" | "hide" | "decide" | "change";

export interface Kelisim {
  /** Whether a category or a counter may run. Never throws; unknown ids are denied. */
  allows(id: string): boolean;
  /** Resolves once the category or counter is allowed. */
  when(id: string): Promise<void>;
  /** Resolves when the standing is known: from memory, without a request. */
  readonly ready: Promise<void>;
  readonly standing: Standing;
  /** Listens; the function that comes back stops it. */
  on(happening: Happening, listener: (standing: Standing) => void): () => void;

  acceptAll(): void;
  rejectAll(): void;
  decide(decision: Decision): void;
  withdraw(): void;

  /** Shows the banner, or the switches for every category and counter. */
  show(): void;
  preferences(): void;
  hide(): void;

  /** The signed receipt of the visitor's last consent record; rejects when there is none. */
  receipt(): Promise<unknown>;
  /** Runs a function with this object; before the script has loaded, an array stands in for it. */
  push(task: (kelisim: Kelisim) => void): void;
}

declare global {
  interface Window {
    /** Before the script has loaded: `(window.kelisim ||= []).push(k => …)`. */
    kelisim: Kelisim | Array<(kelisim: Kelisim) => void>;
  }
  interface DocumentEventMap {
    "kelisim:show": CustomEvent<Standing>;
    "kelisim:hide": CustomEvent<Standing>;
    "kelisim:decide": CustomEvent<Standing>;
    "kelisim:change": CustomEvent<Standing>;
  }
}
