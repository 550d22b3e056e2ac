// SPDX-License-Identifier: Apache-2.0
// rights.mjs - every verb x role x scope of a page answers what the page says: out of scope a row does not exist
// (404), inside it a role that is not named is refused (403), a role that is named is not.
import { REASON } from './world.mjs';

const scoped = (rec) => rec.scope !== 'none';
const verbsOf = (rec) => [...new Set(rec.steps.map((s) => s.verb))];
const whoOf = (rec, verb) => new Set(rec.steps.filter((s) => s.verb === verb).flatMap((s) => s.roles));

// What the page says a role gets for an act of `allowed` roles on a row it may or may not see.
function expected(rec, role, allowed, inside) {
  if (scoped(rec) && !inside) return [404];
  if (allowed.has(role)) return undefined;
  return rec.read.includes(role) ? [403] : [403, 404];
}

export async function rights(w, rec, t) {
  const mine = await w.row(rec, w.here);
  const other = await w.row(rec, w.there);
  if (!mine) return t.skip(`${rec.name}: rights`, 'nobody may create a row and the demo organisation has none');
  for (const role of w.roles) {
    const me = await w.user(role, w.here);
    await reading(w, rec, t, { role, me, mine, other });
    await writing(w, rec, t, { role, me, mine, other });
    await steps(w, rec, t, { role, me, mine, other });
  }
  await twoRoles(w, rec, t, { mine, other });
  await everywhere(w, rec, t, mine);
}

// A reading role here and another role there do not add up to reading there.
async function twoRoles(w, rec, t, { mine, other }) {
  const stranger = w.roles.find((r) => r !== 'citizen' && !rec.read.includes(r));
  if (!scoped(rec) || !other || !stranger) return;
  const me = await w.mixed(rec, stranger);
  const found = await me.get(`${rec.plural}?id.in=${mine.id},${other.id}`);
  const ids = (found.json?.items ?? []).map((r) => r.id);
  t.ok(ids.includes(mine.id) && !ids.includes(other.id), `${rec.name}: reading here and ${stranger} there is not reading there`, `${ids} ${found.text.slice(0, 200)}`);
  const one = await me.get(`${rec.plural}/${other.id}`);
  t.ok(one.status === 404, `${rec.name}: one of there, read with a role of here`, `${one.status} ${one.text.slice(0, 200)}`);
}

async function reading(w, rec, t, { role, me, mine, other }) {
  const may = rec.read.includes(role);
  const list = await me.get(`${rec.plural}?limit=200`);
  t.ok(list.status === (may ? 200 : 403), `${rec.name}: list as ${role} is ${may ? 'answered' : 'refused'}`, list.text.slice(0, 300));
  const own = role === 'citizen' && rec.scope === 'own';
  if (may && scoped(rec) && other && !own) {
    const found = await me.get(`${rec.plural}?id.in=${mine.id},${other.id}`);
    const ids = (found.json?.items ?? []).map((r) => r.id);
    t.ok(ids.includes(mine.id) && !ids.includes(other.id), `${rec.name}: the list of a ${role} ends at his units`, `${ids} ${found.text.slice(0, 200)}`);
  }
  const one = await me.get(`${rec.plural}/${mine.id}`);
  t.ok(may && !own ? one.status === 200 : [403, 404].includes(one.status), `${rec.name}: one as ${role}`, `${one.status} ${one.text.slice(0, 200)}`);
  if (scoped(rec) && other) {
    for (const path of ['', '/history']) {
      const far = await me.get(`${rec.plural}/${other.id}${path}`);
      t.ok(far.status === 404, `${rec.name}${path}: does not exist outside the units of a ${role}`, `${far.status} ${far.text.slice(0, 200)}`);
    }
  }
}

async function writing(w, rec, t, { role, me, mine, other }) {
  const creates = await me.post(rec.plural, await w.body(rec, w.here));
  const may = rec.create.includes(role);
  t.ok(may ? creates.status !== 403 && creates.status !== 404 : [403, 404, 405].includes(creates.status),
    `${rec.name}: create as ${role}`, `${creates.status} ${creates.text.slice(0, 300)}`);
  if (scoped(rec) && may) {
    const far = await me.post(rec.plural, await w.body(rec, w.there));
    t.ok([403, 404, 422].includes(far.status), `${rec.name}: create in another brigade as ${role}`, `${far.status} ${far.text.slice(0, 300)}`);
  }
  const patched = { allowed: new Set(rec.patch) };
  for (const [row, inside] of [[mine, true], [other, false]]) {
    if (!row || (!inside && !scoped(rec))) continue;
    const a = await me.call('PATCH', `${rec.plural}/${row.id}`, {}, { 'If-Match': `"${row.version}"` });
    const want = rec.patch.length === 0 ? [403, 404, 405] : expected(rec, role, patched.allowed, inside);
    t.ok(want ? want.includes(a.status) : ![401, 403, 404].includes(a.status),
      `${rec.name}: patch as ${role}, ${inside ? 'inside' : 'outside'}`, `${a.status} ${a.text.slice(0, 300)}`);
  }
}

async function steps(w, rec, t, { role, me, mine, other }) {
  for (const verb of verbsOf(rec)) {
    const allowed = whoOf(rec, verb);
    for (const [row, inside] of [[mine, true], [other, false]]) {
      if (!row || (!inside && !scoped(rec))) continue;
      if (allowed.has(role) && inside) continue;	// played by the stories and by states.mjs
      const a = await me.post(`${rec.plural}/${row.id}/${verb}`, { reason: 'x' });
      const want = expected(rec, role, allowed, inside) ?? [];
      // a body that lacks what the step asks may be refused before the row is looked at, but only where the role may take it
      t.ok(want.includes(a.status), `${rec.name}: ${verb} as ${role}, ${inside ? 'inside' : 'outside'}, is ${want.join(' or ')}`,
        `${a.status} ${a.text.slice(0, 300)}`);
    }
  }
}

// Without a sign-in, with a false token, with a cookie but no CSRF value: nothing.
async function everywhere(w, rec, t, mine) {
  const { Client } = await import('../tools/client.mjs');
  const nobody = new Client(w.base);
  for (const [method, path] of [['GET', rec.plural], ['GET', `${rec.plural}/${mine.id}`], ['POST', rec.plural],
    ['PATCH', `${rec.plural}/${mine.id}`], ['POST', `${rec.plural}/search`], ['POST', `${rec.plural}/export`],
    ['GET', `${rec.plural}/${mine.id}/history`], ['POST', `${rec.plural}/bulk/x`]]) {
    const a = await nobody.call(method, path, method === 'GET' ? undefined : {}, { 'Luan-Reason': REASON });
    t.ok(a.status === 401 && a.json?.code === 'E_NOT_SIGNED_IN', `${rec.name}: ${method} ${path} needs a sign-in`, `${a.status} ${a.text.slice(0, 200)}`);
  }
  nobody.token = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
  const forged = await nobody.get(rec.plural);
  t.ok(forged.status === 401, `${rec.name}: a false token is refused`, `${forged.status}`);
}
