// Where a day is in a list of dates: no DOM.

// The beginning of an EDTF date or of a `datetime`, as far as its digits go: `2024-05`, `198`,
// `-0043`. Null where it begins with nothing known.
export function beginningOf(date) {
  const plain = date.replace(/[[\]{}]/g, "").replace(/^\.\.?\/?/, "").replace(/^\//, "");
  return plain.match(/^Y?-?\d+(?:-\d\d){0,2}/)?.[0] ?? null;
}

// Whether a beginning lies after `today` (`2026-11-22`) as far as it is known: this month is not.
export function isAfter(beginning, today) {
  if (beginning.startsWith("Y")) {
    return beginning[1] !== "-";
  }
  return !beginning.startsWith("-") && beginning > today.slice(0, beginning.length);
}

// The place of the last date that is not after `today` in a list in time's order or against it.
// Where all are after it, the place of the first in time; -1 for an empty list.
export function placeOfToday(dates, today) {
  const past = dates.map((date) => {
    const beginning = beginningOf(date);
    return beginning === null || !isAfter(beginning, today);
  });
  if (!past.includes(true)) {
    return isDescending(dates) ? dates.length - 1 : Math.min(0, dates.length - 1);
  }
  return isDescending(dates) ? past.indexOf(true) : past.lastIndexOf(true);
}

// The place of the page that has today, from the dates with which the pages begin. Newest first,
// it is the one before the first that begins with what is past: it may end with the like.
export function pageOfToday(starts, today) {
  const place = placeOfToday(starts, today);
  const isPast = starts.some((start) => !isAfter(beginningOf(start) ?? "-", today));
  return isDescending(starts) && isPast ? Math.max(place - 1, 0) : Math.max(place, 0);
}

function isDescending(dates) {
  const known = dates.map(beginningOf).filter((beginning) => beginning !== null);
  return known.length > 1 && isEarlier(known.at(-1), known[0]);
}

function isEarlier(one, other) {
  const first = yearOf(one);
  const second = yearOf(other);
  return first === second ? one < other : first < second;
}

function yearOf(beginning) {
  const [digits] = beginning.replace("Y", "").match(/^-?\d+/);
  return Number(digits);
}
