// Feeds and calendars of the whole, of each entity, each tag and each story.
// What an event is in them is made once, however many have it.
import { date } from "./row.js";

const XML = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;" };
const HEAD = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//eleventy//chronology//EN\nCALSCALE:GREGORIAN\n";
const EMPTY =
  "BEGIN:VTIMEZONE\nTZID:Etc/UTC\nBEGIN:STANDARD\nDTSTART:19700101T000000\n" +
  "TZOFFSETFROM:+0000\nTZOFFSETTO:+0000\nTZNAME:UTC\nEND:STANDARD\nEND:VTIMEZONE\n";

const escapeXml = (text) => text.replace(/[&<>"]/g, (character) => XML[character]);
const instant = (day) => `${day}T00:00:00Z`;

function once(make) {
  const made = new WeakMap();
  return (event, data) => {
    if (!made.has(event)) made.set(event, make(event, data));
    return made.get(event);
  };
}

// The newest edits, and of equal ones the later event.
const newest = (list, limit) =>
  [...list]
    .sort((a, b) => b.data.edited.localeCompare(a.data.edited) || b.data.ordinal - a.data.ordinal)
    .slice(0, limit);

const tagsOf = ({ kind, topics }) => [kind[0].toUpperCase() + kind.slice(1), ...topics];

const contentOf = once((event, { site, allEntities }) => {
  const { description, claims } = event.data;
  const url = `${site.address}${event.url}`;
  const body = event.content
    .replaceAll('href="/', `href="${site.address}/`)
    .replaceAll('href="#', `href="${url}#`);
  const said = (claims ?? []).map(
    ({ by, text, status }) =>
      `<li>${allEntities[by].name}: ${text} (${site.statuses[status].label})</li>\n`,
  );
  const list = said.length ? `<ul>\n${said.join("")}</ul>\n` : "";
  return `<p>${date(event.data)}</p>\n<p>${description}</p>\n<div>\n${body}</div>\n${list}`;
});

const atomEntry = once((event, data) => {
  const url = `${data.site.address}${event.url}`;
  const tags = tagsOf(event.data).map((tag) => `<category term="${escapeXml(tag)}"/>\n`);
  return `<entry>
<id>${url}</id>
<title>${escapeXml(event.data.title)}</title>
<link rel="alternate" type="text/html" href="${url}"/>
<updated>${instant(event.data.edited)}</updated>
${tags.join("")}<summary>${escapeXml(event.data.description)}</summary>
<content type="html">${escapeXml(contentOf(event, data))}</content>
</entry>
`;
});

const jsonEntry = once((event, data) => {
  const url = `${data.site.address}${event.url}`;
  return JSON.stringify({
    id: url,
    url,
    title: event.data.title,
    content_html: contentOf(event, data),
    summary: event.data.description,
    date_modified: instant(event.data.edited),
    tags: tagsOf(event.data),
    _event: { about: "https://www.loc.gov/standards/datetime/", date: event.data.edtf },
  });
});

// Nothing for a date that is no day and no time.
const calendarEntry = once((event, { site }) => {
  const { calendar_begin: begin, calendar_end: end, edited, title, description, topics } = event.data;
  if (!begin) return "";
  const stamp = instant(edited).replaceAll(/[-:]/g, "");
  const span = end
    ? `DTSTART;VALUE=DATE:${begin}\nDTEND;VALUE=DATE:${end}\n`
    : `DTSTART:${begin}\n`;
  return (
    `BEGIN:VEVENT\nUID:${event.fileSlug}@example.org\nDTSTAMP:${stamp}\nLAST-MODIFIED:${stamp}\n` +
    span +
    text("SUMMARY", title) +
    text("DESCRIPTION", description) +
    fold(`CATEGORIES:${topics.map(escapeText).join(",")}`) +
    fold(`URL:${site.address}${event.url}`) +
    "TRANSP:TRANSPARENT\nEND:VEVENT\n"
  );
});

const escapeText = (value) => value.replaceAll(/[\\;,]/g, "\\$&");
const text = (name, value) => fold(`${name}:${escapeText(value)}`);

// Lines of at most 75 octets (RFC 5545 §3.1); a dash counts for three.
const fold = (line) => `${line.match(/.{1,72}/g).join("\n ")}\n`;

const titleOf = ({ name }, site) => (name ? `${name} – ${site.title}` : site.title);

export function writeAtom(data) {
  const { site, part } = data;
  const events = newest(part.list, site.feedLimit);
  const url = `${site.address}${part.url}`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${url}</id>
<title>${escapeXml(titleOf(part, site))}</title>
${part.summary ? `<subtitle>${escapeXml(part.summary)}</subtitle>\n` : ""}<updated>${instant(events[0].data.edited)}</updated>
<author><name>${site.author}</name></author>
<link rel="alternate" type="text/html" href="${url}"/>
<link rel="self" type="application/atom+xml" href="${url}feed.xml"/>
<generator>Eleventy</generator>
${events.map((event) => atomEntry(event, data)).join("")}</feed>
`;
}

export function writeJson(data) {
  const { site, part } = data;
  const url = `${site.address}${part.url}`;
  const head = JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: titleOf(part, site),
    description: part.summary || undefined,
    home_page_url: url,
    feed_url: `${url}feed.json`,
    language: "en",
    authors: [{ name: site.author }],
  });
  const items = newest(part.list, site.feedLimit).map((event) => jsonEntry(event, data));
  return `${head.slice(0, -1)},"items":[${items.join(",\n")}]}\n`;
}

export function writeCalendar(data) {
  const { site, part } = data;
  const entries = part.list.map((event) => calendarEntry(event, data));
  const dues = part.list.flatMap((event) => event.data.claims ?? []).filter((said) => said.due);
  const leftOut = entries.filter((entry) => !entry).length + dues.length;
  const title = titleOf(part, site);
  const lines = [HEAD, text("NAME", title), text("X-WR-CALNAME", title)];
  if (part.summary) lines.push(text("DESCRIPTION", part.summary));
  lines.push("REFRESH-INTERVAL;VALUE=DURATION:P1D\n");
  if (leftOut) lines.push(`X-LEFT-OUT:${leftOut}\n`);
  lines.push(entries.join("") || EMPTY, "END:VCALENDAR\n");
  return lines.join("").replaceAll("\n", "\r\n");
}
