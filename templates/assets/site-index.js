// What search.json says, as records: no DOM.

import { fold } from "./matching.js";

// {kinds, entities, stories, tags, events}, the first four as lists of {id, name, url, text}.
// `text` is folded and holds all by which a record can be found; an event is also found by the
// names of who and what took part, and has its `kind` and `entities`, `stories`, `tags` by id.
//
// `texts` is what search-texts.json says, empty as long as it is not there.
export function decode(raw, texts = []) {
  const entities = raw.entityNames.map(([id, name, others]) =>
    named(raw, "entity", id, name, others),
  );
  const stories = raw.storyNames.map(([id, name]) => named(raw, "story", id, name));
  const tags = raw.tagNames.map(([id, name]) => named(raw, "tag", id, name));
  const kinds = raw.kindNames.map(([id, name]) => ({ id, name }));
  const events = raw.ids.map((id, place) => {
    const own = raw.entities[place].map((index) => entities[index]);
    const title = raw.titles[place];
    return {
      id,
      title,
      url: address(raw, "event", id),
      date: raw.dates[place],
      importance: raw.importance[place],
      kind: kinds[raw.kinds[place]]?.id ?? "",
      entities: own.map((entity) => entity.id),
      stories: raw.stories[place].map((index) => stories[index].id),
      tags: raw.tags[place].map((index) => tags[index].id),
      foldedTitle: fold(title),
      text: [fold(title), fold(texts[place] ?? ""), ...own.map((entity) => entity.text)].join("\n"),
    };
  });
  return { kinds, entities, stories, tags, events };
}

function named(raw, kind, id, name, others = "") {
  return { id, name, url: address(raw, kind, id), text: fold(`${name}\n${others}`) };
}

function address(raw, kind, id) {
  return `${raw.folders[kind]}${encodeURIComponent(id)}/`;
}
