// SPDX-License-Identifier: Apache-2.0
// check.mjs [stage...] - runs the stages one after the other, each with a time limit and a log in build/check/,
// goes on after a failure, and ends with the line "N passed, N failed, N skipped". Stages are in stages.mjs.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tapCount } from '../test/tools/tap.mjs';
import { meson } from './meson-count.mjs';
import { stages } from './stages.mjs';

const out = 'build/check';
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !stages.some((s) => s.name === name));
if (unknown.length > 0) {
  console.error(`no such stage: ${unknown.join(' ')}; there are ${stages.map((s) => s.name).join(' ')}`);
  process.exit(2);
}
mkdirSync(out, { recursive: true });

// Runs a command in a process group of its own, so that a time limit ends its children too.
function run(command, log, limitS, env) {
  return new Promise((done) => {
    const fd = openSync(log, 'a');
    const child = spawn('bash', ['-c', command], {
      stdio: ['ignore', fd, fd],
      detached: true,
      env: { ...process.env, ...env },
    });
    let late = false;
    const end = (signal) => {
      try {
        process.kill(-child.pid, signal);
      } catch {
        // already gone
      }
    };
    const timer = setTimeout(() => {
      late = true;
      end('SIGTERM');
      setTimeout(() => end('SIGKILL'), 5000).unref();
    }, limitS * 1000);
    child.on('close', (code) => {
      clearTimeout(timer);
      end('SIGKILL');
      closeSync(fd);
      done({ code: code ?? 1, late });
    });
  });
}

const counters = {
  tap: (log) => tapCount(log),
  meson: (_log, stage) => meson(stage.results),
  exit: () => ({ passed: 0, failed: 0, skipped: 0, failures: [] }),
};

async function runStage(stage) {
  const log = `${out}/${stage.name}.log`;
  rmSync(log, { force: true });
  const reason = stage.unless?.();
  if (reason) return { skipped: 1, passed: 0, failed: 0, failures: [], note: reason };
  if (stage.results) rmSync(stage.results, { recursive: true, force: true });
  const end = await run(stage.run, log, stage.limit_s, stage.env);
  const count = counters[stage.count](existsSync(log) ? readFileSync(log, 'utf8') : '', stage);
  if (end.late) {
    count.failed++;
    count.failures.push(`over its limit of ${stage.limit_s} s`);
  } else if (end.code !== 0 && count.failed === 0) {
    count.failed++;
    count.failures.push(`ended with code ${end.code}`);
  }
  if (stage.count === 'exit' && count.failed === 0) count.passed++;
  if (count.passed + count.failed + count.skipped === 0) {
    count.failed++;
    count.failures.push('ran no test');
  }
  return count;
}

// Of a failure what was said with it, so that the printed log tells enough where nobody can look into build/.
function said(log) {
  const lines = readFileSync(log, 'utf8').split('\n');
  const shown = [];
  lines.forEach((l, i) => {
    if (!/^not ok/.test(l) || shown.length > 100) return;
    const end = lines.slice(i + 1, i + 8).findIndex((x) => !x.startsWith('#'));
    shown.push(l, ...lines.slice(i + 1, i + 1 + (end < 0 ? 7 : end)));
  });
  return shown.length ? shown : lines.slice(-60);
}

const total = { passed: 0, failed: 0, skipped: 0 };
const rows = [];
const began = Date.now();
async function one(stage) {
  const t = Date.now();
  const head = `${stage.name.padEnd(10)} ${stage.what} ... `;
  if (!stage.beside) process.stdout.write(head);
  const count = await runStage(stage);
  const s = Math.round((Date.now() - t) / 1000);
  const log = `${out}/${stage.name}.log`;
  for (const key of Object.keys(total)) total[key] += count[key];
  rows.push({ name: stage.name, s, ...count });
  console.log((stage.beside ? head : '') + (count.note ? `skipped: ${count.note}` : count.failed ? `FAILED, see ${log}` : `${s} s`));
  for (const f of count.failures.slice(0, 20)) console.log(`           not ok ${f}`);
  if (count.failed && process.env.CI && existsSync(log)) for (const l of said(log)) console.log(`           | ${l.slice(0, 300).replace(/^(\d+ passed)/, ' $1')}`);
}

// Neighbours that may run beside others are taken two at a time, in their order: they wait for servers more than they compute.
const queue = stages.filter((s) => chosen.length === 0 || chosen.includes(s.name));
while (queue.length) {
  const end = queue.findIndex((s) => !s.beside);
  const block = queue.splice(0, end < 0 ? queue.length : end || 1);
  await Promise.all([1, 2].map(async () => {
    for (let stage; (stage = block.shift()); ) await one(stage);
  }));
}
console.log('\nstage       passed  failed skipped seconds');
for (const r of rows) {
  const cell = (v, w = 8) => String(v).padStart(w);
  console.log(r.name.padEnd(10) + cell(r.passed) + cell(r.failed) + cell(r.skipped) + cell(r.s));
}
console.log(`in ${Math.round((Date.now() - began) / 1000)} s\n`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
