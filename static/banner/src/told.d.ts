/** What a site says to its modules, each in a shape of its own. */

/** How a site's banner looks, where it is not as it comes. */
export interface Theme {
  /** Style rules. */
  rules: string[];
  /** Address of a picture. */
  logo?: string;
  rejectFirst?: boolean;
}

/** What placeholders say and offer beside the lasting answer, by language. */
export interface Placeholders {
  /** By counter: who gets what when it is shown. */
  sends: Record<string, Record<string, string>>;
  /** The button that shows it once. */
  show: Record<string, string>;
}

/** A little button that opens the settings. */
export interface Reopener {
  corner: string;
  /** What the button says that moves it, by language. */
  move: Record<string, string>;
}

/** How another product marks up what has to wait, and where it keeps what was answered. */
export interface ForeignMarkup {
  /** A selector, and the attribute whose words say what decides. */
  find: string;
  attribute: string;
  /** The attribute in which an address sleeps. */
  source: string;
  /** By the product's word, a category or a counter. */
  words: Record<string, string>;
  /** Where it keeps what was answered; absent where the site does not take answers over. */
  keeps?: {
    /** How the names of its cookies begin. */
    cookie: string;
    /** What they hold once she has answered herself. */
    answered: string;
    /** By category or counter, what stands before the answers that decide; and how a yes is written. */
    said: Record<string, string[]>;
    yes: string;
  };
}

/** Google's consent mode v2: beside these, the fields of its default as Google names them. */
export interface ConsentMode {
  /** Google's types, separated by spaces, by what decides about them: a counter or a category. */
  types: Record<string, string>;
  /** What is set beside: `ads_data_redaction`, `url_passthrough`. */
  set?: Record<string, boolean>;
  wait_for_update?: number;
  region?: string[];
}
