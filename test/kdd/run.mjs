// SPDX-License-Identifier: Apache-2.0
// run.mjs [--luan FILE] [--data FOLDER] - 72,491 passages of real vehicles over the links of a motorway (KDD Cup 2017) go through
// the device port as historical data; how many came to every link, the track of vehicles and the travel times of the routes must be right. TAP.
//
// The data are not part of luan: without ../shared/data/passages the run says so and is skipped. Vehicle numbers become plates by
// an injective mapping: number n -> "鲁", the letter of n / 100000, five digits of n mod 100000; class 02. A link becomes a tollgate
// with one device in the mode "history".
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Client } from '../tools/client.mjs';
import { Device } from '../tools/device.mjs';
import { folder, freePort, init, luan, PASSWORD, remove, Server } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';
import { arrivals, asTrips, compare, counted, makeRoutes } from './routes.mjs';

const at = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
const binary = at('--luan') ?? 'build/luan';
const file = join(at('--data') ?? '../shared/data/passages', 'kdd17_passages_training2.csv.gz');
const tap = new Tap();
const BATCH = 100;
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

const plateOf = (n) => `鲁${LETTERS[Math.floor(n / 100000)]}${String(n % 100000).padStart(5, '0')}`;
const gateCode = (link) => `37039900001210${String(link).padStart(6, '0')}`;
const deviceCode = (link) => `37039900001190${String(link).padStart(6, '0')}`;

function read() {
  const [head, ...lines] = gunzipSync(readFileSync(file)).toString('utf8').trim().split(/\r?\n/);
  const names = head.split(',');
  const col = (n) => names.indexOf(n);
  return lines.map((line) => {
    const f = line.split(',');
    return { trip: Number(f[col('trip')]), route: f[col('route')], vehicle: Number(f[col('vehicle_id')]), link: Number(f[col('link_id')]), time: f[col('enter_time')],
      seconds: Number(f[col('travel_s')]) };
  });
}

const msOf = (time) => Date.parse(`${time.replace(' ', 'T')}+08:00`);

// Every link gets its tollgate and its device before the server starts.
async function equip(data, links) {
  for (const [i, link] of links.entries()) {
    const r = await luan(binary, ['device', 'add', '--data', data, '--code', deviceCode(link), '--name', `路段${link}`, '--category', 'checkpoint',
      '--tollgate', gateCode(link), '--place', `${(118 + i * 0.01).toFixed(2)},36.80`, '--mode', 'history'], { LUAN_PASSWORD: PASSWORD });
    if (r.code !== 0) throw new Error(`device add ${link}: ${r.stderr}`);
  }
}

async function sendLink(base, link, rows) {
  const device = await new Device(base, deviceCode(link), PASSWORD).register();
  const answered = { rows: 0, refused: 0, first: '' };
  for (let i = 0; i < rows.length; i += BATCH) {
    const list = rows.slice(i, i + BATCH).map((r, k) => ({
      MotorVehicleID: `${deviceCode(link)}02${r.time.replace(/\D/g, '').slice(0, 14)}${String((i + k) % 100000).padStart(5, '0')}02${String((i + k) % 100000).padStart(5, '0')}`.slice(0, 48),
      InfoKind: 1, TollgateID: gateCode(link), DeviceID: deviceCode(link), LaneNo: 1, HasPlate: true, PlateClass: r.class, PlateColor: '5',
      PlateNo: plateOf(r.vehicle), PassTime: r.time.replace(/\D/g, ''), Direction: '1',
    }));
    const a = await device.vehicles(list);
    const status = a.json?.ResponseStatusListObject?.ResponseStatusObject ?? [];
    const good = (Array.isArray(status) ? status : [status]).filter((s) => Number(s.StatusCode) === 0).length;
    answered.rows += good;
    answered.refused += list.length - good;
    if (good !== list.length && !answered.first) answered.first = `${a.status} ${a.text.slice(0, 400)}`;
  }
  return answered;
}

const purpose = { purpose: 'other', reason: '公开数据集核对', series: ['import'] };

async function countOf(leader, gate, from, to) {
  let n = 0;
  let cursor;
  do {
    const a = await leader.post('passages/search', { tollgates: [gate], from, to, limit: 500, ...(cursor ? { cursor } : {}), ...purpose });
    if (a.status !== 200) throw new Error(`search: ${a.status} ${a.text.slice(0, 300)}`);
    n += a.json.items.length;
    cursor = a.json.next;
  } while (cursor);
  return n;
}

async function trackOf(leader, vehicle, from, to) {
  const a = await leader.post('passages/track', { plate: plateOf(vehicle), class: 2, from, to, case: 'KDD-2017', ...purpose });
  if (a.status !== 200) throw new Error(`track: ${a.status} ${a.text.slice(0, 300)}`);
  return a.json;
}

