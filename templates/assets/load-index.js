// The index of a language, asked for once and only when it is needed.

import { decode } from "./site-index.js";

const asked = new Map();

export function loadIndex(url) {
  if (!asked.has(url)) {
    const answer = ask(url);
    answer.catch(() => asked.delete(url));
    asked.set(url, answer);
  }
  return asked.get(url);
}

async function ask(url) {
  const response = await fetch(url);
  if (!response.ok) {
    throw new Error(`${url}: ${response.status}`);
  }
  return decode(await response.json());
}
