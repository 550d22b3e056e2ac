// SPDX-License-Identifier: Apache-2.0
// mutate.mjs [name part] - the tests tested: every fault of mutants.mjs and every guard of every page is planted into
// a copy of the sources, compiled once, switched on one at a time, and must make a contract test or a story fail.
// At least 95 % must be noticed. Within LUAN_MUTATION_MIN minutes: what there is no time for is chosen anew each day, and
// counted as skipped; 60 are enough for all. TAP.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { copy, folder, init, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';
import { mutants } from './mutants.mjs';
import { World } from './world.mjs';

const tap = new Tap();
const dir = resolve('build/check/mutants');
const source = join(dir, 'source');
const binary = join(dir, 'build/src/main/luan');
const only = process.argv[2];
const BUDGET_MS = Number(process.env.LUAN_MUTATION_MIN ?? 4) * 60000;

// Guards named in the STEP lines of all pages and the lives they include, and where each function stands.
function guards() {
  const files = readdirSync('src').flatMap((d) => (existsSync(join('src', d)) && !/\./.test(d) ? readdirSync(join('src', d)).map((f) => join('src', d, f)) : []));
  const names = new Set();
  for (const f of files.filter((x) => x.endsWith('.def') || x.endsWith('_life.h'))) {
    // R_NONE steps are taken by the system alone, which looks before it does: their guards stand behind that look.
    for (const m of readFileSync(f, 'utf8').matchAll(/^STEP\([^,]+,[^,]+,[^,]+,\s*([^,]+),\s*(\w+)\s*,/gm)) if (m[2] !== 'NULL' && m[1] !== 'R_NONE') names.add(m[2]);
  }
  const found = [];
  for (const f of files.filter((x) => x.endsWith('.c'))) {
    const text = readFileSync(f, 'utf8');
    for (const name of names) {
      const m = new RegExp(`^${name}\\(struct call \\*\\w+, const struct row \\*\\w+\\)\\n\\{\\n`, 'm').exec(text);
      if (m) found.push({ name: `guard ${name} is dropped`, file: f, find: m[0], with: `${m[0]}\tif (FAULT)\n\t\treturn E_OK;\n`, parts: 'steps' });
    }
  }
  return found;
}

function plant() {
  rmSync(source, { recursive: true, force: true });
  mkdirSync(source, { recursive: true });
  for (const f of ['meson.build', 'meson_options.txt', 'src', 'data', 'script', 'LAYERS']) cpSync(f, join(source, f), { recursive: true });
  const texts = new Map();
  const planted = [];
  for (const m of [...mutants, ...guards()]) {
    const places = [m, ...(m.also ?? [])];
    const original = places.map((p) => readFileSync(p.file, 'utf8').split(p.find).length - 1);
    if (original.some((n) => n !== 1)) {
      if (!m.optional) tap.ok(false, m.name, `what it replaces stands ${original.join()} times in ${places.map((p) => p.file).join()}`);
      continue;
    }
    const id = planted.length + 1;
    for (const p of places) {
      const list = texts.get(p.file) ?? texts.set(p.file, []).get(p.file);
      list.push({ ...p, id });
    }
    planted.push({ ...m, id });
  }
  for (const [file, list] of texts) {
    let text = readFileSync(file, 'utf8');
    for (const p of list) {
      if (!text.includes(p.find)) throw new Error(`two faults at one place in ${file}: ${p.find}`);
      text = text.replace(p.find, () => p.with.replaceAll('FAULT', `mutant_(${p.id})`));
    }
    writeFileSync(join(source, file), text);
  }
  return planted;
}
function build() {
  writeFileSync(join(source, 'fault.h'), `#ifndef FAULT_H
#define FAULT_H
#include <stdlib.h>
static inline int __attribute__((unused))
mutant_(int n)
{
	static int on = -1;
	if (on < 0) {
		const char *s = getenv("LUAN_FAULT");
		on = s ? (int)strtol(s, NULL, 10) : 0;
	}
	return on == n;
}
#endif
`);
  const run = (...args) => execFileSync(args[0], args.slice(1), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 26 });
  if (!existsSync(join(dir, 'build/build.ninja'))) {
    run('meson', 'setup', join(dir, 'build'), source, '-Dtests=false', '-Dbuildtype=plain', '-Doptimization=1', `-Dc_args=-include ${join(source, 'fault.h')}`);
  }
  run('ninja', '-C', join(dir, 'build'), `-j${cpus().length}`, 'src/main/luan');
}

