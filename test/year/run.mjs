// SPDX-License-Identifier: Apache-2.0
// run.mjs --luan BIN [--count N] - a simulated year: what was drawn by month, unit and kind is what the views answer over the
// interface, and what the lists behind them hold; lives, audit, the same seed the same year. TAP.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from '../tools/client.mjs';
import { Server, folder, luan, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';

const { values: o } = parseArgs({ options: { luan: { type: 'string' }, count: { type: 'string', default: '20000' } } });
const tap = new Tap();
const COLUMNS = ['recorded', 'used', 'rejected', 'cancelled', 'stops', 'stops_ended'];

/** @returns Map "month|unit|code" -> { recorded, .. } */
function drawn(data) {
  const all = new Map();
  for (const line of readFileSync(join(data, 'demo-year.csv'), 'utf8').trim().split('\n').slice(1)) {
    const [month, unit, code, ...n] = line.split(',');
    const key = `${month}|${unit}|${code}`, sum = all.get(key) ?? Object.fromEntries(COLUMNS.map((c) => [c, 0]));
    COLUMNS.forEach((c, i) => (sum[c] += Number(n[i])));
    all.set(key, sum);
  }
  return all;
}

function sum(all, column) {
  return [...all.values()].reduce((n, v) => n + v[column], 0);
}

const next = (month) => {
  const [y, m] = month.split('-').map(Number);
  return m === 12 ? `${y + 1}-01` : `${y}-${String(m + 1).padStart(2, '0')}`;
};

async function answered(c, months) {
  const all = new Map();
  const put = (key, name, n) => {
    const at = all.get(key) ?? Object.fromEntries(COLUMNS.map((x) => [x, 0]));
    at[name] += n;
    all.set(key, at);
  };
  for (const month of months) {
    const period = `from=${month}-01&to=${next(month)}-01`;
    const camera = await c.get(`views/camera_figures?${period}`), stop = await c.get(`views/stop_figures?${period}`);
    if (camera.status !== 200 || stop.status !== 200) throw new Error(`${month}: ${camera.text.slice(0, 300)} ${stop.text.slice(0, 300)}`);
    for (const [unit, code, recorded, used, rejected, cancelled] of camera.json.rows) {
      const key = `${month}|${unit}|${code}`;
      put(key, 'recorded', recorded), put(key, 'used', used), put(key, 'rejected', rejected), put(key, 'cancelled', cancelled);
    }
    for (const [unit, code, stops, ended] of stop.json.rows) put(`${month}|${unit}|${code}`, 'stops', stops), put(`${month}|${unit}|${code}`, 'stops_ended', ended);
  }
  return all;
}

function differences(a, b) {
  const out = [];
  for (const key of new Set([...a.keys(), ...b.keys()]))
    for (const c of COLUMNS)
      if ((a.get(key)?.[c] ?? 0) !== (b.get(key)?.[c] ?? 0)) out.push(`${key} ${c}: drawn ${a.get(key)?.[c] ?? 0}, answered ${b.get(key)?.[c] ?? 0}`);
  return out;
}

const data = folder('year');
const made = await luan(o.luan, ['init', '--data', data, `--demo-year=${o.count}`, '--log-level', 'warn'], {}, 3000);
tap.ok(made.code === 0 && made.stdout.includes(`simulated year: ${o.count} violations`), `a year of ${o.count} violations`, made.stdout + made.stderr);
const year = drawn(data);
tap.ok(sum(year, 'recorded') - sum(year, 'rejected') + sum(year, 'stops') >= Number(o.count), 'recorded or dealt with: as many as were asked for');

const server = await new Server(o.luan, data).start();
const c = await new Client(server.base).signIn('leader@detachment');
const months = [...new Set([...year.keys()].map((k) => k.slice(0, 7)))].sort();
const views = await answered(c, months);
const odd = differences(year, views);
tap.ok(views.size > 200 && odd.length === 0, `${year.size} totals by month, unit and kind: all as drawn`, odd.slice(0, 10).join('\n'));

// The list behind a number holds as many rows.
let lists = 0;
const wrong = [];
for (const [key, v] of [...year].filter((_, i) => i % 401 === 0)) {
  const [month, unit, code] = key.split('|'), from = `${month}-01T00:00:00%2B08:00`, to = `${next(month)}-01T00:00:00%2B08:00`;
  const camera = await c.get(`camera_records?unit=${unit}&code=${code}&captured_at.gte=${from}&captured_at.lt=${to}&count=true&limit=1`);
  const stop = await c.get(`violation_cases?source=stop&unit=${unit}&code=${code}&happened_at.gte=${from}&happened_at.lt=${to}&count=true&limit=1`);
  lists++;
  if (camera.json?.count !== v.recorded || stop.json?.count !== v.stops) wrong.push(`${key}: ${camera.json?.count}/${v.recorded} ${stop.json?.count}/${v.stops} ${camera.status}`);
}
tap.ok(lists > 5 && !wrong.length, `${lists} lists behind the numbers hold exactly their rows`, wrong.slice(0, 5).join('\n'));

// Last week's and last month's report of a brigade and of the whole: each number is the count of the list behind it.
const day = (ms) => new Date(ms + 8 * 36e5).toISOString().slice(0, 10);
const monday = day(Date.now() - (((new Date(Date.now() + 8 * 36e5).getUTCDay() + 6) % 7) + 7) * 864e5);
const month = months.at(-2);
const brigade = (await c.get('units?level=brigade&sort=id&limit=1')).json.items[0].id;
const drafts = await new Client(server.base).signIn('officer@detachment');
for (const [kind, from_day, unit] of [['week', monday, undefined], ['month', `${month}-01`, undefined], ['week', monday, brigade]]) {
  const r = await drafts.post('reports', { kind, from_day, ...(unit ? { unit } : {}) });
  const figures = JSON.parse(r.json?.figures ?? '{}'), off = [];
  let numbers = 0;
  const same = async (what, n, list) => {
    const [record, query] = list.split('?'), got = await c.get(`${record}s?${query}&count=true&limit=1`);
    numbers++;
    // a list counts to a hundred thousand and says so
    if (got.json?.count_capped ? n < got.json.count : got.json?.count !== n) off.push(`${what}: ${n}, its list has ${got.json?.count ?? got.text}`);
  };
  for (const l of figures.lines ?? []) await same(l.line, l.n, l.list);
  for (const k of figures.kinds ?? []) await same(`${k.code} recorded`, k.recorded, k.recorded_list), await same(`${k.code} stops`, k.stops, k.stops_list);
  const something = (figures.lines ?? []).filter((l) => l.n > 0).length;
  tap.ok(r.status === 201 && numbers >= 20 && something >= 6 && !off.length, `${r.json?.title}: ${numbers} numbers, each the count of its list`, `${r.status} ${something} ${off.join('; ')} ${r.text.slice(0, 200)}`);
}

// Proportions: most ended, some open within time, few late.
const count = async (q) => {
  const { json } = await c.get(`${q}${q.includes('?') ? '&' : '?'}count=true&limit=1`);
  return json.count_capped ? Infinity : json.count;	// more than a list counts
};
const cases = Number(/(\d+) cases/.exec(made.stdout)?.[1]), closed = await count('violation_cases?state=closed'), overdue = await count('violation_cases?state=overdue');
tap.ok(closed / cases > 0.85 && overdue > 0 && overdue / cases < 0.03, `of ${cases} cases ${closed} are closed, ${overdue} overdue`);
const open = await count('camera_records?state=captured'), waiting = await count('camera_records?state=notified');
tap.ok(open > 0 && waiting > 0 && waiting / sum(year, 'recorded') < 0.1, `${open} records wait for their review, ${waiting} for the party`);

// A row has its history.
const some = (await c.get('violation_cases?state=closed&source=camera&limit=1')).json.items[0];
const told = (await c.get(`violation_cases/${some.id}/history`)).json;
const verbs = (told.items ?? told).map((h) => h.verb);
tap.ok(verbs.join(' ') === 'close pay file serve decide tell establish create', `the history of a case: ${verbs.join(', ')}`, JSON.stringify(told).slice(0, 600));
tap.ok((told.items ?? told).every((h) => h.reason === '模拟数据') && (told.items ?? told)[1].from_state === 'served', 'marked as simulated, with the states between', JSON.stringify(told).slice(0, 600));
await server.stop();
const audit = await luan(o.luan, ['audit', 'verify', '--data', data], {}, 600);
tap.ok(audit.code === 0, 'its audit chain is whole', audit.stdout + audit.stderr);

// The same seed within the same hour is the same year; a store that is not simulated takes none.
let first, second;
do {
  const hour = Math.floor(Date.now() / 3600000), texts = [];
  for (const name of ['year-a', 'year-b']) {
    const dir = folder(name);
    await luan(o.luan, ['init', '--data', dir, '--demo-year=300', '--rows', '400', '--log-level', 'error']);
    texts.push(readFileSync(join(dir, 'demo-year.csv'), 'utf8'));
    remove(dir);
  }
  [first, second] = Math.floor(Date.now() / 3600000) === hour ? texts : [];
} while (first === undefined);
tap.ok(first === second && first.length > 1000, 'the same seed in the same hour is the same year', `${first.length} ${second.length}`);
remove(data);
tap.end();
