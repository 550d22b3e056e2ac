// SPDX-License-Identifier: Apache-2.0
// pay.mjs --luan BIN - money and the register under hostile conditions: notices of WeChat Pay that are forged, replayed, reordered, repeated or of a wrong
// amount; a server killed between decision, service and payment order; a register that is down, slow or refuses.
import { createHash, createHmac } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Client } from '../tools/client.mjs';
import { PASSWORD, Server, folder, init, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';
import { Platform } from './pay_standin.mjs';

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
