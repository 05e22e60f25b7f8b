// From time to place and back, and where the axis bears marks: arithmetic without a page.
//
// Moments are seconds since 1970-01-01T00:00 on the site's own calendar (proleptic Gregorian), places
// are shares of the whole width. The same rules as site_gen/plan/drawing/{scale,ticks}.py.

export const DAY = 86400;
const YEAR = 31556952;
const UNITS = [
  ...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((n) => ["minute", n * 60, n * 60]),
  ...[1, 2, 7].map((n) => ["day", n * DAY, n * DAY]),
  ...[1, 3, 6].map((n) => ["month", n, (n * YEAR) / 12]),
];

/** knots: [[moment, place], …] in order; breaks: indexes of knots at which a break begins. */
export function makeScale(knots, breaks = []) {
  const at = (value, column) => {
    let index = 0;
    while (index < knots.length - 2 && knots[index + 1][column] <= value) index += 1;
    return index;
  };
  const carry = (value, from, to) => {
    const index = at(value, from);
    const [first, last] = [knots[index], knots[index + 1]];
    const share = (value - first[from]) / (last[from] - first[from]);
    return first[to] + share * (last[to] - first[to]);
  };
  const segments = knots.slice(1).map((last, index) => [knots[index], last, breaks.includes(index)]);
  return {
    place: (moment) => carry(moment, 0, 1),
    moment: (place) => carry(place, 1, 0),
    segments: segments.filter((one) => !one[2]),
    breaks: segments.filter((one) => one[2]),
  };
}

/** The view [first, last] made `factor` times as wide around the place `center`, inside [0, 1]. */
export function zoomView([first, last], factor, center, smallest) {
  const wide = Math.min(Math.max((last - first) * factor, smallest), 1);
  const share = (center - first) / (last - first);
  return keepInside([center - share * wide, center + (1 - share) * wide]);
}

/** The same view, moved as little as need be to lie inside [0, 1]. */
export function keepInside([first, last]) {
  const wide = Math.min(last - first, 1);
  const start = Math.min(Math.max(first, 0), 1 - wide);
  return [start, start + wide];
}

/** [year, month, day] of a day counted from 1970-01-01; any year (see dates/bounds.py). */
export function toDate(ordinal) {
  const shifted = ordinal + 719468;
  const era = Math.floor(shifted / 146097);
  const day = shifted - era * 146097;
  const year = Math.floor(
    (day - Math.floor(day / 1460) + Math.floor(day / 36524) - Math.floor(day / 146096)) / 365,
  );
  const rest = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * rest + 2) / 153);
  const january = month > 9;
  return [
    era * 400 + year + (january ? 1 : 0),
    january ? month - 9 : month + 3,
    rest - Math.floor((153 * month + 2) / 5) + 1,
  ];
}

/** The inverse of `toDate`. */
export function toOrdinal(year, month, day) {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return (
    era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468
  );
}

/** The smallest unit [kind, count, seconds] that lasts at least so many seconds. */
export function chooseUnit(seconds) {
  const short = UNITS.find((unit) => unit[2] >= seconds);
  if (short) return short;
  for (let power = 1; ; power *= 10) {
    const count = [power, 2 * power, 5 * power].find((years) => years * YEAR >= seconds);
    if (count) return ["year", count, count * YEAR];
  }
}

/** The unit's multiples from `start` to `end`, at most 200. */
export function listMoments([kind, count], start, end) {
  const [year, month] = toDate(Math.floor(start / DAY));
  const steps = { year: [year, count], month: [year * 12 + month - 1, count] };
  const [value, step] = steps[kind] ?? [start, count];
  const found = [];
  for (let index = Math.floor(value / step); found.length < 200; index += 1) {
    const moment = momentOf(kind, count, index);
    if (moment > end) break;
    if (moment >= start) found.push(moment);
  }
  return found;
}

function momentOf(kind, count, index) {
  if (kind === "year") return toOrdinal(roundYear(count, index), 1, 1) * DAY;
  if (kind === "month") {
    const months = index * count;
    return toOrdinal(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, 1) * DAY;
  }
  return index * count;
}

/** Round years before Christ are round as they are written: 500 BC is the year -499. */
function roundYear(count, index) {
  return count > 1 && index <= 0 ? index * count + 1 : index * count;
}

/** Marks of the axis inside the view: [{ moment, x, kind }], at least `widest` apart. */
export function findTicks(scale, [first, last], width, widest) {
  const ticks = [];
  for (const [[fromMoment, fromPlace], [toMoment, toPlace]] of scale.segments) {
    if (toPlace < first || fromPlace > last) continue;
    const room = ((toPlace - fromPlace) / (last - first)) * width;
    if (room < widest) continue;
    const unit = chooseUnit(((toMoment - fromMoment) / room) * widest);
    const start = Math.max(fromMoment, scale.moment(Math.max(first, fromPlace)));
    const end = Math.min(toMoment, scale.moment(Math.min(last, toPlace)));
    for (const moment of listMoments(unit, start, end)) {
      const x = ((scale.place(moment) - first) / (last - first)) * width;
      ticks.push({ moment, x, kind: unit[0] });
    }
  }
  return ticks;
}

const pad = (number, length = 2) => String(number).padStart(length, "0");

/** `2024-03-28T22:05`, `-0043-03-15`, `Y-170000000`: what the address of a view is made of. */
export function writeMoment(moment) {
  const day = Math.floor(moment / DAY);
  const [year, month, date] = toDate(day);
  const minute = Math.floor((moment - day * DAY) / 60);
  if (Math.abs(year) > 9999) return `Y${year}`;
  const text = `${year < 0 ? "-" : ""}${pad(Math.abs(year), 4)}-${pad(month)}-${pad(date)}`;
  return minute ? `${text}T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}` : text;
}

/** The moment that `writeMoment` wrote, or null. */
export function readMoment(text) {
  const long = /^Y(-?\d{5,15})$/.exec(text);
  if (long) return toOrdinal(Number(long[1]), 1, 1) * DAY;
  const found = /^(-?\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?$/.exec(text);
  if (!found) return null;
  const [, year, month, day, hour = 0, minute = 0] = found.map((part) => part && Number(part));
  return toOrdinal(year, month, day) * DAY + hour * 3600 + minute * 60;
}

/** A function that says a moment in the language, as exactly as a unit of the axis asks. */
export function makeWords(language) {
  const locale = language === "en" ? "en-GB" : language;
  const forms = {
    year: { year: "numeric" },
    month: { year: "numeric", month: "long" },
    day: { year: "numeric", month: "long", day: "numeric" },
    minute: { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  };
  const made = {};
  const format = (kind, era, date) => {
    const options = { ...forms[kind], ...(era ? { era: "short" } : {}), timeZone: "UTC" };
    made[kind + era] ??= new Intl.DateTimeFormat(locale, options);
    return made[kind + era].format(date);
  };
  return (moment, kind) => {
    const [year] = toDate(Math.floor(moment / DAY));
    if (Math.abs(year) < 250000) return format(kind, year < 1000, new Date(moment * 1000));
    // `Date` ends before these years: the pattern of a year that it has is filled with another.
    const sample = new Date(Date.UTC(year > 0 ? 9999 : -9998, 6));
    const number = new Intl.NumberFormat(locale).format(year > 0 ? year : 1 - year);
    return format("year", year < 1, sample).replace("9999", number);
  };
}