function judge(id, args) {
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { env: { ...process.env, LUAN_FAULT: String(id), LUAN_TEST_STORE: '' }, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    child.stdout.on('data', (d) => (out += d));
    child.stderr.on('data', (d) => (out += d));
    let late = false;
    const timer = setTimeout(() => {
      late = true;	// says nothing about a fault
      child.kill('SIGKILL');
    }, id ? 240_000 : 1200_000);
    child.on('close', (code) => {
      clearTimeout(timer);
      done({ late, good: (id && late) || code === 0, why: /^not ok.*$/m.exec(out)?.[0] ?? `code ${code}`, out });
    });
  });
}
const contract = (id, data, more) => judge(id, ['test/contract/run.mjs', '--luan', binary, '--data', data, '--bail', ...more]);
const stories = (id, data, files = []) => judge(id, ['test/story/run.mjs', '--luan', binary, '--data', data, '--jobs', id ? '1' : '2', '--bail', 'yes', ...files]);
const told_of = (dir) => (existsSync(dir) ? readdirSync(dir).filter((f) => f.endsWith('.story')).map((f) => join(dir, f)) : []);

// What is likely to notice goes first: the contract part that is named, the stories of the folder.
async function noticed(m, data) {
  const near = told_of(join('test/story', m.file.split('/')[1]));
  let late = false;
  for (const go of [
    ...(near.length ? [(d) => stories(m.id, d, near)] : []),
    ...(m.parts && m.parts !== 'shape' ? [(d) => contract(m.id, d, ['--part', m.parts])] : []),
    (d) => stories(m.id, d),
    (d) => contract(m.id, d, []),
  ]) {
    const d = copy(data, 'mutant');
    const r = await go(d);
    remove(d);
    if (!r.good) return r.why;
    late ||= r.late;
  }
  return late ? 'late' : '';
}

const planted = plant();
try {
  build();
} catch (e) {
  tap.ok(false, 'the copy with its faults compiles', `${e.stdout ?? ''}${e.stderr ?? e}`.slice(-4000));
  tap.end();
  process.exit();
}
const data = folder('mutants');
await init(binary, data);
await (await new World(binary, data).open()).close();	// with its accounts, once for all
const clean = copy(data, 'mutants-clean');
const [base, told] = await Promise.all([contract(0, clean, []), stories(0, data)]);
const why = (r) => r.out.split('\n').filter((l) => /^not ok|^#/.test(l)).slice(0, 20).join('\n');
tap.ok(base.good, 'without a fault the contract holds', why(base));
tap.ok(told.good, 'without a fault the stories hold', why(told));
remove(clean);

const results = [];
if (base.good && told.good) {
  const day = Math.floor(Date.now() / 864e5);
  const turn = (m) => (((m.id + day) * 2654435761) >>> 0) % 1009;
  const queue = planted.filter((m) => !only || new RegExp(only).test(m.name)).sort((a, b) => turn(a) - turn(b));
  const until = Date.now() + BUDGET_MS;
  await Promise.all(Array.from({ length: cpus().length }, async () => {
    for (let m; Date.now() < until && (m = queue.shift()); ) {
      results.push({ ...m, why: await noticed(m, data) });
      process.stderr.write(`${results.at(-1).why ? 'noticed' : 'MISSED '} ${m.name}\n`);
    }
  }));
  results.sort((a, b) => a.id - b.id);
  const undecided = results.filter((r) => r.why === 'late');
  for (const r of undecided) results.splice(results.indexOf(r), 1);
  if (undecided.length) tap.skip(`${undecided.length} planted faults`, 'the tests took too long to tell');
  const caught = results.filter((r) => r.why).length;
  for (const r of results) tap.say(`${r.why ? 'noticed ' : 'MISSED  '} ${r.name}${r.why ? `: ${r.why}` : ''}`);
  if (queue.length) tap.skip(`${queue.length} further planted faults`, `the ${BUDGET_MS / 60000} minutes for this are over (LUAN_MUTATION_MIN)`);
  tap.ok(results.length > 0 && caught >= 0.95 * results.length, `${caught} of ${results.length} planted faults are noticed`, results.filter((r) => !r.why).map((r) => r.name).join('\n'));
}
remove(data);
tap.end();
