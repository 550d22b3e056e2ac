// SPDX-License-Identifier: Apache-2.0
// canary.mjs [--luan FILE] [--store URL] - a value of its own is put into every personal field of every page, is
// changed, searched for, refused and exported; it must turn up in no answer, export, stream, log, address, metric or
// audit list without a grant for persons and a reason - and must turn up with them, else the run proves nothing. TAP.
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { folder, init, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';
import { identity, pagesSamples, plate } from './samples.mjs';
import { REASON, World } from './world.mjs';

const at = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
const binary = at('--luan') ?? 'build/luan';
const tap = new Tap();
const canaries = new Map();	// value -> where it was put

let serial = 0;
function canary(f, rec) {
  const own = pagesSamples[rec.name]?.[f.name];	// what the page's own CHECK asks for
  serial++;
  const digits = `9${String(Date.now()).slice(-6)}${String(serial).padStart(4, '0')}`;
  if (typeof own === 'function' && own.length === 0) return own();
  if (f.like && f.name === 'plate') return plate();
  if (f.like && /\[0-9\]\{17\}/.test(f.like)) return identity(100 + serial * 7);
  if (f.like) return `1${digits.slice(-10)}`;
  return `金丝雀${digits}`;
}

// The texts inside a zip container (XLSX), joined.
function unzip(bytes) {
  let out = '';
  for (let i = 0; (i = bytes.indexOf('PK\x03\x04', i, 'latin1')) >= 0; ) {
    const method = bytes.readUInt16LE(i + 8);
    const start = i + 30 + bytes.readUInt16LE(i + 26) + bytes.readUInt16LE(i + 28);
    const size = bytes.readUInt32LE(i + 18);
    const next = bytes.indexOf('PK', start + Math.max(size, 1), 'latin1');
    const body = bytes.subarray(start, size ? start + size : next < 0 ? undefined : next);
    try {
      out += method === 8 ? inflateRawSync(body, { finishFlush: 2 }).toString('utf8') : body.toString('utf8');
    } catch {
      // not a member we can read
    }
    i = start;
  }
  return out;
}

const found = (text) => [...canaries].filter(([value]) => text.includes(value) || text.includes(encodeURIComponent(value)) || text.includes(JSON.stringify(value).slice(1, -1)));
function silent(name, text) {
  const hits = found(text);
  tap.ok(hits.length === 0, name, hits.map(([v, where]) => `${where} (${v}) in: ${text.slice(Math.max(0, text.indexOf(v) - 200), text.indexOf(v) + 100)}`).join('\n'));
}

async function place(w, rec) {
  const maker = w.makerOf(rec);
  const fields = rec.fields.filter((f) => f.flags.pii && !f.flags.sys && f.kind === 'text');	// a date or one of a few words is no mark
  if (!maker || fields.length === 0) return undefined;
  const me = await w.user(maker, w.here);
  const body = await w.body(rec, w.here, 'all');
  for (const f of fields) {
    body[f.name] = canary(f, rec);
    canaries.set(body[f.name], `${rec.name}.${f.name}`);
  }
  const made = await me.post(rec.plural, body);
  if (made.status !== 201) throw new Error(`${rec.name}: ${made.status} ${made.text}`);
  silent(`${rec.name}: the answer to its maker`, made.text + JSON.stringify([...made.headers]));
  // changed once: old and new values go into the audit
  const patcher = rec.patch.filter((r) => r !== 'citizen')[0];
  if (patcher) {
    const p = await w.user(patcher, w.here);
    const change = {};
    for (const f of fields.filter((x) => !x.flags.fix)) {
      change[f.name] = canary(f, rec);
      canaries.set(change[f.name], `${rec.name}.${f.name}, changed`);
    }
    const a = await p.call('PATCH', `${rec.plural}/${made.json.id}`, change, { 'If-Match': made.headers.get('etag') });
    silent(`${rec.name}: the answer to a change`, a.text);
    const bad = await p.call('PATCH', `${rec.plural}/${made.json.id}`, { ...change, no_such: 1 }, { 'If-Match': '"1"' });
    silent(`${rec.name}: a refusal`, bad.text);
  }
  const twice = await me.post(rec.plural, body);
  silent(`${rec.name}: made twice (${twice.status})`, twice.text);
  return { rec, id: made.json.id };
}

async function crawl(w, who, name, rows, headers) {
  for (const { rec, id } of rows) {
    const get = async (path) => silent(`${name}: ${path}`, (await who.get(path, headers)).text);
    await get(`${rec.plural}?sort=-id&limit=100&count=true`);
    await get(`${rec.plural}/${id}`);
    await get(`${rec.plural}/${id}/history`);
    for (const format of ['csv', 'xlsx']) {
      const a = await who.post(`${rec.plural}/export`, { format, where: { id }, ...(headers['Luan-Reason'] ? { reason: '盘点' } : {}) });
      silent(`${name}: ${rec.plural} as ${format}`, format === 'xlsx' && a.status === 200 ? unzip(a.bytes) : a.text);
    }
    for (const value of canaries.keys()) {
      const a = await who.post(`${rec.plural}/search`, { where: Object.fromEntries(rec.fields.filter((f) => f.flags.pii).slice(0, 1).map((f) => [f.name, value])) });
      silent(`${name}: ${rec.plural}/search refused (${a.status})`, a.text.replaceAll(JSON.stringify(value), ''));
      break;
    }
  }
  for (const v of Object.values(w.model.views)) silent(`${name}: view ${v.name}`, (await who.get(`views/${v.name}?from=2019-01-01T00:00:00Z&to=2030-01-01T00:00:00Z`, headers)).text);
  const first = [...canaries.keys()][0];
  silent(`${name}: search of everything`, (await who.post('search', { q: first.slice(0, 8) })).text);
}

const data = folder('canary');
let w;
try {
  await init(binary, data, { store: at('--store') });
  w = await new World(binary, data, at('--store')).open();
  const stream = await (await w.house.as('sysadmin@detachment')).watch();
  const mine = await (await w.user('officer', w.here)).watch();
  const rows = [];
  for (const rec of Object.values(w.model.records)) {
    const row = await place(w, rec);
    if (row) rows.push(row);
  }
  tap.ok(canaries.size >= 3, `${canaries.size} values were put into personal fields`);
  const reason = { 'Luan-Reason': REASON };
  for (const role of ['officer', 'leader', 'sysadmin', 'secadmin', 'auditor', 'supervisor', 'personnel', 'device']) {
    await crawl(w, await w.user(role, w.here), `${role} without a grant for persons`, rows, reason);
  }
  await crawl(w, await w.user('officer', w.here, true), 'officer without a reason', rows, {});
  const auditor = await w.house.as('auditor@detachment');
  silent('the audit list', (await auditor.get('audit?limit=500')).text);
  silent('the chain', (await auditor.get('audit/chain')).text);
  for (const path of ['/metrics', '/healthz', '/readyz', '/api/v1/openapi.json']) silent(path, (await (await w.house.as('sysadmin@detachment')).get(path)).text);
  // with both it does turn up
  const shown = await w.user('officer', w.here, true);
  for (const { rec, id } of rows.filter((r) => r.rec.read.includes('officer'))) {
    const a = await shown.get(`${rec.plural}/${id}`, reason);
    tap.ok(found(a.text).length > 0, `${rec.name}: shown to a grant for persons with a reason`, a.text.slice(0, 500));
  }
  await new Promise((done) => setTimeout(done, 1500));
  silent('the event streams', stream.text + mine.text);
  tap.ok(stream.events.length > 0, 'events did arrive');
  stream.close();
  mine.close();
  await w.close();
  silent('the log', readFileSync(w.house.server.log, 'utf8'));
} catch (e) {
  tap.ok(false, 'the run goes to its end', `${e.stack ?? e}\n${w?.house.server.tail() ?? ''}`);
} finally {
  await w?.close().catch(() => {});
  remove(data);
}
tap.end();
process.exit();
