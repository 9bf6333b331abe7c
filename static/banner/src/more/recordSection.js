import { conclude } from "./conclude.js";
import { erase } from "./erase.js";
import { button, details, element, language, standing, titles, words } from "./given.js";

/** The facts about the processing; what the visitor answered, when and under which id; and the way to erase it. */
export function recordSection() {
  const { visitor, recordedAt, categories, counters } = standing();
  const rows = [...details.facts];
  if (recordedAt) {
    const answers = { ...categories, ...counters };
    const allowed = Object.keys(answers).filter((id) => answers[id]);
    rows.push(
      [words.answered, new Date(recordedAt).toLocaleString(language)],
      [words.allowed, allowed.map((id) => titles[id] || details.counters[id].name).join(", ")],
    );
  }
  if (visitor) rows.push([words.visitor, visitor]);

  const failure = element("p", { role: "status" });
  return element(
    "section",
    { part: "facts" },
    element("h3", {}, words.facts),
    element("dl", {}, ...rows.flatMap(([term, fact]) => [element("dt", {}, term), element("dd", {}, fact)])),
    visitor && button("erase", words.erase, () => erase(visitor).then(() => conclude("erased"), () => failure.textContent = words.failed)),
    failure,
  );
}
