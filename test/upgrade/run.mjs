// SPDX-License-Identifier: Apache-2.0
// run.mjs --luan BIN [--make] - stores of earlier releases are opened by this one. Every file store-<release>.luan.gz beside
// this is a backup made by that release (with the keys of a store that never held anything); it is restored, its difference from the pages is made, and what was in it must be
// there. With --make the present release writes its own file: done once, when a release is made. TAP.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from '../tools/client.mjs';
import { PASSWORD, Server, folder, init, luan, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';

const { values: o } = parseArgs({ options: { luan: { type: 'string' }, make: { type: 'boolean', default: false } } });
const here = new URL('.', import.meta.url).pathname;
const tap = new Tap();
const subject = '升级测试：此通知须在升级后仍可读';

async function make() {
  const data = folder('upgrade-make');
  await init(o.luan, data, { demo: false });
  const add = await luan(o.luan, ['user', 'add', '--data', data, '--user', 'leader', '--role', 'leader'], { LUAN_PASSWORD: PASSWORD });
  if (add.code) throw new Error(add.stderr);
  const server = await new Server(o.luan, data).start();
  const c = new Client(server.base);
  const s = await c.post('session', { user: 'leader', password: PASSWORD });
  c.token = s.json.token;
  await c.post('session/password', { old: PASSWORD, new: `${PASSWORD}-new` });
  const again = await c.post('session', { user: 'leader', password: `${PASSWORD}-new` });
  c.token = again.json.token;
  const n = await c.post('notices', { subject, kind: 'order', urgent: true, body: '正文', to: [{ unit: 1 }] });
  if (n.status !== 201) throw new Error(n.text);
  const p = await c.post(`notices/${n.json.id}/publish`);
  if (p.status !== 200) throw new Error(p.text);
  await new Promise((done) => setTimeout(done, 1500)); // sealed
  await server.stop();
  const version = /"version":"([^"]+)"/.exec(again.text)?.[1] ?? (await luan(o.luan, ['--version'])).stdout.trim();
  const path = join(here, `store-${version || '0.1.0'}.luan.gz`);
  const b = await luan(o.luan, ['backup', join(data, 'backup'), '--data', data]);
  if (b.code) throw new Error(b.stderr);
  writeFileSync(path, gzipSync(readFileSync(join(data, 'backup')), { level: 9 }));
  remove(data);
  console.log(path);
}

async function upgrade(file) {
  const dir = folder('upgrade');
  const data = join(dir, 'data');
  try {
    writeFileSync(join(dir, 'backup'), gunzipSync(readFileSync(join(here, file))));
    const r = await luan(o.luan, ['restore', join(dir, 'backup'), '--data', data]);
    if (!tap.ok(r.code === 0, `${file} is restored`, r.stderr)) return;
    const diff = await luan(o.luan, ['schema', '--diff', '--data', data]);
    const apply = await luan(o.luan, ['schema', '--apply', '--data', data]);
    const rest = await luan(o.luan, ['schema', '--diff', '--data', data]);
    tap.ok(diff.code === 0 && apply.code === 0 && rest.stdout.trim() === '', `${file}: ${diff.stdout.split(';').length - 1} additive differences are made`, diff.stderr + apply.stderr + rest.stdout);
    const server = await new Server(o.luan, data).start();
    const c = await new Client(server.base).signIn('leader', `${PASSWORD}-new`);
    const list = await c.get(`notices?q=${encodeURIComponent('升级测试')}`);
    const receipts = await c.get('receipts');
    tap.ok(list.json?.items?.[0]?.subject === subject && list.json.items[0].state === 'published' && receipts.json.items.length === 1,
      `${file}: what was in it is there, its people can sign in`, `${list.text} ${receipts.text}`.slice(0, 600));
    const made = await c.post('notices', { subject: '升级后', kind: 'other', body: '正文', to: [{ unit: 1 }] });
    tap.ok(made.status === 201, `${file}: and it is written to`, made.text);
    await new Promise((done) => setTimeout(done, 1500));
    await server.stop();
    const v = await luan(o.luan, ['audit', 'verify', '--data', data]);
    tap.ok(v.code === 0, `${file}: its audit chain goes on unbroken`, v.stdout + v.stderr);
  } finally {
    remove(dir);
  }
}

if (o.make) {
  await make();
} else {
  const files = readdirSync(here).filter((f) => /^store-.*\.luan\.gz$/.test(f));
  tap.ok(files.length > 0, `stores of earlier releases: ${files.length}`);
  for (const file of files) {
    try {
      await upgrade(file);
    } catch (e) {
      tap.ok(false, file, String(e.stack ?? e));
    }
  }
  tap.end();
  process.exit();
}
