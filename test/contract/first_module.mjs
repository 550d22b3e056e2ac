// SPDX-License-Identifier: Apache-2.0
// first_module.mjs - doc/first-module.md, followed to the letter in a copy of the sources: one page and one line, nothing
// else by hand. The new record must then have its tables on both stores, interface, documents, types, and pass the
// contract that every page is held to. A story of its own plays its life. TAP.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from '../tools/client.mjs';
import { Server, folder, init, luan, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';

const tap = new Tap();
const dir = resolve('build/check/first-module');
const source = join(dir, 'source');
const binary = join(dir, 'build/src/main/luan');
const text = readFileSync('doc/first-module.md', 'utf8');
const page = /`(src\/[a-z_/]+\.def)`:\n\n```c\n([\s\S]*?)```/.exec(text);
const line = /In `src\/pages\.def`:\n\n```c\n([\s\S]*?)```/.exec(text);
const git = (...args) => execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], { cwd: source }).toString();

rmSync(source, { recursive: true, force: true });
mkdirSync(source, { recursive: true });
for (const f of ['meson.build', 'meson_options.txt', 'src', 'data', 'script', 'LAYERS']) cpSync(f, join(source, f), { recursive: true });
git('init', '-q');
git('add', '-A');
git('commit', '-q', '-m', 'before');
writeFileSync(join(source, page[1]), page[2]);
appendFileSync(join(source, 'src/pages.def'), line[1]);
git('add', '-A');
const stat = git('diff', '--cached', '--stat', '--stat-width=100').trim().split('\n');
tap.ok(stat.length === 3 && /pages\.def +\| +1 \+$/m.test(stat.join('\n')), `one page and one line: ${stat.at(-1).trim()}`, stat.join('\n'));

const made = spawnSync('bash', ['-c', `meson setup ${dir}/build ${source} -Dtests=false -Dbuildtype=debug -Doptimization=0 -Dwerror=true && ninja -C ${dir}/build -j2`], { encoding: 'utf8' });
if (!tap.ok(made.status === 0, 'it compiles without a warning', `${made.stdout}${made.stderr}`.slice(-3000))) {
  tap.end();
  process.exit();
}
const name = /^RECORD\((\w+),/m.exec(page[2])[1];
for (const [flag, want] of [['--sql', `CREATE TABLE "${name}"`], ['--ts', `${name}`], ['--openapi', `/${name}s/{id}/lend`], ['--docs', name]]) {
  const r = await luan(binary, ['schema', flag]);
  tap.ok(r.code === 0 && r.stdout.includes(want), `luan schema ${flag} knows it`);
}
const contract = spawnSync('node', ['test/contract/run.mjs', '--luan', binary, '--page', name], { encoding: 'utf8', env: process.env, maxBuffer: 1 << 28 });
const oks = (contract.stdout.match(/^ok /gm) ?? []).length;
const skipped = / # SKIP /.test(contract.stdout);
tap.ok(contract.status === 0 && oks > 50, `the contract tests try it without being told: ${oks} checks${skipped ? ' (SQLite alone)' : ' on both stores'}`, contract.stdout.split('\n').filter((l) => !/^ok/.test(l)).join('\n').slice(0, 3000));

const data = folder('first-module');
await init(binary, data, {});
const server = new Server(binary, data);
try {
  await server.start();
  const duty = await new Client(server.base).signIn('duty@zhangdian-1');
  const officer = await new Client(server.base).signIn('officer@linzi-2');
  const key = await duty.post(`${name}s`, { number: 'K-1', car: '巡逻车01' });
  const lent = await duty.post(`${name}s/${key.json?.id}/lend`, { holder: key.json?.created_by });
  const back = await duty.post(`${name}s/${key.json?.id}/return`);
  const away = await officer.get(`${name}s/${key.json?.id}`);
  const history = await duty.get(`${name}s/${key.json?.id}/history`);
  tap.ok([key.status, lent.status, back.status, away.status].join() === '201,200,200,404' && history.json.items.length === 3,
    'it is made, lent, returned and audited; another brigade does not see it', [key, lent, back, away].map((r) => `${r.status} ${r.text.slice(0, 200)}`).join('\n'));
} finally {
  await server.stop();
  remove(data);
}
tap.end();
process.exit();
