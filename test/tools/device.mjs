// SPDX-License-Identifier: Apache-2.0
// device.mjs - a camera at the device port: registers with a digest (RFC 7616, as GA/T 1400 uses it) and sends passages.
import { createHash } from 'node:crypto';

const md5 = (s) => createHash('md5').update(s).digest('hex');

export class Device {
  constructor(base, code, password) {
    Object.assign(this, { base, code, password });
  }

  async send(path, body, headers = {}) {
    const r = await fetch(this.base + path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/VIID+JSON;charset=UTF-8', 'User-Identify': this.code, ...headers },
      signal: AbortSignal.timeout(30_000),
    });
    const text = await r.text();
    let json;
    try {
      json = JSON.parse(text);
    } catch {
      // the caller says so
    }
    return { status: r.status, headers: r.headers, text, json };
  }

  async register() {
    const path = '/VIID/System/Register';
    const body = { RegisterObject: { DeviceID: this.code } };
    const first = await this.send(path, body);
    const ask = first.headers.get('www-authenticate') ?? '';
    const part = (name) => new RegExp(`${name}="?([^",]*)"?`).exec(ask)?.[1] ?? '';
    const [realm, nonce] = [part('realm'), part('nonce')];
    const nc = '00000001';
    const cnonce = md5(`${nonce}${this.code}`).slice(0, 16);
    const response = md5([md5(`${this.code}:${realm}:${this.password}`), nonce, nc, cnonce, 'auth', md5(`POST:${path}`)].join(':'));
    const a = await this.send(path, body, {
      Authorization: `Digest username="${this.code}", realm="${realm}", nonce="${nonce}", uri="${path}", qop=auth, nc=${nc}, cnonce="${cnonce}", response="${response}", algorithm=MD5`,
    });
    if (a.status !== 200) throw new Error(`${this.code} cannot register: ${first.status} ${ask} then ${a.status} ${a.text.slice(0, 300)}`);
    return this;
  }

  // vehicles: objects of GA/T 1400 MotorVehicle without what the device itself knows
  vehicles(list) {
    return this.send('/VIID/MotorVehicles', { MotorVehicleListObject: { MotorVehicleObject: list } });
  }
}
