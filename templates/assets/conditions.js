// What a reader wants to see, as it stands in the address, and which events that is: no DOM.

import { holds, split } from "./matching.js";

export const KEYS = ["q", "kind", "entity", "story", "tag", "importance"];

// From `?q=nio&kind=meeting`; what is empty or none of ours is left out.
export function read(search) {
  const given = new URLSearchParams(search);
  const found = KEYS.map((key) => [key, (given.get(key) ?? "").trim()]);
  return Object.fromEntries(found.filter(([, value]) => value));
}

// The query of an address with these conditions; what others keep in it stays.
export function write(conditions, search) {
  const params = new URLSearchParams(search);
  for (const key of KEYS) {
    params.delete(key);
    if (conditions[key]) {
      params.set(key, conditions[key]);
    }
  }
  const query = params.toString();
  return query ? `?${query}` : "";
}

export function isEmpty(conditions) {
  return !KEYS.some((key) => conditions[key]);
}

// Events that meet every condition, in their order. Importance 2 asks for 1 and 2.
export function select(events, conditions) {
  const terms = split(conditions.q ?? "");
  const { kind, entity, story, tag } = conditions;
  const least = Number(conditions.importance) || 3;
  return events.filter(
    (event) =>
      event.importance <= least &&
      (!kind || event.kind === kind) &&
      (!entity || event.entities.includes(entity)) &&
      (!story || event.stories.includes(story)) &&
      (!tag || event.tags.includes(tag)) &&
      holds(event.text, terms),
  );
}
