// SPDX-License-Identifier: Apache-2.0
// duty.mjs - samples of the pages of duty: rosters that share no day, crews that are on duty nowhere else, a swap of a
// shift that whoever asks is planned for.
import { accountName } from './accounts.mjs';

let serial = Number(String(Date.now()).slice(-7));
const next = () => ++serial;
const soon = () => new Date(Date.now() + 4 * 36e5).toISOString();
const date = (n) => new Date(Date.UTC(2040, 0, 1) + n * 864e5).toISOString().slice(0, 10);
const login = (w, unit) => ({ [w.here]: 'zhangdian', [w.there]: 'linzi' })[unit] ?? 'detachment';

async function must(client, path, body, want = 201) {
  const a = await client.post(path, body);
  if (a.status !== want) throw new Error(`${path}: ${a.status} ${a.text.slice(0, 300)}`);
  return a.json;
}

// Days that no other roster has, in any unit and run of the same folder.
async function free(w) {
  const a = await (await w.house.as('duty@detachment')).get('rosters?sort=-from_day&limit=1');
  const last = a.json.items[0]?.from_day ?? date(0);
  const used = Math.max(Date.parse(last), w.lastDay ?? 0);
  w.lastDay = used + 864e5;
  return new Date(w.lastDay).toISOString().slice(0, 10);
}

const fresh = async (w, unit) => (await must(await w.user('personnel', unit), 'persons',
  { unit, user: `d.${next()}`, name: '约定', police_no: `D${next()}`, category: 'police' })).id;
const shift = async (w) => (await (await w.house.as('duty@detachment')).get('duty_shifts?code=day')).json.items[0].id;
const post = async (w, unit) => (await must(await w.house.as('duty@detachment'), 'duty_posts', { unit, name: `岗${next()}`, kind: 'fixed', road: 'street', officers: 1 })).id;

async function entry(w, unit) {
  const roster = await w.row(w.model.records.roster, unit);
  return { roster: roster.id, day: roster.from_day };
}

// A published shift with everybody on it who will ask for a swap.
async function shared(w, unit) {
  const duty = await w.house.as('duty@detachment');
  const { roster, day } = await entry(w, unit);
  const crew = [];
  for (const role of ['officer', 'auxiliary', 'duty', 'leader']) {
    const person = await w.house.personId(accountName(role, login(w, unit), false)).catch(() => undefined);
    if (person) crew.push({ person, part: 'officer' });
  }
  const made = await must(duty, 'duty_entries', { roster, day, shift: await shift(w), post: await post(w, unit), crew });
  await must(await w.house.as('leader@detachment'), `rosters/${roster}/approve`, {}, 200);
  await must(duty, `rosters/${roster}/publish`, {}, 200);
  return made.id;
}

export const dutySamples = {
  duty_limit: { code: () => `c_${next()}` },
  crew_rule: { code: () => `c_${next()}`, poor: false },
  duty_shift: { code: () => `c_${next()}`, starts: '08:00', minutes: 720 },
  gear_item: { code: () => `c_${next()}` },
  duty_post: { name: () => `岗位${next()}`, kind: 'fixed', road: 'street', officers: 1, auxiliaries: 0 },
  roster_template: { name: () => `模板${next()}` },
  roster: { from_day: free, to_day: (w) => new Date(w.lastDay).toISOString().slice(0, 10), template: async (w, unit) => (await w.row(w.model.records.roster_template, unit)).id },
  duty_entry: { roster: async (w, unit) => (w.entry = await entry(w, unit)).roster, day: (w) => w.entry.day, shift, post, leader: fresh, sergeant: fresh },
  duty_swap: { entry: shared, colleague: fresh, in_return: () => null },
  duty_attendance: { person: fresh, post, way: 'desk', place: [118.05, 36.81] },
  patrol: { kind: 'foot', road: 'street', leader: async (w, unit) => (w.patrolLeader = await fresh(w, unit)), vehicle: () => null, post: () => null, shift_ends: soon,
    crew: (w) => [{ person: w.patrolLeader, part: 'officer' }] },
  road_responsibility: { code: () => `c_${next()}`, road: () => `Z${next()}`, from_m: 0, to_m: 1000, area: () => null, post: () => null },
};
