// SPDX-License-Identifier: Apache-2.0
// node test/travel/live.mjs --luan BIN - vehicles that cameras see creep along a street make it jammed: on the state of the roads, in its rows, and in
// the time that the network gives for the way; the other direction is as it was. Who may not see the unit's roads does not.
import { parseArgs } from 'node:util';
import { Client } from '../tools/client.mjs';
import { Device } from '../tools/device.mjs';
import { PASSWORD, Server, folder, freePort, init, luan, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';

const { values: o } = parseArgs({ options: { luan: { type: 'string' } } });
const tap = new Tap();
const data = folder('travel');
const stamp = (ms) => new Date(ms + 8 * 36e5).toISOString().replace(/\D/g, '').slice(0, 14);
const gates = [['370303900012100001', '370303900011900001', [118.022887, 36.812026]], ['370303900012100002', '370303900011900002', [118.049966, 36.809905]]];

await init(o.luan, data, { demo: true });
for (const [gate, device, place] of gates) {
  const r = await luan(o.luan, ['device', 'add', '--data', data, '--code', device, '--name', `路况${device.slice(-1)}`, '--category', 'checkpoint', '--tollgate', gate, '--place', place.join(',')],
    { LUAN_PASSWORD: PASSWORD });
  if (r.code !== 0) throw new Error(r.stderr);
}
const port = await freePort();
const server = await new Server(o.luan, data, { args: ['--device', `127.0.0.1:${port}`] }).start();
try {
  await run();
} catch (e) {
  tap.ok(false, 'the run goes to its end', String(e.stack ?? e));
} finally {
  const end = await server.stop();
  tap.ok(end.code === 0, 'the server stops cleanly');
  remove(data);
}
tap.end();

async function see(device, gate, code, vehicle, ms) {
  const a = await device.vehicles([{ MotorVehicleID: `${code}02${stamp(ms)}${String(vehicle).padStart(5, '0')}02${String(vehicle).padStart(5, '0')}`.slice(0, 48), InfoKind: 1, TollgateID: gate, DeviceID: code,
    LaneNo: 1, HasPlate: true, PlateClass: '02', PlateColor: '5', PlateNo: `鲁C${10000 + vehicle}`, PassTime: stamp(ms), Direction: '1' }]);
  if (a.status !== 200) throw new Error(a.text);
}

async function run() {
  const base = `http://127.0.0.1:${port}`;
  const officer = await new Client(server.base).signIn('supervisor@zhangdian').catch(() => new Client(server.base).signIn('leader@zhangdian'));
  const stranger = await new Client(server.base).signIn('leader@linzi');
  const way = async (a, b) => (await officer.get(`roads/way?from=${gates[a][2]}&to=${gates[b][2]}`)).json;
  const before = await way(0, 1);
  const back = await way(1, 0);
  tap.ok(before.metres > 2000 && before.metres < 3500 && before.ms < 300_000, 'an empty street', JSON.stringify({ ...before, shape: undefined }));
  await new Promise((done) => setTimeout(done, 5500));	// the reading begins at the end of what is there
  const [a, b] = await Promise.all(gates.map(([, device]) => new Device(base, device, PASSWORD).register()));
  const now = Date.now();
  for (let v = 1; v <= 4; v++) {
    await see(a, gates[0][0], gates[0][1], v, now - 900_000 - v * 1000);
    await see(b, gates[1][0], gates[1][1], v, now - v * 1000);
  }
  let jam = [];
  for (const end = Date.now() + 75_000; Date.now() < end && !jam.length; await new Promise((done) => setTimeout(done, 1000)))
    jam = (await officer.get('roads/state')).json.sections.filter((s) => s.level === 'jam');
  tap.ok(jam.length >= 2 && jam.every((s) => s.speed >= 8 && s.speed <= 14 && s.samples >= 3), 'four vehicles at 10 km/h: the street is jammed', JSON.stringify(jam).slice(0, 300));
  tap.ok((await officer.get(`roads/state?bbox=100,30,101,31`)).json.sections.length === 0 && (await officer.get('roads/state?bbox=1,2')).status === 400, 'in a box elsewhere nothing is');
  tap.ok((await stranger.get('roads/state')).json.sections.length === 0, 'another brigade does not see it');
  tap.ok((await new Client(server.base).get('roads/state')).status === 401, 'nobody does who is not signed in');
  const after = await way(0, 1);
  tap.ok(after.ms > before.ms * 1.3, 'the way takes longer now, or another is taken', `${before.ms} then ${after.ms}`);
  tap.ok((await way(1, 0)).ms === back.ms, 'the way back does not');
  const rows = (await officer.get('road_levels?level=jam')).json.items;
  tap.ok(rows.length >= jam.length && rows.every((r) => r.speed_kmh <= 14), 'the change is kept', JSON.stringify(rows.slice(0, 1)));
}
