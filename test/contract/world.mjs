// SPDX-License-Identifier: Apache-2.0
// world.mjs - who and what the contract tests work with: one account for each role in a brigade (here), one in a
// brigade beside it (there), and rows of every page in both.
import { House } from '../tools/house.mjs';
import { accountName, makeAccounts, wanted } from './accounts.mjs';
import { accepted } from './sample.mjs';
import { pagesSamples } from './samples.mjs';

export const REASON = encodeURIComponent('接口约定测试');

export class World {
  constructor(binary, data, store) {
    this.house = new House(binary, data, { store });
    this.refs = new Map();
  }

  async open() {
    await this.house.open();
    this.base = this.house.base;
    this.model = this.house.model;
    this.roles = Array.isArray(this.model.roles) ? this.model.roles.map((r) => r.name ?? r) : Object.keys(this.model.roles);
    this.here = await this.house.unitId('zhangdian');
    this.there = await this.house.unitId('linzi');
    this.root = await this.house.unitId('detachment');
    if (!this.here || !this.there || !this.root) throw new Error('the demo organisation lacks zhangdian, linzi or detachment');
    await this.accounts();
    return this;
  }

  makerOf(rec) {	// who makes rows of the page here: by turns where one may not have two
    const said = pagesSamples.makers[rec.name];
    this.turn = (this.turn ?? 0) + 1;
    return typeof said === 'function' ? said(this.turn) : said ?? rec.create.find((r) => r !== 'citizen');
  }

  // A copied data folder has them already.
  async accounts() {
    const first = accountName('officer', 'zhangdian', false);
    const a = await (await this.house.as('sysadmin@detachment')).get(`persons?user=${first}`);
    if (a.json?.items?.length) return;
    await makeAccounts(this, wanted(this));
  }

  close() {
    return this.house.close();
  }

  // Somebody with one grant: the role over the unit (here, there or the topmost). persons: it covers personal data.
  async user(role, unit, persons = false) {
    const login = { [this.here]: 'zhangdian', [this.there]: 'linzi', [this.root]: 'detachment' }[unit];
    const c = await this.house.as(accountName(role, login, persons));
    c.role = role;
    return c;
  }

  // Somebody who reads personal data here, and reads without them there.
  both(role) {
    return this.house.as(accountName(role, 'both'));
  }

  // Somebody who reads the page here and holds a role that does not read it there.
  mixed(rec) {
    return this.house.as(accountName(rec.read[0], 'mixed'));
  }

  // Some person of the unit, by number.
  async person(unit) {
    const c = await this.user('personnel', unit);
    const a = await c.get(`persons?unit=${unit}&state=active&limit=1&sort=id`);
    return a.json.items[0].id;
  }

  // Somebody of one of the roles: over `unit`, with personal data when asked.
  async holder(roles, unit, persons = false) {
    const plain = roles.filter((r) => r !== 'citizen');
    return plain.length ? this.user(plain[0], unit, persons) : undefined;
  }

  // A body that creates a row of the page, fields overridden by what samples.mjs knows of the page.
  async body(rec, unit, only) {
    const body = rec.scope === 'none' ? {} : { unit };
    const known = pagesSamples[rec.name] ?? {};
    for (const f of rec.fields) {
      if (f.flags.sys) continue;
      const said = known[f.name];
      if (said === undefined && !f.flags.req && only !== 'all') continue;
      const value = typeof said === 'function' ? await said(this, unit, f) : said ?? (await accepted(f, (r) => this.ref(r, unit)));
      if (value !== undefined && value !== null) body[f.name] = value;
    }
    for (const p of rec.parts ?? []) {	// only where the page's own CHECK asks for some
      const said = known[p.name];
      if (said !== undefined) body[p.name] = typeof said === 'function' ? await said(this, unit) : said;
    }
    if (rec.valid) body.valid_from = known.valid_from?.() ?? '2031-01-01';
    if (rec.valid && known.valid_to) body.valid_to = known.valid_to();
    return body;
  }

  // The id of some row that a field may refer to.
  async ref(name, unit) {
    if (name === 'unit') return unit;
    const key = `${name}-${unit}`;
    if (!this.refs.has(key)) this.refs.set(key, await this.anyRow(this.model.records[name], unit));
    return this.refs.get(key);
  }

  async anyRow(rec, unit) {
    const who = await this.holder(rec.read, unit);
    const a = await who.get(`${rec.plural}?limit=1${rec.scope === 'none' ? '' : `&unit.within=${unit}`}`);
    const id = a.json?.items?.[0]?.id;
    return id ?? (await this.row(rec, unit)).id;
  }

  // A new row of the page in the unit, as JSON; undefined when nobody may create one and none is there.
  async row(rec, unit) {
    if (this.makerOf(rec)) {
      let a;
      for (let tries = 0; tries < 40 && (tries === 0 || a.json?.code === 'E_EXISTS'); tries++) {
        a = await (await this.user(this.makerOf(rec), unit)).post(rec.plural, await this.body(rec, unit, 'all'));
      }
      if (a.status !== 201) throw new Error(`no ${rec.name} could be made: ${a.status} ${a.text.slice(0, 500)}`);
      return a.json;
    }
    const who = await this.holder(rec.read, this.root);
    const a = await who.get(`${rec.plural}?limit=1${rec.scope === 'none' ? '' : `&unit.within=${unit}`}`);
    return a.json?.items?.[0];
  }

  async sub(unit) {	// a unit below
    this.below ??= new Map();
    if (!this.below.has(unit)) {
      const a = await (await this.house.as('sysadmin@detachment')).get(`units?parent=${unit}&limit=1`);
      this.below.set(unit, a.json.items[0].id);
    }
    return this.below.get(unit);
  }
}
