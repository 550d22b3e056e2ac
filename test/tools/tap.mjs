// SPDX-License-Identifier: Apache-2.0
// tap.mjs - writing and counting the Test Anything Protocol.

export class Tap {
  constructor(out = process.stdout) {
    this.out = out;
    this.n = this.failed = this.skipped = 0;
  }
  line(text) {
    this.out.write(`${text}\n`);
  }
  say(text) {
    for (const l of String(text).split('\n')) this.line(`# ${l}`);
  }
  ok(good, name, why = '') {
    this.n++;
    if (!good) this.failed++;
    this.line(`${good ? 'ok' : 'not ok'} ${this.n} - ${name.replace(/#/g, '')}`);
    if (!good && why) this.say(why);
    return good;
  }
  skip(name, reason) {
    this.n++;
    this.skipped++;
    this.line(`ok ${this.n} - ${name.replace(/#/g, '')} # SKIP ${reason}`);
  }
  // Ends the run: prints the plan, sets the exit code. A run without a test has failed.
  end() {
    this.line(`1..${this.n}`);
    process.exitCode = this.failed || this.n === 0 ? 1 : 0;
  }
}

// Counts of a TAP text. A missing or wrong plan is a failure of its own: the run broke off.
export function tapCount(text) {
  const count = { passed: 0, failed: 0, skipped: 0, failures: [] };
  let plan = -1;
  let seen = 0;
  for (const line of text.split('\n')) {
    const p = /^1\.\.(\d+)/.exec(line);
    if (p) plan = Number(p[1]);
    const m = /^(not )?ok\b\s*\d*\s*-?\s*(.*)$/.exec(line);
    if (!m) continue;
    seen++;
    if (/#\s*skip/i.test(m[2])) count.skipped++;
    else if (m[1]) count.failed++, count.failures.push(m[2]);
    else count.passed++;
  }
  if (plan !== seen) {
    count.failed++;
    count.failures.push(plan < 0 ? 'the run broke off: no plan' : `${plan} tests planned, ${seen} ran`);
  }
  return count;
}
