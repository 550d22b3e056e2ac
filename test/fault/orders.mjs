// SPDX-License-Identifier: Apache-2.0
// orders.mjs --luan BIN - fifty orders are open when the server is killed, once while they are given and once while they are stepped
// through: what was answered stands, what is asked again with its key is done once, no patrol is committed without an order.
import { parseArgs } from 'node:util';
import { Client } from '../tools/client.mjs';
import { Server, folder, freePort, init, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';

const N = 50;
const { values: o } = parseArgs({ options: { luan: { type: 'string' } } });
const tap = new Tap();
const dir = folder('orders');
const server = new Server(o.luan, dir);
server.fixed = await freePort();
const who = {};
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const at = () => new Date().toISOString();

async function start() {
  await server.start();
  for (const user of ['personnel@detachment', 'duty@zhangdian-1', 'dispatcher@detachment']) who[user.split('@')[0]] = await new Client(server.base).signIn(user);
}
const must = (r, status) => {
  if (r.status !== status) throw new Error(`${r.status} ${r.text.slice(0, 300)}`);
  return r.json;
};
async function unitOf(c) {
  return must(await c.get('session'), 200).person.unit;
}
async function prepare() {
  const unit = await unitOf(who.duty), pairs = [];
  for (let i = 0; i < N; i++) {
    const p = must(await who.personnel.post('persons', { user: `k.${i}.fault`, name: `试${i}`, police_no: `KF${1000 + i}`, category: 'police', unit }), 201);
    const patrol = must(await who.duty.post('patrols', { call_sign: `步${i}`, kind: 'foot', road: 'street', leader: p.id, shift_ends: new Date(Date.now() + 36e6).toISOString(), crew: [{ person: p.id, part: 'officer' }] }), 201);
    const incident = must(await who.dispatcher.post('incidents', { kind: 'help', source: 'other', priority: 3, called_at: at(), address: `第${i}处`, road_class: 'street', what: '求助' }), 201);
    pairs.push({ patrol: patrol.id, incident: incident.id, key: `order-${i}` });
  }
  return pairs;
}
const give = (p) => who.dispatcher.post('dispatch_orders', { patrol: p.patrol, incident: p.incident, task: '去看' }, { 'Idempotency-Key': p.key });

/** Many at once, killed without warning when `after` of them have been answered. */
async function killed(jobs, after) {
  const answers = new Map();
  let dead = false;
  const queue = [...jobs];
  const lane = async () => {
    for (let j; !dead && (j = queue.shift());) {
      const r = await j.run().catch(() => undefined);
      if (r && !dead) answers.set(j.id, r);
      if (answers.size >= after && !dead) {
        dead = true;
        await server.stop('SIGKILL').catch(() => {});
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  if (!dead) await server.stop('SIGKILL').catch(() => {});
  return answers;
}

async function look(pairs, text) {
  const states = {};
  let wrong = [];
  for (const p of pairs) {
    const orders = must(await who.dispatcher.get(`dispatch_orders?patrol=${p.patrol}`), 200).items;
    const patrol = must(await who.dispatcher.get(`patrols/${p.patrol}`), 200), incident = must(await who.dispatcher.get(`incidents/${p.incident}`), 200);
    const live = orders.filter((x) => ['issued', 'acknowledged', 'under_way', 'on_scene'].includes(x.state)).length;
    if (orders.length > 1 || live > 1 || (patrol.state === 'committed') !== (live === 1) || (incident.state === 'ordered') !== (live === 1)) wrong.push({ orders: orders.map((x) => x.state), patrol: patrol.state, incident: incident.state });
    if (orders[0]) p.order = orders[0].id;
    p.state = orders[0]?.state;
    states[p.state] = (states[p.state] ?? 0) + 1;
  }
  tap.ok(!wrong.length, `${text}: patrol, order and incident agree`, JSON.stringify(wrong.slice(0, 3)));
  return states;
}

try {
  await init(o.luan, dir, {});
  await start();
  const pairs = await prepare();

  const first = await killed(pairs.map((p) => ({ id: p, run: () => give(p) })), N / 2);
  await sleep(200);
  await start();
  await look(pairs, 'killed while orders are given');
  const gone = [...first].filter(([p, r]) => r.status === 201 && p.order !== r.json.id);
  tap.ok(first.size >= N / 2 && !gone.length, 'what was answered is there', `${gone.length} of ${first.size}`);
  for (const p of pairs) {
    const r = must(await give(p), 201);
    if (first.get(p)?.json && first.get(p).json.id !== r.id) tap.ok(false, 'asked again with its key it is the same order', JSON.stringify([first.get(p).json.id, r.id]));
  }
  let states = await look(pairs, 'asked again with the same keys');
  tap.ok(states.issued === N, `${N} orders, each once`, JSON.stringify(states));

  const step = (p, verb) => who.duty.post(`dispatch_orders/${p.order}/${verb}`, {}, { 'Idempotency-Key': `${p.key}-${verb}` });
  const jobs = pairs.flatMap((p, i) => (i % 5 ? [{ id: `${p.order} acknowledge`, run: () => step(p, 'acknowledge') }] : []));
  const second = await killed(jobs, jobs.length / 2);
  await sleep(200);
  await start();
  states = await look(pairs, 'killed while orders are stepped through');
  const lost = pairs.filter((p) => second.get(`${p.order} acknowledge`)?.status === 200 && p.state !== 'acknowledged');
  tap.ok(second.size > 0 && !lost.length && (states.issued ?? 0) + (states.acknowledged ?? 0) === N, `${N} open orders, nothing answered is lost`, JSON.stringify([states, lost.length]));
  for (const p of pairs.filter((_, i) => i % 5)) must(await step(p, 'acknowledge'), 200);
  for (const p of pairs) must(await who.dispatcher.post(`dispatch_orders/${p.order}/recall`, { reason: '演练结束' }), 200);
  states = await look(pairs, 'all recalled');
  tap.ok(states.recalled === N, 'and all go on to their end', JSON.stringify(states));
  const verify = must(await (await new Client(server.base).signIn('auditor@detachment')).get('audit?record=dispatch_order&verb=recall&limit=1'), 200);
  tap.ok(verify.items.length === 1, 'the audit has it');
} catch (e) {
  tap.ok(false, 'plays to its end', `${e.stack ?? e}\n${server.tail?.() ?? ''}`);
} finally {
  await server.stop().catch(() => {});
  remove(dir);
}
tap.end();
