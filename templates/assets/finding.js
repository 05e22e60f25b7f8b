// The order of search results: no DOM.

import { holds, split } from "./matching.js";

// {names, events, total}: at most `most` of both together; entities, stories and tags first, the shortest name before all, then
// events with the words in their title, then the others.
export function find(index, query, most) {
  const terms = split(query);
  if (!terms.length) {
    return { names: [], events: [], total: 0 };
  }
  const known = [...index.entities, ...index.stories, ...index.tags];
  const names = known
    .filter((record) => holds(record.text, terms))
    .sort((one, other) => one.name.length - other.name.length);
  const events = index.events.filter((event) => holds(event.text, terms));
  const inTitle = events.filter((event) => holds(event.foldedTitle, terms));
  const elsewhere = events.filter((event) => !holds(event.foldedTitle, terms));
  const shownNames = names.slice(0, events.length ? Math.ceil(most / 2) : most);
  return {
    names: shownNames,
    events: [...inTitle, ...elsewhere].slice(0, most - shownNames.length),
    total: names.length + events.length,
  };
}
