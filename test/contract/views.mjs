// SPDX-License-Identifier: Apache-2.0
// views.mjs - a question is answered to the roles it names, over their units only, with the declared columns.
import { accepted } from './sample.mjs';
import { pagesSamples } from './samples.mjs';

const short = (a) => `${a.status} ${a.text.slice(0, 400)}`;

async function args(w, view) {
  const parts = [];
  for (const f of view.args) {
    const said = pagesSamples.views?.[view.name]?.[f.name];
    const value = said ?? (f.name === 'from' ? '2019-01-01' : f.name === 'to' ? '2027-01-01' : f.flags.req ? await accepted(f, (r) => w.ref(r, w.here)) : undefined);
    if (value === undefined) continue;
    const full = f.kind === 'time' && /^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00Z` : value;
    parts.push(`${f.name}=${encodeURIComponent(full)}`);
  }
  return parts;
}

export async function views(w, view, t) {
  const given = await args(w, view);
  const path = (root = given) => `views/${view.name}?${root.join('&')}`;
  for (const role of w.roles) {
    const a = await (await w.user(role, w.here)).get(path());
    const may = view.roles.includes(role);
    t.ok(may ? a.status === 200 : [403, 404].includes(a.status), `view ${view.name}: ${role} ${may ? 'is answered' : 'is refused'}`, short(a));
    if (a.status !== 200) continue;
    const names = a.json.columns.map((c) => c.name);
    t.ok(view.columns.every((c, i) => names[i] === c.name) && a.json.rows.every((r) => r.length >= names.length),
      `view ${view.name}: the columns are the declared ones (${role})`, short(a));
  }
  const role = view.roles.find((r) => r !== 'citizen');
  const me = await w.user(role, w.here);
  const unknown = await me.get(path([...given, 'no_such=1']));
  t.ok(unknown.status === 400 || unknown.status === 422, `view ${view.name}: an unknown argument is refused`, short(unknown));
  for (const f of view.args.filter((x) => x.flags.req)) {
    const a = await me.get(path(given.filter((g) => !g.startsWith(`${f.name}=`))));
    t.ok(a.status === 400 || a.status === 422, `view ${view.name}: ${f.name} is required`, short(a));
  }
  if (view.compares) {
    const a = await me.get(path([...given, 'compare=yoy,mom,ytd']));
    t.ok(a.status === 200 && a.json.compare?.yoy && a.json.compare?.mom, `view ${view.name}: compares periods`, short(a));
  }
  const wide = await (await w.user(role, w.root)).get(path());
  const narrow = await me.get(path());
  for (const [i, c] of view.columns.entries()) {
    if (c.kind !== 'ref') continue;
    const nameless = (wide.json?.rows ?? []).map((r) => r[i]).filter((id) => id !== null && !wide.json.names?.[c.name]?.[id]);
    t.ok(wide.status === 200 && nameless.length === 0, `view ${view.name}: what ${c.name} refers to has a name`, `${nameless.slice(0, 20)}`);
  }
  const sum = (a) => (a.json?.rows ?? []).reduce((n, r) => n + view.columns.reduce((k, c, i) => k + (c.count ? Number(r[i]) || 0 : 0), 0), 0);
  t.ok(sum(narrow) <= sum(wide), `view ${view.name}: a brigade counts no more than the detachment`, `${sum(narrow)} ${sum(wide)}`);
  if (view.columns.some((c) => c.count) && sum(wide) > 0 && !pagesSamples.viewsOfAll.includes(view.name)) {
    t.ok(sum(narrow) < sum(wide), `view ${view.name}: a brigade does not count the others`, `${sum(narrow)} of ${sum(wide)}`);
  }
}
