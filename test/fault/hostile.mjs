// SPDX-License-Identifier: Apache-2.0
// hostile.mjs --luan BIN - what may be thrown at a server from outside: every fault is named, nothing crashes, memory stays
// bounded, and a normal client is served all the while.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { parseArgs } from 'node:util';
import { Client } from '../tools/client.mjs';
import { Server, folder, init, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';

const { values: o } = parseArgs({ options: { luan: { type: 'string' } } });
const tap = new Tap();
const data = folder('hostile');
await init(o.luan, data, {});
const server = new Server(o.luan, data, { args: ['--max-per-address', '1000'] });
await server.start();
const c = await new Client(server.base).signIn('device@detachment');
const maintainer = await new Client(server.base).signIn('maintainer@detachment');
const legal = await new Client(server.base).signIn('legal@detachment');
const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))[1]) * 1024;
const json = { 'Content-Type': 'application/json' };
const device = (more) => ({ code: 'HOSTILE00001', name: 'x', category: 'video', place: [118, 36.5], ...more });

async function answers(name, body, status, code, field, headers = json) {
  const r = await c.call('POST', 'devices', body, headers);
  const ok = r.status === status && r.json?.code === code && (field === undefined || r.json.field === field) && r.json.title && r.json.title_en;
  tap.ok(ok, `${name}: ${status} ${code}${field ? ` at ${field}` : ''}`, `${r.status} ${r.text.slice(0, 300)}`);
}

// --- bodies ---
await answers('a body cut off', '{"code":"A', 400, 'E_BAD_BODY');
await answers('a body of 10,000 levels', `${'{"a":'.repeat(10000)}1${'}'.repeat(10000)}`, 400, 'E_TOO_DEEP');
await answers('a list of 10,000 levels', `${'['.repeat(10000)}${']'.repeat(10000)}`, 400, 'E_TOO_DEEP');
await answers('a list instead of an object', '[1]', 400, 'E_BAD_BODY');
await answers('invalid UTF-8', Buffer.concat([Buffer.from('{"code":"'), Buffer.from([0xff, 0xfe, 0xc0]), Buffer.from('"}')]), 400, 'E_BAD_UTF8');
await answers('the same key twice', '{"code":"A1","code":"A2"}', 400, 'E_DUPLICATE_KEY');
await answers('an unknown field', device({ colour: 'red' }), 422, 'E_UNKNOWN_FIELD', 'colour');
await answers('a number where a text belongs', device({ name: 5 }), 422, 'E_BAD_VALUE', 'name');
await answers('a text where a number belongs', device({ lanes: 'two' }), 422, 'E_BAD_VALUE', 'lanes');
await answers('a number beyond all numbers', `{"code":"HOSTILE00001","name":"x","category":"video","place":[118,36.5],"lanes":1e999}`, 422, 'E_BAD_VALUE');
await answers('a place off the earth', device({ place: [118, 236] }), 422, 'E_BAD_VALUE', 'place');
await answers('a text too long', device({ name: 'x'.repeat(81) }), 422, 'E_BAD_VALUE', 'name');
await answers('a control character', device({ name: 'a\u0007b' }), 422, 'E_BAD_VALUE', 'name');
await answers('a trailing second body', `${JSON.stringify(device())}{}`, 400, 'E_BAD_BODY');

// --- 100 MB ---
{
  const before = resident();
  let status = 0;
  try {
    status = (await c.call('POST', 'devices', Buffer.alloc(100 << 20, 32), json)).status;
  } catch {
    status = 413; // refused and closed while it was being sent
  }
  tap.ok(status === 413 && resident() - before < 96 << 20, `a body of 100 MB is refused (${status}), memory grew by ${(resident() - before) >> 20} MiB`);
}

