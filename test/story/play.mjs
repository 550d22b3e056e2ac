// SPDX-License-Identifier: Apache-2.0
// play.mjs - plays one parsed story against a server; a line that does not hold throws Fault.
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Client, totp, waitEvent } from '../tools/client.mjs';
import { fieldOf } from '../tools/model.mjs';
import { PASSWORD, luan } from '../tools/server.mjs';
import { Viid, localTime, vehicle } from '../tools/viid.mjs';

export class Fault extends Error {}

export function reach(value, path) {
  let v = value;
  for (const key of path.split('.')) {
    if (v === null || v === undefined) return undefined;
    v = v[key];
  }
  return v;
}

// All values at a path in which * stands for every element.
export function reachAll(value, path) {
  const keys = path.split('.');
  const star = keys.indexOf('*');
  if (star < 0) return [reach(value, path)];
  const list = star === 0 ? value : reach(value, keys.slice(0, star).join('.'));
  const rest = keys.slice(star + 1).join('.');
  return (Array.isArray(list) ? list : []).flatMap((v) => (rest ? reachAll(v, rest) : [v]));
}

const instant = (s) => (typeof s === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(s) ? Date.parse(s) : NaN);
function same(got, want) {
  if (want === 'null') return got === null || got === undefined;
  if (want === '*') return got !== null && got !== undefined && got !== '';
  if (String(got) === want) return true;
  if (/^[[{]/.test(want)) return JSON.stringify(got) === JSON.stringify(JSON.parse(want));
  return !Number.isNaN(instant(want)) && instant(want) === instant(got);
}
const number = (v) => (Number.isNaN(instant(v)) ? Number(v) : instant(v));
const compare = {
  '=': (all, want) => all.some((v) => same(v, want)),
  '!=': (all, want) => !all.some((v) => same(v, want)),
  '~': (all, want) => all.some((v) => (typeof v === 'string' ? v : JSON.stringify(v) ?? '').includes(want)),
  '!~': (all, want) => !all.some((v) => (typeof v === 'string' ? v : JSON.stringify(v) ?? '').includes(want)),
  '>': (all, want) => all.some((v) => number(v) > number(want)),
  '<': (all, want) => all.some((v) => number(v) < number(want)),
  '>=': (all, want) => all.some((v) => number(v) >= number(want)),
  '<=': (all, want) => all.some((v) => number(v) <= number(want)),
  has: (all, want) => all.some((v) => Array.isArray(v) && v.includes(want)),
  hasnot: (all, want) => !all.some((v) => Array.isArray(v) && v.includes(want)),
};
const unquote = (s) => (/^".*"$/s.test(s) ? JSON.parse(s) : s);

export class Player {
  // house: { base, model, tokens: Map, unitIds: Map, restart() }
  constructor(story, house, file) {
    Object.assign(this, { story, house, file, vars: new Map(), client: new Client(house.base), stream: null, clock: 0 });
    this.vars.set('uniq', Math.random().toString(36).slice(2, 8));
    this.vars.set('digits', String(Math.random()).slice(2, 8));
    this.vars.set('password', PASSWORD);
  }

  async play() {
    try {
      for (const line of this.story.lines) {
        this.line = line;
        if (!['sleep', 'as'].includes(line.kind) && line.method !== 'GET' && line.path !== 'terms/reckon') this.slept = false;
        await this[`do_${line.kind}`](line);
      }
    } catch (e) {
      if (e instanceof Fault) throw e;
      throw new Fault(`${this.story.name}:${this.line?.at}: ${this.line?.text}\n${e.stack ?? e}`);
    } finally {
      this.stream?.close();
    }
  }

  fail(why, answer) {
    const said = answer ? `\n  answered ${answer.status} ${answer.text.slice(0, 900)}` : '';
    throw new Fault(`${this.story.name}:${this.line.at}: ${this.line.text}\n  ${why}${said}`);
  }

  now() {
    return this.clock || Date.now();
  }

  variable(name, path) {
    const m = /^([+-]\d+)([smhd])$/.exec(path ?? '');
    const later = m ? Number(m[1]) * { s: 1e3, m: 6e4, h: 36e5, d: 864e5 }[m[2]] : 0;
    const beijing = new Date(this.now() + later + 8 * 36e5);
    if (name === 'now') return new Date(this.now() + later).toISOString();
    if (name === 'today') return beijing.toISOString().slice(0, 10);
    if (name === 'monday') return new Date(beijing.getTime() - ((beijing.getUTCDay() + 6) % 7) * 864e5).toISOString().slice(0, 10);
    if (name === 'next_month') return new Date(Date.UTC(beijing.getUTCFullYear(), beijing.getUTCMonth() + 1, 1)).toISOString().slice(0, 10);
    if (!this.vars.has(name)) this.fail(`$${name} is not known here`);
    const v = this.vars.get(name);
    if (path === 'totp') return totp(typeof v === 'string' ? v : v.secret, this.now());
    if (path) return reach(v, path);
    return v !== null && typeof v === 'object' && 'id' in v ? v.id : v;
  }

  // $name, ${name}, $name.path, ${now+15m}, ${secret.totp}, ${row.due_at-1s}
  fill(text) {
    return text.replace(/\$(?:\{(\w+)(?:\.([\w.]+))?([+-]\d+[smhd])?\}|(\w+)(?:\.([\w.]*\w))?)/g,
      (_all, a, p, plus, b, q) => {
        const v = p && plus ? this.later(this.variable(a, p), plus) : this.variable(a ?? b, p ?? plus ?? q);
        if (v === undefined) this.fail(`${_all} has no value`);
        return typeof v === 'object' ? JSON.stringify(v) : String(v);
      });
  }

  later(moment, by) {	// an instant of an answer, moved
    const m = /^([+-]\d+)([smhd])$/.exec(by);
    return new Date(Date.parse(moment) + Number(m[1]) * { s: 1e3, m: 6e4, h: 36e5, d: 864e5 }[m[2]]).toISOString();
  }

  async unit(name) {
    const id = await this.house.unitId(name);
    if (!id) this.fail(`no unit is called ${name}`);
    return id;
  }

  // A value as its field wants it: the page knows what is text and what is a number.
  async value(arg, field) {
    const text = this.fill(arg.value);
    if (arg.raw) return JSON.parse(await this.units(text, ':'));
    if (/^@[a-z]/.test(text)) return this.unit(text.slice(1));
    if (/^[a-z_]+\d?@[a-z0-9-]+$/.test(text) && field?.kind === 'ref') return this.house.personId(text);
    if (/^"/.test(text)) return unquote(text);
    if (/^[[{]/.test(text)) return JSON.parse(text);
    if (text === 'null') return null;
    const kind = field?.kind;
    if (['text', 'date', 'time', 'choice'].includes(kind)) return text;
    if (kind === 'point' && /^-?[\d.]+,-?[\d.]+$/.test(text)) return text.split(',').map(Number);
    if (text === 'true' || text === 'false') return text === 'true';
    if (kind !== undefined || !/^0\d/.test(text)) {
      if (/^-?\d+(\.\d+)?$/.test(text) && text.length < 16) return Number(text);
    }
    return text;
  }

  async body(line, record) {
    if (line.body !== undefined) return this.units(this.fill(line.body), ':');	// as it stands: what is wrong with it is sent
    const body = {};
    for (const a of line.args) {
      if (a.name === 'if') continue;
      body[a.name] = await this.value(a, fieldOf(record, a.name));
    }
    return body;
  }

  async do_call(line) {
    const path = this.fill(line.path);
    const record = this.house.model.byPath[path.split(/[/?]/)[0]];
    const headers = {};
    for (const h of line.headers) headers[h.name] = unquote(this.fill(h.value));
    let body;
    if (line.method === 'GET' || line.method === 'HEAD') {
      const reason = line.args.find((a) => a.name === 'reason');
      if (reason) headers['Luan-Reason'] = encodeURIComponent(unquote(this.fill(reason.value)));
    } else if (line.file) {
      body = readFileSync(join(dirname(this.file), this.fill(line.file)));
      headers['Content-Type'] ??= 'application/octet-stream';
    } else {
      body = await this.body(line, record);
      headers['Content-Type'] ??= 'application/json';
    }
    if (line.method === 'PATCH') await this.ifMatch(line, path, headers);
    const to = await this.units(path);
    const answer = () => this.client.call(line.method, to, body, headers);
    const looks = line.method === 'GET' || path === 'terms/reckon';
    await (looks && this.slept ? this.soon(line.want, answer) : this.check(line.want, await answer()));
  }

  // What is looked at after a sleep may take longer on a busy machine.
  async soon(want, answer) {
    for (const end = Date.now() + 20000; Date.now() < end; await new Promise((done) => setTimeout(done, 250))) {
      try {
        return await this.check(want, await answer());
      } catch {
        // not yet
      }
    }
    return this.check(want, await answer());
  }

  // unit=@zhangdian in a query, "unit":@zhangdian in JSON
  async units(text, sign = '=') {
    let out = text;
    for (const m of text.matchAll(new RegExp(`${sign}([a-z_]+\\d?@[a-z0-9-]+)`, 'g'))) out = out.replace(m[0], sign + (await this.house.personId(m[1])));
    for (const m of text.matchAll(new RegExp(`${sign}@([a-z0-9-]+)`, 'g'))) out = out.replace(m[0], sign + (await this.unit(m[1])));
    return out;
  }

  // A change names the version it means: if=3, if=none, or, when nothing is said, the newest.
  async ifMatch(line, path, headers) {
    const said = line.args.find((a) => a.name === 'if');
    if (said?.value === 'none' || headers['If-Match']) return;
    if (said) {
      headers['If-Match'] = `"${this.fill(said.value)}"`;
      return;
    }
    const now = await this.client.get(path);
    headers['If-Match'] = now.headers.get('etag') ?? '"0"';
  }

  // A value that is expected: an account's name stands for its person, @name for a unit.
  async expected({ path, op, value: text }) {
    if (op === '=' && /^[a-z_]+\d?@[a-z0-9-]+$/.test(text) && !/user$/.test(path)) return String(await this.house.personId(text));
    if (/^@[a-z][a-z0-9-]*$/.test(text)) return String(await this.unit(text.slice(1)));
    return unquote(this.fill(text));
  }

  async check(want, answer) {
    if (answer.status !== want.status) this.fail(`${want.status} was expected`, answer);
    if (want.code && answer.json?.code !== want.code && !answer.json?.errors?.some((e) => e.code === want.code)) {
      this.fail(`${want.code} was expected`, answer);
    }
    if (want.field && answer.json?.field !== want.field && !answer.json?.errors?.some((e) => e.field === want.field)) {
      this.fail(`the field ${want.field} was expected to be named`, answer);
    }
    for (const c of want.checks) {
      const expected = await this.expected(c);
      const got = this.reachAnswer(answer, c.path);
      if (!compare[c.op](got, expected)) this.fail(`${c.path}${c.op}${expected} does not hold: ${JSON.stringify(got)}`, answer);
    }
    for (const s of want.save) this.vars.set(s.name, s.path ? this.reachAnswer(answer, s.path)[0] : answer.json ?? answer.text);
  }

  reachAnswer(answer, path) {
    if (path.startsWith('@')) return [answer.headers.get(path.slice(1))];
    if (path === 'body') return [answer.text];
    if (path === 'rows') return [(answer.json?.items ?? answer.json?.rows ?? answer.json)?.length];
    const all = reachAll(answer.json, path);
    if (all.every((v) => v === undefined) && answer.json?.items) return reachAll(answer.json.items, path);
    return all;
  }

  async do_as({ who, fresh }) {
    this.client = new Client(this.house.base);
    if (who === 'nobody') return;
    if (fresh || !this.house.tokens.has(who)) {
      await this.client.signIn(who);
      if (fresh) return;
      this.house.tokens.set(who, this.client.token);
    }
    this.client.token = this.house.tokens.get(who);
    this.client.user = who;
  }

  do_token({ value }) {
    this.client = new Client(this.house.base);
    this.client.token = this.fill(value);
  }

  do_let({ name, value }) {
    this.vars.set(name, unquote(this.fill(value)));
  }

  async do_clock({ moment, run }) {
    const to = this.fill(moment);
    const before = run && (await this.timer(run));
    const a = await (await this.house.as('sysadmin@detachment')).post('clock', { now: to, run });
    if (a.status >= 300) this.fail('the clock could not be set', a);
    this.clock = Date.parse(to);
    this.house.tokens.clear();
    await this.stayInUse();
    if (run) await this.ran(run, before);
    if (this.client.user) await this.do_as({ who: this.client.user });
  }

  // An account that nobody uses for thirty days is locked: those of the story are used.
  async stayInUse() {
    if (this.clock - (this.used ?? 0) < 5 * 864e5) return;
    this.used = this.clock;
    const { client } = this;
    const names = new Set(this.story.lines.filter((l) => l.kind === 'as' && !l.fresh && l.who.includes('@')).map((l) => l.who));
    for (const who of names) await this.do_as({ who }).catch(() => {});
    this.client = client;
  }

  async timer(name) {
    const all = (await (await this.house.as('sysadmin@detachment')).get('health')).json?.timers ?? [];
    return all.find((t) => t.name === name) ?? this.fail(`no timer is called ${name}`);
  }

  // Until the timer has had a run that began after it was asked for.
  async ran(name, before) {
    const least = before.runs + (before.running ? 2 : 1);
    for (let i = 0; i < 150; i++) {
      const t = await this.timer(name);
      if (t.runs >= least && !t.running) return;
      await new Promise((done) => setTimeout(done, 200));
    }
    this.fail(`the timer ${name} did not run within 30 s`);
  }

  async do_watch() {
    this.stream?.close();
    this.stream = await this.client.watch();
  }

  async do_wait({ checks, s, none }) {
    if (!this.stream) this.fail('nobody watches: "watch" comes before');
    const want = checks.map((c) => ({ path: c.path, value: this.fill(c.value) }));
    const hit = await waitEvent(this.stream, (e) => want.every((c) =>
      (c.path === 'event' ? e.event === c.value : same(reach(e.json, c.path), c.value))), s * 1000);
    if (none && hit) this.fail(`such an event came: ${hit.data}`);
    if (!none && !hit) this.fail(`no such event within ${s} s; seen: ${this.stream.events.slice(-5).map((e) => e.data).join(' ')}`);
  }

  do_sleep({ s }) {
    this.slept = true;
    return new Promise((done) => setTimeout(done, s * 1000));
  }

  // A camera of the demo organisation reports a vehicle at the device port.
  async do_passage(line) {
    const camera = new Viid(this.house.devices, this.fill(line.device), PASSWORD);
    const said = (v) => (/^[[{]/.test(v) ? JSON.parse(v) : v);
    const members = Object.fromEntries(line.args.map((a) => [a.name, said(unquote(this.fill(a.value)))]));
    try {
      const r = await camera.register();
      if (r.status !== 200) this.fail('the camera could not register', r);
      await this.check(line.want, await camera.vehicles([vehicle(camera.code, this.fill(line.gate), { PassTime: localTime(this.now()), ...members })]));
    } finally {
      camera.close();
    }
  }

  // A program beside luan (bank, register) sends a message signed with its key; @Luan-... overrides what the signature covers.
  async do_signed(line) {
    await this.check(line.want, await this.send(line, this.fill(line.adapter), this.fill(line.key), await this.body(line)));
  }

  // The recorder that the demo issued to this officer says something, through the demo's platform: that it records, unless told otherwise.
  async do_recorder(line) {
    const who = this.fill(line.who);
    const number = who.toUpperCase().replace(/[^0-9A-Z]/g, '-');
    const told = await this.body(line);
    const kind = told.kind ?? 'presence';
    const own = { presence: { terminal: `JWT-${number}`, at: this.variable('now'), recording: true, since: this.variable('now', '-12h') },
      clip: { officer: who, clock_ms: 0, bytes: 1000, sha256: createHash('sha256').update(String(Math.random())).digest('hex') } }[kind];
    const body = { kind, recorder: `ZFJ-${number}`, ...own, ...told };
    await this.check(line.want, await this.send(line, 'recorders', createHash('sha256').update(PASSWORD).digest('hex'), body));
  }

  // The demo's weather office sends a feed (a file beside the story) as it came.
  async do_weather(line) {
    const at = (by) => this.now() + Number(by.slice(0, -1)) * { m: 6e4, h: 36e5 }[by.at(-1)];
    const text = readFileSync(join(dirname(this.file), line.feed), 'utf8').replace(/\{\{(s?)([+-]\d+[mh])\}\}/g, (_, s, by) =>
      s ? String(Math.floor(at(by) / 1000)) : new Date(at(by) + 288e5).toISOString().slice(0, 16).replace('T', ' '));
    const told = { kind: 'feed', content: text, ...await this.body(line) };
    await this.check(line.want, await this.send(line, 'weather', createHash('sha256').update(PASSWORD).digest('hex'), told));
  }

  send(line, adapter, key, told) {
    const body = JSON.stringify(told);
    const said = Object.fromEntries(line.headers.map((h) => [h.name, unquote(this.fill(h.value))]));
    const stamp = said['Luan-Timestamp'] ?? String(Math.floor(this.now() / 1000));
    const nonce = said['Luan-Nonce'] ?? Math.random().toString(36).slice(2).padEnd(12, 'x');
    const mac = createHmac('sha256', Buffer.from(key, 'hex')).update(`${stamp}\n${nonce}\n${body}\n`).digest('hex');
    const headers = { 'Content-Type': 'application/json', 'Luan-Timestamp': stamp, 'Luan-Nonce': nonce, 'Luan-Signature': mac, ...said };
    return new Client(this.house.base).call('POST', `adapter_messages/from/${adapter}`, body, headers);
  }

  // As an operator at the machine would: luan import, beside the running server.
  async do_import({ what, file }) {
    const r = await luan(this.house.binary, ['import', what, join(dirname(this.file), file), '--data', this.house.server.data]);
    if (r.code !== 0) this.fail(`luan import ${what}: ${r.stderr}`);
  }

  do_alone() {}

  async do_restart() {
    await this.house.restart();
    this.client.base = this.house.base;
  }
}
