// SPDX-License-Identifier: Apache-2.0
// client.mjs - one person at the interface: signs in, calls, reads the event stream.
import { createHmac } from 'node:crypto';
import { PASSWORD } from './server.mjs';

export class Client {
  constructor(base) {
    this.base = base;
    this.token = null;
  }

  async signIn(user, password = PASSWORD, totp) {
    const a = await this.call('POST', 'session', { user, password, ...(totp ? { totp } : {}) });
    if (a.status !== 200 && a.status !== 201) throw new Error(`${user} cannot sign in: ${a.status} ${a.text.slice(0, 200)}`);
    this.token = a.json.token;
    this.user = user;
    return this;
  }

  // path: "devices/3" below /api/v1, or absolute "/metrics". body: object, string, Buffer or nothing.
  async call(method, path, body, headers = {}) {
    const h = { ...headers };
    if (this.token && h.Authorization === undefined) h.Authorization = `Bearer ${this.token}`;
    if (body !== undefined && typeof body === 'object' && !Buffer.isBuffer(body)) {
      body = JSON.stringify(body);
      h['Content-Type'] ??= 'application/json';
    }
    const url = path.startsWith('/') ? this.base + path : `${this.base}/api/v1/${path}`;
    const r = await fetch(url, { method, body, headers: h, signal: AbortSignal.timeout(30_000), redirect: 'manual' });
    const bytes = Buffer.from(await r.arrayBuffer());
    const text = bytes.toString('utf8');
    let json;
    if (/json/.test(r.headers.get('content-type') ?? '')) {
      try {
        json = JSON.parse(text);
      } catch {
        // stays undefined: the test will say so
      }
    }
    return { status: r.status, headers: r.headers, text, bytes, json };
  }

  get(path, headers) {
    return this.call('GET', path, undefined, headers);
  }
  post(path, body = {}, headers) {
    return this.call('POST', path, body, headers);
  }

  // Opens the event stream; received events gather in .events.
  async watch(lastId) {
    const stop = new AbortController();
    const headers = { Accept: 'text/event-stream', ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}) };
    if (lastId !== undefined) headers['Last-Event-ID'] = String(lastId);
    const r = await fetch(`${this.base}/api/v1/events`, { headers, signal: stop.signal });
    if (r.status !== 200) throw new Error(`events: ${r.status}`);
    const stream = { events: [], waiting: [], close: () => stop.abort(), text: '' };
    (async () => {
      let rest = '';
      const reader = r.body.getReader();
      const words = new TextDecoder();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const piece = words.decode(value, { stream: true });
        stream.text += piece;
        rest += piece;
        for (let at; (at = rest.indexOf('\n\n')) >= 0; rest = rest.slice(at + 2)) {
          const event = { event: 'message', data: '' };
          for (const line of rest.slice(0, at).split('\n')) {
            const m = /^(\w+): ?(.*)$/.exec(line);
            if (m) event[m[1]] = m[1] === 'data' ? event.data + m[2] : m[2];
          }
          if (!event.data) continue;
          try {
            event.json = JSON.parse(event.data);
          } catch {
            // not JSON
          }
          stream.events.push(event);
          for (const w of stream.waiting) w();
        }
      }
    })().catch(() => {});
    return stream;
  }
}

// The first event for which test is true, from those received and those to come.
export function waitEvent(stream, test, ms) {
  return new Promise((done) => {
    const look = () => {
      const found = stream.events.find(test);
      if (!found) return;
      clearTimeout(timer);
      stream.waiting = stream.waiting.filter((w) => w !== look);
      done(found);
    };
    const timer = setTimeout(() => {
      stream.waiting = stream.waiting.filter((w) => w !== look);
      done(undefined);
    }, ms);
    stream.waiting.push(look);
    look();
  });
}

// The one-time code of a base32 secret at a time (RFC 6238, SHA-1, 30 s, 6 digits).
export function totp(secret, ms = Date.now()) {
  let bits = '';
  for (const ch of secret.replace(/[=\s]/g, '').toUpperCase()) {
    bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(ch).toString(2).padStart(5, '0');
  }
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((b) => parseInt(b, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(ms / 30_000)));
  const mac = createHmac('sha1', key).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