// --- a body that is small for a file and huge as JSON ---
{
  const before = resident();
  const r = await c.call('POST', 'devices', `{"name":[${Array(6_000_000).fill('{}').join(',')}]}`, json);
  tap.ok(r.status === 413 && resident() - before < 96 << 20, `18 MB of JSON are refused unparsed (${r.status}), memory grew by ${(resident() - before) >> 20} MiB`);
}

// --- SQL and script in every text ---
{
  const nasty = [`'; DROP TABLE device; --`, `" OR 1=1 --`, `<script>alert(1)</script>`, '{{constructor}}', '%s%n%d', '\\', '=1+1', '鲁C🚗'];
  let kept = true;
  for (const [i, text] of nasty.entries()) {
    const r = await c.post('devices', device({ code: `HOSTILE1000${i}`, name: text, address: text, maker: text }));
    const back = r.status === 201 ? await c.get(`devices/${r.json.id}`) : r;
    kept &&= back.json?.name === text && back.json?.address === text;
    const found = await c.get(`devices?name=${encodeURIComponent(text)}`);
    kept &&= found.json?.items?.length === 1;
    const q = await c.get(`devices?q=${encodeURIComponent(text)}`);
    kept &&= q.status === 200 && q.json.items.length >= 1;
  }
  tap.ok(kept, 'SQL, script and formats in texts are kept as they are and found again');
  for (const query of [`sort=name;drop`, `name.foo=1`, `limit=0`, `limit=999999`, `cursor=%00`, `cursor=xx`, `state.gt`, `bogus=1`, `unit.within=abc`]) {
    const r = await c.get(`devices?${query}`);
    tap.ok(r.status === 400 && r.json?.code === 'E_BAD_QUERY' ? true : r.status === 400, `?${query} is refused with 400`, `${r.status} ${r.text.slice(0, 200)}`);
  }
}

// --- two people, one step ---
{
  const made = await c.post('repair_orders', { device: 7, fault: 'offline', seen_at: '2026-01-01T08:00:00+08:00', urgency: 'normal', what: 'race' });
  const both = await Promise.all(Array.from({ length: 16 }, (_, i) => (i % 2 ? c : maintainer).post(`repair_orders/${made.json.id}/accept`)));
  const won = both.filter((r) => r.status === 200).length;
  const lost = both.filter((r) => r.status === 409).length;
  tap.ok(won === 1 && lost === 15, `of 16 who take the same step at once one does (${won}), the others are told (${lost})`);
}

// --- versions and keys ---
{
  const d = (await c.get('devices/9')).json;
  const one = await c.call('PATCH', 'devices/9', { model: 'A' }, { 'If-Match': `"${d.version}"` });
  const two = await c.call('PATCH', 'devices/9', { model: 'B' }, { 'If-Match': `"${d.version}"` });
  const three = await c.call('PATCH', 'devices/9', { model: 'B' });
  tap.ok(one.status === 200 && two.status === 412 && three.status === 428, 'a change of an old version is refused, one without a version too', [one, two, three].map((r) => r.status).join(' '));
  const key = { 'Idempotency-Key': 'hostile-1' };
  const a = await c.post('devices', device({ code: 'HOSTILE20001' }), key);
  const b = await c.post('devices', device({ code: 'HOSTILE20001' }), key);
  const x = await c.post('devices', device({ code: 'HOSTILE20002' }), key);
  tap.ok(a.status === 201 && b.status === 201 && a.json.id === b.json.id && x.status === 409 && x.json.code === 'E_REPLAY', 'a key that comes again gets the same answer, with another body it is refused');
}

// --- the clock goes back ---
{
  const admin = await new Client(server.base).signIn('sysadmin@detachment');
  const before = (await c.get('devices/1/history')).status;
  await admin.post('clock', { now: '2031-01-01T00:00:00+08:00' });
  await admin.post('clock', { now: '2001-01-01T00:00:00+08:00' });
  const r = await new Client(server.base).call('GET', '/healthz');
  await admin.post('clock', { now: null });
  tap.ok(before === 200 && r.status === 200, 'a clock set forward and back leaves the server running');
  const again = await new Client(server.base).signIn('device@detachment');
  c.token = again.token;
  const m = await new Client(server.base).signIn('legal@detachment');
  legal.token = m.token;
  tap.ok((await c.get('devices/1')).status === 200, 'and people can sign in again');
}

