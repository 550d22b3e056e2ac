// SPDX-License-Identifier: Apache-2.0
// ingest.mjs --luan BIN [--kills N] [--seconds S] - cameras send batches as fast as they can while the server is killed (-9) again
// and again; what was not acknowledged is sent again, byte for byte. In the end: every acknowledged passage is there, none twice,
// and every vehicle that is looked for has raised exactly one alarm with exactly one sighting. TAP.
import { parseArgs } from 'node:util';
import { Client } from '../tools/client.mjs';
import { PASSWORD, Server, folder, freePort, init, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';
import { Viid, localTime, vehicle } from '../tools/viid.mjs';

const { values: o } = parseArgs({ options: { luan: { type: 'string' }, kills: { type: 'string', default: '5' }, seconds: { type: 'string', default: '2' } } });
const tap = new Tap();
const CAMERAS = 16;
const BATCH = 100;
const WANTED = 24;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const digits = (n, w) => String(n).padStart(w, '0');

const data = folder('ingest');
await init(o.luan, data);
const port = await freePort();
const server = new Server(o.luan, data, { args: ['--device', `127.0.0.1:${port}`, '--log-level', 'warn'] });
server.fixed = await freePort();
await server.start();

async function room(user = 'leader@detachment') {
  const c = new Client(server.base);
  await c.signIn(user);
  return c;
}

// Cameras of the demo, each at a tollgate; their password is that of the demo.
async function cameras() {
  const c = await room('device@detachment');
  const devices = (await c.get(`devices?category=checkpoint&state=active&limit=${CAMERAS}`)).json.items;
  return Promise.all(devices.map(async (d, n) => ({ n, code: d.code, gate: (await c.get(`tollgates/${d.tollgate}`)).json, sent: 0, acked: 0, again: 0, pending: null })));
}

// Plates that only this test sends: one entry each, met by one record each.
const wantedPlate = (i) => `鲁CX${digits(i, 2)}WE`.slice(0, 7);
async function lookFor() {
  const asks = await room('officer@detachment');
  const approves = await room();
  for (let i = 0; i < WANTED; i++) {
    const r = await asks.post('watch_entries', { category: 'temporary', urgent: false, subject: `演练${i}`, basis: '演练', plate: wantedPlate(i), plate_class: '02',
      reach: 'city', visibility: 'area', to_at: new Date(Date.now() + 86400e3).toISOString(), priority: 2, action: 'check' });
    if (r.status !== 201) throw new Error(`entry ${i}: ${r.status} ${r.text}`);
    const a = await approves.post(`watch_entries/${r.json.id}/approve`, {});
    if (a.status !== 200) throw new Error(`approval ${i}: ${a.status} ${a.text}`);
  }
}

let wantedSent = 0;
function nextBatch(cam) {
  const list = [];
  const at = localTime();
  for (let k = 0; k < BATCH; k++, cam.sent++) {
    // every plate once: camera in the first two symbols, number in the others; A and B are no look-alikes of the wanted ones
    const plate = `鲁${'ABDEFGHJKLMNPQRST'[cam.n]}${digits(cam.sent % 100000, 5)}`;
    list.push(vehicle(cam.code, cam.gate.code, { PlateNo: plate, PassTime: at, LaneNo: 1 + (Math.floor(cam.sent / 100000) % 4) }));
  }
  if (wantedSent < WANTED && cam.sent % 700 === 0) list[50].PlateNo = wantedPlate(wantedSent++);
  return JSON.stringify({ MotorVehicleListObject: { MotorVehicleObject: list } });
}

let over = false;
const odd = [];
async function drive(cam) {
  const v = new Viid(`http://127.0.0.1:${port}`, cam.code, PASSWORD);
  let registered = false;
  while (!over || cam.pending) {
    cam.pending ??= nextBatch(cam);
    try {
      if (!registered) {
        const r = await v.register();
        if (r.status !== 200) throw new Error(`register ${r.status}`);
        registered = true;
      }
      const r = await v.call('POST', '/VIID/MotorVehicles', cam.pending);
      if (r.status === 401) registered = false;
      else if (r.status === 200) {
        const bad = r.lines.filter((l) => Number(l.StatusCode) !== 0);
        if (bad.length || r.lines.length !== BATCH) odd.push(`${r.lines.length} answers, ${JSON.stringify(bad[0])}`);
        cam.acked += BATCH;
        cam.pending = null;
      } else if (r.status !== 503) throw new Error(`${r.status} ${r.text.slice(0, 200)}`);
    } catch (e) {
      if (!/ECONN|socket|EPIPE|hang up|other side|register (401|503)/i.test(String(e.code) + e)) odd.push(String(e));
      cam.again++;
      registered = false;
      await sleep(50);
    }
  }
  v.close();
}

const cams = await cameras();
await lookFor();
const driving = cams.map(drive);
for (let k = 0; k < Number(o.kills); k++) {
  await sleep(1000 * Number(o.seconds) * (0.6 + 0.2 * (k % 5)));
  await server.stop('SIGKILL');
  await server.start();
}
await sleep(1000 * Number(o.seconds));
over = true;
await Promise.all(driving);

const sum = (f) => cams.reduce((n, c) => n + c[f], 0);
tap.ok(odd.length === 0, `${sum('acked')} passages acknowledged over ${o.kills} kills, ${sum('again')} requests broken and sent again`, odd.slice(0, 5).join('\n'));
tap.ok(sum('acked') === sum('sent'), 'everything that was sent was acknowledged in the end');

// A last restart: what is counted now was read from disk.
await server.stop('SIGKILL');
await server.start();
const c = await room();
const hour = 3600e3;
const now = Math.floor(Date.now() / hour) * hour;
const r = await c.post('passages/counts', { tollgates: [...new Set(cams.map((x) => x.gate.id))], from: new Date(now - 2 * hour).toISOString(), to: new Date(now + hour).toISOString(), bucket: '1h' });
if (tap.ok(r.status === 200, 'counts by tollgate', `${r.status} ${r.text?.slice(0, 300)}`)) {
  const stored = new Map();
  for (const x of r.json.items) stored.set(x.tollgate, (stored.get(x.tollgate) ?? 0) + x.n + x.repeats);
  const sent = new Map();
  for (const cam of cams) sent.set(cam.gate.id, (sent.get(cam.gate.id) ?? 0) + cam.acked);
  const wrong = [...sent].filter(([id, n]) => stored.get(id) !== n).map(([id, n]) => `tollgate ${id}: ${n} acknowledged, ${stored.get(id) ?? 0} stored`);
  tap.ok(wrong.length === 0, `no acknowledged passage is lost, none is there twice (${sent.size} tollgates)`, wrong.join('\n'));
}
let alarms = [];
for (let i = 0; i < 100 && alarms.length < wantedSent; i++) {
  if (i) await sleep(100);
  alarms = (await c.get('alarms?limit=500')).json.items.filter((a) => a.watch_entry);
}
const entries = new Set(alarms.map((a) => a.watch_entry));
tap.ok(alarms.length === wantedSent && entries.size === wantedSent, `${wantedSent} wanted vehicles passed, as many alarms, one each`, `${alarms.length} alarms of ${entries.size} entries`);
tap.ok(alarms.every((a) => a.sightings === 1), 'each alarm with one sighting', alarms.filter((a) => a.sightings !== 1).map((a) => a.sightings).join(' '));
const end = await server.stop();
tap.ok(end.code === 0, 'the server ends well', JSON.stringify(end) + server.tail());
remove(data);
tap.end();
