// Wires behaviours to the hooks that a page has. What a page lacks is not loaded.

import * as scheme from "./scheme.js"; // not later: the page would change its colours

const BEHAVIOURS = [
  ["[data-scheme-switch]", async () => scheme],
  ["[data-search]", () => import("./search.js")],
  ["[data-filter]", () => import("./filter.js")],
  ["[data-today]", () => import("./today.js")],
  ["details.parts", () => import("./folds.js")],
];

for (const [hook, load] of BEHAVIOURS) {
  const elements = document.querySelectorAll(hook);
  if (elements.length) {
    load().then(({ start }) => elements.forEach(start));
  }
}
