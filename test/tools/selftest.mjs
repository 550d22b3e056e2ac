// SPDX-License-Identifier: Apache-2.0
// selftest.mjs - the test tools tested: what is read from a story, and that counting notices a run that broke off.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { meson } from '../../script/meson-count.mjs';
import { parse, words } from '../story/parse.mjs';
import { reachAll } from '../story/play.mjs';
import { totp } from './client.mjs';
import { constants } from './model.mjs';
import { folder, remove } from './server.mjs';
import { Tap, tapCount } from './tap.mjs';

const tap = new Tap();
function test(name, body) {
  try {
    body();
    tap.ok(true, name);
  } catch (e) {
    tap.ok(false, name, e.message);
  }
}

test('words keep quoted text and JSON together', () => {
  assert.deepEqual(words('post x a="b c" d={"e": [1, 2]} -> 201 $v'), ['post', 'x', 'a="b c"', 'd={"e": [1, 2]}', '->', '201', '$v']);
  assert.throws(() => words('post x a="b'), /open/);
});
test('a story is read with its rule, calls and checks', () => {
  const s = parse('# Rule.\nas a@b\n  post x k=1 n:=[1] @H=v -> 409 E_X f $v $w=a.b c=1 d>=2 @T~csv masked:p # why\n', 's');
  assert.equal(s.title, 'Rule.');
  const { want, args, headers } = s.lines[1];
  assert.deepEqual(args, [{ name: 'k', raw: false, value: '1' }, { name: 'n', raw: true, value: '[1]' }]);
  assert.deepEqual(headers, [{ name: 'H', value: 'v' }]);
  assert.deepEqual([want.status, want.code, want.field], [409, 'E_X', 'f']);
  assert.deepEqual(want.save, [{ name: 'v' }, { name: 'w', path: 'a.b' }]);
  assert.deepEqual(want.checks.map((c) => c.path + c.op + c.value), ['c=1', 'd>=2', '@T~csv', 'maskedhasp']);
});
for (const [bad, why] of [['as a@b\nget x -> 200', /rule/], ['# R.\nget x', /->/], ['# R.\nget x -> yes', /yes/], ['# R.\njump', /jump/], ['# R.\n', /happens/]]) {
  test(`a story that cannot be read is refused: ${JSON.stringify(bad)}`, () => assert.throws(() => parse(bad, 's'), why));
}
test('a path with * reaches every element', () => {
  assert.deepEqual(reachAll({ items: [{ a: 1 }, { a: 2 }] }, 'items.*.a'), [1, 2]);
  assert.deepEqual(reachAll([{ a: 1 }], '*.a'), [1]);
  assert.deepEqual(reachAll({ a: { b: 3 } }, 'a.b'), [3]);
});
test('the pages are read from the TypeScript text', () => {
  const c = constants('export const records: R = {\n\t"a":{"x":1},\n} as const\n\nexport const roles = [\n"r",\n]\n');
  assert.deepEqual(c, { records: { a: { x: 1 } }, roles: ['r'] });
});
test('one-time codes follow RFC 6238', () => {	// its test secret "12345678901234567890", 8 digits there, the last 6 here
  assert.equal(totp('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 59_000), '287082');
  assert.equal(totp('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 1111111109_000), '081804');
});
test('a TAP run that broke off has failed', () => {
  assert.equal(tapCount('ok 1 - a\n1..1\n').failed, 0);
  assert.equal(tapCount('ok 1 - a\n').failed, 1);
  assert.equal(tapCount('ok 1 - a\n1..2\n').failed, 1);
  assert.equal(tapCount('not ok 1 - a\n1..1\n').failed, 1);
  assert.equal(tapCount('ok 1 - a # SKIP no\n1..1\n').skipped, 1);
  assert.equal(tapCount('').failed, 1);
});
test('a meson program that crashed after its cases has failed', () => {
  const dir = folder('selftest');
  mkdirSync(dir, { recursive: true });
  writeFileSync(`${dir}/r.junit.xml`, '<testsuites><testsuite name="t" tests="2"><testcase name="a" classname="t" /><testcase name="b" classname="t"><skipped /></testcase></testsuite></testsuites>');
  writeFileSync(`${dir}/r.json`, `${JSON.stringify({ name: 't', result: 'ERROR', stdout: '' })}\n`);
  const c = meson(dir);
  remove(dir);
  assert.deepEqual([c.passed, c.failed, c.skipped], [1, 1, 1]);
});
tap.end();
