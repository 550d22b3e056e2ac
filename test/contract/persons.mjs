// SPDX-License-Identifier: Apache-2.0
// persons.mjs - a field about a person is masked unless the grant covers persons and a reason is given; it is no
// filter and no sort key; being shown it, exporting it and searching by it are audited.
import { REASON } from './world.mjs';

const short = (a) => `${a.status} ${a.text.slice(0, 400)}`;
const reason = { 'Luan-Reason': REASON };

export async function persons(w, rec, t) {
  // What only a step writes is empty in a new row: stories play those.
  const fields = rec.fields.filter((f) => f.flags.pii && !f.flags.secret && !f.flags.sys);
  if (fields.length === 0) return;
  const body = await w.body(rec, w.here, 'all');
  const row = await w.row(rec, w.here);
  if (!row) return t.skip(`${rec.name}: persons`, 'nobody may create a row and the demo organisation has none');
  const reader = rec.read.filter((r) => r !== 'citizen');
  const plain = await w.user(reader[0], w.here);
  const covered = await w.user(reader[0], w.here, true);
  const seen = async (who, headers) => {
    const one = (await who.get(`${rec.plural}/${row.id}`, headers)).json;
    const list = (await who.get(`${rec.plural}?id=${row.id}`, headers)).json?.items?.[0];
    return [['one', one], ['list', list]];
  };
  // The truth comes from one who may see it.
  const truth = (await covered.get(`${rec.plural}/${row.id}`, reason)).json;
  for (const f of fields) {
    t.ok(truth?.[f.name] && !truth.masked.includes(f.name), `${rec.name}.${f.name}: shown to a grant that covers persons, with a reason`, JSON.stringify(truth)?.slice(0, 400));
    for (const [who, client, headers] of [['without grant for persons', plain, reason], ['without a reason', covered, {}], ['without both', plain, {}]]) {
      for (const [where, got] of await seen(client, headers)) {
        t.ok(got && got[f.name] !== truth?.[f.name] && got.masked?.includes(f.name), `${rec.name}.${f.name}: masked ${who}, ${where}`, JSON.stringify(got)?.slice(0, 400));
      }
    }
    await asFilter(w, rec, t, f, { plain, covered, truth, row });
  }
  const maker = await w.user(w.makerOf(rec), w.here);
  const made = await maker.post(rec.plural, body, {});
  t.ok(made.status === 201 && fields.every((f) => made.json[f.name] !== body[f.name]), `${rec.name}: the answer to a creation is masked`, short(made));
  await twoGrants(w, rec, t, { fields, reader: reader[0] });
  await elsewhere(w, rec, t, { fields, plain, covered, truth, row, body });
}

async function asFilter(w, rec, t, f, { plain, covered, truth, row }) {
  const q = `${f.name}=${encodeURIComponent(truth?.[f.name])}`;
  for (const [name, who] of [['plain', plain], ['covered', covered]]) {
    const a = await who.get(`${rec.plural}?${q}`, reason);
    t.ok(a.status === 400 || a.status === 403, `${rec.name}.${f.name}: never a filter in an address (${name})`, short(a));
    const s = await who.get(`${rec.plural}?sort=${f.name}`, reason);
    t.ok(s.status === 400 || s.status === 403, `${rec.name}.${f.name}: never sorted by (${name})`, short(s));
  }
  const no = await plain.post(`${rec.plural}/search`, { where: { [f.name]: truth?.[f.name] }, reason: '查询' });
  t.ok(no.status === 403 || no.status === 400 || no.status === 422, `${rec.name}.${f.name}: search refused without a grant for persons`, short(no));
  const none = await covered.post(`${rec.plural}/search`, { where: { [f.name]: truth?.[f.name] } });
  t.ok(none.status !== 200, `${rec.name}.${f.name}: search refused without a reason`, short(none));
  const sorted = await covered.post(`${rec.plural}/search`, { where: { id: row.id }, sort: f.name, reason: '查询' });
  t.ok(sorted.status !== 200, `${rec.name}.${f.name}: no search is sorted by it`, short(sorted));
  if (!f.flags.find) return;
  const yes = await covered.post(`${rec.plural}/search`, { where: { [f.name]: truth?.[f.name] }, reason: '查询' });
  t.ok(yes.status === 200 && yes.json.items.some((r) => r.id === row.id), `${rec.name}.${f.name}: search finds it with both`, short(yes));
}

// Grants are tested each as a whole: persons in one brigade and reading in another do not add up.
async function twoGrants(w, rec, t, { fields, reader }) {
  if (rec.scope === 'none') return;
  const both = await w.both(reader);
  const far = await w.row(rec, w.there);
  const wanted = fields.map((f) => f.name);
  const there = await (await w.house.as('personnel@detachment')).get(`${rec.plural}/${far.id}`, reason);
  const shown = await both.get(`${rec.plural}/${far.id}`, reason);
  t.ok(shown.status === 200 && wanted.every((n) => shown.json.masked.includes(n)), `${rec.name}: persons here do not unmask there`, short(shown));
  for (const f of fields.filter((x) => x.flags.find && there.json?.[x.name] && !there.json.masked.includes(x.name))) {
    const a = await both.post(`${rec.plural}/search`, { where: { [f.name]: there.json[f.name] }, reason: '查询' });
    t.ok(a.status !== 200 || a.json.items.length === 0, `${rec.name}.${f.name}: a search does not find what it may not show`, short(a));
  }
}

async function elsewhere(w, rec, t, { fields, plain, covered, truth, row }) {
  const secret = fields.map((f) => truth?.[f.name]).filter((v) => typeof v === 'string');
  const holds = (text) => secret.find((s) => text.includes(s));
  for (const [what, a] of [
    ['history', await plain.get(`${rec.plural}/${row.id}/history`, reason)],
    ['export', await plain.post(`${rec.plural}/export`, { format: 'csv', where: { id: row.id }, reason: '导出' })],
    ['search of everything', await plain.post('search', { q: String(secret[0]) })],
  ]) {
    t.ok(!holds(a.text), `${rec.name}: no personal data in ${what} without a grant`, short(a));
  }
  const auditor = await w.house.as('auditor@detachment');
  const rows = await auditor.get(`audit?record=${rec.name}&id=${row.id}&limit=200`);
  t.ok(rows.json?.items?.some((r) => r.verb === 'read' && r.reason), `${rec.name}: showing personal data is audited with its reason`, short(rows));
  t.ok(!holds(rows.text), `${rec.name}: no personal data in the audit list`, short(rows));
  const exported = await covered.post(`${rec.plural}/export`, { format: 'csv', where: { id: row.id } });
  t.ok(exported.status !== 200 || !holds(exported.text), `${rec.name}: an export without a reason shows nothing`, short(exported));
}
