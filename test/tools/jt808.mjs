// SPDX-License-Identifier: Apache-2.0
// jt808.mjs - a terminal of JT/T 808 (2013 or 2019) as a program: frames written and read by a reckoning of its own.
import { connect } from 'node:net';

const escape = (b) => Buffer.from([...b].flatMap((c) => (c === 0x7e ? [0x7d, 2] : c === 0x7d ? [0x7d, 1] : [c])));
const unescape = (b) => Buffer.from(b.toString('latin1').replace(/\x7d([\x01\x02])/g, (_, c) => (c === '\x02' ? '\x7e' : '\x7d')), 'latin1');
const bcd = (digits) => Buffer.from(digits, 'hex');
const two = (n) => String(n).padStart(2, '0');
const fixed = (text, n) => Buffer.concat([Buffer.from(text, 'latin1'), Buffer.alloc(n)]).subarray(0, n);

export function frame(id, number, serial, body = Buffer.alloc(0), { v2019 = false, total = 0, part = 0, length, checksum } = {}) {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(id, 0);
  head.writeUInt16BE((length ?? body.length) | (total ? 1 << 13 : 0) | (v2019 ? 1 << 14 : 0), 2);
  const tail = Buffer.alloc(total ? 6 : 2);
  tail.writeUInt16BE(serial & 0xffff, 0);
  if (total) {
    tail.writeUInt16BE(total, 2);
    tail.writeUInt16BE(part, 4);
  }
  const plain = Buffer.concat([head, v2019 ? Buffer.from([1]) : Buffer.alloc(0), bcd(number.padStart(v2019 ? 20 : 12, '0')), tail, body]);
  const sum = plain.reduce((a, c) => a ^ c, 0);
  return Buffer.concat([Buffer.from([0x7e]), escape(Buffer.concat([plain, Buffer.from([checksum ?? sum])])), Buffer.from([0x7e])]);
}

// { lon, lat, at (ms or Date), speed km/h, course, alarm, status }
export function location({ lon, lat, at = Date.now(), speed = 36, course = 90, alarm = 0, status = 3, altitude = 30 }) {
  const b = Buffer.alloc(28);
  const t = new Date(Number(at) + 8 * 3600e3);
  b.writeUInt32BE(alarm >>> 0, 0);
  b.writeUInt32BE((status | (lat < 0 ? 4 : 0) | (lon < 0 ? 8 : 0)) >>> 0, 4);
  b.writeUInt32BE(Math.round(Math.abs(lat) * 1e6), 8);
  b.writeUInt32BE(Math.round(Math.abs(lon) * 1e6), 12);
  b.writeUInt16BE(altitude, 16);
  b.writeUInt16BE(Math.round(speed * 10), 18);
  b.writeUInt16BE(course, 20);
  bcd(two(t.getUTCFullYear() % 100) + two(t.getUTCMonth() + 1) + two(t.getUTCDate()) + two(t.getUTCHours()) + two(t.getUTCMinutes()) + two(t.getUTCSeconds())).copy(b, 22);
  return b;
}

export function batch(list, late = false) {
  const head = Buffer.alloc(3);
  head.writeUInt16BE(list.length, 0);
  head[2] = late ? 1 : 0;
  return Buffer.concat([head, ...list.flatMap((l) => {
    const one = location(l);
    const n = Buffer.alloc(2);
    n.writeUInt16BE(one.length, 0);
    return [n, one];
  })]);
}

export class Terminal {
  constructor(port, number, { v2019 = false, id = 'T000001', plate = '', host = '127.0.0.1' } = {}) {
    Object.assign(this, { port, number, v2019, id, plate, host, serial: 0, rest: Buffer.alloc(0), got: [], waiting: [], code: null, ended: true, texts: [], silent: false });
  }

  connect() {
    return new Promise((done, fail) => {
      this.rest = Buffer.alloc(0);
      this.socket = connect(this.port, this.host);
      this.ended = false;
      this.socket.setNoDelay(true);
      this.socket.on('connect', () => done(this));
      this.socket.on('error', (e) => {
        this.ended = true;
        fail(e);
      });
      this.socket.on('close', () => {
        this.ended = true;
        for (const w of this.waiting.splice(0)) w(undefined);
      });
      this.socket.on('data', (d) => this.read(d));
    });
  }

