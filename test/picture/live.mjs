// SPDX-License-Identifier: Apache-2.0
// node test/picture/live.mjs --luan BIN - the live picture over the interface: a snapshot, the same on the event stream every second
// without an id, and each person sees what lies below the own units. Two screens of one scope are told the same, and never one number of
// the event log with two contents. What was passed today is the same after a restart.
import { parseArgs } from 'node:util';
import { Client } from '../tools/client.mjs';
import { join } from 'node:path';
import { Server, folder, freePort, init, luan, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';
import { Viid, localTime, vehicle } from '../tools/viid.mjs';

const { values: o } = parseArgs({ options: { luan: { type: 'string' } } });
const tap = new Tap();
const data = folder('live');
await init(o.luan, data, { demo: true });
const server = await new Server(o.luan, data).start();
const top = await new Client(server.base).signIn('leader@detachment');
const east = await new Client(server.base).signIn('leader@zhangdian');
const sum = (d) => ['active', 'faulty', 'stopped', 'scrapped'].reduce((n, k) => n + (d[k] ?? 0), 0);

const all = (await top.get('live')).json;
const part = (await east.get('live')).json;
tap.ok(all && sum(all.devices) > 10_000, 'the detachment sees the states of all devices', JSON.stringify(all?.devices));
tap.ok(part && sum(part.devices) > 0 && sum(part.devices) < sum(all.devices), 'a brigade sees those of its own', JSON.stringify(part?.devices));
const listed = (await east.get('devices?limit=1&state=faulty')).json;
tap.ok(typeof listed.total !== 'number' || listed.total === part.devices.faulty, 'as many as its list has', `${listed.total} ${part.devices.faulty}`);
tap.ok(Math.abs(Date.now() - Date.parse(all.at)) < 5000 && Date.parse(all.since) <= Date.parse(all.at), 'and says of when it is', `${all.since} ${all.at}`);
tap.ok(['passages_today', 'unread_today', 'passages_5m', 'unread_5m'].every((k) => all.figures[k] === 0), 'without passages the figures are 0', JSON.stringify(all.figures));
tap.ok(all.figures.age_ms.devices >= 0 && all.figures.age_ms.devices <= 15_000, 'each part says how old it is', JSON.stringify(all.figures));
tap.ok((await new Client(server.base).get('live')).status === 401, 'nothing for one who is not signed in');
tap.ok((await top.call('DELETE', 'live')).status === 405, 'it cannot be written to');
tap.ok((await top.get('live/1')).status === 404 && (await top.get('lives')).status === 404, 'and has nothing below or beside');

const said = await listen(top, 4);
const whole = (events) => Object.assign({}, ...events.map((e) => JSON.parse(e.data)));
tap.ok(said.length === 4 && said.every((e) => e.event === 'live' && e.id === undefined), 'on the stream: four pictures, without ids', JSON.stringify(said.map((e) => [e.event, e.id])));
const gaps = said.slice(1).map((e, i) => Date.parse(JSON.parse(e.data).at) - Date.parse(JSON.parse(said[i].data).at));
tap.ok(gaps.every((g) => g > 500), 'at most one a second', gaps.join());
tap.ok(said.some((e) => !('devices' in JSON.parse(e.data))) && said.every((e) => 'units' in JSON.parse(e.data)), 'what moves in each, the rest in every other');
tap.ok(sum(whole(said).devices) === sum(all.devices), 'together the same as the snapshot');
const own = await listen(east, 2);
tap.ok(sum(whole(own).devices) === sum(part.devices), 'to a brigade: its own', own[0].data.slice(0, 200));
await twoScreens();

const end = await server.stop();
tap.ok(end.code === 0, 'the server stops cleanly while it is watched', JSON.stringify(end));
await today();
remove(data);
tap.end();

// Two screens of one scope and one of another while incidents come and go.
async function twoScreens() {
  const desk = await new Client(server.base).signIn('dispatcher@detachment');
  const other = await new Client(server.base).signIn('leader@detachment');
  const hear = [listen(desk, 9), listen(other, 9), listen(east, 9)];
  const now = () => new Date().toISOString();
  for (let i = 0; i < 6; i++) {
    const made = await desk.post('incidents', { kind: 'jam', source: 'patrol', priority: 3, called_at: now(), address: `第${i}路`, road_class: 'street', place: [118.05, 36.81], what: '缓行' });
    tap.ok(made.status === 201, `incident ${i}`, made.text);
    await new Promise((done) => setTimeout(done, 700));
    if (i % 2) await desk.post(`incidents/${made.json.id}/close`, { closing_code: 'handled', outcome: '已疏导' });
  }
  const [a, b, c] = (await Promise.all(hear)).map((l) => l.map((e) => JSON.parse(e.data)));
  const bySeq = (list) => new Map(list.filter((p) => p.shown).map((p) => [p.seq, JSON.stringify(p.shown.incident)]));
  const [x, y, z] = [a, b, c].map(bySeq);
  const same = [...x.keys()].filter((k) => y.has(k));
  tap.ok(same.length > 3 && same.every((k) => x.get(k) === y.get(k)), 'two screens with the same number show the same', [...x.keys(), '/', ...y.keys()].join());
  tap.ok(a.filter((p) => p.shown).every((p) => x.get(p.seq) === JSON.stringify(p.shown.incident)), 'and one number never stands for two contents');
  tap.ok([...x.values()].some((v) => v !== '[]') && [...z.keys()].some((k) => x.has(k)) && [...z.values()].every((v) => v === '[]'), 'another brigade has the same numbers and sees nothing of it', JSON.stringify([...z]));
}

// Two vehicles, one of them seen twice by its lane: two passages, also when they are read from the history again.
async function today() {
  const [camera, gate, port] = ['37030000001190000001', '37030000001210000001', await freePort()];
  const added = await luan(o.luan, ['device', 'add', '--data', data, '--code', camera, '--name', '卡口一', '--tollgate', gate, '--place', '118.05,36.81'], { LUAN_PASSWORD: 'camera-1' });
  tap.ok(added.code === 0, 'a camera is added', added.stderr);
  const taking = await new Server(o.luan, data, { args: ['--device', `127.0.0.1:${port}`] }).start();
  const v = new Viid(`http://127.0.0.1:${port}`, camera, 'camera-1');
  await v.register();
  for (const [PlateNo, ago] of [['鲁C12345', 3], ['鲁C12345', 1], ['鲁C54321', 1]]) await v.vehicles([vehicle(camera, gate, { PlateNo, PassTime: localTime(Date.now() - ago * 1000) })]);
  v.close();
  const before = await figure(taking, 2);
  tap.ok(before === 2, 'repeats are not counted', String(before));
  const second = await luan(o.luan, ['import', 'passages', join(data, 'luan.db'), '--data', data]);
  tap.ok(second.code === 3 && /another process/.test(second.stderr), 'passages cannot be imported beside a running server', JSON.stringify(second));
  await taking.stop('SIGKILL');
  const again = await new Server(o.luan, data).start();
  const after = await figure(again, before);
  tap.ok(after === before, 'after a restart as many as before', `${before} ${after}`);
  await again.stop();
}

async function figure(of, want) {
  const client = await new Client(of.base).signIn('leader@detachment');
  let n;
  for (let i = 0; i < 50 && n !== want; i++) {
    n = (await client.get('live')).json?.figures.passages_today;
    if (n !== want) await new Promise((done) => setTimeout(done, 200));
  }
  return n;
}

async function listen(client, n) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), 15_000);
  const got = [];
  try {
    const r = await fetch(`${server.base}/api/v1/events`, { headers: { Accept: 'text/event-stream', Authorization: `Bearer ${client.token}` }, signal: stop.signal });
    let text = '';
    for await (const piece of r.body.pipeThrough(new TextDecoderStream())) {
      text += piece;
      for (let at; (at = text.indexOf('\n\n')) >= 0; text = text.slice(at + 2)) {
        const e = Object.fromEntries(text.slice(0, at).split('\n').map((l) => [l.slice(0, l.indexOf(':')), l.slice(l.indexOf(':') + 2)]));
        if (e.event === 'live') got.push(e);
      }
      if (got.length >= n) break;
    }
  } catch {
    // the caller sees what is missing
  }
  clearTimeout(timer);
  stop.abort();
  return got;
}
