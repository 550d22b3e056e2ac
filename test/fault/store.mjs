// SPDX-License-Identifier: Apache-2.0
// store.mjs --luan BIN - the disk fills up or turns read-only, PostgreSQL restarts under load: reads go on, writes say what
// is wrong and lose nothing that was acknowledged, and all is well again afterwards.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from '../tools/client.mjs';
import { Server, folder, init, luan, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';

const { values: o } = parseArgs({ options: { luan: { type: 'string' } } });
const tap = new Tap();
const order = (what, key) => [
  'repair_orders',
  { device: 3, fault: 'offline', seen_at: '2026-01-01T08:00:00+08:00', urgency: 'normal', what },
  { 'Idempotency-Key': key },
];
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

function mount(dir, options) {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'luan-test', dir], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function diskTests() {
  const dir = folder('disk');
  if (!mount(dir, 'size=320m')) {
    tap.skip('a full disk, a read-only disk', 'a file system cannot be mounted here');
    remove(dir);
    return;
  }
  const server = new Server(o.luan, join(dir, 'data'));
  try {
    await init(o.luan, join(dir, 'data'), {});
    await server.start();
    const c = await new Client(server.base).signIn('device@detachment');
    const first = await c.post(...order('before', 'd0'));
    try {
      for (let i = 0; ; i++) writeFileSync(join(dir, `junk${i}`), Buffer.alloc(1 << 20));
    } catch {
      // full
    }
    let refused;
    for (let i = 0; i < 400 && !refused; i++) {
      const r = await c.post(...order(`full ${i}`, `f${i}`));
      if (r.status !== 201) refused = r;
    }
    tap.ok(refused?.status === 507 && refused.json.code === 'E_DISK_FULL', 'a full disk: a write is refused with E_DISK_FULL', refused?.text);
    const read = await c.get(`repair_orders/${first.json.id}`);
    tap.ok(read.status === 200, 'reads go on');
    for (let i = 0; i < 400; i++) rmSync(join(dir, `junk${i}`), { force: true });
    let after;
    for (let i = 0; i < 50 && after?.status !== 201; i++) {
      after = await c.post(...order('after', 'f-after'));
      await sleep(100);
    }
    tap.ok(after?.status === 201, 'and writes again as soon as there is room', after?.text);
    await server.stop();
    execFileSync('mount', ['-o', 'remount,ro', dir], { stdio: 'ignore' });
    const ro = await luan(o.luan, ['serve', '--data', join(dir, 'data'), '--http', '127.0.0.1:0']);
    tap.ok(ro.code === 1 && /E_STORE|E_DISK_FULL/.test(ro.stderr), 'a read-only disk: the server says so and does not start', ro.stdout + ro.stderr);
    execFileSync('mount', ['-o', 'remount,rw', dir], { stdio: 'ignore' });
    await server.start();
    c.base = server.base;
    const back = await c.post(...order('back', 'r-back'));
    tap.ok(back.status === 201 || back.status === 401, 'and works again afterwards', back.text);
    await server.stop();
    const v = await luan(o.luan, ['audit', 'verify', '--data', join(dir, 'data')]);
    tap.ok(v.code === 0, 'the audit chain is whole', v.stdout + v.stderr);
  } finally {
    await server.stop('SIGKILL');
    execFileSync('umount', ['-l', dir], { stdio: 'ignore' });
    remove(dir);
  }
}

async function postgresTest() {
  const dir = folder('pg-restart');
  let url;
  try {
    url = execFileSync('test/pg.sh', ['start', dir], { stdio: ['ignore', 'pipe', 'ignore'] }).toString().trim();
  } catch {
    tap.skip('PostgreSQL restarted under load', 'no PostgreSQL server is installed');
    remove(dir);
    return;
  }
  const data = folder('pg-data');
  const server = new Server(o.luan, data, { store: url });
  try {
    await init(o.luan, data, { store: url });
    await server.start();
    const c = await new Client(server.base).signIn('device@detachment');
    const acked = new Map();
    let stop = false;
    let refusals = 0;
    const writers = Array.from({ length: 8 }, async (_, n) => {
      for (let i = 0; !stop; i++) {
        const key = `pg-${n}-${i}`;
        for (let tries = 0; tries < 300; tries++) {
          const r = await c.post(...order(key, key));
          if (r.status === 201) {
            acked.set(key, r.json.id);
            break;
          }
          if (r.status < 500) throw new Error(`${key}: ${r.status} ${r.text}`);
          refusals++;
          await sleep(100);
        }
      }
    });
    await sleep(1500);
    for (const mode of ['fast', 'immediate']) {
      execFileSync('test/pg.sh', ['stop', dir, mode], { stdio: 'ignore' });
      await sleep(500);
      execFileSync('test/pg.sh', ['start', dir], { stdio: 'ignore' });
      await sleep(2500);
    }
    stop = true;
    await Promise.all(writers);
    const found = new Map();
    for (let cursor = ''; cursor !== null; ) {
      const r = await c.get(`repair_orders?limit=500${cursor ? `&cursor=${cursor}` : ''}`);
      for (const row of r.json.items) found.set(row.what, (found.get(row.what) ?? 0) + 1);
      cursor = r.json.next;
    }
    const lost = [...acked.keys()].filter((k) => !found.has(k));
    const twice = [...acked.keys()].filter((k) => found.get(k) > 1);
    tap.ok(acked.size > 50 && lost.length === 0 && twice.length === 0,
      `PostgreSQL restarted twice under load: ${acked.size} acknowledged, none lost, none twice, ${refusals} refusals were repeated`, `lost ${lost} twice ${twice}`);
    await sleep(1500);
    await server.stop();
    const v = await luan(o.luan, ['audit', 'verify', '--data', data, '--store', url]);
    tap.ok(v.code === 0, 'the audit chain is whole', v.stdout + v.stderr);
  } finally {
    await server.stop('SIGKILL');
    execFileSync('test/pg.sh', ['stop', dir, 'immediate'], { stdio: 'ignore' });
    remove(dir);
    remove(data);
  }
}

await diskTests();
await postgresTest();
tap.end();