  read(data) {
    this.rest = Buffer.concat([this.rest, data]);
    for (;;) {
      const from = this.rest.indexOf(0x7e);
      const to = from < 0 ? -1 : this.rest.indexOf(0x7e, from + 1);
      if (to < 0) return;
      const plain = unescape(this.rest.subarray(from + 1, to));
      this.rest = this.rest.subarray(to + 1);
      if (plain.length) this.take(plain);
    }
  }

  take(plain) {
    const v2019 = (plain.readUInt16BE(2) & (1 << 14)) !== 0;
    const at = v2019 ? 15 : 10;
    const m = { id: plain.readUInt16BE(0), serial: plain.readUInt16BE(at), body: plain.subarray(at + 2, plain.length - 1), good: plain.reduce((a, c) => a ^ c, 0) === 0 };
    if (m.id === 0x8001) Object.assign(m, { of: m.body.readUInt16BE(0), to: m.body.readUInt16BE(2), result: m.body[4] });
    if (m.id === 0x8100) Object.assign(m, { of: m.body.readUInt16BE(0), to: 0x0100, result: m.body[2], code: m.body.subarray(3).toString('latin1') });
    if (m.id === 0x8300) {
      m.text = new TextDecoder('gbk').decode(m.body.subarray(v2019 ? 2 : 1));
      this.texts.push(m);
      if (!this.silent) this.send(0x0001, Buffer.from([m.serial >> 8, m.serial & 255, 0x83, 0, this.refuses ? 1 : 0]));
    }
    this.got.push(m);
    const waiting = this.waiting;
    this.waiting = [];
    for (const w of waiting) w(m);
  }

  // The answer to a message, or undefined when none comes in time.
  async answer(serial, ms = 5000) {
    const until = Date.now() + ms;
    for (;;) {
      const found = this.got.find((m) => m.of === serial);
      if (found) {
        this.got.splice(this.got.indexOf(found), 1);
        return found;
      }
      const left = until - Date.now();
      if (left <= 0 || this.ended) return undefined;
      await new Promise((done) => {
        const timer = setTimeout(done, left);
        this.waiting.push(() => {
          clearTimeout(timer);
          done();
        });
      });
    }
  }

  raw(bytes) {
    this.socket.write(bytes);
  }

  send(id, body, more = {}) {
    const serial = this.serial++ & 0xffff;
    this.socket.write(frame(id, more.number ?? this.number, serial, body, { v2019: this.v2019, ...more }));
    return serial;
  }

  ask(id, body, more = {}) {
    return this.answer(this.send(id, body, more), more.ms);
  }

  async register() {
    const body = Buffer.concat([Buffer.from([0, 37, 1, 47]), fixed('LUAN', this.v2019 ? 11 : 5), fixed('TEST-1', this.v2019 ? 30 : 20), fixed(this.id, this.v2019 ? 30 : 7),
      Buffer.from([4]), Buffer.from(this.plate, 'latin1')]);
    const a = await this.ask(0x0100, body);
    if (a?.result === 0) this.code = a.code;
    return a;
  }

  prove(code = this.code) {
    const text = Buffer.from(code, 'latin1');
    return this.ask(0x0102, this.v2019 ? Buffer.concat([Buffer.from([text.length]), text, Buffer.alloc(35)]) : text);
  }

  async online() {
    await this.connect();
    if (!this.code) {
      const a = await this.register();
      if (a?.result !== 0) throw new Error(`terminal ${this.number} cannot register: ${a?.result}`);
    }
    const a = await this.prove();
    if (a?.result !== 0) throw new Error(`terminal ${this.number} cannot prove itself: ${a?.result}`);
    return this;
  }

  locate(l, more) {
    return this.ask(0x0200, location(l), more);
  }

  close() {
    this.socket?.destroy();
  }
}
