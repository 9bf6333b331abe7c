import { button } from "./element.js";
import { obey } from "./settle.js";
import * as texts from "./texts.js";

/** To accept and to refuse take one click each, on every layer. */
export const answerButtons = () => [
  button("accept", texts.accept, () => obey("accept-all")),
  button("reject", texts.reject, () => obey("reject-all")),
];