async function gatesOf(leader) {
  const ids = new Map();
  let cursor = '';
  do {
    const a = await leader.get(`tollgates?limit=500${cursor && `&cursor=${cursor}`}`);
    for (const t of a.json.items) ids.set(t.code, t.id);
    cursor = a.json.next ?? '';
  } while (cursor);
  return ids;
}

// They are of 2016: imported passages are to be kept for as long as there is history.
async function keepLong(server) {
  const admin = await new Client(server.base).signIn('secadmin@detachment');
  const row = (await admin.get('settings?code=passage_import_days')).json.items[0];
  const r = await admin.call('PATCH', `settings/${row.id}`, { value: 36500 }, { 'If-Match': `"${row.version}"` });
  if (r.status !== 200) throw new Error(`setting: ${r.status} ${r.text}`);
}

async function run(data) {
  const rows = read();
  tap.ok(rows.length === 72491, `${rows.length} passages are in the file`);
  const trips = asTrips(rows);
  const exits = arrivals(trips);
  tap.ok(trips.length === 10136 && exits.length === trips.length, `of ${trips.length} trips, each with its arrival at a tollgate`);
  rows.push(...exits);
  // The same vehicle at the same link in the same second is one fact.
  const facts = new Map(rows.map((r) => [`${r.link} ${r.class} ${r.vehicle} ${r.time}`, r]));
  const links = [...new Set(rows.map((r) => r.link))].sort((a, b) => a - b);
  await init(binary, data);
  await equip(data, links);
  const port = await freePort();
  const server = await new Server(binary, data, { args: ['--device', `127.0.0.1:${port}`] }).start();
  try {
    await keepLong(server);
    const began = Date.now();
    const sent = await Promise.all(links.map((l) => sendLink(`http://127.0.0.1:${port}`, l, rows.filter((r) => r.link === l))));
    const taken = sent.reduce((n, s) => n + s.rows, 0);
    tap.ok(taken === rows.length, `all were taken (${taken}, ${Date.now() - began} ms)`, sent.find((s) => s.first)?.first);
    const leader = await new Client(server.base).signIn('leader@detachment');
    const ids = await gatesOf(leader);
    const times = rows.map((r) => msOf(r.time));
    const from = new Date(times.reduce((a, b) => Math.min(a, b))).toISOString();
    const to = new Date(times.reduce((a, b) => Math.max(a, b)) + 1).toISOString();
    for (const l of links) {
      const want = [...facts.values()].filter((r) => r.link === l).length;
      const got = await countOf(leader, ids.get(gateCode(l)), from, to);
      tap.ok(got === want, `link ${l}: ${want} passages`, `found ${got}`);
    }
    await tracks(leader, facts, ids, from, to);
    const routes = await makeRoutes(leader, dirname(file), (l) => ids.get(gateCode(l)));
    tap.ok(await counted(leader, Math.max(...times)), 'the routes are counted');
    await compare(leader, dirname(file), routes, tap);
  } finally {
    await server.stop();
  }
}

// The vehicles with most passages and a few of one: every place and every moment, oldest first.
async function tracks(leader, facts, ids, from, to) {
  const byVehicle = new Map();
  for (const r of facts.values()) if (r.class === '02') byVehicle.set(r.vehicle, [...(byVehicle.get(r.vehicle) ?? []), r]);
  const most = [...byVehicle].sort((a, b) => b[1].length - a[1].length || a[0] - b[0]);
  for (const [vehicle, list] of [...most.slice(0, 20), ...most.slice(-10)].filter(([, l]) => l.length <= 500)) {
    const want = list.map((r) => `${msOf(r.time)} ${ids.get(gateCode(r.link))}`).sort();
    const got = await trackOf(leader, vehicle, from, to);
    const have = got.items.map((p) => `${Date.parse(p.at)} ${p.tollgate}`);
    tap.ok(have.length === want.length && [...have].sort().join() === want.join() && have.every((h, i) => !i || Number(h.split(' ')[0]) >= Number(have[i - 1].split(' ')[0])) &&
      got.legs.length === Math.max(0, want.length - 1), `the track of vehicle ${vehicle}: ${want.length} passages in order`, `${have.length} found`);
  }
}

if (!existsSync(file)) {
  console.log(`1..0 # SKIP ${file} is not there: the data set of KDD Cup 2017 is not part of luan`);
  process.exit();
}
const data = folder('kdd');
try {
  await run(resolve(data));
} catch (e) {
  tap.ok(false, 'the run goes to its end', String(e.stack ?? e));
} finally {
  remove(data);
}
tap.end();
process.exit();
