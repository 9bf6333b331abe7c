/** What the second file gives to the first; `more.js` calls for it. */
import { attend } from "./attend.js";
import { conclude } from "./conclude.js";
import { declare } from "./declaration.js";
import { explain } from "./explain.js";
import { notify } from "./notify.js";
import { receipt } from "./receipt.js";

export default {
  _attend: attend,
  _conclude: conclude,
  _declare: declare,
  _explain: explain,
  _notify: notify,
  _receipt: receipt,
};
