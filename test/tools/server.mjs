// SPDX-License-Identifier: Apache-2.0
// server.mjs - a real luan on a free port, over a data folder of its own.
import { execFile, spawn } from 'node:child_process';
import { cpSync, createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const call = promisify(execFile);
export const PASSWORD = 'Zibo-2019-story!';
export const env = {
  ...process.env,
  LUAN_DEMO_PASSWORD: PASSWORD,
  LUAN_ADMIN_PASSWORD: PASSWORD,
  LUAN_PASSWORD_MEMORY: '19M', // the least that is taken: a third of the time of each sign-in
};

export function folder(name) {
  return mkdtempSync(join(process.env.TMPDIR ?? tmpdir(), `luan-${name}.`));
}

export function freePort() {
  return new Promise((done, fail) => {
    const s = createServer();
    s.on('error', fail);
    s.listen(0, '127.0.0.1', () => {
      const { port } = s.address();
      s.close(() => done(port));
    });
  });
}

// Runs a verb of the command line; answers { code, stdout, stderr }, never throws.
export async function luan(binary, args, more = {}, limitS = 120) {
  try {
    const { stdout, stderr } = await call(resolve(binary), args, {
      env: { ...env, ...more },
      maxBuffer: 1 << 28,
      timeout: limitS * 1000,
    });
    return { code: 0, stdout, stderr };
  } catch (e) {
    return { code: e.code ?? 1, stdout: e.stdout ?? '', stderr: e.stderr || String(e) };
  }
}

// year: so many violations of a simulated year beside the demo organisation.
export async function init(binary, data, { store, demo = true, year = 0 } = {}) {
  const args = ['init', '--data', data, ...(demo ? ['--demo'] : []), ...(year ? [`--demo-year=${year}`] : []), ...(store ? ['--store', store] : [])];
  const r = await luan(binary, args);
  if (r.code !== 0) throw new Error(`luan ${args.join(' ')} ended with ${r.code}:\n${r.stdout}${r.stderr}`);
  return r;
}

export function copy(data, name) {
  const to = folder(name);
  cpSync(data, to, { recursive: true });
  return to;
}

export class Server {
  constructor(binary, data, { store, more = {}, args = [] } = {}) {
    Object.assign(this, { binary: resolve(binary), data, store, more, args });
  }

  async start() {
    this.port = this.fixed ?? await freePort();
    this.base = `http://127.0.0.1:${this.port}`;
    this.log = join(this.data, 'server.log');
    const args = ['serve', '--data', this.data, '--http', `127.0.0.1:${this.port}`,
      ...(this.store ? ['--store', this.store] : []), ...this.args];
    this.child = spawn(this.binary, args, { env: { ...env, ...this.more }, stdio: ['ignore', 'pipe', 'pipe'] });
    const out = createWriteStream(this.log, { flags: 'a' });
    this.child.stdout.pipe(out);
    this.child.stderr.pipe(out);
    this.ended = new Promise((done) => this.child.on('exit', (code, signal) => done({ code, signal })));
    let over;
    this.ended.then((e) => (over = e));
    for (let i = 0; i < 600; i++) {
      if (over) throw new Error(`luan serve ended at once (${over.code ?? over.signal}):\n${this.tail()}`);
      try {
        if ((await fetch(`${this.base}/readyz`)).ok) return this;
      } catch {
        // not listening yet
      }
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`luan serve is not ready after 30 s:\n${this.tail()}`);
  }

  tail(lines = 30) {
    try {
      return readFileSync(this.log, 'utf8').split('\n').slice(-lines).join('\n');
    } catch {
      return '';
    }
  }

  // Ends the server; a code other than 0 after SIGTERM, or none within 15 s, is worth a complaint.
  async stop(signal = 'SIGTERM') {
    if (!this.child || this.child.exitCode !== null || this.child.signalCode !== null) return this.ended;
    const timer = setTimeout(() => this.child.kill('SIGKILL'), 15_000);
    this.child.kill(signal);
    const end = await this.ended;
    clearTimeout(timer);
    return end;
  }
}

export function remove(dir) {
  if (!process.env.LUAN_KEEP) rmSync(dir, { recursive: true, force: true });
}
