// SPDX-License-Identifier: Apache-2.0
// accounts.mjs - accounts with one grant each, for the contract tests: made by the command line while the server
// rests, their first passwords changed as people must. At the topmost unit the demo organisation's own are used.
import { Client } from '../tools/client.mjs';
import { luan, PASSWORD } from '../tools/server.mjs';

const FIRST = 'Erste-2019-losung!';
export function accountName(role, login, persons) {
  if (login === 'detachment') return `${role}@detachment`;
  return `t.${role.replace(/_/g, '')}.${login}${persons ? '.p' : ''}`;
}

// [role, login, unit, more] of every account; more: a second grant { role, unit, persons } that the pages call for.
export function wanted(w) {
  const list = w.roles.map((role) => [role, 'zhangdian', w.here]);
  const makers = new Set();
  const readers = new Set();
  const mixed = new Map();
  for (const rec of Object.values(w.model.records)) {
    for (const r of [rec.create[0], rec.read[0], ...Array.from({ length: 8 }, () => w.makerOf(rec))]) if (r) makers.add(r);
    if (rec.fields.some((f) => f.flags.pii)) readers.add(rec.read[0]);
    const stranger = w.roles.find((r) => r !== 'citizen' && !rec.read.includes(r));
    if (rec.scope !== 'none' && stranger && !mixed.has(rec.read[0])) mixed.set(rec.read[0], stranger);
  }
  makers.add('personnel');
  for (const role of makers) list.push([role, 'linzi', w.there]);
  for (const role of readers) {
    list.push([role, 'zhangdian', w.here, { role, unit: w.here, persons: true }], [role, 'both', w.there, { role, unit: w.here, persons: true }]);
  }
  for (const [role, stranger] of mixed) list.push([role, 'mixed', w.here, { role: stranger, unit: w.there, persons: true }]);
  return list;
}

export async function makeAccounts(w, list) {
  const { binary, data, store } = w.house.server;
  const codes = new Map();
  for (const [, , unit] of list) if (!codes.has(unit)) codes.set(unit, (await (await w.house.as('sysadmin@detachment')).get(`units/${unit}`)).json.code);
  await w.house.close();
  for (const [role, login, unit, more] of list) {
    const args = ['user', 'add', '--data', data, '--user', nameOf([role, login, unit, more]), '--name', `约定${role}`, '--role', role,
      '--unit', codes.get(unit), '--password', FIRST, ...(store ? ['--store', store] : [])];
    const r = await luan(binary, args);
    if (r.code !== 0) throw new Error(`luan ${args.join(' ')}: ${r.code} ${r.stdout.slice(0, 500)}${r.stderr.slice(0, 500)}`);
  }
  await w.house.restart();
  w.base = w.house.base;
  const queue = [...list];
  await Promise.all([1, 2, 3].map(async () => {
    for (let one; (one = queue.shift()); ) await firstSignIn(w, one);
  }));
}

const nameOf = ([role, login, , more]) => accountName(role, login, login === 'zhangdian' && more);

async function firstSignIn(w, one) {
  const user = nameOf(one);
  const more = one[3];
  const c = await new Client(w.base).signIn(user, FIRST);
  const a = await c.post('session/password', { old: FIRST, new: PASSWORD });
  if (a.status >= 300) throw new Error(`${user} could not change the first password: ${a.status} ${a.text}`);
  if (!more) return;
  const found = await (await w.house.as('sysadmin@detachment')).get(`persons?user=${user}`);
  const person = found.json?.items?.[0]?.id;
  if (!person) throw new Error(`${user} is not found: ${found.status} ${found.text}`);
  const asked = await (await w.house.as('personnel@detachment')).post('grants', { ...more, person, purpose: '接口约定测试' });
  const given = await (await w.house.as('secadmin@detachment')).post(`grants/${asked.json?.id}/approve`, {});
  if (given.status !== 200) throw new Error(`${user} got no second grant: ${asked.status} ${asked.text} ${given.status} ${given.text}`);
}
