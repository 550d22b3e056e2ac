// SPDX-License-Identifier: Apache-2.0
// meson-count.mjs - counts of a "meson test" run: single cases from the JUnit file, and every program that did
// not end well (crashed, timed out, wrong plan) as at least one failure, whatever its cases said before.
import { existsSync, readFileSync, readdirSync } from 'node:fs';

const attr = (tag, name) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';

function cases(xml) {
  const by = new Map();
  for (const suite of xml.split('<testsuite ').slice(1)) {
    const suiteName = attr(suite.slice(0, suite.indexOf('>')), 'name');
    for (const part of suite.split('<testcase ').slice(1)) {
      const name = attr(part.slice(0, part.indexOf('>')), 'name');
      const body = part.slice(part.indexOf('>'), part.indexOf('</testcase>') < 0 ? part.indexOf('>') : undefined);
      const program = by.get(suiteName) ?? by.set(suiteName, { passed: 0, failed: 0, skipped: 0, failures: [] }).get(suiteName);
      if (/<skipped/.test(body)) program.skipped++;
      else if (/<(failure|error)/.test(body)) program.failed++, program.failures.push(`${suiteName}: ${name}`);
      else program.passed++;
    }
  }
  return by;
}

export function meson(dir) {
  const total = { passed: 0, failed: 0, skipped: 0, failures: [] };
  const file = (suffix) => readdirSync(dir).filter((f) => f.endsWith(suffix)).map((f) => `${dir}/${f}`);
  if (!existsSync(dir)) return { ...total, failed: 1, failures: ['it did not build'] };
  for (const f of file('.junit.xml')) {
    for (const c of cases(readFileSync(f, 'utf8')).values()) {
      total.passed += c.passed;
      total.failed += c.failed;
      total.skipped += c.skipped;
      total.failures.push(...c.failures);
    }
  }
  let bad = 0;
  const broken = [];
  for (const f of file('.json')) {
    for (const line of readFileSync(f, 'utf8').split('\n').filter(Boolean)) {
      const t = JSON.parse(line);
      if (['OK', 'SKIP', 'EXPECTEDFAIL'].includes(t.result)) continue;
      bad++;
      broken.push(`${t.name}: ${t.result} ${(t.stdout ?? '').split('\n').filter((l) => /^not ok|rror/.test(l)).slice(0, 3).join(' / ')}`);
    }
  }
  if (bad > total.failed) {
    total.failures.push(...broken);
    total.failed = bad;
  }
  return total;
}