// --- a reader that stops reading, 300 clients that drip ---
{
  const before = resident();
  const slow = connect(server.port, '127.0.0.1');
  slow.on('error', () => {});
  slow.write(`GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${c.token}\r\n\r\n`);
  await new Promise((done) => setTimeout(done, 300));
  slow.pause();
  const drips = Array.from({ length: 300 }, () => {
    const s = connect(server.port, '127.0.0.1');
    s.on('error', () => {});
    s.write('GET / HTTP/1.1\r\nX-Drip: ');
    const t = setInterval(() => s.writable && s.write('a'), 1000);
    const closed = new Promise((done) => s.on('close', done)).then(() => clearInterval(t));
    return { s, closed, t };
  });
  const began = Date.now();
  let served = 0;
  let slowest = 0;
  while (Date.now() - began < 11000) {
    const t = Date.now();
    const r = await c.call('PATCH', 'devices/11', { model: `m${served}` }, { 'If-Match': `"${(await c.get('devices/11')).json.version}"` });
    if (r.status === 200) served++;
    slowest = Math.max(slowest, Date.now() - t);
    await new Promise((done) => setTimeout(done, 50));
  }
  tap.ok(served > 50 && slowest < 3000, `a normal client is served meanwhile: ${served} changes, the slowest took ${slowest} ms`);
  const all = await Promise.race([Promise.all(drips.map((d) => d.closed)).then(() => true), new Promise((done) => setTimeout(() => done(false), 12000))]);
  tap.ok(all, `300 clients that drip a byte a second are closed (${((Date.now() - began) / 1000).toFixed(0)} s)`);
  for (const d of drips) {
    clearInterval(d.t);
    d.s.destroy();
  }
  tap.ok(resident() - before < 64 << 20, `and memory grew by ${(resident() - before) >> 20} MiB`);
  slow.destroy();
}

// --- a table file of a million faulty lines ---
{
  const head = 'code,behaviour,basis,fine_min,fine_max,points,valid_from\n';
  const line = '99x,"=cmd|\' /C calc\'!A0",b,5,1,99,2022-13-45\n';
  const before = resident();
  const body = Buffer.from('\ufeff' + head + line.repeat(1_000_000));
  const began = Date.now();
  const r = await legal.call('POST', 'imports/codes?preview=true', body, { 'Content-Type': 'text/csv' });
  tap.ok(r.status === 200 && r.json.refused === 1_000_000 && r.json.accepted === 0 && r.json.errors.length <= 500 && r.json.errors[0].line === 2,
    `a million faulty lines: all counted, the first 500 shown, ${((Date.now() - began) / 1000).toFixed(1)} s`, `${r.status} ${r.text.slice(0, 300)}`);
  tap.ok(resident() - before < 160 << 20, `memory grew by ${(resident() - before) >> 20} MiB for a file of ${body.length >> 20} MiB`);
  const gbk = Buffer.concat([Buffer.from(head), Buffer.from('9001,'), Buffer.from([0xce, 0xa5, 0xb7, 0xa8, 0xcd, 0xa3, 0xb3, 0xb5]), Buffer.from(',b,100,200,0,2022-01-01\n')]);
  const g = await legal.call('POST', 'imports/codes?preview=true', gbk, { 'Content-Type': 'text/csv' });
  tap.ok(g.json?.accepted === 1 && g.json.differences[0].title.includes('违法停车'), 'a file in GBK is understood', g.text.slice(0, 300));
}

const end = await server.stop();
tap.ok(end.code === 0, 'the server stops cleanly after all that', JSON.stringify(end) + server.tail());
remove(data);
tap.end();
process.exit();
