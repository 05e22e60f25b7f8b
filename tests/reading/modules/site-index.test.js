import assert from "node:assert/strict";
import test from "node:test";

import { isEmpty, read, select, write } from "../assets/conditions.js";
import { find } from "../assets/finding.js";
import { decode } from "../assets/site-index.js";

const RAW = {
  folders: { event: "/r/events/", entity: "/r/entities/", story: "/r/stories/", tag: "/r/tags/" },
  kindNames: [["launch", "Launch"], ["meeting", "Meeting"]],
  entityNames: [["xiaomi", "Xiaomi", "小米 · Mi"], ["nio", "Nio", "蔚来"]],
  storyNames: [["onvo", "Onvo"]],
  tagNames: [["乐道", "乐道"]],
  ids: ["su7", "visit", "rumour"],
  titles: ["The SU7 goes on sale", "A visit to Nio", "A rumour"],
  dates: ["28 March 2024", "20 May 2024", "2024"],
  importance: [1, 2, 3],
  kinds: [0, 1, -1],
  entities: [[0], [0, 1], []],
  stories: [[], [0], []],
  tags: [[], [0], []],
};
const TEXTS = ["thousand orders. Fifty", "", "visit. About"];
const index = decode(RAW, TEXTS);
const ids = (events) => events.map((event) => event.id);

test("what stands in columns becomes records with addresses", () => {
  const [, visit, rumour] = index.events;
  assert.equal(visit.url, "/r/events/visit/");
  assert.deepEqual([visit.kind, visit.entities, visit.stories], ["meeting", ["xiaomi", "nio"], ["onvo"]]);
  assert.equal(rumour.kind, "");
  assert.equal(index.tags[0].url, "/r/tags/%E4%B9%90%E9%81%93/");
});

test("each condition narrows, and all hold together", () => {
  const chosen = (conditions) => ids(select(index.events, conditions));
  assert.deepEqual(chosen({}), ["su7", "visit", "rumour"]);
  assert.deepEqual(chosen({ kind: "meeting" }), ["visit"]);
  assert.deepEqual(chosen({ entity: "xiaomi" }), ["su7", "visit"]);
  assert.deepEqual(chosen({ story: "onvo" }), ["visit"]);
  assert.deepEqual(chosen({ tag: "乐道" }), ["visit"]);
  assert.deepEqual(chosen({ importance: "2" }), ["su7", "visit"]);
  assert.deepEqual(chosen({ importance: "1" }), ["su7"]);
  assert.deepEqual(chosen({ q: "visit" }), ["visit", "rumour"]);
  assert.deepEqual(chosen({ q: "visit", entity: "nio" }), ["visit"]);
  assert.deepEqual(chosen({ kind: "none" }), []);
});

test("an event is found by the names of who took part, in any script", () => {
  assert.deepEqual(ids(select(index.events, { q: "小米" })), ["su7", "visit"]);
  assert.deepEqual(ids(select(index.events, { q: "蔚 米" })), ["visit"]);
});

test("summaries are found as soon as they are there", () => {
  assert.deepEqual(ids(select(decode(RAW).events, { q: "orders" })), []);
  assert.deepEqual(ids(select(index.events, { q: "ORDER fifty" })), ["su7"]);
});

test("conditions in an address are read and written, and leave others alone", () => {
  const address = "?q=+nio+&kind=meeting&from=1984&tag=";
  assert.deepEqual(read(address), { q: "nio", kind: "meeting" });
  assert.equal(write({ entity: "nio" }, address), "?from=1984&entity=nio");
  assert.equal(write({}, "?q=nio"), "");
  assert.deepEqual(read(write({ q: "小米 & co", tag: "乐道" }, "")), { q: "小米 & co", tag: "乐道" });
  assert.ok(isEmpty(read("?from=1984")));
  assert.ok(!isEmpty(read("?q=a")));
});

test("results are names first, then events with the words in their title", () => {
  const found = find(index, "visit", 8);
  assert.deepEqual(ids(found.events), ["visit", "rumour"]);
  assert.equal(found.total, 2);
  const mi = find(index, "mi", 2);
  assert.deepEqual([ids(mi.names), ids(mi.events), mi.total], [["xiaomi"], ["su7"], 3]);
  assert.deepEqual(find(index, " ", 8), { names: [], events: [], total: 0 });
});
