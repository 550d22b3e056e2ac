// SPDX-License-Identifier: Apache-2.0
// states.mjs - the life of a row: every state is reached, one with a deadline has a way out, a step leads where the
// page says, is refused from another state, takes what it asks and nothing else, and leaves an audit row.
import { accepted } from './sample.mjs';
import { pagesSamples } from './samples.mjs';

const short = (a) => `${a.status} ${a.text.slice(0, 400)}`;

// From the page alone.
export function shape(w, rec, t) {
  if (rec.states.length === 0) return;
  const reached = new Set([rec.states[0].name, ...(pagesSamples.born[rec.name] ?? [])]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const s of rec.steps) if (reached.has(s.from) && !reached.has(s.to)) grown = Boolean(reached.add(s.to));
  }
  for (const s of rec.states) {
    t.ok(reached.has(s.name), `${rec.name}: the state ${s.name} can be reached`);
    if (s.term) t.ok(rec.steps.some((x) => x.from === s.name && x.to !== s.name), `${rec.name}: ${s.name} has a deadline and a way out`);
  }
  for (const s of rec.steps) {
    const twin = rec.steps.filter((x) => x.from === s.from && x.verb === s.verb);
    t.ok(twin.length === 1, `${rec.name}: ${s.verb} from ${s.from} is one step`);
  }
}

export async function asks(w, rec, s, unit) {
  const body = {};
  const known = pagesSamples[rec.name] ?? {};
  for (const a of s.asks) {
    const f = rec.fields.find((x) => x.name === a.field);
    const said = known[`${s.verb}.${f.name}`] ?? known[f.name];
    body[f.name] = typeof said === 'function' ? await said(w, unit, f) : said ?? (await accepted(f, (r) => w.ref(r, unit)));
  }
  if (s.reason || s.reasonRequired) body.reason = '按规定办理';
  return body;
}

// Steps from the first state that no guard decides: taken, they lead where the page says.
export async function steps(w, rec, t) {
  if (rec.states.length === 0 || rec.create.length === 0) return;
  const first = rec.states[0].name;
  for (const s of rec.steps.filter((x) => x.from === first && x.roles.length > 0)) {
    const row = await w.row(rec, w.here);
    if (row.state !== first) continue;
    await oneStep(w, rec, t, s, row);
  }
  const wrong = rec.steps.find((s) => s.roles.length > 0 && !rec.steps.some((x) => x.from === first && x.verb === s.verb));
  if (!wrong) return;
  const row = await w.row(rec, w.here);
  const me = await w.user(wrong.roles[0], w.here);
  const a = await me.post(`${rec.plural}/${row.id}/${wrong.verb}`, await asks(w, rec, wrong, w.here));
  t.ok(a.status === 409 || (wrong.guarded && a.status === 403), `${rec.name}: ${wrong.verb} is refused in ${first}`, short(a));
}

async function oneStep(w, rec, t, s, row) {
  const name = `${rec.name}: ${s.from} -${s.verb}-> ${s.to}`;
  const me = await w.user(s.roles.find((r) => r !== 'citizen'), w.here);
  const path = `${rec.plural}/${row.id}`;
  const body = await asks(w, rec, s, w.here);
  for (const a of s.asks.filter((x) => x.required)) {
    const r = await me.post(`${path}/${s.verb}`, { ...body, [a.field]: undefined });
    t.ok(r.status === 422 && (r.json.field === a.field || r.json.errors?.some((e) => e.field === a.field)), `${name} asks for ${a.field}`, short(r));
  }
  if (s.reasonRequired) {
    const r = await me.post(`${path}/${s.verb}`, { ...body, reason: undefined });
    t.ok(r.status === 422 && r.json.code === 'E_NO_REASON', `${name} asks for a reason`, short(r));
  }
  const extra = await me.post(`${path}/${s.verb}`, { ...body, no_such_field: 1 });
  t.ok(extra.status === 422, `${name} takes nothing else`, short(extra));
  const stale = await me.post(`${path}/${s.verb}`, body, { 'If-Match': '"9999"' });
  t.ok(stale.status === 412, `${name} on another version than was read`, short(stale));
  const shown = (await me.get(path)).json?.steps?.find((x) => x.verb === s.verb);
  if (rec.read.includes(me.role ?? s.roles[0])) t.ok(shown && shown.title, `${name} is offered`, JSON.stringify(shown));
  const a = await me.post(`${path}/${s.verb}`, body);
  if (s.guarded && a.status !== 200) {
    t.ok([403, 409, 422].includes(a.status) && a.json?.code, `${name} is refused by its guard with a code`, short(a));
    if (shown) t.ok(!shown.allowed || a.status === 422, `${name}: the detail had said so`, `${JSON.stringify(shown)} ${short(a)}`);
    return;
  }
  t.ok(a.status === 200 && a.json.state === s.to && a.json.version === row.version + 1, name, short(a));
  const term = rec.states.find((x) => x.name === s.to)?.term;
  if (s.to !== s.from) t.ok(Boolean(a.json?.due_at) === Boolean(term), `${name}: ${term ? 'the clock runs' : 'no clock runs'}`, short(a));
  const carried = pagesSamples.carried[rec.name]?.includes(s.to);	// counted from an earlier event by law
  if (term && s.to !== s.from && !carried) t.ok(a.json?.due_from === a.json?.updated_at, `${name}: the clock starts with the step`, short(a));
  const auditor = await w.house.as('auditor@detachment');
  const rows = await auditor.get(`audit?record=${rec.name}&id=${row.id}&verb=${s.verb}`);
  t.ok(rows.json?.items?.length === 1, `${name} left one audit row`, short(rows));
  if (s.to === s.from) return;
  const again = await me.post(`${path}/${s.verb}`, body);
  t.ok([403, 404, 409].includes(again.status), `${name} cannot be taken twice`, short(again));
}

