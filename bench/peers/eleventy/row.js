// A row is the same in every list: it is made once, of what the row's own template would ask for.
const HTML = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const escape = (text) => text.replace(/[&<>"]/g, (character) => HTML[character]);
const plural = (count, word) => `${count} ${word}${count > 1 ? "s" : ""}`;

export const date = ({ datetime, edtf, when }) =>
  datetime
    ? `<time datetime="${datetime}">${when}</time>`
    : `<span class="date" data-edtf="${edtf}">${when}</span>`;

export const kind = (name) =>
  `<span class="kind kind-${name}"><svg class="dot" viewBox="0 0 10 10" width="10" height="10" aria-hidden="true"><circle cx="5" cy="5" r="5"/></svg>${name[0].toUpperCase()}${name.slice(1)}</span>`;

export const signs = ({ claims }) =>
  (claims ?? []).some((claim) => claim.status === "disputed")
    ? ' <span class="badge badge-disputed">Disputed</span>'
    : "";

const rows = new WeakMap();

export function row(event, entities, eventById) {
  if (!rows.has(event)) rows.set(event, makeRow(event, entities, eventById));
  return rows.get(event);
}

function makeRow({ url, data }, entities, eventById) {
  const names = data.entities.map((id) => `<a href="/entities/${id}/">${escape(entities[id].name)}</a>`);
  const whole = eventById[data.part_of];
  const isPart = whole ? `<li>Part of: <a href="${whole.url}">${escape(whole.data.title)}</a></li>\n` : "";
  const parts = data.parts_of
    ? `<li><a href="${url}#context">${plural(data.parts_of.length, "part")}</a></li>\n`
    : "";
  return `<li class="event importance-${data.importance}">
<p class="event-date">${date(data)}</p>
<h3 class="event-title"><a href="${url}">${escape(data.title)}</a>${signs(data)}</h3>
<p class="event-summary">${escape(data.description)}</p>
<ul class="meta">
<li>${kind(data.kind)}</li>
<li>${names.join(", ")}</li>
${isPart}<li>${plural(data.sources.length, "source")}</li>
${parts}</ul>
</li>
`;
}
