import assert from "node:assert/strict";
import test from "node:test";

import { beginningOf, isAfter, pageOfToday, placeOfToday } from "../assets/calendar.js";
import { count } from "../assets/wording.js";

const TODAY = "2026-11-22";

test("a date begins with the digits that are known", () => {
  for (const [date, beginning] of [
    ["2024-05-20", "2024-05-20"],
    ["2024-03-28T19:00+08:00", "2024-03-28"],
    ["2024-05/2024-07", "2024-05"],
    ["[2024-04-25,2024-04-26]", "2024-04-25"],
    ["../2020", "2020"],
    ["/2020", "2020"],
    ["198X", "198"],
    ["1984~", "1984"],
    ["-0043", "-0043"],
    ["Y12024", "Y12024"],
    ["Y-12024", "Y-12024"],
    ["XXXX", null],
    ["", null],
  ]) {
    assert.equal(beginningOf(date), beginning, date);
  }
});

test("what may be today is not after it", () => {
  for (const date of ["2026-11-22", "2026-11", "2026", "202", "-0043", "Y-12024", "1984"]) {
    assert.ok(!isAfter(date, TODAY), date);
  }
  for (const date of ["2026-11-23", "2026-12", "2027", "203", "Y12024"]) {
    assert.ok(isAfter(date, TODAY), date);
  }
});

test("today is at the last event that is not after it, in either order", () => {
  const dates = ["-0043", "1984~", "2026-11-22", "2026-12", "2030"];
  assert.equal(placeOfToday(dates, TODAY), 2);
  assert.equal(placeOfToday(dates.toReversed(), TODAY), 2);
  assert.equal(placeOfToday(["2030", "2031"], TODAY), 0);
  assert.equal(placeOfToday(["2031", "2030"], TODAY), 1);
  assert.equal(placeOfToday(["1990", "1991"], TODAY), 1);
  assert.equal(placeOfToday([], TODAY), -1);
});

test("the page with today is found from the pages' first dates", () => {
  assert.equal(pageOfToday(["1900", "2000", "2027"], TODAY), 1);
  assert.equal(pageOfToday(["2030", "2031"], TODAY), 0);
  assert.equal(pageOfToday(["2040", "2030", "2020", "2010"], TODAY), 1);
  assert.equal(pageOfToday(["2020", "2010"], TODAY), 0);
  assert.equal(pageOfToday(["2040", "2030"], TODAY), 1);
});

test("numbers take the form that their language asks for", () => {
  const forms = { one: "{n} event", other: "{n} events" };
  assert.deepEqual(
    [0, 1, 2].map((number) => count(forms, number, "en")),
    ["0 events", "1 event", "2 events"],
  );
  assert.equal(count({ other: "{n} 个事件" }, 1, "zh"), "1 个事件");
});