// A new row and each change of it leave an audit row with who and why; a first state with a term starts its clock.
export async function audit(w, rec, t) {
  if (!w.makerOf(rec)) return;
  const row = await w.row(rec, w.here);
  const auditor = await w.house.as('auditor@detachment');
  const rows = await auditor.get(`audit?record=${rec.name}&id=${row.id}`);
  const made = rows.json?.items?.filter((r) => r.verb === 'create') ?? [];
  t.ok(made.length === 1 && made[0].person === row.created_by && made[0].peer, `${rec.name}: a creation leaves one audit row with who and where from`, short(rows));
  const term = rec.states.find((s) => s.name === row.state)?.term;
  if (rec.states.length > 0) t.ok(Boolean(row.due_at) === Boolean(term), `${rec.name}: ${term ? 'the clock of the first state runs' : 'the first state has no clock'}`, JSON.stringify(row));
  if (term) t.ok(row.due_why && row.due_term === term && Date.parse(row.due_at) > Date.parse(row.due_from), `${rec.name}: the clock says why`, JSON.stringify(row));
}

// A bulk step judges each row by itself: what is outside, or not for this role, is refused and the rest is done.
export async function bulk(w, rec, t) {
  const s = rec.steps.find((x) => x.from === rec.states[0]?.name && !x.guarded && x.roles.some((r) => r !== 'citizen'));
  if (!s || !w.makerOf(rec)) return;
  const mine = await w.row(rec, w.here);
  const other = await w.row(rec, w.there);
  const verb = `${rec.plural}/bulk/${s.verb}`;
  const body = await asks(w, rec, s, w.here);
  const stranger = await w.user(w.roles.find((r) => r !== 'citizen' && !rec.steps.some((x) => x.verb === s.verb && x.roles.includes(r))), w.here);
  const no = await stranger.post(verb, { ...body, ids: [mine.id, other.id] });
  t.ok(no.status === 403 || (no.status === 200 && no.json.done.length === 0 && no.json.refused.length === 2), `${rec.name}: bulk ${s.verb} by another role does nothing`, short(no));
  const me = await w.user(s.roles.find((r) => r !== 'citizen'), w.here);
  const a = await me.post(verb, { ...body, ids: [mine.id, other.id, 999999999] });
  const far = rec.scope === 'none' ? [] : [other.id];
  t.ok(a.status === 200 && a.json.done.includes(mine.id) && [...far, 999999999].every((id) => a.json.refused.some((r) => r.id === id && r.code === 'E_NOT_FOUND')),
    `${rec.name}: bulk ${s.verb} does mine and refuses what does not exist for me`, short(a));
  const still = await (await w.user(w.makerOf(rec), w.there)).get(`${rec.plural}/${other.id}`);
  if (far.length && still.status === 200) t.ok(still.json.version === other.version, `${rec.name}: the row outside is as it was`, short(still));
  const none = await me.post(verb, { ...body, ids: [] });
  t.ok(none.status === 422, `${rec.name}: bulk without ids`, short(none));
}

// Two who take the same step at the same moment: one of them does.
export async function race(w, rec, t) {
  const s = rec.steps.find((x) => x.from === rec.states[0]?.name && x.from !== x.to && !x.guarded && x.roles.length > 0);
  if (!s || rec.create.length === 0) return;
  const row = await w.row(rec, w.here);
  if (row.state !== s.from) return;
  const me = await w.user(s.roles[0], w.here);
  const body = await asks(w, rec, s, w.here);
  const all = await Promise.all(Array.from({ length: 8 }, () => me.post(`${rec.plural}/${row.id}/${s.verb}`, body, { 'If-Match': `"${row.version}"` })));
  const won = all.filter((a) => a.status === 200).length;
  t.ok(won === 1 && all.every((a) => [200, 403, 409, 412].includes(a.status)), `${rec.name}: of eight who ${s.verb} at once one does`, all.map((a) => a.status).join());
}
