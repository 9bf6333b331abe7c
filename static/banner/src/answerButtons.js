import { button } from "./element.js";
import { settle } from "./settle.js";
import * as texts from "./texts.js";

/** To accept and to refuse take one click each, on every layer. */
export const answerButtons = () => [
  button("accept", texts.accept, () => settle("accept-all")),
  button("reject", texts.reject, () => settle("reject-all")),
];
