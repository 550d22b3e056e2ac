// SPDX-License-Identifier: Apache-2.0
// terminal.mjs --luan BIN - the port for terminals of a real server: terminals that are what they say, others, and some out of their
// mind; texts, zones and calls for help; and the server killed at full rate. TAP.
import { parseArgs } from 'node:util';
import { Client } from '../tools/client.mjs';
import { Terminal, batch, frame, location } from '../tools/jt808.mjs';
import { Server, folder, freePort, init, luan, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';
import { bytes, vectors } from './terminal_bytes.mjs';

const { values: o } = parseArgs({ options: { luan: { type: 'string' }, kills: { type: 'string', default: '3' }, seconds: { type: 'string', default: '2' } } });
const tap = new Tap();
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const short = (r) => `${r.status} ${r.text.slice(0, 300)}`;
const HERE = { lon: 118.05, lat: 36.81 };
const REASON = { 'Luan-Reason': encodeURIComponent('复盘出警过程') };

const data = folder('terminal');
await init(o.luan, data);
const port = await freePort();
const server = new Server(o.luan, data, { args: ['--terminal', `127.0.0.1:${port}`, '--log-level', 'warn'] });
server.fixed = await freePort();
await server.start();
const people = new Map();

async function room(user) {
  if (!people.has(user)) people.set(user, await new Client(server.base).signIn(user));
  return people.get(user);
}
const must = async (promise, status = 201) => {
  const r = await promise;
  if (r.status !== status) throw new Error(`${r.status} instead of ${status}: ${r.text.slice(0, 300)}`);
  return r.json;
};
let cars = 0;
async function car() {
  const c = await room('device@detachment');
  return must(c.post('fleet_vehicles', { number: `测试-${++cars}`, plate: `鲁C${String(7000 + cars)}警`, kind: 'car', seats: 5 }));
}
async function fitted(number, vehicle) {
  const c = await room('device@detachment');
  return must(c.post('terminals', { phone: number, ...(vehicle ? { vehicle: vehicle.id } : {}) }));
}
async function terminal(number, more) {
  const vehicle = await car();
  const row = await fitted(number, vehicle);
  await sleep(1500); // the register is read again every second
  return Object.assign(new Terminal(port, number, more), { vehicle, row });
}
async function metrics() {
  const c = await room('sysadmin@detachment');
  const text = (await c.get('/metrics')).text;
  return (name) => Number(new RegExp(`^luan_${name.replace(/[{}"]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1] ?? NaN);
}
const track = async (t, from, to, more = '') =>
  (await must((await room('dispatcher@detachment')).get(`positions?vehicle=${t.vehicle.id}&from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}${more}`, REASON), 200)).items;

async function registration() {
  const t = await terminal('13800000001');
  await t.connect();
  const nobody = new Terminal(port, '13899999999');
  await nobody.connect();
  tap.ok((await nobody.register())?.result === 4, 'a number that is not in the register is refused: no such terminal');
  tap.ok((await nobody.prove('0123456789abcdef'))?.result === 1, 'and cannot prove itself');
  tap.ok((await t.locate(HERE))?.result === 1, 'a position before it has proven itself is not taken');
  const a = await t.register();
  tap.ok(a?.result === 0 && /^[0-9a-f]{16}$/.test(a.code), 'a terminal registers and is given a code', JSON.stringify(a));
  tap.ok((await t.prove('wrong'))?.result === 1, 'another code is refused');
  tap.ok((await t.prove())?.result === 0, 'its code proves it');
  tap.ok((await t.ask(0x0002))?.result === 0, 'a heartbeat is answered');
  tap.ok((await t.ask(0x0900, Buffer.from([1, 2, 3])))?.result === 3, 'what is not supported is said to be');
  const row = (await must((await room('device@detachment')).get(`terminals/${t.row.id}`), 200));
  tap.ok(row.state === 'registered' && row.maker === 'LUAN' && row.serial === 'T000001' && row.protocol === 'v2013' && row.code === undefined,
    'the register knows maker, id and protocol, and shows no code', JSON.stringify(row));
  const other = new Terminal(port, '13800000001', { id: 'X999999' });
  await other.connect();
  tap.ok((await other.register())?.result === 3, 'another device with the same number is refused');
  const same = await new Terminal(port, '13800000001').connect();
  tap.ok((await same.register())?.result === 3 && (await t.locate(HERE))?.result === 0, 'nor does its id take over a terminal that is on line');
  const blank = await new Terminal(port, (await terminal('13800000005')).number, { id: '' }).connect();
  tap.ok((await blank.register())?.result === 3, 'a device without an id is refused');
  const spare = new Terminal(port, (await fitted('13800000002')).phone);
  await sleep(1500);
  await spare.connect();
  tap.ok((await spare.register())?.result === 2, 'a terminal that is fitted to nothing is refused: no such vehicle');
  const new2019 = await terminal('13800000003', { v2019: true, id: 'T2019000000000000000000000003' });
  await new2019.online();
  tap.ok((await new2019.locate(HERE))?.result === 0, 'JT/T 808-2019: registers, proves itself, its position is acknowledged');
  for (const x of [nobody, other, same, blank, spare, new2019]) x.close();
  return t;
}

async function positions(t) {
  const from = Date.now();
  for (let i = 0; i < 3; i++) tap.ok((await t.locate({ lon: HERE.lon + i * 1e-4, lat: HERE.lat, at: from + i * 1000 }))?.result === 0, `position ${i + 1} is acknowledged`);
  const rows = await track(t, from - 2000, from + 60000);
  tap.ok(rows.length === 3 && Math.abs(rows[2].place[0] - HERE.lon - 2e-4) < 1e-6 && rows[2].speed === 36, 'and they are there', JSON.stringify(rows));
  const now = await must((await room('dispatcher@detachment')).get('positions'), 200);
  tap.ok(now.items.some((p) => p.kind === 'vehicle' && p.id === t.vehicle.id), 'where it is now is known');
  const past = await must((await room('dispatcher@detachment')).get(`positions?at=${new Date(Math.floor(from / 1000) * 1000 + 1000).toISOString()}`, REASON), 200);
  const then = past.items.find((p) => p.id === t.vehicle.id && p.kind === 'vehicle');
  tap.ok(then && Math.abs(then.place[0] - HERE.lon - 1e-4) < 1e-6, 'and where it was a moment ago', JSON.stringify(then));
  const late = Array.from({ length: 20 }, (_, i) => ({ lon: HERE.lon + i * 1e-4, lat: HERE.lat + 1e-3, at: from - 600000 + i * 10000 }));
  tap.ok((await t.ask(0x0704, batch(late, true)))?.result === 0, 'what was kept where there is no network comes in one message');
  const whole = batch(late.map((l) => ({ ...l, at: l.at - 300000 })), true);
  const first = t.serial;
  for (const part of [1, 3, 2]) t.raw(frame(0x0704, t.number, first + part - 1, whole.subarray((part - 1) * 250, part * 250), { total: 3, part }));
  t.serial += 3;
  const acks = await Promise.all([0, 1, 2].map((i) => t.answer(first + i)));
  tap.ok(acks.every((a) => a?.result === 0), 'or in parts, in any order, each acknowledged', JSON.stringify(acks));
  const n = (await track(t, from - 901000, from - 300000)).length;
  tap.ok(n === 40, 'all of them are there', n);
  const short = batch([{ ...HERE, at: from + 60000 }, { ...HERE, at: from + 62000 }]);
  short.writeUInt16BE(10, 3);
  const some = await t.ask(0x0704, Buffer.concat([short.subarray(0, 15), short.subarray(33)]));
  tap.ok(some?.result === 0 && (await track(t, from + 61000, from + 63000)).length === 1, 'of a batch, one that cannot be read costs itself alone', JSON.stringify(some));
  const broken = await t.ask(0x0704, batch([{ ...HERE, at: from + 64000 }, { ...HERE, at: from + 66000 }]).subarray(0, 50));
  tap.ok(broken?.result === 2 && (await track(t, from + 63000, from + 65000)).length === 1, 'one that breaks off is said to be wrong; what could be read is kept', JSON.stringify(broken));
  const cut = await t.ask(0x0200, location(HERE).subarray(0, 20));
  tap.ok(cut?.result === 2, 'a position that is cut short is said to be wrong');
}

async function doubt() {
  const t = await terminal('13800000004');
  await t.online();
  const at = Date.now();
  await t.locate({ ...HERE, at: at - 60000 });
  const odd = [{ lon: 0, lat: 0 }, { lon: -0.12, lat: 51.5 }, { lon: HERE.lon + 1, lat: HERE.lat }, { ...HERE, at: at + 3600e3 }, { ...HERE, status: 0 }, { lon: 3422.5, lat: 22.5 }];
  for (const [i, l] of odd.entries()) tap.ok((await t.locate({ at: at + i * 1000, ...l }))?.result === 0, `acknowledged though it cannot be true: ${JSON.stringify(l)}`);
  const shown = await track(t, at - 1000, at + 60000);
  const kept = await track(t, at - 1000, at + 60000, '&doubtful=1');
  tap.ok(shown.length === 0 && kept.length === 6, 'kept with the reason, shown to nobody', `${shown.length} ${JSON.stringify(kept.map((k) => k.doubt))}`);
  tap.ok(['nowhere', 'outside', 'jump', 'ahead', 'no_fix'].every((d) => kept.some((k) => k.doubt === d)), 'each for its reason', kept.map((k) => k.doubt).join());
  t.close();
}

async function sessions(t) {
  const before = await metrics();
  const again = new Terminal(port, t.number, { host: '127.0.0.1' });
  again.code = t.code;
  await again.online();
  await sleep(200);
  tap.ok(t.ended && (await again.locate(HERE))?.result === 0, 'the terminal comes from elsewhere: the old session ends, the new one lives');
  tap.ok((await metrics())('terminal_replaced_total') > before('terminal_replaced_total'), 'counted');
  let closed = 0;
  for (let i = 0; i < 40; i++) {
    const mad = new Terminal(port, t.number);
    mad.code = t.code;
    await mad.connect();
    const a = await mad.prove();
    if (!a || mad.ended) closed++;
    mad.close();
    await sleep(50);
  }
  const mad = await metrics();
  tap.ok(closed >= 20 && mad('terminal_authenticated_total{as="throttled"}') >= 20, 'who comes twenty times a second is held off', `${closed}`);
  for (let i = 0; i < 30; i++) {
    const mad2 = new Terminal(port, '13800000003', { v2019: true, id: 'T2019000000000000000000000003' });
    await mad2.connect();
    mad2.send(0x0100, Buffer.alloc(80));
    mad2.close();
    await sleep(20);
  }
  await sleep(300);
  tap.ok((await metrics())('terminal_registered_total{as="throttled"}') >= 15, 'and who registers so often');
  again.close();
  t.close();
}

async function texts() {
  const t = await terminal('13800000010');
  const d = await room('dispatcher@detachment');
  const gone = await fitted('13800000013');
  await must((await room('device@detachment')).post(`terminals/${gone.id}/block`, { reason: '已拆除' }), 200);
  tap.ok((await d.post('terminal_texts', { terminal: gone.id, text: '你好' })).status === 409, 'no text to a terminal that is blocked');
  await t.online();
  const ok = await must(d.post('terminal_texts', { terminal: t.row.id, text: '请到中心路柳泉路口，车辆抛锚', urgent: true }));
  const until = async (id, state) => {
    for (let i = 0; i < 60; i++) {
      const r = (await d.get(`terminal_texts/${id}`)).json;
      if (r.state === state) return r;
      await sleep(100);
    }
    return (await d.get(`terminal_texts/${id}`)).json;
  };
  const done = await until(ok.id, 'delivered');
  tap.ok(done.state === 'delivered' && done.sent_at && done.ended_at && t.texts[0]?.text === '请到中心路柳泉路口，车辆抛锚', 'a text is delivered and reads as written', JSON.stringify(t.texts));
  tap.ok((t.texts[0].body[0] & 1) === 1, 'as urgent');
  t.refuses = true;
  const no = await must(d.post('terminal_texts', { terminal: t.row.id, text: '第二条' }));
  tap.ok((await until(no.id, 'failed')).state === 'failed', 'a terminal may refuse it');
  const bad = await d.post('terminal_texts', { terminal: t.row.id, text: 'emoji 😀' });
  tap.ok(bad.status === 422 && /text/.test(bad.text), 'signs that it cannot show are refused', short(bad));
  t.refuses = false;
  t.close();
  await sleep(200);
  const later = await must(d.post('terminal_texts', { terminal: t.row.id, text: '上线后再看' }));
  await sleep(1500);
  tap.ok((await d.get(`terminal_texts/${later.id}`)).json.state === 'waiting', 'off line it waits');
  await t.online();
  tap.ok((await until(later.id, 'delivered')).state === 'delivered', 'and is delivered when the terminal is there');
  t.close();
}

async function zones() {
  const t = await terminal('13800000011');
  const d = await room('dispatcher@detachment');
  const duty = await room('duty@zhangdian-1');
  const bad = await d.post('zones', { name: '坏', kind: 'beat', shape: '118,36 119,36' });
  tap.ok(bad.status === 422 && /shape/.test(bad.text), 'a border of two corners is refused', short(bad));
  const z = await must(d.post('zones', { name: '广场', kind: 'event', shape: '118.10,36.80 118.11,36.80 118.11,36.81 118.10,36.81' }));
  await sleep(1500);
  await t.online();
  const at = Date.now() - 100000;
  for (const [i, lon] of [118.095, 118.099, 118.105, 118.108, 118.112].entries()) await t.locate({ lon, lat: 36.805, at: at + i * 20000 });
  let rows;
  for (let i = 0; i < 30; i++) {
    rows = (await must(d.get(`zone_passages?zone=${z.id}&sort=at`), 200)).items;
    if (rows.length === 2) break;
    await sleep(100);
  }
  tap.ok(rows.length === 2 && rows[0].entered === true && rows[1].entered === false && rows[0].vehicle === t.vehicle.id, 'entered and left', JSON.stringify(rows));
  tap.ok((await duty.get(`zones/${z.id}`)).status === 404, 'a zone of the detachment is not a brigade’s');
  t.close();
}

// A patrol on duty whose terminal has gone: a finding, and away again when it is there.
async function silent() {
  const d = await room('dispatcher@detachment');
  const patrol = (await must(d.get('patrols?state=free&limit=200'), 200)).items.find((x) => x.vehicle);
  if (!patrol) return tap.ok(false, 'a patrol with a vehicle is on duty in the demo');
  const had = (await must(d.get(`terminals?vehicle=${patrol.vehicle}`), 200)).items;
  const row = await fitted('13800000020', { id: patrol.vehicle });
  await sleep(1500);
  const t = new Terminal(port, row.phone);
  await t.online();
  const seen = async (online) => {
    for (let i = 0; i < 100; i++) {
      if ((await must(d.get(`terminal_presences?terminal=${row.id}&sort=-at&limit=1`), 200)).items[0]?.online === online) return true;
      await sleep(200);
    }
    return false;
  };
  const found = async (n) => {
    for (let i = 0; i < 80; i++) {
      if ((await must(d.get(`findings?rule=terminal_silent&about_row=${row.id}&state.in=open,acknowledged`), 200)).items.length === n) return true;
      await sleep(500);
    }
    return false;
  };
  tap.ok(await seen(true), 'that a terminal is on line is written down');
  t.close();
  tap.ok(await seen(false), 'and that it is gone', JSON.stringify(had.map((h) => h.phone)));
  tap.ok(await found(1), 'the terminal of a patrol on duty is silent: a finding');
  await t.online();
  tap.ok(await found(0), 'which closes when it speaks again');
  t.close();
}

async function sos() {
  const t = await terminal('13800000012');
  const d = await room('dispatcher@detachment');
  await t.online();
  await t.locate({ ...HERE });
  await t.locate({ ...HERE, at: Date.now() + 1000, alarm: 1 });
  await t.locate({ lon: 0, lat: 0, at: Date.now() + 2000, alarm: 1 });
  let rows;
  for (let i = 0; i < 30; i++) {
    rows = (await must(d.get(`sos_calls?vehicle=${t.vehicle.id}`), 200)).items;
    if (rows.length) break;
    await sleep(100);
  }
  tap.ok(rows.length === 1 && rows[0].state === 'ringing' && Math.abs(rows[0].place[0] - HERE.lon) < 1e-6, 'a call for help rings once while the button is held', JSON.stringify(rows));
  const open = (await must(d.get(`incidents?kind=sos&state=open`), 200)).items;
  tap.ok(open.length === 1 && open[0].origin_row === rows[0].id && open[0].priority === 1, 'it is an incident of the highest priority', JSON.stringify(open));
  const a = await d.post(`sos_calls/${rows[0].id}/answer`);
  tap.ok(a.status === 200 && a.json.answered_at, 'and is answered', short(a));
  const officer = await room('officer@zhangdian-1');
  const phone = (items) => officer.post('positions', { items });
  const p = await phone([{ at: new Date().toISOString(), place: [118.04, 36.82], speed: 3, sos: true }]);
  tap.ok(p.status === 200 && p.json.taken === 1 && p.json.doubtful === 0, 'an officer’s phone reports', short(p));
  await sleep(500);
  const duty = await room('duty@zhangdian-1').catch(() => undefined) ?? d;
  const theirs = (await must(duty.get('sos_calls?state=ringing'), 200)).items;
  tap.ok(theirs.length === 1 && theirs[0].person, 'and calls for help', JSON.stringify(theirs));
  t.close();
}

async function rights() {
  const officer = await room('officer@zhangdian-1');
  const me = (await must(officer.get('session'), 200)).person.id;
  const from = new Date(Date.now() - 3600e3).toISOString();
  const to = new Date(Date.now() + 3600e3).toISOString();
  tap.ok((await officer.get(`positions?person=${me}&from=${from}&to=${to}`)).status === 200, 'one’s own track needs no reason');
  tap.ok((await officer.get(`positions?person=${me + 1}&from=${from}&to=${to}`, REASON)).status === 403, 'another’s is not for an officer');
  const d = await room('dispatcher@detachment');
  const no = await d.get(`positions?person=${me}&from=${from}&to=${to}`);
  tap.ok(no.status === 422 && /E_NO_REASON/.test(no.text), 'a dispatcher says why', short(no));
  tap.ok((await must(d.get(`positions?person=${me}&from=${from}&to=${to}`, REASON), 200)).items.length === 1, 'and then sees it');
  const auditor = await room('auditor@detachment');
  const rows = (await must(auditor.get(`audit?record=person&verb=track&limit=5`), 200)).items;
  tap.ok(rows.length === 1 && rows[0].id === me, 'which stands in the audit', JSON.stringify(rows).slice(0, 300));
  const elsewhere = await room('duty@linzi-2');
  tap.ok((await must(elsewhere.get(`positions?person=${me}&from=${from}&to=${to}`, REASON), 200)).items.length === 0, 'another brigade sees nothing of it');
  tap.ok(!(await must(elsewhere.get('positions'), 200)).items.some((p) => p.kind === 'person' && p.id === me), 'nor where he is now');
  for (const [body, field] of [['{}', 'items'], ['{"items":[{"at":"x","place":[1,2]}]}', 'items.0.at'], [`{"items":[{"at":"${from}","place":[500,2]}]}`, 'items.0.place'],
    [`{"items":[{"at":"${from}","place":[118,36],"speed":-1}]}`, 'items.0.speed']]) {
    const r = await officer.call('POST', 'positions', body, { 'Content-Type': 'application/json' });
    tap.ok(r.status === 422 && r.json.errors?.[0]?.field === field, `refused, naming ${field}`, short(r));
  }
}

// Everything that was acknowledged is there after every kill.
async function killed() {
  const fleet = [];
  for (let i = 0; i < 20; i++) {
    const vehicle = await car();
    const row = await fitted(String(13900000000 + i), vehicle);
    fleet.push(Object.assign(new Terminal(port, row.phone), { vehicle, row, acked: [], n: 0 }));
  }
  await sleep(1500);
  const begin = Math.floor(Date.now() / 1000) * 1000 - 40 * 3600e3;
  let over = false;
  const drive = async (t) => {
    while (!over) {
      try {
        if (t.ended) await t.online();
        const at = begin + t.n++ * 1000;
        const a = await t.locate({ lon: HERE.lon + (t.n % 100) * 1e-5, lat: HERE.lat, at }, { ms: 2000 });
        if (a?.result === 0) t.acked.push(at);
      } catch {
        await sleep(50);
      }
    }
  };
  const driving = fleet.map(drive);
  for (let k = 0; k < Number(o.kills); k++) {
    await sleep(Number(o.seconds) * 1000);
    await server.stop('SIGKILL');
    await server.start();
  }
  await sleep(1000);
  over = true;
  await Promise.all(driving);
  people.clear();
  let lost = 0;
  let all = 0;
  for (const t of fleet) {
    const there = new Set((await track(t, begin - 1000, begin + 24 * 3600e3)).map((p) => Date.parse(p.at)));
    all += t.acked.length;
    lost += t.acked.filter((at) => !there.has(at)).length;
    t.close();
  }
  tap.ok(all > 100 && lost === 0, `${o.kills} kills at full rate: none of ${all} acknowledged positions is lost`, `${lost} lost`);
}

// A backup taken while terminals report, restored elsewhere: what was acknowledged before it is there.
async function backup() {
  const t = await terminal('13800000014');
  await t.online();
  const from = Date.now() - 60000;
  for (let i = 0; i < 20; i++) await t.locate({ lon: HERE.lon + i * 1e-5, lat: HERE.lat, at: from + i * 1000 });
  const file = `${data}/backup.luan`;
  const made = await luan(o.luan, ['backup', file, '--data', data]);
  tap.ok(made.code === 0, 'a backup beside the working server', made.stderr);
  const there = folder('terminal-restored');
  const back = await luan(o.luan, ['restore', file, '--data', there]);
  tap.ok(back.code === 0, 'restored', back.stderr);
  const second = new Server(o.luan, there, { args: ['--log-level', 'warn'] });
  await second.start();
  const d = await new Client(second.base).signIn('dispatcher@detachment');
  const rows = (await must(d.get(`positions?vehicle=${t.vehicle.id}&from=${new Date(from - 2000).toISOString()}&to=${new Date().toISOString()}`, REASON), 200)).items;
  tap.ok(rows.length === 20, 'with every position that was acknowledged before', rows.length);
  await second.stop();
  remove(there);
  t.close();
}

try {
  const t = await registration();
  await positions(t);
  await doubt();
  await bytes(tap, t, metrics);
  await vectors(tap, port);
  await sessions(t);
  await texts();
  await zones();
  await silent();
  await sos();
  await rights();
  await backup();
  await killed();
  const end = await server.stop();
  tap.ok(end.code === 0, 'the server ends by itself', JSON.stringify(end) + server.tail());
} catch (e) {
  tap.ok(false, 'the test itself', `${e.stack}\n${server.tail()}`);
  await server.stop('SIGKILL');
}
remove(data);
tap.end();
