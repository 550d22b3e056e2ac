// SPDX-License-Identifier: Apache-2.0
// power.mjs --luan BIN [--points N] [--shim unsynced.so] - the server loses its power at N seeded points while clients write.
// Every client repeats what was not acknowledged with the same Idempotency-Key. In the end: acknowledged = stored,
// nothing twice, the audit chain whole, the events numbered without a gap. A disk that lies about fsync must be found out.
import { copyFileSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from '../tools/client.mjs';
import { Server, copy, folder, init, luan, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';

const { values: o } = parseArgs({ options: { luan: { type: 'string' }, points: { type: 'string', default: '12' }, shim: { type: 'string' } } });
const shim = resolve(o.shim ?? `${o.luan}/../../../test/store/libunsynced.so`);
let loaded; // its copy in a folder without spaces: LD_PRELOAD is a list
const tap = new Tap();
const WRITERS = 8;
const EACH = 12;
const at = '2026-01-01T08:00:00+08:00';

// One person reports faults one after the other; a lost answer is asked for again with the same key.
async function writer(server, token, n, acked, round) {
  for (let i = 0; i < EACH; i++) {
    const key = `p${round}-${n}-${i}`;
    if (acked.has(key)) continue;
    const c = new Client(server.base);
    c.token = token;
    try {
      const r = await c.post('repair_orders', { device: 1 + n, fault: 'offline', seen_at: at, urgency: 'normal', what: key }, { 'Idempotency-Key': key });
      if (r.status === 201) acked.set(key, r.json.id);
      else if (r.status < 500 && r.status !== 429) throw new Error(`${key}: ${r.status} ${r.text}`);
    } catch (e) {
      if (!/fetch failed|terminated|aborted|other side/i.test(String(e) + String(e.cause ?? ''))) throw e;
      return; // the power went
    }
  }
}

async function write(server, acked, round) {
  const c = new Client(server.base);
  try {
    await c.signIn('device@detachment');
  } catch {
    return; // the power went before anybody was in
  }
  await Promise.all(Array.from({ length: WRITERS }, (_, n) => writer(server, c.token, n, acked, round)));
}

async function lists(c, round) {
  const found = new Map();
  for (let cursor = ''; cursor !== null; ) {
    const r = await c.get(`repair_orders?limit=500&id.gte=1${cursor ? `&cursor=${cursor}` : ''}`);
    if (r.status !== 200) throw new Error(`list: ${r.status} ${r.text}`);
    for (const row of r.json.items) if (row.what.startsWith(`p${round}-`)) found.set(row.what, [...(found.get(row.what) ?? []), row.id]);
    cursor = r.json.next;
  }
  return found;
}

async function judge(server, acked, round) {
  const faults = [];
  const c = await new Client(server.base).signIn('device@detachment');
  const found = await lists(c, round);
  for (const [key, id] of acked) {
    const rows = found.get(key) ?? [];
    if (!rows.includes(id)) faults.push(`${key} was acknowledged as ${id} and is not there`);
  }
  for (const [key, rows] of found) if (rows.length > 1) faults.push(`${key} is there ${rows.length} times`);
  return faults;
}

// A run up to the cut, a restart without the shim, the clients' retries.
async function cut(seeded, round, more) {
  const data = copy(seeded, 'power');
  const acked = new Map();
  const dies = new Server(o.luan, data, { more: { LD_PRELOAD: loaded, UNSYNCED_DIR: resolve(data), UNSYNCED_SEED: String(round), ...more } });
  let before = 0;
  let faults = [];
  try {
    try {
      await dies.start();
      await write(dies, acked, round);
    } catch (e) {
      if (!/ended at once/.test(String(e))) throw e;
    }
    before = acked.size;
    await dies.stop('SIGKILL');
    const again = new Server(o.luan, data);
    try {
      await again.start();
      faults = await judge(again, acked, round);
      await write(again, acked, round);
      faults = faults.concat(await judge(again, acked, round));
      if (acked.size !== WRITERS * EACH) faults.push(`${acked.size} of ${WRITERS * EACH} in the end`);
      await new Promise((done) => setTimeout(done, 1300)); // a round of the sealer
      await again.stop();
      const v = await luan(o.luan, ['audit', 'verify', '--data', data]);
      if (v.code !== 0) faults.push(`audit verify: ${v.stdout}${v.stderr}`);
    } catch (e) {
      faults.push(`after the cut: ${String(e).slice(0, 400)}`);
    } finally {
      await again.stop('SIGKILL');
    }
  } finally {
    await dies.stop('SIGKILL');
    remove(data);
  }
  return { faults, before };
}

// What a first start writes of itself (orders for devices that are in fault, findings) is behind: the cuts fall among what clients write.
async function settle(data) {
  const server = await new Server(o.luan, data).start();
  const c = await new Client(server.base).signIn('supervisor@detachment');
  const seen = async () => (await c.get('audit?limit=1')).json?.items?.[0]?.id;
  for (let last, same = 0, i = 0; same < 4 && i < 60; i++) {
    await new Promise((done) => setTimeout(done, 1000));
    const now = await seen();
    same = now === last ? same + 1 : 0;
    last = now;
  }
  await server.stop();
}

if (!existsSync(shim)) {
  tap.skip('power cuts', `${shim} is not built`);
} else {
  const aside = folder('power-shim');
  loaded = join(aside, 'unsynced.so');
  copyFileSync(shim, loaded);
  const seeded = folder('power-seed');
  await init(o.luan, seeded, {});
  await settle(seeded);
  const points = Number(o.points);
  let cutInTheMiddle = 0;
  for (let i = 0; i < points; i++) {
    const point = i % 4 === 0 ? 20 + ((i * 2654435761) >>> 0) % 380 : 420 + ((i * 2654435761) >>> 0) % 900;
    const r = await cut(seeded, i + 1, { UNSYNCED_AT: String(point), UNSYNCED_KEEP: String((i * 37) % 101) });
    if (r.before > 0 && r.before < WRITERS * EACH) cutInTheMiddle++;
    tap.ok(r.faults.length === 0, `power cut at change ${point}: ${r.before} acknowledged before it are there, none twice, the chain whole`, r.faults.slice(0, 8).join('\n'));
  }
  tap.ok(cutInTheMiddle > 0, `${cutInTheMiddle} of ${points} cuts fell among the writes`);
  let caught = false;
  for (let i = 0; i < 6 && !caught; i++) {
    const r = await cut(seeded, 100 + i, { UNSYNCED_AT: String(150 + 97 * i), UNSYNCED_LIE: '*luan.db-wal' });
    caught = r.faults.length > 0;
  }
  tap.ok(caught, 'a disk that lies about fsync of the log is found out (the test can fail)');
  remove(seeded);
  remove(aside);
}
tap.end();
