// SPDX-License-Identifier: Apache-2.0
// viid.mjs - a camera: registers with HTTP Digest, keeps alive, posts (GA/T 1400). `from`: the local address it speaks from.
import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';

const md5 = (s) => createHash('md5').update(s).digest('hex');

export class Viid {
  constructor(base, code, password, { from, agent } = {}) {
    Object.assign(this, { base, code, password, from, nc: 0 });
    this.agent = agent ?? new Agent({ keepAlive: true, maxSockets: 4, localAddress: from });
  }

  // Answers { status, headers, text, json, lines } and never throws for a status.
  call(method, path, body, headers = {}) {
    const bytes = body === undefined ? undefined : Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const h = { ...(this.identity === null ? {} : { 'User-Identify': this.identity ?? this.code }), ...headers };
    if (bytes) Object.assign(h, { 'Content-Type': h['Content-Type'] ?? 'application/VIID+JSON;charset=UTF-8', 'Content-Length': bytes.length });
    return new Promise((done, fail) => {
      const rq = request(this.base + path, { method, headers: h, agent: this.agent, localAddress: this.from, timeout: 30_000 }, (r) => {
        const parts = [];
        r.on('data', (p) => parts.push(p));
        r.on('error', fail);
        r.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          let json;
          try {
            json = JSON.parse(text);
          } catch {
            // the test will say so
          }
          const one = json?.ResponseStatusObject;
          done({ status: r.statusCode, headers: r.headers, text, json, code: one?.StatusCode,
            lines: json?.ResponseStatusListObject?.ResponseStatusObject ?? (one ? [one] : []) });
        });
      });
      rq.on('timeout', () => rq.destroy(new Error('no answer in 30 s')));
      rq.on('error', fail);
      if (bytes) rq.write(bytes);
      rq.end();
    });
  }

  async challenge() {
    const r = await this.call('POST', '/VIID/System/Register', { RegisterObject: { DeviceID: this.code } }, {});
    const field = (n) => new RegExp(`${n}="?([^",]+)"?`).exec(r.headers['www-authenticate'] ?? '')?.[1];
    return { status: r.status, realm: field('realm'), nonce: field('nonce'), stale: /stale=true/.test(r.headers['www-authenticate'] ?? '') };
  }

  authorization({ realm, nonce }, { nc = 1, user = this.code, uri = '/VIID/System/Register', method = 'POST', style = 'usual', password = this.password } = {}) {
    const cnonce = 'c0ffee';
    const count = nc.toString(16).padStart(8, '0');
    const ha1 = md5(`${user}:${realm}:${password}`);
    const ha2 = md5(`${method}:${uri}`);
    const qop = md5(`${ha1}:${nonce}:${count}:${cnonce}:auth:${ha2}`);
    const q = (s) => `"${s}"`;
    if (style === 'bare') return `Digest username=${user},realm=${realm},nonce=${nonce},uri=${uri},qop="auth",nc="${count}",cnonce=${cnonce},response=${qop}`;
    if (style === 'old') return `Digest username=${q(user)}, realm=${q(realm)}, nonce=${q(nonce)}, uri=${q(uri)}, response=${q(md5(`${ha1}:${nonce}:${ha2}`))}`;
    return `Digest username=${q(user)}, realm=${q(realm)}, nonce=${q(nonce)}, uri=${q(uri)}, algorithm=MD5, qop=auth, nc=${count}, cnonce=${q(cnonce)}, response=${q(qop)}`;
  }

  send(Authorization, code = this.code) {
    return this.call('POST', '/VIID/System/Register', { RegisterObject: { DeviceID: code } }, { Authorization });
  }

  async register(options) {
    return this.send(this.authorization(await this.challenge(), options));
  }

  keepalive(code = this.code) {
    return this.call('POST', '/VIID/System/Keepalive', { KeepaliveObject: { DeviceID: code } });
  }

  vehicles(list) {
    return this.call('POST', '/VIID/MotorVehicles', { MotorVehicleListObject: { MotorVehicleObject: list } });
  }

  close() {
    this.agent.destroy();
  }
}

let serial = 0;
export function localTime(ms = Date.now()) {
  return new Date(ms + 8 * 3600e3).toISOString().replace(/[-:T]/g, '').slice(0, 14);
}

// A passage as cameras write it; `more` replaces members.
export function vehicle(device, tollgate, more = {}) {
  const id = `${device}02${localTime()}${String(++serial).padStart(5, '0').slice(-5)}`;
  return { MotorVehicleID: `${id}02${String(serial).padStart(5, '0').slice(-5)}`, InfoKind: 1, SourceID: id, TollgateID: tollgate, DeviceID: device,
    StorageUrl1: 'x', LeftTopX: 1, LeftTopY: 1, RightBtmX: 9, RightBtmY: 9, LaneNo: 1, HasPlate: '1', PlateClass: '02', PlateColor: '5', PlateNo: '鲁C12345',
    Speed: 43, Direction: '3', VehicleClass: 'K33', VehicleColor: '2', PassTime: localTime(), ...more };
}
