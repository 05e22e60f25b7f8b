import assert from "node:assert/strict";
import test from "node:test";

import { fold, holds, split } from "../assets/matching.js";

test("case, width and accents make no difference", () => {
  for (const [one, other] of [
    ["Xiaomi", "xiaomi"],
    ["Ｓｕ７", "SU7"],
    ["Citroën", "citroen"],
    ["STRASSE", "Straße"],
    ["ὈΔΥΣΣΕΎΣ", "οδυσσευς"],
    ["Ёлка", "елка"],
    ["ｶﾞ", "ガ"],
  ]) {
    assert.equal(fold(one), fold(other));
  }
});

test("composed and decomposed letters are the same", () => {
  assert.equal(fold("e\u0301"), fold("\u00e9"));
  assert.equal(fold("한"), fold("\u1112\u1161\u11ab"));
});

test("marks that make another letter of one stay", () => {
  assert.notEqual(fold("か"), fold("が"));
  assert.notEqual(fold("कि"), fold("क"));
  assert.notEqual(fold("שׁ"), fold(""));
});

test("a query is split at white space of any kind", () => {
  assert.deepEqual(split(" Lei\u3000Jun\t小米 "), ["LEI", "JUN", "小米"]);
  assert.deepEqual(split("  "), []);
});

test("every term has to be there, anywhere in the text", () => {
  const text = fold("Xiaomi 小米科技 Lei Jun");
  assert.ok(holds(text, split("米科")));
  assert.ok(holds(text, split("jun xiao")));
  assert.ok(!holds(text, split("jun nio")));
  assert.ok(holds(text, []));
});
