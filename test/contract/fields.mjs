// SPDX-License-Identifier: Apache-2.0
// fields.mjs - what a page's fields promise: a missing REQ is named, FIX, SYS and unknown fields are refused, values
// of another type, length, range or form too; FIND fields filter and sort, others do not; SECRET never leaves.
import { refusedValues } from './sample.mjs';
import { pagesSamples } from './samples.mjs';

const names = (a, field) => a.json?.field === field || a.json?.errors?.some((e) => e.field === field);
const short = (a) => `${a.status} ${a.text.slice(0, 400)}`;

async function creator(w, rec) {
  return w.makerOf(rec) ? w.user(w.makerOf(rec), w.here) : undefined;
}

export async function creation(w, rec, t) {
  const me = await creator(w, rec);
  if (!me) return;
  const whole = await w.body(rec, w.here, 'all');
  for (const f of rec.fields.filter((x) => x.flags.req && !x.flags.sys)) {
    for (const [how, body] of [['absent', without(whole, f.name)], ['null', { ...whole, [f.name]: null }]]) {
      const a = await me.post(rec.plural, body);
      t.ok(a.status === 422 && names(a, f.name), `${rec.name}.${f.name}: required, ${how}`, short(a));
    }
  }
  for (const f of rec.fields.filter((x) => x.flags.sys)) {
    const a = await me.post(rec.plural, { ...whole, [f.name]: 1 });
    t.ok(a.status === 422 && names(a, f.name), `${rec.name}.${f.name}: not for clients to create`, short(a));
  }
  for (const f of rec.fields.filter((x) => !x.flags.sys)) {
    for (const [what, value] of refusedValues(f)) {
      const a = await me.post(rec.plural, { ...whole, [f.name]: value });
      t.ok(a.status === 422 && names(a, f.name), `${rec.name}.${f.name}: ${what} is refused`, short(a));
    }
  }
  for (const key of ['no_such_field', 'id', 'state', 'version', 'created_by', 'due_at']) {
    const a = await me.post(rec.plural, { ...whole, [key]: 1 });
    t.ok(a.status === 422 && names(a, key), `${rec.name}: unknown field ${key} is refused`, short(a));
  }
  for (const [what, body, code] of [['an array', '[1]', 400], ['not JSON', '{"a":', 400], ['the same key twice', '{"a":1,"a":2}', 400],
    ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 400],
    ['10,000 levels', `${'['.repeat(10000)}${']'.repeat(10000)}`, 400]]) {
    const a = await me.call('POST', rec.plural, body, { 'Content-Type': 'application/json' });
    t.ok(a.status === code, `${rec.name}: a body that is ${what}`, short(a));
  }
}

const without = (body, key) => Object.fromEntries(Object.entries(body).filter(([k]) => k !== key));

export async function change(w, rec, t) {
  const patcher = rec.patch.filter((r) => r !== 'citizen')[0];
  const row = await w.row(rec, w.here);
  if (!patcher || !row) return;
  const me = await w.user(patcher, w.here);
  const path = `${rec.plural}/${row.id}`;
  const etag = (await me.get(path)).headers.get('etag');
  for (const f of rec.fields) {
    if (!f.flags.fix && !f.flags.sys) continue;
    const a = await me.call('PATCH', path, { [f.name]: 1 }, { 'If-Match': etag });
    t.ok(a.status === 422 && names(a, f.name), `${rec.name}.${f.name}: cannot be changed`, short(a));
  }
  const none = await me.call('PATCH', path, {});
  t.ok(none.status === 428, `${rec.name}: a change without If-Match`, short(none));
  const stale = await me.call('PATCH', path, {}, { 'If-Match': '"9999"' });
  t.ok(stale.status === 412, `${rec.name}: a change of another version`, short(stale));
  const free = rec.fields.find((f) => f.kind === 'text' && !f.flags.fix && !f.flags.sys && !f.flags.uniq && !f.like && !pagesSamples[rec.name]?.[f.name]);
  if (!free) return;
  const good = await me.call('PATCH', path, { [free.name]: '改过的' }, { 'If-Match': etag });
  t.ok(good.status === 200 && good.json.version === row.version + 1, `${rec.name}: a change of the version that was read`, short(good));
  const again = await me.call('PATCH', path, { [free.name]: '又改' }, { 'If-Match': etag });
  t.ok(again.status === 412, `${rec.name}: the same If-Match a second time`, short(again));
  const history = await me.get(`${path}/history`);
  t.ok(history.json?.items?.some((h) => h.verb === 'patch' && h.changes?.some((c) => c.field === free.name)),
    `${rec.name}: the change stands in the history`, short(history));
}

