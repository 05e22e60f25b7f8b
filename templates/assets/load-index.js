// The index of a language, asked for once and only when it is needed.

import { decode } from "./site-index.js";

const asked = new Map();

// Two promises: `names` is there first, with titles and names; `whole` has the summaries too.
export function loadIndex(url) {
  if (!asked.has(url)) {
    const raw = ask(url);
    const texts = raw.then((found) => ask(found.texts));
    const index = {
      names: raw.then((found) => decode(found)),
      whole: Promise.all([raw, texts]).then(([found, more]) => decode(found, more)),
    };
    // Each is handled where it is waited for; a failure lets the next use ask again.
    index.names.catch(() => {});
    index.whole.catch(() => asked.delete(url));
    asked.set(url, index);
  }
  return asked.get(url);
}

async function ask(url) {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`);
  }
  return response.json();
}
