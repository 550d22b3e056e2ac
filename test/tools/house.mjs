// SPDX-License-Identifier: Apache-2.0
// house.mjs - a running server with what tests need to know of it: the pages, people's tokens, ids of units.
import { Client } from './client.mjs';
import { model } from './model.mjs';
import { Server, freePort } from './server.mjs';

// Short names of the demo organisation's units, by the word that its accounts bear.
const unitNames = {
  detachment: '支队', command: '指挥中心', zhangdian: '张店', 'zhangdian-1': '马尚', 'zhangdian-2': '南定', linzi: '临淄', 'linzi-2': '齐都',
  zichuan: '淄川', boshan: '博山', zhoucun: '周村', huantai: '桓台', gaoqing: '高青', yiyuan: '沂源', gaoxin: '高新', wenchanghu: '文昌湖',
};

export class House {
  constructor(binary, data, options = {}) {
    this.binary = binary;
    this.server = new Server(binary, data, options);
    this.tokens = new Map();
    this.sessions = new Map();
  }

  async open() {
    this.model = await model(this.binary);
    this.devices = `http://127.0.0.1:${await freePort()}`;
    this.server.args.push('--device', this.devices.slice(7));
    await this.server.start();
    this.base = this.server.base;
    return this;
  }

  async as(user) {
    const c = new Client(this.base);
    if (!this.tokens.has(user)) {
      await c.signIn(user);
      this.tokens.set(user, c.token);
    }
    c.token = this.tokens.get(user);
    c.user = user;
    return c;
  }

  // What GET session says of an account: person, grants, unit.
  async session(user) {
    if (!this.sessions.has(user)) {
      const a = await (await this.as(user)).get('session');
      if (a.status !== 200) throw new Error(`session of ${user}: ${a.status} ${a.text}`);
      this.sessions.set(user, a.json);
    }
    return this.sessions.get(user);
  }

  async personId(user) {
    return (await this.session(user)).person.id;
  }

  // The id of a unit by the part behind the @ of its people's accounts.
  async unitId(login) {
    this.units ??= new Map();
    if (!this.units.has(login)) {
      const a = await (await this.as('sysadmin@detachment')).get(`units?short_name=${encodeURIComponent(unitNames[login] ?? login)}&limit=2`);
      this.units.set(login, a.json?.items?.[0]?.id);
    }
    return this.units.get(login);
  }

  async restart() {
    await this.server.stop();
    await this.server.start();
    this.base = this.server.base;
  }

  close() {
    return this.server.stop();
  }
}
