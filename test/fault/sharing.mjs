// SPDX-License-Identifier: Apache-2.0
// sharing.mjs --luan BIN - 个人信息保护法 23, 34, GA/T 1400.4 7.2.21: passages go to another platform only while an approval
// stands, of its unit and below, each at least once; whatever the receiver does holds nothing else up. TAP.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { Client } from '../tools/client.mjs';
import { Server, folder, freePort, init, luan, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';
import { Viid, localTime, vehicle } from '../tools/viid.mjs';

const { values: o } = parseArgs({ options: { luan: { type: 'string' } } });
const tap = new Tap();
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const md5 = (s) => createHash('md5').update(s).digest('hex');
const SECRET = 'platform-secret-1';
const OURS = '37030000005030000009';
const PLATFORM = '37030000005039000001';
const CAMERA = { own: '37030300001199000001', below: '37030300001199000002', neighbour: '37030500001199000003' };
const GATE = { own: '37030300001219000001', below: '37030300001219000002', neighbour: '37030500001219000003' };
const data = folder('sharing');
const server = new Server(o.luan, data);
const port = await freePort();
const day = (n) => new Date(Date.now() + 8 * 3600e3 + n * 86400e3).toISOString().slice(0, 10);
let room;
let leader;
let auditor;

// A receiver of notifications. mode: ok, 500, hang, garbage, close, digest; it keeps what it has answered well.
class Receiver {
  constructor() {
    Object.assign(this, { mode: 'ok', bodies: [], vehicles: [], wrong: [], calls: 0, hanging: [], proofs: 0 });
  }

  async open(at) {
    this.http = createServer((rq, answer) => {
      const parts = [];
      rq.on('data', (p) => parts.push(p));
      rq.on('error', () => {});
      rq.on('end', () => this.take(rq, answer, Buffer.concat(parts).toString('utf8')));
    });
    this.port = at ?? (await freePort());
    await new Promise((done) => this.http.listen(this.port, '127.0.0.1', done));
    return this;
  }

  take(rq, answer, text) {
    this.calls++;
    if (this.mode === 'hang') return void this.hanging.push(answer);
    if (this.mode === 'close') return void rq.socket.destroy();
    if (this.mode === '500') return void answer.writeHead(500).end('no');
    if (this.mode === 'garbage') return void answer.writeHead(200).end('<html>'.repeat(1000));
    if (this.mode === 'redirect') return void answer.writeHead(307, { Location: `http://127.0.0.1:${this.port}/elsewhere` }).end();
    if (this.mode === 'digest' && !this.proven(rq)) {
      return void answer.writeHead(401, { 'WWW-Authenticate': 'Digest realm="VIID", qop="auth", algorithm=MD5, nonce="c0ffee0123", opaque="9"' }).end();
    }
    const n = JSON.parse(text).SubscribeNotificationListObject.SubscribeNotificationObject[0];
    this.bodies.push({ n, headers: rq.headers, url: rq.url });
    this.vehicles.push(...n.MotorVehicleObjectList.MotorVehicleObject);
    answer.writeHead(200, { 'Content-Type': 'application/VIID+JSON' }).end(JSON.stringify({ ResponseStatusListObject: { ResponseStatusObject: [
      { Id: n.NotificationID, RequestURL: rq.url, StatusCode: '0', StatusString: 'OK', LocalTime: localTime() }] } }));
  }

  proven(rq) {
    const field = (name) => new RegExp(`[ ,]${name}="?([^",]+)"?`).exec(rq.headers.authorization ?? '')?.[1];
    const want = md5(`${md5(`${PLATFORM}:VIID:${SECRET}`)}:c0ffee0123:${field('nc')}:${field('cnonce')}:auth:${md5(`POST:${rq.url}`)}`);
    const good = field('response') === want && field('uri') === rq.url && field('opaque') === '9';
    this.proofs += good ? 1 : 0;
    return good;
  }

  plates() {
    return this.vehicles.map((v) => v.PlateNo);
  }

  async wait(plates, seconds = 15) {
    const all = () => plates.every((p) => this.plates().includes(p));
    for (let i = 0; i < seconds * 20 && !all(); i++) await sleep(50);
    return all();
  }

  async close() {
    this.hanging.splice(0).forEach((a) => a.destroy());
    this.http.closeAllConnections?.();
    await new Promise((done) => this.http.close(done));
  }
}

let serial = 10000;
const plates = (n) => Array.from({ length: n }, () => `鲁C${++serial}`);

async function report(where, list, more = {}) {
  const v = new Viid(`http://127.0.0.1:${port}`, CAMERA[where], SECRET);
  if ((await v.register()).status !== 200) throw new Error(`${where} cannot register`);
  const r = await v.vehicles(list.map((PlateNo) => vehicle(CAMERA[where], GATE[where], { PlateNo, ...more })));
  v.close();
  if (r.status !== 200 || !r.lines.every((l) => l.StatusCode === 0)) throw new Error(r.text.slice(0, 300));
  return list;
}

let platformRow;
async function apply(receiver, more = {}) {
  const r = await room.post('sharings', { device: platformRow, subject: '邻市协查', subscribe_id: `37030000000003${localTime()}${++serial}`, content: 'passages', tollgates: 'all',
    receive_address: `http://127.0.0.1:${receiver.port}/VIID/SubscribeNotifications`, legal_basis: '个人信息保护法34', interval_s: 1, valid_from_day: day(0), valid_to_day: day(30), ...more });
  if (r.status !== 201) throw new Error(r.text);
  return r.json.id;
}
async function fire(id, verb, body = {}, who = leader) {
  const r = await who.post(`sharings/${id}/${verb}`, body);
  if (r.status !== 200) throw new Error(`${verb}: ${r.text}`);
  return r.json;
}
const row = async (id) => (await room.get(`sharings/${id}`)).json;
const rowWhere = async (id, test, seconds = 10) => {
  let r = await row(id);
  for (let i = 0; i < seconds * 10 && !test(r); i++) {
    await sleep(100);
    r = await row(id);
  }
  return r;
};
async function restart(signal) {
  const end = await server.stop(signal);
  await server.start();
  [room, leader, auditor] = await Promise.all(['device@detachment', 'leader@detachment', 'auditor@detachment'].map((u) => new Client(server.base).signIn(u)));
  return end;
}

const main = await new Receiver().open();
let first;

async function covers() {
  first = await apply(main);
  const before = await report('own', plates(3));
  await sleep(2500);
  tap.ok(main.calls === 0, 'applied for, not approved: nothing is sent', String(main.calls));
  await fire(first, 'approve');
  const own = await report('own', plates(40));
  const below = await report('below', plates(5));
  const beyond = await report('neighbour', plates(5));
  await report('own', plates(2), { TollgateID: '99999999991210000009' });
  const last = await report('own', plates(1));
  tap.ok(await main.wait([...own, ...below, ...last]), 'approved: passages of its unit and below arrive', `${main.vehicles.length}`);
  await sleep(1500);
  tap.ok(main.vehicles.length === 46 && new Set(main.plates()).size === 46, 'each once, and nothing else: none of before, none quarantined', `${main.vehicles.length}`);
  tap.ok(!main.plates().some((p) => beyond.includes(p) || before.includes(p)), 'none of a neighbour unit');
  const { n, headers } = main.bodies[0];
  const v = n.MotorVehicleObjectList.MotorVehicleObject[0];
  tap.ok(/^\d{33}$/.test(n.NotificationID) && n.NotificationID.slice(12, 14) === '04' && /^\d{14}$/.test(n.TriggerTime) && n.Title === '邻市协查' && n.SubscribeID.length >= 33 && n.ExecuteOperation === 1,
    'the notification is as GA/T 1400 has it', JSON.stringify({ ...n, MotorVehicleObjectList: 0 }).slice(0, 600));
  tap.ok(n.InfoIDs.split(',').length === n.MotorVehicleObjectList.MotorVehicleObject.length && n.InfoIDs.split(',')[0] === v.MotorVehicleID, 'InfoIDs names its vehicles');
  tap.ok(/^[0-9A-Z]{48}$/.test(v.MotorVehicleID) && v.TollgateID === GATE.own && v.DeviceID === CAMERA.own && /^\d{14}$/.test(v.PassTime) && v.PlateClass === '02' && v.Speed === 43 && v.Direction === '3' &&
    v.VehicleClass === 'K33' && v.PlateColor === '5', 'so is a vehicle', JSON.stringify(v));
  tap.ok(headers['user-identify'] === OURS && /VIID\+JSON/.test(headers['content-type']), 'under the number of this platform', JSON.stringify(headers));
  tap.ok(!main.vehicles.some((x) => x.SubImageList || x.StorageUrl1 || x.SafetyBelt !== undefined), 'no picture, nothing of who sat inside');
  const r = await row(first);
  tap.ok(r.sent === 46 && !r.trouble, 'its row counts them', JSON.stringify(r));
  const log = (await auditor.get(`audit?record=sharing&id=${first}&limit=100`)).json;
  const shares = log.items.filter((x) => x.verb === 'share');
  const told = shares.map((x) => (typeof x.detail === 'string' ? JSON.parse(x.detail) : x.detail)).reduce((sum, d) => sum + d.passages, 0);
  tap.ok(shares.length === main.bodies.length && told === 46, 'the audit has a row for each batch, and as many passages', JSON.stringify(log).slice(0, 600));
}

async function stopsAndGoes() {
  const seen = main.vehicles.length;
  tap.ok((await restart()).code === 0, 'the server stops with code 0', server.tail());
  const after = await report('own', plates(3));
  tap.ok(await main.wait(after) && main.vehicles.length === seen + 3, 'after a restart: the new ones, none again', `${main.vehicles.length - seen}`);
  await fire(first, 'suspend', { reason: '协查结束前暂停' });
  const held = await report('own', plates(3));
  await sleep(2500);
  tap.ok(main.vehicles.length === seen + 3, 'suspended: nothing is sent');
  const patch = await room.call('PATCH', `sharings/${first}`, { interval_s: 2 }, { 'If-Match': String((await row(first)).version) });
  await fire(first, 'resume');
  const then = await report('own', plates(3));
  tap.ok(await main.wait(then), 'resumed: what comes from then on', patch.text.slice(0, 200));
  tap.ok(!main.plates().some((p) => held.includes(p)), 'what came while no approval stood is never sent');
  const longer = await room.call('PATCH', `sharings/${first}`, { valid_to_day: day(300) }, { 'If-Match': String((await row(first)).version) });
  tap.ok(longer.status === 409, 'a period that was approved is not made longer', longer.text.slice(0, 200));
}

async function troubles() {
  const other = await new Receiver().open();
  const second = await apply(other, { subject: '另一共享' });
  await fire(second, 'approve');
  for (const mode of ['500', 'garbage', 'close', 'redirect', 'hang']) {
    const good = main.vehicles.length;
    other.mode = mode;
    const calls = other.calls;
    const list = await report('own', plates(4));
    const began = Date.now();
    tap.ok(await main.wait(list, 8), `a receiver that answers ${mode} does not hold up another`, `${main.vehicles.length - good}`);
    for (let i = 0; i < 100 && other.calls === calls; i++) await sleep(50);
    tap.ok(Date.now() - began < 8000 && other.calls > calls, 'and is asked', `${other.calls - calls}`);
    if (mode !== 'hang') {
      const r = await rowWhere(second, (x) => x.trouble);
      tap.ok(r.trouble, `its row says so: ${r.trouble}`);
    }
    other.mode = 'ok';
    other.hanging.splice(0).forEach((a) => a.destroy());
    tap.ok(await other.wait(list, 40), 'and has all of them once it answers', `${other.vehicles.length}`);
    const r = await rowWhere(second, (x) => !x.trouble);
    tap.ok(!r.trouble && r.sent === new Set(other.plates()).size, 'which its row says too', `${r.trouble} ${r.sent}`);
  }
  await other.close();
  const list = await report('own', plates(30));
  await sleep(2000);
  const again = await new Receiver().open(other.port);
  again.mode = 'digest';
  tap.ok(await again.wait(list, 40), 'a receiver that was down, is up and asks for a digest has all of them', `${again.vehicles.length} ${again.calls}`);
  tap.ok(again.proofs > 0 && again.bodies.every((b) => b.headers.authorization), 'the password agreed on for the platform proves who sends');
  again.mode = 'hang';
  const cut = await report('own', plates(2));
  for (let i = 0; i < 100 && !again.hanging.length; i++) await sleep(50);
  await fire(second, 'end', { reason: '不再需要' });
  await sleep(300);
  const log = (await auditor.get(`audit?record=sharing&id=${second}&limit=100`)).json;
  tap.ok(log.items.some((x) => x.verb === 'share_cut'), 'ended in the middle of a batch: broken off, and said how much that was', JSON.stringify(log.items[0]));
  again.mode = 'ok';
  await sleep(2500);
  tap.ok(!again.plates().some((p) => cut.includes(p)), 'and nothing follows');
  await again.close();
}

async function periods() {
  const idle = await new Receiver().open();
  const ahead = await apply(idle, { valid_from_day: day(2) });
  const over = await apply(idle, { valid_from_day: day(-9), valid_to_day: day(-1) });
  await fire(ahead, 'approve');
  await fire(over, 'approve');
  await report('own', plates(3));
  const r = await rowWhere(over, (x) => x.state === 'ended');
  const why = (await auditor.get(`audit?record=sharing&id=${over}&limit=20`)).text;
  tap.ok(r.state === 'ended' && /共享期限届满/.test(why), 'its last day is over: it ends by itself, with the reason', why.slice(0, 400));
  await sleep(1500);
  tap.ok(idle.calls === 0 && (await row(ahead)).state === 'approved', 'before its first day and after its last nothing is sent', `${idle.calls}`);
  await room.post(`devices/${platformRow}/stop`, { reason: '平台停用' });
  await sleep(300);
  const seen = main.calls;
  await report('own', plates(2));
  await sleep(2500);
  tap.ok(main.calls === seen, 'a platform out of use is sent nothing');
  await room.post(`devices/${platformRow}/resume`);
  await idle.close();
}

// Acknowledged while the server is killed again and again: each arrives.
async function killed() {
  const want = [];
  for (let round = 0; round < 3; round++) {
    let going = true;
    const feed = (async () => {
      while (going) {
        try {
          want.push(...(await report('own', plates(200))));
        } catch {
          await sleep(50);	// not acknowledged: the camera would send it again
        }
      }
    })();
    await sleep(2500);
    await server.stop('SIGKILL');
    going = false;
    await feed;
    await restart('SIGKILL');
  }
  const began = main.vehicles.length;
  tap.ok(await main.wait(want, 60), `killed in the middle three times: nothing of ${want.length} acknowledged is missing`, `${main.vehicles.length - began}`);
  const ids = new Map();
  for (const v of main.vehicles) ids.set(v.PlateNo, (ids.get(v.PlateNo) ?? new Set()).add(v.MotorVehicleID));
  tap.ok([...ids.values()].every((s) => s.size === 1), 'what was sent twice has the same number both times');
}

try {
  await init(o.luan, data, {});
  server.args = ['--device', `127.0.0.1:${port}`, '--platform-id', OURS];
  await server.start();
  room = await new Client(server.base).signIn('device@detachment');
  leader = await new Client(server.base).signIn('leader@detachment');
  auditor = await new Client(server.base).signIn('auditor@detachment');
  const units = (await room.get('units?limit=100')).json.items;
  const named = (name) => units.find((u) => u.name === name).code;
  const unit = { own: named('张店大队'), below: named('马尚中队'), neighbour: named('临淄大队') };
  await server.stop();
  const add = (code, more) => luan(o.luan, ['device', 'add', '--data', data, '--code', code, '--name', `设备${code.slice(-2)}`, '--place', '118.05,36.81', ...more], { LUAN_PASSWORD: SECRET });
  for (const [k, code] of [...Object.keys(CAMERA).map((k) => [k, CAMERA[k]]), ['own', PLATFORM]]) {
    const r = await add(code, ['--unit', unit[k], ...(code === PLATFORM ? ['--category', 'platform'] : ['--tollgate', GATE[k]])]);
    if (r.code) throw new Error(r.stdout + r.stderr);
  }
  await restart();
  platformRow = (await room.get(`devices?code=${PLATFORM}`)).json.items[0].id;
  for (const [name, step] of Object.entries({ covers, stopsAndGoes, troubles, periods, killed })) {
    try {
      await step();
    } catch (e) {
      tap.ok(false, `${name} goes to its end`, String(e.stack ?? e) + server.tail());
    }
    tap.ok(server.child.exitCode === null && server.child.signalCode === null, `and the server is there after ${name}`, server.tail(60));
  }
  tap.ok((await server.stop()).code === 0, 'the server stops with code 0', server.tail());
} catch (e) {
  tap.ok(false, 'the run goes to its end', String(e.stack ?? e) + server.tail?.());
} finally {
  await server.stop('SIGKILL');
  await main.close();
  remove(data);
}
tap.end();
