// SPDX-License-Identifier: Apache-2.0
// pay.mjs --luan BIN - money and the register under hostile conditions: notices of WeChat Pay that are forged, replayed, reordered, repeated or of a wrong
// amount; the daily file of a bank faulty, sent twice, broken off; a server killed between decision, service and payment order; a register that is down, slow or
// refuses.
import { createHash, createHmac } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Client } from '../tools/client.mjs';
import { PASSWORD, Server, folder, init, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';
import { Platform } from './pay_standin.mjs';
import { fileOf, send as sendFile, start as startFile, today } from './bank_file.mjs';

const { values: o } = parseArgs({ options: { luan: { type: 'string' } } });
const tap = new Tap();
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const data = folder('pay-fault');
const server = new Server(o.luan, data);
const key = 'ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100';
let person = 100;

async function must(c, path, body, status = 200, headers) {
  const a = await c.post(path, body, headers);
  if (a.status !== status) throw new Error(`${path}: ${a.status} ${a.text.slice(0, 300)}`);
  return a.json;
}

// The recorder that the demo issued to the officer says that it records.
async function records() {
  const at = (ms) => new Date(Date.now() - ms).toISOString();
  const text = JSON.stringify({ kind: 'presence', recorder: 'ZFJ-CASE-OFFICER-ZHANGDIAN', terminal: 'JWT-CASE-OFFICER-ZHANGDIAN', at: at(0), since: at(3600e3), recording: true });
  const stamp = String(Math.floor(Date.now() / 1000));
  const nonce = Math.random().toString(36).slice(2).padEnd(12, 'x');
  const mac = createHmac('sha256', createHash('sha256').update(PASSWORD).digest()).update(`${stamp}\n${nonce}\n${text}\n`).digest('hex');
  const r = await again(() => new Client(server.base).call('POST', 'adapter_messages/from/recorders', text, { 'Content-Type': 'application/json', 'Luan-Timestamp': stamp, 'Luan-Nonce': nonce, 'Luan-Signature': mac }));
  if (r.status !== 200) throw new Error(`recorder: ${r.status} ${r.text}`);
}

// The steps of a case until it is served; each with its key, so that it may be sent again after a kill.
async function served(c, tag, send = must) {
  let n = 0;
  const step = (path, body, status) => send(c, path, body, status, { 'Idempotency-Key': `${tag}-${n++}` });
  const v = await step('violation_cases', { source: 'stop', code: '1102', happened_at: new Date(Date.now() - 600e3).toISOString(), address: '昌国路', road: 'urban' }, 201);
  await step(`violation_cases/${v.id}/establish`, { party: 'driver', party_kind: 'person', party_name: '试验辰', party_id: `370399199001${++person}0`, own_vehicle: true });
  await step(`violation_cases/${v.id}/tell`, { procedure: 'simple', penalty: 'fine', fine: 20000, facts: '灯光', told_way: 'oral' });
  await records();
  await step(`violation_cases/${v.id}/decide`, {});
  const d = (await again(() => c.get(`documents?subject=violation_case&subject_row=${v.id}&type=simple_decision`))).json.items;
  if (d.length !== 1) throw new Error(`${d.length} decisions of case ${v.id}`);
  await step(`documents/${d[0].id}/stamp`, { seal: 'stamped' });
  await step(`documents/${d[0].id}/sign`, { signature: 'hand' });
  await step(`documents/${d[0].id}/serve`, { service: 'person', served_at: new Date().toISOString() });
  await step(`violation_cases/${v.id}/serve`, { service: 'direct' });
  return v.id;
}

const orders = async (c, id) => (await again(() => c.get(`payment_orders?violation_case=${id}`))).json.items;

async function again(fn) {
  for (let i = 0; ; i++) {
    try {
      const a = await fn();
      if (a.status < 500) return a;
    } catch (e) {
      if (i > 300) throw e;
    }
    await sleep(50);
  }
}

async function wechat(c) {
  const p = new Platform();
  const sec = await new Client(server.base).signIn('secadmin@detachment');
  const sys = await new Client(server.base).signIn('sysadmin@detachment');
  const row = await must(sec, 'adapters', p.adapter('wx'), 201);
  await must(sys, `adapters/${row.id}/start`, {});
  const [order] = await orders(c, await served(c, 'wx'));
  const send = (body, headers) => new Client(server.base).call('POST', 'adapter_messages/from/wx', body, headers);
  const expect = async (what, status, outcome, body, headers) => {
    const a = await send(body, headers ?? p.headers(body));
    tap.ok(a.status === status && a.json?.outcome === outcome, `WeChat Pay: ${what}: ${status} ${outcome}`, `${a.status} ${a.text.slice(0, 300)}`);
    return a;
  };
  const paid = { order: order.number, transaction: '4200000000001', amount: 20000 };
  const good = p.body(paid);
  const other = new Platform();
  await expect('signed by another key', 401, 'forged', good, p.headers(good, { key: other.private }));
  await expect('of another serial', 401, 'forged', good, p.headers(good, { serial: other.serial }));
  await expect('a changed body', 401, 'forged', good.replace('SUCCESS', 'SUCCESs'), p.headers(good));
  await expect('a probe of the platform', 401, 'forged', good, { ...p.headers(good), 'Wechatpay-Signature': 'WECHATPAY/SIGNTEST/AAAA' });
  await expect('an old timestamp', 425, 'stale', good, p.headers(good, { stamp: Math.floor(Date.now() / 1000) - 400 }));
  await expect('sealed under another key', 422, 'malformed', p.body(paid, { resource: p.seal(p.transaction(paid), { key: other.apiv3 }) }));
  const cut = p.seal(p.transaction(paid));
  await expect('other associated data', 422, 'malformed', p.body(paid, { resource: { ...cut, associated_data: 'x' } }));
  await expect('of another merchant', 422, 'malformed', p.body(paid, { resource: p.seal(p.transaction({ ...paid, mchid: '1900000999' })) }));
  await expect('not a payment', 422, 'malformed', p.body(paid, { resource: p.seal(p.transaction({ ...paid, trade_state: 'CLOSED' })) }));
  await expect('a refund notice before the refund', 422, 'malformed', p.body(paid, { event_type: 'REFUND.SUCCESS' }));
  await expect('a fen too little', 409, 'wrong_amount', p.body({ ...paid, amount: 19999 }));
  await expect('an unknown order', 404, 'unknown', p.body({ ...paid, order: 'JK0' }));
  tap.ok((await orders(c, order.violation_case))[0].state === 'open', 'WeChat Pay: nothing of that has paid the order');
  const h = p.headers(good);
  const a = await expect('the payment', 200, 'taken', good, h);
  tap.ok(a.json.code === 'SUCCESS', 'WeChat Pay: is answered in its own words', a.text);
  await expect('the same message again', 409, 'replayed', good, h);
  await expect('the same payment told again', 200, 'repeated', p.body(paid));
  await expect('a second payment', 409, 'conflict', p.body({ ...paid, transaction: '4200000000002' }));
  const [after] = await orders(c, order.violation_case);
  tap.ok(after.state === 'paid' && after.paid_fine === 20000 && after.transaction === '4200000000001', 'WeChat Pay: the order is paid once');
}

// What the daily file of a bank does: whole or not at all, once, and whatever it differs on is a row that somebody settles.
async function bank(c) {
  const sec = await new Client(server.base).signIn('secadmin@detachment');
  const sys = await new Client(server.base).signIn('sysadmin@detachment');
  const lead = await new Client(server.base).signIn('leader@detachment');	// what belongs to no order belongs to the whole force
  const row = await must(sec, 'adapters', { code: 'bank', kind: 'payment', secret: key, nontax_code: '103050101' }, 201);
  await must(sys, `adapters/${row.id}/start`, {});
  const told = async (body) => {
    const text = JSON.stringify(body);
    const stamp = String(Math.floor(Date.now() / 1000));
    const nonce = Math.random().toString(36).slice(2).padEnd(12, 'x');
    const mac = createHmac('sha256', Buffer.from(key, 'hex')).update(`${stamp}\n${nonce}\n${text}\n`).digest('hex');
    return new Client(server.base).call('POST', 'adapter_messages/from/bank', text, { 'Content-Type': 'application/json', 'Luan-Timestamp': stamp, 'Luan-Nonce': nonce, 'Luan-Signature': mac });
  };
  const o5 = [];
  for (let i = 0; i < 5; i++) o5.push((await orders(c, await served(c, `bank-${i}`)))[0]);
  const [good, wrong, twice, missing, before] = o5;
  const at = new Date().toISOString();
  const line = (order, transaction, amount = 20000) => ({ order: order.number ?? order, transaction, amount, at });
  for (const [order, transaction] of [[missing, 'B-4'], [before, 'B-5']]) {
    const a = await told({ kind: 'paid', order: order.number, transaction, amount: 20000, paid_at: at });
    if (a.json?.outcome !== 'taken') throw new Error(`${a.status} ${a.text}`);
  }
  const state = async () => JSON.stringify([await Promise.all(o5.map(async (o) => (await orders(c, o.violation_case))[0])), (await lead.get('payment_differences?limit=500')).json.items, (await c.get('bank_files')).json.items]);
  const untouched = await state();
  const refused = async (what, path, checks) => {
    const r = await sendFile(o.luan, data, path);
    const errors = r.report?.errors ?? [];
    tap.ok(r.code === 1 && checks.every(([at, field]) => errors.some((e) => e.line === at && e.field === field && /\p{Script=Han}/u.test(e.detail) && /[a-z]/.test(e.detail_en))), `bank file: ${what} is refused, by line and field`, JSON.stringify(r));
    tap.ok((await state()) === untouched, `bank file: ${what}: nothing was booked`);
  };
  const real = [line(good, 'B-1')];
  await refused('a faulty amount and a faulty time', fileOf(data, 'a.csv', [line(good, 'B-1'), { ...line(wrong, 'B-2'), amount: undefined, raw: '200.123' }, { ...line(twice, 'B-3'), time: '昨天' }]), [[3, 'amount'], [4, 'paid_at']]);
  const bad = ['', '-200', '2e2', '200.', '.5', '0', '99999999999999', '"1,000"', '２００'];
  await refused('every amount that is none', fileOf(data, 'amounts.csv', bad.map((raw, i) => ({ ...line(good, `B-${i}`), amount: undefined, raw })), {}, (text) => Buffer.from(text)), bad.map((_, i) => [i + 2, 'amount']));
  await refused('a line without order and transaction', fileOf(data, 'empty.csv', [{ ...line('', ''), order: '' }]), [[2, 'order'], [2, 'transaction']]);
  await refused('a wrong count', fileOf(data, 'b.csv', real, { count: 2 }), [[3, 'transaction']]);
  await refused('a sum a fen too small', fileOf(data, 'c.csv', real, { sum: '199.99' }), [[3, 'amount']]);
  await refused('a file without its last line', fileOf(data, 'd.csv', real, { none: true }), [[3, 'total']]);
  await refused('a payment of another day', fileOf(data, 'e.csv', real, { day: '2026-01-02' }), [[2, 'paid_at']]);
  const unnamed = await sendFile(o.luan, data, fileOf(data, 'f.csv', real), []);
  tap.ok(unnamed.code !== 0 && (await state()) === untouched, 'bank file: with two banks in use one must be named', unnamed.stderr);

  const lines = [{ ...line(good, 'B-1'), raw: '200' }, line(wrong, 'B-2', 19999), { ...line(twice, 'B-3'), raw: '200.0' }, line(twice, 'B-3'), line(good, 'B-6'), line('JK0', 'B-7'), line(before, 'B-5')];
  const path = fileOf(data, 'day.csv', lines);
  const preview = await sendFile(o.luan, data, path, ['--adapter', 'bank', '--preview']);
  tap.ok(preview.code === 0 && preview.report.accepted === 7 && (await state()) === untouched, 'bank file: a preview books nothing', JSON.stringify(preview));
  const r = await sendFile(o.luan, data, path);
  tap.ok(r.code === 0 && r.report.accepted === 7 && r.report.added === 2 && r.report.unchanged === 2, 'bank file: in GBK, what is new is booked, what is known is repeated', JSON.stringify(r));
  const [g, w, t, m, b] = await Promise.all(o5.map(async (x) => (await orders(c, x.violation_case))[0]));
  tap.ok([g, t, m, b].every((x) => x.state === 'paid' && x.paid_fine === 20000) && w.state === 'open' && g.transaction === 'B-1', 'bank file: each order is paid once, the wrong amount is not booked');
  const rows = (await lead.get('payment_differences?limit=500')).json.items;
  const kinds = (list) => list.map((d) => `${d.transaction} ${d.kind}`).sort().join();
  tap.ok(kinds(rows) === 'B-2 wrong_amount,B-4 missing,B-6 conflict,B-7 unknown' && rows.every((d) => d.state === 'open'), 'bank file: what differs is listed: a wrong amount, a second payment, an unknown order, one that is not in the file', kinds(rows));
  const [f] = (await c.get('bank_files')).json.items;
  tap.ok(f.state === 'differs' && f.lines === 7 && f.total === 139999 && f.booked === 2 && f.repeated === 2 && f.differences === 4 && f.our_lines === 4 && f.our_total === 80000 && f.day === today(), 'bank file: the totals of the day stand beside each other', JSON.stringify(f));
  const after = await state();
  const again = await sendFile(o.luan, data, path);
  tap.ok(again.code === 0 && again.report.added === 0 && again.report.unchanged === 7 && (await state()) === after, 'bank file: the same file again changes nothing', JSON.stringify(again));
  const early = await lead.post(`bank_files/${f.id}/settle`, { reason: '已核对' });
  for (const d of rows) await must(lead, `payment_differences/${d.id}/settle`, { reason: '已与银行核对' });
  tap.ok(early.status === 409 && (await lead.post(`bank_files/${f.id}/settle`, { reason: '已核对' })).json?.state === 'settled', 'bank file: it is settled when its differences are');
  await brokenOff(c, lead);
}

// Killed in the middle and sent again: it goes on where it was; nothing twice, nothing left out.
async function brokenOff(c, lead) {
  const two = [(await orders(c, await served(c, 'broken-0')))[0], (await orders(c, await served(c, 'broken-1')))[0]];
  const at = new Date().toISOString();
  const lines = Array.from({ length: 6000 }, (_, i) => ({ order: `JKX${i}`, transaction: `X-${i}`, amount: 100, at }));
  lines.splice(10, 0, { order: two[0].number, transaction: 'K-0', amount: 20000, at });
  lines.push({ order: two[1].number, transaction: 'K-1', amount: 20000, at });
  const path = fileOf(data, 'long.csv', lines);
  const file = async () => (await again(() => c.get('bank_files?sort=-id&limit=1'))).json.items[0];
  const { child, ended } = startFile(o.luan, data, path);
  for (let f = await file(); f.lines !== lines.length || f.done < 400; f = await file()) {
    if (child.exitCode !== null) throw new Error('the import ended before it could be killed');
    await sleep(5);
  }
  child.kill('SIGKILL');
  await ended;
  const broken = await file();
  tap.ok(broken.state === 'reading' && broken.done >= 400 && broken.done < lines.length && broken.booked === 1, `bank file: killed after ${broken.done} of ${lines.length}`, JSON.stringify(broken));
  const r = await sendFile(o.luan, data, path);
  const done = await file();
  const n = (await lead.get(`payment_differences?bank_file=${done.id}&kind=unknown&limit=1&count=true`)).json.count;
  const paid = await Promise.all(two.map(async (x) => (await orders(c, x.violation_case))[0]));
  tap.ok(r.code === 0 && done.state === 'differs' && done.done === lines.length && done.booked === 2 && done.repeated === 0 && n === 6000 && paid.every((x) => x.state === 'paid' && x.paid_fine === 20000),
    'bank file: sent again it goes on: each payment booked once, each difference listed once', JSON.stringify([done, n, paid.map((x) => x.state), r.stderr]));
}

// Killed at any moment between decision and order: what was acknowledged is there, nothing twice.
async function killed(c) {
  const send = async (client, path, body, status = 200, headers) => {
    const a = await again(() => client.post(path, body, headers));
    if (a.status === status) return a.json;
    throw new Error(`${path}: ${a.status} ${a.text.slice(0, 300)}`);
  };
  let stop = false;
  const done = [];
  const workers = Array.from({ length: 4 }, async (_, n) => {
    for (let i = 0; !stop; i++) done.push(await served(c, `kill-${n}-${i}`, send));
  });
  for (let i = 0; i < 3; i++) {
    await sleep(1500);
    await server.stop('SIGKILL');
    await server.start();
  }
  await sleep(500);
  stop = true;
  await Promise.all(workers);
  let wrong = 0;
  for (const id of done) {
    const rows = await orders(c, id);
    const documents = (await c.get(`documents?subject=violation_case&subject_row=${id}`)).json.items.filter((d) => d.type === 'simple_decision' || d.type === 'payment_notice');
    if (rows.length !== 1 || rows[0].state !== 'open' || documents.length !== 2) wrong++;
  }
  tap.ok(done.length > 8 && wrong === 0, `after kill -9 each of ${done.length} served cases has one decision, one notice and one order`, `${wrong} have not`);
}

// The register fetches: down, it fetches nothing; slow, it fetches again; refusing, what it refused is said. Nothing is lost.
async function register(c) {
  const sec = await new Client(server.base).signIn('secadmin@detachment');
  const sys = await new Client(server.base).signIn('sysadmin@detachment');
  const row = await must(sec, 'adapters', { code: 'reg', kind: 'register', secret: key }, 201);
  await must(sys, `adapters/${row.id}/start`, {});
  const tell = async (body) => {
    const text = JSON.stringify(body);
    const stamp = String(Math.floor(Date.now() / 1000));
    const nonce = Math.random().toString(36).slice(2).padEnd(12, 'x');
    const mac = createHmac('sha256', Buffer.from(key, 'hex')).update(`${stamp}\n${nonce}\n${text}\n`).digest('hex');
    return new Client(server.base).call('POST', 'adapter_messages/from/reg', text, { 'Content-Type': 'application/json', 'Luan-Timestamp': stamp, 'Luan-Nonce': nonce, 'Luan-Signature': mac });
  };
  for (let i = 0; i < 3; i++) await served(c, `reg-${i}`);
  const queued = async () => (await c.get('register_entries?state=queued&limit=500')).json.items;
  const waiting = (await queued()).length;
  tap.ok(waiting >= 3, `register down: ${waiting} entries wait`);
  const slow = (await tell({ kind: 'fetch', limit: 200 })).json.items;
  tap.ok(slow.length > 0 && (await queued()).length === waiting, 'register slow: what it fetched and did not answer still waits');
  await server.stop('SIGKILL');
  await server.start();
  const seen = new Map();
  for (let i = 0; i < 30 && seen.size < waiting; i++) {
    for (const e of (await tell({ kind: 'fetch', limit: 200 })).json.items) {
      if (seen.has(e.number)) continue;
      const refuse = seen.size % 4 === 3;
      const a = await tell(refuse ? { kind: 'refused', number: e.number, refusal: '上级系统校验不通过' } : { kind: 'entered', number: e.number, register_no: `G-${seen.size}` });
      seen.set(e.number, [refuse, a.json.outcome]);
    }
  }
  tap.ok(seen.size === waiting && [...seen.values()].every(([, out]) => out === 'taken'), `register back: all ${waiting} are answered`, JSON.stringify([...seen.values()]));
  tap.ok((await queued()).length === 0, 'register back: the queue is empty');
  const refused = (await c.get('register_entries?state=refused&limit=500')).json.items;
  tap.ok(refused.length === [...seen.values()].filter(([r]) => r).length && refused.every((r) => r.refusal), 'register refusing: what it refused is kept with its reason');
  const first = [...seen.keys()][0];
  tap.ok((await tell({ kind: 'entered', number: first, register_no: 'G-0' })).json.outcome === 'repeated' && (await tell({ kind: 'entered', number: first, register_no: 'G-9' })).json.outcome === 'conflict',
    'register: an answer told twice is one, another answer contradicts');
}

try {
  await init(o.luan, data);
  await server.start();
  server.fixed = server.port;
  const c = await new Client(server.base).signIn('case_officer@zhangdian');
  await wechat(c);
  await bank(c);
  await killed(c);
  await register(c);
} catch (e) {
  tap.ok(false, 'the run goes to its end', `${e.stack ?? e}\n${server.tail()}`);
} finally {
  await server.stop('SIGKILL').catch(() => {});
  remove(data);
}
tap.end();
process.exit();
