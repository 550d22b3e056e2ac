// SPDX-License-Identifier: Apache-2.0
// device.mjs --luan BIN - the device port of a real server, spoken to by cameras that are what they say, that are not, and that
// are out of their mind. TAP.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { Client } from '../tools/client.mjs';
import { png } from '../tools/png.mjs';
import { Server, folder, freePort, init, luan, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';
import { Viid, localTime, vehicle } from '../tools/viid.mjs';
import { images } from './images.mjs';

const { values: o } = parseArgs({ options: { luan: { type: 'string' } } });
const tap = new Tap();
const run = promisify(execFile);
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const short = (r) => `${r.status} ${r.text.slice(0, 300)}`;
const SECRET = 'camera-secret-1';
const GATE = '37030000001210000001';
const CAMERA = '37030000001190000001';
const [OTHER, HISTORY, SILENT, RENEWED, STRAY] = [2, 3, 4, 5, 6].map((n) => `3703000000119000000${n}`);
const PLATFORM = '37030000005030000001';
const VECTORS = '../shared/vectors/ga1400';

const data = folder('device');
const server = new Server(o.luan, data);
const port = await freePort();
const base = `http://127.0.0.1:${port}`;
let room; // a client of the interface

async function device(code, more = []) {
  const r = await luan(o.luan, ['device', 'add', '--data', data, '--code', code, '--name', `设备${code.slice(-2)}`, ...more], { LUAN_PASSWORD: SECRET });
  tap.ok(r.code === 0, `luan device add ${code}`, r.stdout + r.stderr);
}

const camera = (code = CAMERA, more = {}) => new Viid(base, code, SECRET, more);
const registered = async (code, more) => {
  const v = camera(code, more);
  const r = await v.register();
  if (r.status !== 200) throw new Error(`${code} cannot register: ${short(r)}`);
  return v;
};

async function registration() {
  const v = camera();
  const first = await v.challenge();
  tap.ok(first.status === 401 && first.realm === 'VIID' && /^[0-9a-f]{48}$/.test(first.nonce), 'without a digest: 401 and a challenge', JSON.stringify(first));
  tap.ok((await v.vehicles([vehicle(CAMERA, GATE)])).status === 401 && (await v.keepalive()).status === 401, 'before registration everything is 401');
  const used = v.authorization(first);
  const ok = await v.send(used);
  tap.ok(ok.status === 200 && ok.code === 0 && /VIID\+JSON/.test(ok.headers['content-type']) && ok.json.ResponseStatusObject.Id === CAMERA,
    'a digest registers', short(ok));
  const again = await v.send(used);
  tap.ok(again.status === 401, 'the same digest again is a replay', short(again));
  tap.ok((await v.send(v.authorization(first, { nc: 2 }))).status === 200, 'the same nonce with a higher nc is not');
  tap.ok((await v.send(v.authorization(first, { nc: 2 }))).status === 401, 'and with the same nc it is');
  const there = camera(CAMERA, { from: '127.0.0.2' });
  tap.ok((await there.send(there.authorization(await v.challenge()))).status === 401, 'a nonce is of no use from another address');
  there.close();
  const older = await v.challenge();
  const newer = await v.challenge();
  tap.ok((await v.send(v.authorization(newer))).status === 200 && (await v.send(v.authorization(older))).status === 401, 'a nonce older than one that was used is refused');
  for (const style of ['bare', 'old']) tap.ok((await v.register({ style })).status === 200, `digest written in another manner: ${style}`);
  const old = v.authorization(await v.challenge(), { style: 'old' });
  tap.ok((await v.send(old)).status === 200 && (await v.send(`${old}, nc=00000009`)).status === 401, 'a digest without qop is used once, whatever nc is written to it');
  const n = () => v.challenge();
  const foreign = [
    ['wrong password', v.authorization(await n(), { password: 'no' })], ['another user', v.authorization(await n(), { user: OTHER })],
    ['another realm', v.authorization({ ...(await n()), realm: 'elsewhere' })], ['another path', v.authorization(await n(), { uri: '/VIID/System/Keepalive' })],
    ['another method', v.authorization(await n(), { method: 'PUT' })], ['an invented nonce', v.authorization({ realm: 'VIID', nonce: 'a'.repeat(48) })],
    ['no digest at all', 'Basic Zm9vOmJhcg=='], ['half a digest', 'Digest username="'],
  ];
  for (const [what, header] of foreign) {
    const r = await v.send(header);
    tap.ok(r.status === 401, `refused: ${what}`, short(r));
  }
  tap.ok((await v.send(v.authorization(await n()), OTHER)).status === 401, 'refused: the digest of one device with the number of another');
  const nobody = camera('99999999991190000009');
  tap.ok((await nobody.register()).status === 401, 'refused: a device nobody knows, in the same words');
  for (const bad of ['', '{', '[]', '{"RegisterObject":{}}', '{"RegisterObject":{"DeviceID":7}}', '{"RegisterObject":{"DeviceID":"' + '1'.repeat(400) + '"}}']) {
    const r = await v.call('POST', '/VIID/System/Register', bad, { Authorization: v.authorization(await n()) });
    tap.ok(r.status === 400 && r.code === 5, `a register body that is ${JSON.stringify(bad).slice(0, 40)}`, short(r));
  }
  v.close();
}

async function curl() {
  const target = `${base}/VIID/System/Register`;
  try {
    const { stdout } = await run('curl', ['-s', '--digest', '-u', `${OTHER}:${SECRET}`, '-H', 'Content-Type: application/VIID+JSON;charset=UTF-8',
      '-H', `User-Identify: ${OTHER}`, '-d', JSON.stringify({ RegisterObject: { DeviceID: OTHER } }), target]);
    tap.ok(JSON.parse(stdout).ResponseStatusObject?.StatusCode === 0, 'curl --digest registers', stdout);
  } catch (e) {
    if (e.code === 'ENOENT') tap.skip('curl --digest registers', 'curl is not installed');
    else tap.ok(false, 'curl --digest registers', String(e));
  }
}

async function identity() {
  const v = await registered(CAMERA);
  const elsewhere = camera(CAMERA, { from: '127.0.0.2' });
  tap.ok((await elsewhere.vehicles([vehicle(CAMERA, GATE)])).status === 401, 'the identity of a device that registered from another address is refused');
  elsewhere.close();
  v.identity = HISTORY;
  tap.ok((await v.vehicles([vehicle(HISTORY, GATE)])).status === 401, 'the identity of a device that has not registered is refused');
  v.identity = undefined;
  const k = await v.keepalive(OTHER);
  tap.ok(k.status === 403 && k.code === 4, 'a keepalive for another device is refused', short(k));
  tap.ok((await v.keepalive()).status === 200, 'its own is taken');
  const time = await v.call('GET', '/VIID/System/Time');
  tap.ok(time.status === 200 && Math.abs(Number(time.json.SystemTimeObject.LocalTime) - Number(localTime())) < 200, 'the time is told, local and 14 digits', short(time));
  for (const [method, path] of [['DELETE', '/VIID/MotorVehicles?IDList=1'], ['PUT', '/VIID/MotorVehicles'], ['GET', '/VIID/MotorVehicles'], ['POST', '/VIID/MotorVehicles/1']]) {
    const r = await v.call(method, path, method === 'PUT' || method === 'POST' ? '{}' : undefined);
    tap.ok(r.status === 405 && r.code === 4, `${method} ${path} is not allowed`, short(r));
  }
  const un = await v.call('POST', '/VIID/System/UnRegister', { UnRegisterObject: { DeviceID: CAMERA } });
  tap.ok(un.status === 200 && (await v.keepalive()).status === 401, 'after UnRegister it is nobody', short(un));
  v.close();
}

const withPictures = (...list) => ({ SubImageList: { SubImageInfoObject: list.map(([Type, Data]) => ({ ImageID: '1', Type, FileFormat: 'Jpeg', Data })) } });

async function passages() {
  const v = await registered(CAMERA);
  const plain = await v.vehicles([vehicle(CAMERA, GATE)]);
  tap.ok(plain.status === 200 && plain.lines.length === 1 && plain.lines[0].StatusCode === 0 && plain.lines[0].RequestURL === '/VIID/MotorVehicles', 'one passage is taken', short(plain));
  const many = await v.vehicles(Array.from({ length: 100 }, (_, i) => vehicle(CAMERA, GATE, { PlateNo: `鲁C${10000 + i}` })));
  tap.ok(many.status === 200 && many.lines.length === 100 && many.lines.every((l) => l.StatusCode === 0), 'a batch of 100 is taken', short(many));
  const json = await v.call('POST', '/VIID/MotorVehicles', { MotorVehicleListObject: { MotorVehicleObject: [vehicle(CAMERA, GATE)] } }, { 'Content-Type': 'application/json' });
  tap.ok(json.status === 200, 'application/json is as good', short(json));
  const bare = await v.vehicles([vehicle('', '')]);
  tap.ok(bare.lines[0]?.StatusCode === 0 && /device/.test(bare.lines[0].StatusString) && /tollgate/.test(bare.lines[0].StatusString) && !/quarantined/.test(bare.lines[0].StatusString),
    'device and tollgate not named: taken from the registration, and said so', short(bare));
  const aside = [
    ['unknown tollgate', { TollgateID: '99999999991210000009' }, /unknown tollgate/], ['a time ahead', { PassTime: localTime(Date.now() + 3600e3) }, /ahead/],
    ['a time long ago', { PassTime: '20160912220107' }, /too old/],
  ];
  for (const [what, more, words] of aside) {
    const r = await v.vehicles([vehicle(CAMERA, GATE, more)]);
    tap.ok(r.status === 200 && r.lines[0].StatusCode === 0 && words.test(r.lines[0].StatusString), `quarantined and said so: ${what}`, short(r));
  }
  const astray = await registered(STRAY);
  const far = await astray.vehicles([vehicle(STRAY, GATE)]);
  tap.ok(far.lines[0]?.StatusCode === 0 && /of another device/.test(far.lines[0].StatusString), 'quarantined and said so: a camera of another unit than the tollgate', short(far));
  const mixed = await v.vehicles([vehicle(CAMERA, GATE, { PlateNo: '鲁C90001' }), vehicle(CAMERA, GATE, { PassTime: 'yesterday' }), vehicle(CAMERA, GATE, { PlateNo: '鲁C90002' })]);
  tap.ok(mixed.status === 200 && mixed.lines.map((l) => l.StatusCode).join() === '0,6,0' && /PassTime/.test(mixed.lines[1].StatusString), 'a wrong object is refused by itself, with its field', short(mixed));
  for (const x of [v, astray]) x.close();
}

async function bodies() {
  const v = await registered(CAMERA);
  const good = JSON.stringify({ MotorVehicleListObject: { MotorVehicleObject: [vehicle(CAMERA, GATE)] } });
  const bad = ['', ' ', '{', good.slice(0, -1), `${good}x`, good.replace('"', ''), good.replace(/"/g, "'"), '[]', '""', 'null', '{"MotorVehicleListObject":7}', '\u0000', good.replace('鲁', '\u0000'),
    Buffer.from(good.replace('鲁C12345', 'XX')).map((b) => (b === 0x58 ? 0xff : b)), '['.repeat(100_000), '{"a":'.repeat(20_000), `{"MotorVehicleListObject":{"MotorVehicleObject":[${'{},'.repeat(9)}]}}`, '\ufeff{}',
    good.replace('"PlateNo"', '"PassTime":"20240101000000","PlateNo"')];
  let wrong = 0;
  for (const b of bad) {
    const r = await v.call('POST', '/VIID/MotorVehicles', b);
    if (!(r.status === 400 && r.code === 5) && !(r.lines.length && r.lines.every((l) => l.StatusCode === 6 || l.StatusCode === 5))) {
      wrong++;
      tap.say(`${JSON.stringify(b.toString()).slice(0, 80)}: ${short(r)}`);
    }
  }
  tap.ok(wrong === 0, `${bad.length} bodies that are wrong in as many ways are refused with code 5 or 6`);
  let half = 0;
  for (let n = 1; n < good.length; n += 37) half += (await v.call('POST', '/VIID/MotorVehicles', good.slice(0, n))).status === 400 ? 0 : 1;
  tap.ok(half === 0, 'a body cut off anywhere is refused');
  for (const path of ['/VIID/Nothing', '/VIID/System/Nothing', '/other']) tap.ok((await v.call('POST', path, '{}')).status === 404, `404 ${path}`);
  tap.ok((await v.vehicles([vehicle(CAMERA, GATE)])).status === 200, 'and the next good one is taken');
  v.close();
}

async function pictures() {
  const v = await registered(CAMERA);
  const small = png(8, 8).toString('base64');
  const ok = await v.vehicles([vehicle(CAMERA, GATE, { PlateNo: '鲁C70001', ...withPictures(['01', small], ['02', small]) })]);
  tap.ok(ok.lines[0]?.StatusCode === 0 && !/picture/.test(ok.lines[0].StatusString), 'two pictures are kept', short(ok));
  const faces = await v.vehicles([vehicle(CAMERA, GATE, { PlateNo: '鲁C70002', ...withPictures(['04', small], ['05', small], ['11', small], ['01', small]) })]);
  tap.ok(faces.lines[0]?.StatusCode === 0 && /face pictures discarded/.test(faces.lines[0].StatusString), 'pictures of faces are discarded, and that is said', short(faces));
  const none = [
    ['text', Buffer.from('this is no picture at all, whatever it says').toString('base64')], ['not base64', '*'.repeat(200)], ['a page of HTML', Buffer.from('<html><script>alert(1)</script></html>').toString('base64')],
    ['a PNG that claims 60,000 x 60,000', png(60000, 60000, false).toString('base64')], ['a PNG cut off', png(8, 8).subarray(0, 40).toString('base64')],
    ['a PNG with a program behind it', Buffer.concat([png(8, 8), Buffer.from('#!/bin/sh\nexit\n')]).toString('base64')], ['nine million bytes', Buffer.alloc(9_000_000, 65).toString('base64')],
  ];
  for (const [what, Data] of none) {
    const r = await v.vehicles([vehicle(CAMERA, GATE, { PlateNo: '鲁C70003', ...withPictures(['01', Data]) })]);
    tap.ok(r.status === 200 && r.lines[0].StatusCode === 0 && /not a picture/.test(r.lines[0].StatusString), `the passage is kept, the picture is not: ${what}`, short(r));
  }
  const own = await v.call('POST', '/VIID/MotorVehicles', JSON.stringify({ MotorVehicleListObject: { MotorVehicleObject: [vehicle(CAMERA, GATE, withPictures(['01', small])),
    vehicle(CAMERA, GATE, { PlateNo: '鲁C70004', ...withPictures(['01', 'MARKER']) })] } }).replace('MARKER', '\\u00010'));
  tap.ok(own.status === 200 && /not a picture/.test(own.lines[1].StatusString), 'a text that looks like our own mark names nobody else\'s picture', short(own));
  v.close();
}

async function vectors() {
  if (!existsSync(VECTORS)) {
    tap.skip('payloads of public implementations', `${VECTORS} is not there`);
    return;
  }
  const v = await registered(CAMERA);
  const p = await registered(PLATFORM);
  const read = (f) => readFileSync(join(VECTORS, f));
  const studygo = await v.call('POST', '/VIID/MotorVehicles', read('studygo_VIID_MotorVehicles.json'));
  tap.ok(studygo.status === 200 && studygo.lines[0].StatusCode === 0 && /tollgate taken from the device/.test(studygo.lines[0].StatusString) && /too old/.test(studygo.lines[0].StatusString),
    'study-go: taken, tollgate and device filled in, quarantined for its time', short(studygo));
  const dahua = await v.call('POST', '/VIID/MotorVehicles', read('motorvehicles_post_dahua_test.json'));
  tap.ok(dahua.status === 200 && dahua.lines[0].StatusCode === 0 && /unknown tollgate/.test(dahua.lines[0].StatusString), 'dahua: taken, quarantined for its tollgate', short(dahua));
  const h = await registered(HISTORY);
  const old = await h.call('POST', '/VIID/MotorVehicles', read('studygo_VIID_MotorVehicles.json'));
  tap.ok(old.status === 200 && old.lines[0].StatusCode === 0 && !/quarantined/.test(old.lines[0].StatusString), 'study-go by a device of historical import: taken as it is', short(old));
  for (const [who, path, file] of [[v, '/VIID/APEs', 'studygo_VIID_APEs.json'], [p, '/VIID/Subscribes', 'subscribe_post_chengdu.json'], [p, '/VIID/Subscribes', 'subscribe_post_kedacom.json'],
    [p, '/VIID/DispositionNotifications', 'disposition_notification_post.json']]) {
    const r = await who.call('POST', path, read(file));
    tap.ok(r.status === 200 && r.lines.length > 0 && r.lines.every((l) => l.StatusCode === 0), `${file} is taken`, short(r));
  }
  const found = await (await new Client(server.base).signIn('leader@detachment')).post('passages/search', { series: ['import', 'quarantine'], from: '2000-01-01T00:00:00Z', to: '2030-01-01T00:00:00Z', limit: 10, purpose: 'other', reason: '联调' });
  if (found.status === 404) tap.skip('what was sent is found again', 'this server has no search');
  else tap.ok(found.status === 200 && found.json.items.length >= 1, 'what was sent is found again', found.text.slice(0, 300));
  for (const x of [v, p, h]) x.close();
}

async function platforms() {
  const v = await registered(CAMERA);
  const p = await registered(PLATFORM);
  const id = `370300000000032026${Date.now()}`.slice(0, 33);
  const subscribe = { SubscribeListObject: { SubscribeObject: [{ SubscribeID: id, Title: '过车订阅', SubscribeDetail: '13', ReceiveAddr: 'http://127.0.0.1:1/VIID/SubscribeNotifications',
    BeginTime: localTime(), EndTime: '20991231235959', ApplicantName: '某人', OperateType: 0 }] } };
  const no = await v.call('POST', '/VIID/Subscribes', subscribe);
  tap.ok(no.lines[0]?.StatusCode === 6, 'a camera asks for nobody\'s data', short(no));
  const yes = await p.call('POST', '/VIID/Subscribes', subscribe);
  tap.ok(yes.lines[0]?.StatusCode === 0, 'a platform may ask', short(yes));
  const again = await p.call('POST', '/VIID/Subscribes', subscribe);
  tap.ok(again.lines[0]?.StatusCode === 0, 'and ask again', short(again));
  const rows = await room.get(`sharings?subscribe_id=${id}`);
  const row = rows.json?.items?.[0];
  tap.ok(rows.json?.items?.length === 1 && row.state === 'applied', 'which makes one row to be decided on', rows.text.slice(0, 300));
  const leader = await new Client(server.base).signIn('leader@detachment');
  tap.ok((await leader.post(`sharings/${row.id}/approve`)).status === 409, 'no approval without a legal basis and a period');
  const fill = await room.call('PATCH', `sharings/${row.id}`, { legal_basis: '个人信息保护法第23条', valid_from_day: '2026-01-01', valid_to_day: '2030-12-31' }, { 'If-Match': String(row.version) });
  const approve = await leader.post(`sharings/${row.id}/approve`);
  tap.ok(fill.status === 200 && approve.status === 200 && approve.json.state === 'approved', 'with both another person approves', fill.text.slice(0, 200) + approve.text.slice(0, 200));
  const gone = await p.call('DELETE', `/VIID/Subscribes?IDList=${id}`);
  const after = await room.get(`sharings/${row.id}`);
  tap.ok(gone.lines[0]?.StatusCode === 0 && after.json.state === 'ended', 'cancelled by the platform it ends', short(gone) + after.text.slice(0, 200));
  const order = await p.call('POST', '/VIID/Dispositions', { DispositionListObject: { DispositionObject: [{ DispositionID: id, Title: '布控', TargetFeature: '鲁C99999', PriorityLevel: 1,
    BeginTime: localTime(), EndTime: '20991231235959', ApplicantName: '某人', OperateType: 0 }] } });
  const kept = await room.get(`viid_objects?object_id=${id}&resource=disposition`);
  tap.ok(order.lines[0]?.StatusCode === 0 && kept.json?.items?.length === 1 && kept.json.items[0].masked?.includes('body'), 'a disposition is kept, its text masked without a reason', short(order) + kept.text.slice(0, 300));
  const mine = await v.call('GET', '/VIID/APEs');
  tap.ok(mine.status === 200 && mine.json.APEListObject.TotalNum === 1 && mine.json.APEListObject.APEObject[0].ApeID === CAMERA, 'a camera sees itself alone', short(mine));
  const gates = await v.call('GET', '/VIID/Tollgates');
  tap.ok(gates.json?.TollgateListObject?.TollgateObject?.length === 1 && gates.json.TollgateListObject.TollgateObject[0].TollgateID === GATE, 'and its tollgate', short(gates));
  const all = await p.call('GET', '/VIID/APEs?PageRecordNum=3');
  tap.ok(all.json?.APEListObject?.PageRecordNum === 3 && all.json.APEListObject.TotalNum > 4, 'a platform sees what lies below its unit, by pages', short(all));
  const lower = await p.call('POST', '/VIID/SubscribeNotifications', { SubscribeNotificationListObject: { SubscribeNotificationObject: [{ NotificationID: id, SubscribeID: id, Title: 't', TriggerTime: localTime(),
    InfoIDs: '1', ExecuteOperation: 1, MotorVehicleObjectList: { MotorVehicleObject: [vehicle(CAMERA, GATE, { PlateNo: '鲁C60001' })] } }] } });
  tap.ok(lower.status === 200 && lower.lines.length === 1 && lower.lines[0].StatusCode === 0, 'passages that come as notifications are passages', short(lower));
  v.close();
  p.close();
}

async function renewed() {
  const v = await registered(RENEWED);
  const row = (await room.get(`devices?code=${RENEWED}`)).json.items[0];
  const r = await room.call('PATCH', `devices/${row.id}`, { password: 'camera-secret-2' }, { 'If-Match': String(row.version) });
  let k = await v.keepalive();
  for (let i = 0; i < 50 && k.status === 200; i++) {
    await sleep(200);
    k = await v.keepalive();
  }
  tap.ok(r.status === 200 && k.status === 401, 'another password ends the registration made with the old one', r.text.slice(0, 200) + short(k));
  tap.ok((await v.register()).status === 401 && (await v.register({ password: 'camera-secret-2' })).status === 200 && (await v.keepalive()).status === 200, 'and the new one registers');
  v.close();
}

async function flood() {
  const v = camera(OTHER);
  const answers = new Map();
  for (let i = 0; i < 300; i++) {
    const r = await v.register();
    answers.set(r.status, (answers.get(r.status) ?? 0) + 1);
    if (r.status === 429 && r.code !== 2) tap.ok(false, 'a flood is told to be busy', short(r));
  }
  tap.ok(answers.get(200) > 0 && answers.get(429) > 200 && answers.size === 2, 'a device that registers 300 times in a row is slowed down', JSON.stringify([...answers]));
  tap.ok((await v.keepalive()).status === 200, 'and is registered all the same');
  v.close();
}

async function sameSecond() {
  const v = await registered(CAMERA);
  const PassTime = localTime();
  const one = vehicle(CAMERA, GATE, { PassTime, PlateNo: '鲁C55555' });
  let first = 0;
  let wrong = 0;
  for (let i = 0; i < 200; i++) {
    const r = await v.vehicles([one]);
    if (r.status !== 200 || r.lines[0].StatusCode !== 0) wrong++;
    else if (!/sent before/.test(r.lines[0].StatusString)) first++;
  }
  tap.ok(wrong === 0 && first === 1, 'the same fact two hundred times is acknowledged each time and stored once', `${wrong} wrong, ${first} stored`);
  const many = await v.vehicles(Array.from({ length: 500 }, (_, i) => vehicle(CAMERA, GATE, { PassTime, PlateNo: `鲁C${20000 + i}` })));
  tap.ok(many.lines.length === 500 && many.lines.every((l) => l.StatusCode === 0 && !/sent before/.test(l.StatusString)), 'a clock that stands still: other vehicles of the same second are other facts', short(many));
  v.close();
}

// Clients that send a byte now and then hold nothing up.
async function dripping() {
  const head = `POST /VIID/MotorVehicles HTTP/1.1\r\nHost: x\r\nUser-Identify: ${CAMERA}\r\nContent-Length: 100000\r\n\r\n{"SubImageInfoObject":[{"Data":"`;
  const drips = Array.from({ length: 300 }, () => {
    const s = connect(port, '127.0.0.1');
    s.on('error', () => {});
    s.write(head);
    return s;
  });
  const timer = setInterval(() => drips.forEach((s) => s.writable && s.write('A')), 100);
  const v = await registered(CAMERA);
  let ok = 0;
  for (let k = 0; k < 60; k++) {
    const r = await v.vehicles(Array.from({ length: 50 }, (_, i) => vehicle(CAMERA, GATE, { PlateNo: `鲁D${30000 + k * 50 + i}` })));
    ok += r.lines.filter((l) => l.StatusCode === 0).length;
  }
  tap.ok(ok === 3000, 'while 300 clients drip, 3,000 passages are taken', String(ok));
  clearInterval(timer);
  drips.forEach((s) => s.destroy());
  v.close();
}

async function presence(silentSince) {
  const wait = silentSince + 42_000 - Date.now();
  if (wait > 0) await sleep(wait);
  const v = await registered(CAMERA);
  v.close();
  const links = await room.get('device_links');
  const id = (await room.get(`devices?code=${SILENT}`)).json?.items?.[0]?.id;
  const silent = links.json?.items?.find((x) => x.id === id);
  tap.ok(silent && silent.online === false && silent.registered === false && silent.first_at && silent.last_at, 'a device that misses three keepalives is off line', links.text.slice(0, 300));
  const cam = links.json?.items?.find((x) => x.passages > 3000);
  tap.ok(cam?.online && cam.clock_ms !== null && Math.abs(cam.clock_ms) < 5000, 'a device that works: passages, clock', JSON.stringify(cam));
  const rows = await room.get(`device_readings?device=${id}&sort=-at`);
  tap.ok(rows.json?.items?.[0]?.online === false && rows.json.items.some((r) => r.online), 'and that is read from its readings', rows.text.slice(0, 300));
}

try {
  await init(o.luan, data, {});
  await device(CAMERA, ['--tollgate', GATE, '--place', '118.05,36.81']);
  for (const c of [OTHER, SILENT, RENEWED]) await device(c, ['--tollgate', GATE]);
  await device(STRAY, ['--unit', '370300009800', '--place', '118.05,36.81']);
  await device(HISTORY, ['--tollgate', GATE, '--mode', 'history']);
  await device(PLATFORM, ['--place', '118.05,36.81', '--category', 'platform']);
  server.args = ['--device', `127.0.0.1:${port}`];
  await server.start();
  room = await new Client(server.base).signIn('device@detachment');
  const admin = await new Client(server.base).signIn('secadmin@detachment').catch(() => null);
  const set = async (code, value) => {
    const row = (await admin.get(`settings?code=${code}`)).json.items[0];
    const r = await admin.call('PATCH', `settings/${row.id}`, { value }, { 'If-Match': String(row.version) });
    if (r.status !== 200) throw new Error(r.text);
  };
  if (admin) await set('keepalive_s', 10);
  const silent = await registered(SILENT);
  silent.close();
  const since = Date.now();
  const steps = { registration, curl, identity, passages, bodies, pictures, vectors, platforms, renewed, sameSecond, dripping, flood };
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step();
    } catch (e) {
      tap.ok(false, `${name} goes to its end`, String(e.stack ?? e));
    }
  }
  if (admin) await presence(since);
  else tap.skip('a device that misses three keepalives is off line', 'no account of the security administrator');
  await images({ tap, server, registered, camera: CAMERA, gate: GATE }); // last: it kills the server
  tap.ok((await server.stop()).code === 0, 'the server stops with code 0', server.tail());
} catch (e) {
  tap.ok(false, 'the run goes to its end', String(e.stack ?? e) + server.tail?.());
} finally {
  await server.stop('SIGKILL');
  if (process.env.LUAN_KEEP) writeFileSync('/dev/stderr', `${data}\n`);
  else remove(data);
}
tap.end();
