// SPDX-License-Identifier: Apache-2.0
// routes.mjs - the six routes of the data set as monitored routes: what luan's view travel_times says of every window of twenty
// minutes must be what the organisers of the competition published.
//
// The data give when a vehicle entered each link and how long it was on it. The routes end at tollgates 1, 2 and 3, so a trip's arrival there is
// a passage too: at the moment of entering its last link plus the time on it. luan is told passages only; trips and times are its own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const EXIT = 900;	// link number of tollgate n: EXIT + n

const table = (file) => {
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const cells = (line) => [...line.matchAll(/"([^"]*)"/g)].map((m) => m[1]);
  const names = cells(head);
  return lines.map((l) => Object.fromEntries(cells(l).map((v, i) => [names[i], v])));
};

// Seventeen trips stand in the file twice: one vehicle number at the same places in the same seconds. The published means count both. A
// vehicle is at one place at a time, so the second is taken for another vehicle: the same number with another class of plate.
export function asTrips(rows) {
  const trips = new Map();
  for (const r of rows) trips.set(r.trip, [...(trips.get(r.trip) ?? []), r]);
  const seen = new Set();
  for (const t of trips.values()) {
    const key = t.map((r) => `${r.vehicle} ${r.link} ${r.time}`).join();
    for (const r of t) r.class = seen.has(key) ? '01' : '02';
    seen.add(key);
  }
  return [...trips.values()];
}

export function arrivals(trips) {
  return trips.map((t) => {
    const last = t.at(-1);
    const at = new Date(Date.parse(`${last.time.replace(' ', 'T')}Z`) + Math.round(last.seconds * 1000)).toISOString();
    return { trip: last.trip, vehicle: last.vehicle, class: last.class, link: EXIT + Number(last.route.split('-')[1]), time: at.replace('T', ' ').slice(0, 23) };
  });
}

export async function makeRoutes(leader, folder, gateOf) {
  const metres = new Map(table(join(folder, 'kdd17_links.csv')).map((l) => [l.link_id, Number(l.length)]));
  const made = new Map();
  for (const r of table(join(folder, 'kdd17_routes.csv'))) {
    const links = r.link_seq.split(',');
    const name = `${r.intersection_id}-${r.tollgate_id}`;
    const gate = [...links.map(Number), EXIT + Number(r.tollgate_id)].map((l) => ({ tollgate: gateOf(l) }));
    const a = await leader.post('travel_routes', { code: name, name: `路径${name}`, length_m: links.reduce((n, l) => n + metres.get(l), 0), most_min: 60,
      counted_from: '2016-10-18T00:00:00+08:00', gate });
    if (a.status !== 201) throw new Error(`route ${name}: ${a.status} ${a.text.slice(0, 300)}`);
    made.set(a.json.id, name);
  }
  return made;
}

export async function counted(leader, until, seconds = 120) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    const a = await leader.get('travel_routes?limit=50');
    if (a.json.items.length && a.json.items.every((r) => Date.parse(r.counted_to) > until)) return true;
    await new Promise((done) => setTimeout(done, 500));
  }
  return false;
}

export async function compare(leader, folder, routes, tap) {
  const want = new Map();
  for (const w of table(join(folder, 'kdd17_expected_training2_20min_avg_travel_time.csv'))) {
    const start = Date.parse(`${w.time_window.slice(1, 20).replace(' ', 'T')}+08:00`);
    want.set(`${w.intersection_id}-${w.tollgate_id} ${start}`, Number(w.avg_travel_time));
  }
  const a = await leader.get('views/travel_times?from=2016-10-18&to=2016-10-26&minutes=20');
  const col = Object.fromEntries((a.json?.columns ?? []).map((c, i) => [c.name, i]));
  const got = new Map((a.json?.rows ?? []).map((r) => [`${routes.get(r[col.route]?.id ?? r[col.route])} ${Date.parse(r[col.starts_at])}`, r]));
  tap.ok(a.status === 200 && got.size === want.size && want.size === 2168, `the view has the ${want.size} windows that were published`, `${a.status} ${got.size} ${a.text.slice(0, 300)}`);
  const wrong = [...want].filter(([k, v]) => !got.has(k) || Math.abs(got.get(k)[col.mean_ms] / 1000 - v) > 0.01 + 1e-9);
  tap.ok(wrong.length === 0, 'the mean travel time of every window is the published one, to 0.01 s', wrong.slice(0, 5).map(([k, v]) => `${k}: ${v} but ${got.get(k)?.[col.mean_ms]}`).join('; '));
  const speeds = [...got.values()].map((r) => r[col.speed_kmh]);
  tap.ok(speeds.every((v) => v > 0 && v < 160), 'the mean speeds are those of cars', `${Math.min(...speeds)}..${Math.max(...speeds)}`);
}
