// SPDX-License-Identifier: Apache-2.0
// terminal_bytes.mjs - what terminal.mjs does with single bytes: pieces, wrong sums and lengths, noise, frames of real terminals.
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { frame } from '../tools/jt808.mjs';

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const VECTORS = '../shared/vectors/jt808/jt808_dev.csv';

// A link through which everything that can be wrong with bytes goes, and which stays.
export async function bytes(tap, t, metrics) {
  const before = await metrics();
  const mine = () => frame(0x0002, t.number, t.serial++ & 0xffff);
  const one = mine();
  for (const b of one) {
    t.raw(Buffer.from([b]));
    await sleep(2);
  }
  tap.ok((await t.answer(t.serial - 1))?.result === 0, 'a message byte by byte');
  const from = t.serial;
  t.raw(Buffer.concat([mine(), mine(), mine()]));
  tap.ok((await Promise.all([0, 1, 2].map((i) => t.answer(from + i)))).every((a) => a?.result === 0), 'three in one piece');
  t.raw(Buffer.concat([frame(0x0002, t.number, 1, undefined, { checksum: 0x55 }), mine()]));
  tap.ok((await t.answer(t.serial - 1))?.result === 0, 'a wrong checksum costs a counter, the link stays');
  t.raw(Buffer.concat([frame(0x0002, t.number, 1, Buffer.from([1, 2]), { length: 9 }), mine()]));
  tap.ok((await t.answer(t.serial - 1))?.result === 0, 'a wrong length too');
  t.raw(Buffer.concat([Buffer.from([0x7e]), Buffer.alloc(200000, 0x7d), Buffer.from([0x7e, 0x7e]), mine()]));
  tap.ok((await t.answer(t.serial - 1))?.result === 0, 'an escape that does not end too');
  t.raw(Buffer.concat([Buffer.alloc(300000, 0x41), mine()]));
  tap.ok((await t.answer(t.serial - 1))?.result === 0, 'and noise');
  tap.ok((await t.ask(0x0002, undefined, { number: '13811111111' }))?.result === 1, 'what bears the number of another is refused');
  tap.ok((await t.ask(0x0704, Buffer.alloc(10), { total: 900, part: 1 }))?.result === 2, 'a message of 900 parts is refused');
  const after = await metrics();
  for (const [name, least] of [['terminal_bad_total{what="checksum"}', 1], ['terminal_bad_total{what="length"}', 1], ['terminal_bad_total{what="too_long"}', 1], ['terminal_bad_total{what="noise"}', 1],
    ['terminal_refused_total{why="foreign"}', 1], ['terminal_refused_total{why="parts"}', 1]])
    tap.ok(after(name) - before(name) >= least, `counted: ${name}`, `${before(name)} ${after(name)}`);
  tap.ok(!t.ended, 'through all of it one link');
}

export async function vectors(tap, port) {
  if (!existsSync(VECTORS)) return tap.skip('frames of real terminals', `${VECTORS} is not there`);
  const frames = readFileSync(VECTORS, 'utf8').trim().split('\n').slice(1).map((l) => Buffer.from(l.split(',')[1], 'hex'));
  const s = connect(port, '127.0.0.1');
  await new Promise((done) => s.on('connect', done));
  for (let i = 0; i < 5; i++) for (const f of frames) s.write(f);
  await sleep(500);
  tap.ok(!s.destroyed && s.readyState === 'open', 'frames of real terminals, five times: nothing of nobody is taken, the link stays');
  s.destroy();
}