const text = (v) => (Array.isArray(v) ? v.join(',') : String(v));

export async function filters(w, rec, t) {
  const row = await w.row(rec, w.here);
  const reader = rec.read.filter((r) => r !== 'citizen')[0];
  if (!row || !reader) return;
  const me = await w.user(reader, w.here);
  for (const f of rec.fields) {
    if (f.flags.secret) {
      t.ok(!(f.name in row), `${rec.name}.${f.name}: secret, not in the answer`);
      continue;
    }
    const value = f.kind === 'point' ? '118,36' : row[f.name] ?? pagesSamples.probe(f);
    const a = await me.get(`${rec.plural}?${f.name}=${encodeURIComponent(text(value))}&sort=-id&limit=200`);
    const may = f.flags.find && !f.flags.pii;
    if (!may) {
      t.ok(a.status === 400 || a.status === 403, `${rec.name}.${f.name}: no filter`, short(a));
    } else {
      const items = a.json?.items ?? [];
      t.ok(a.status === 200 && (row[f.name] === null || items.some((r) => r.id === row.id)) && items.every((r) => same(r[f.name], value)),
        `${rec.name}.${f.name}: filter finds what has the value, and only that`, short(a));
    }
    const s = await me.get(`${rec.plural}?sort=${f.name}&limit=5`);
    t.ok(may ? s.status === 200 : s.status === 400 || s.status === 403, `${rec.name}.${f.name}: ${may ? 'sorts' : 'does not sort'}`, short(s));
  }
  for (const q of ['no_such=1', 'limit=0', 'limit=99999', 'limit=x', 'cursor=%21%21', 'sort=no_such', 'id.like=1', 'id=x', `q=${'长'.repeat(9000)}`]) {
    const a = await me.get(`${rec.plural}?${q}`);
    t.ok(a.status === 400 || a.status === 414 || a.status === 422, `${rec.name}: ?${q.slice(0, 30)} is refused`, short(a));
  }
  await pages(w, rec, t, me);
}

const same = (a, b) => a === b || String(a) === String(b) || (Date.parse(a) === Date.parse(b) && !Number.isNaN(Date.parse(a)));

// Page by page nothing is missing and nothing comes twice.
async function pages(w, rec, t, me) {
  const all = await me.get(`${rec.plural}?limit=60&sort=id`);
  const ids = [];
  let cursor = '';
  for (let i = 0; i < 40 && ids.length < 60; i++) {
    const a = await me.get(`${rec.plural}?limit=7&sort=id${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    ids.push(...(a.json?.items ?? []).map((r) => r.id));
    cursor = a.json?.next;
    if (!cursor) break;
  }
  const want = all.json.items.map((r) => r.id);
  t.ok(ids.slice(0, want.length).join() === want.join(), `${rec.name}: pages of seven are the list`, `${ids}\n${want}`);
}

export async function replay(w, rec, t) {
  const me = await creator(w, rec);
  if (!me) return;
  const key = { 'Idempotency-Key': `contract-${rec.name}-${Date.now()}` };
  const body = await w.body(rec, w.here, 'all');
  const first = await me.post(rec.plural, body, key);
  const second = await me.post(rec.plural, body, key);
  t.ok(first.status === 201 && second.status === 201 && first.json.id === second.json.id, `${rec.name}: a call repeated answers the same`, `${short(first)}\n${short(second)}`);
  const other = await me.post(rec.plural, `${JSON.stringify(body)} `, { ...key, 'Content-Type': 'application/json' });
  t.ok(other.status === 409 && other.json.code === 'E_REPLAY', `${rec.name}: the key with another body`, short(other));
  const bad = await me.post(rec.plural, body, { 'Idempotency-Key': 'x'.repeat(65) });
  t.ok(bad.status >= 400 && bad.status < 500, `${rec.name}: a key of 65 characters`, short(bad));
}
