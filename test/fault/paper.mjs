// SPDX-License-Identifier: Apache-2.0
// paper.mjs --luan BIN - documents under hostile conditions: numbers have no gap when many write at once, some of it refused, and
// the server is killed between; what was acknowledged is there; a PDF that was being drawn is drawn again; a tampered file is not handed out.
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from '../tools/client.mjs';
import { Server, folder, init, luan, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';

const { values: o } = parseArgs({ options: { luan: { type: 'string' } } });
const tap = new Tap();
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const today = new Date(Date.now() + 8 * 36e5).toISOString().slice(0, 10);
const content = (n) => ({
  person_name: `样例${n}`, voucher_no: '样例', ground: '手续已补办', items: [{ name: '行驶证', quantity: '1本' }], receiver: '样例', receiver_id: '1',
  officer1: '样例', authority: '样例大队', returned_at: today,
});
const order = (n, more = {}) => ({ type: 'return_list', content: { ...content(n), ...more } });

async function serials(c) {
  const all = [];
  for (let cursor = ''; ; ) {
    const a = await c.get(`documents?type=return_list&limit=500&sort=id${cursor}`);
    if (a.status !== 200) throw new Error(`documents: ${a.status} ${a.text}`);
    all.push(...a.json.items);
    if (!a.json.next) return all;
    cursor = `&cursor=${encodeURIComponent(a.json.next)}`;
  }
}
const gaps = (rows) => rows.map((r) => r.serial).sort((a, b) => a - b).filter((s, i) => s !== i + 1);

// Everywhere below the folder, files that stand in files/.
function files(dir) {
  return readdirSync(dir).flatMap((f) => (statSync(join(dir, f)).isDirectory() ? files(join(dir, f)) : [join(dir, f)]));
}

const data = folder('paper-fault');
const server = new Server(o.luan, data);
try {
  await init(o.luan, data);
  await server.start();
  const c = await new Client(server.base).signIn('officer@zhangdian');
  const acked = new Map();
  let stop = false;
  let refused = 0;
  const writers = Array.from({ length: 8 }, async (_, n) => {
    for (let i = 0; !stop; i++) {
      const key = `doc-${n}-${i}`;
      const bad = i % 5 === 4;
      for (let tries = 0; tries < 200 && !stop; tries++) {
        try {
          const a = await c.post('documents/issue', order(key, bad ? { ground: null } : {}), { 'Idempotency-Key': key });
          if (a.status === 201) acked.set(key, a.json);
          if (a.status === 422) refused++;
          if (a.status < 500) break;
        } catch {
          // the server was killed: the same key again
        }
        await sleep(50);
      }
    }
  });
  for (let i = 0; i < 3; i++) {
    await sleep(1200);
    await server.stop('SIGKILL');
    await server.start();
    c.base = server.base;
  }
  await sleep(800);
  stop = true;
  await Promise.all(writers);
  const rows = await serials(c);
  const ids = new Map(rows.map((r) => [r.id, r]));
  tap.ok(acked.size > 50 && refused > 5, `many were issued and some refused (${acked.size}, ${refused})`);
  tap.ok(gaps(rows).length === 0, `numbers 1 to ${rows.length} have no gap after kill -9`, JSON.stringify(gaps(rows).slice(0, 10)));
  tap.ok([...acked.values()].every((a) => ids.get(a.id)?.number === a.number), 'every acknowledged document is there with its number');
  tap.ok(new Set(rows.map((r) => r.code)).size === rows.length, 'no two have the same code');
  tap.ok(rows.length - acked.size < 60 && new Set([...acked.values()].map((a) => a.id)).size === acked.size, 'a repeat with the same key is the same document');

  for (let i = 0; i < 120 && (await serials(c)).some((r) => !r.hash); i++) await sleep(500);
  tap.ok((await serials(c)).every((r) => r.hash), 'every document is drawn up, those of before the kill too');

  const id = rows[0].id;
  const first = await c.post('documents/print', { document: id, reason: '附卷' });
  tap.ok(first.status === 200 && first.bytes.subarray(0, 5).toString() === '%PDF-', 'a print is a PDF', first.text.slice(0, 200));
  const again = await c.post('documents/print', { document: id, reason: '补打' });
  tap.ok(Buffer.compare(first.bytes, again.bytes) === 0, 'a reprint has the same bytes');
  const plain = files(join(data, 'files')).some((f) => ['样例', '%PDF-1.5'].some((s) => readFileSync(f).includes(s)));
  tap.ok(!plain, 'no file of the store is a readable document');
  for (const f of files(join(data, 'files'))) {
    const b = readFileSync(f);
    b[b.length >> 1] ^= 1;
    writeFileSync(f, b, { mode: 0o600 });
  }
  const tampered = await c.post('documents/print', { document: id, reason: '附卷' });
  tap.ok(tampered.status === 500 && tampered.json.code === 'E_CORRUPT', 'a tampered file is not handed out', tampered.text.slice(0, 200));
  await server.stop();
  const v = await luan(o.luan, ['audit', 'verify', '--data', data]);
  tap.ok(v.code === 0, 'the audit chain is whole', v.stdout + v.stderr);
} catch (e) {
  tap.ok(false, 'the run goes to its end', `${e.stack ?? e}\n${server.tail()}`);
} finally {
  await server.stop('SIGKILL').catch(() => {});
  remove(data);
}
tap.end();
process.exit();
