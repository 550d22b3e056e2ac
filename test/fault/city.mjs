// SPDX-License-Identifier: Apache-2.0
// city.mjs --luan BIN - what make demo shows: a demo store, a server, the simulated city at its real sockets. The server is
// killed once on the way; cameras and the terminals of patrols come back by themselves, orders go on. TAP.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from '../tools/client.mjs';
import { Server, env, folder, freePort, init, luan, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';

const { values: o } = parseArgs({ options: { luan: { type: 'string' }, seconds: { type: 'string', default: '70' } } });
const tap = new Tap();
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const data = folder('city');
await init(o.luan, data);

const map = join(data, 'city.geojson');
const wrote = await luan(o.luan, ['city', '--write-map', map]);
const shapes = wrote.code === 0 ? JSON.parse(readFileSync(map, 'utf8')) : {};
tap.ok(shapes.simulated === true && shapes.features?.length > 300, 'a base map, marked as simulated', wrote.stderr);

const [port, terminals] = [await freePort(), await freePort()];
const server = new Server(o.luan, data, { args: ['--device', `127.0.0.1:${port}`, '--terminal', `127.0.0.1:${terminals}`, '--log-level', 'warn'] });
server.fixed = await freePort();
await server.start();

let said = '';
function drive(seconds, more = []) {
  const child = spawn(o.luan, ['city', '--http', server.base, '--device', `http://127.0.0.1:${port}`, '--terminal', `127.0.0.1:${terminals}`, '--seconds', String(seconds), '--passages-per-second', '150',
    '--pictures', '20', ...more], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', (d) => (said += d));
  child.stderr.on('data', (d) => (said += d));
  return new Promise((done) => child.on('exit', (code) => done(code)));
}
const figure = (name) => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(said)?.[1] ?? NaN);

const before = new Client(server.base);
await before.signIn('leader@detachment');
const known = new Set((await before.get('incidents?limit=100')).json.items.map((i) => i.id));
const ended = drive(o.seconds);
await sleep(1000 * Number(o.seconds) * 0.7);
await server.stop('SIGKILL');
await server.start();
const code = await ended;
tap.ok(code === 0 && figure('refused') === 0 && figure('failed') === 0 && figure('dropped') === 0, 'nothing was refused, given up or dropped, though the server was killed', said);
tap.ok(figure('cameras') > 3000 && figure('passages') > 5000 && figure('pictures') > 100,
  `${figure('cameras')} cameras, ${figure('passages')} passages, ${figure('pictures')} with pictures`, said);

const c = new Client(server.base);
await c.signIn('leader@detachment');
const live = (await c.get('live')).json;
const moving = live.units.filter(([, , , , kmh]) => kmh > 0).length;
tap.ok(figure('patrols') === 40 && live.shown.patrol.length >= 40 && live.units.length >= 40 && moving > 20, `${live.shown.patrol?.length} patrols signed on, ${moving} of ${live.units?.length} in motion`, said);
const incidents = (await c.get('incidents?limit=100')).json.items.filter((i) => !known.has(i.id));
tap.ok(figure('calls') >= 1 && incidents.length === figure('calls') && incidents.every((i) => i.address.includes('模拟')), `${incidents.length} calls, each said to be simulated`, said);
const orders = (await c.get('dispatch_orders?limit=100')).json.items;
tap.ok(orders.length >= 1 && orders.some((x) => x.state !== 'issued') && figure('obeyed') + figure('refused by crews') >= 1, `${orders.length} orders, ${figure('obeyed')} obeyed, ${figure('refused by crews')} refused by crews`, said);
const then = (await c.get(`replay?at=${new Date(Date.now() - 5000).toISOString()}`, { 'Luan-Reason': encodeURIComponent('城市测试') })).json;
tap.ok(then.shown.patrol.length >= 40 && then.units.length >= 35, `five seconds ago ${then.units?.length} of them were seen, as the replay shows`, JSON.stringify(then).slice(0, 300));
tap.ok(live.figures.passages_today > 5000, `the wall: ${live.figures.passages_today} passages today`, JSON.stringify(live.figures));
const entries = (await c.get('watch_entries?limit=50')).json.items;
tap.ok(entries.length === 8 && entries.filter((e) => e.state === 'urgent').length === 1, 'eight watch entries, one of them urgent', JSON.stringify(entries.map((e) => e.state)));
const alarms = (await c.get('alarms?limit=500')).json.items;
const list = alarms.filter((a) => a.watch_entry).length;
tap.ok(list >= 1, `${list} alarms of entries, ${alarms.length - list} of rules`);
tap.ok(alarms.length < 80, 'alarms are few: ordinary traffic raises none', `${alarms.length}: ${alarms.slice(0, 3).map((a) => a.why).join('; ')}`);
const records = (await c.get('camera_records?limit=50')).json.items;
tap.ok(records.length >= 1 && records.every((r) => r.passage), `${records.length} camera records out of ${figure('violations')} violations that cameras sent`, JSON.stringify(records[0]));
const shown = records.length ? await c.get(`pictures/${records[0].passage}/1`, { 'Luan-Reason': encodeURIComponent('城市测试') }) : { bytes: Buffer.alloc(0) };
tap.ok(records.some((r) => r.frames === 3) && shown.bytes[0] === 0xff && shown.bytes[1] === 0xd8, 'with the composite picture of three that was drawn', shown.text?.slice(0, 300));
const stops = (await c.get('violation_cases?source=stop&limit=50')).json.items;
tap.ok(stops.length >= 1 && figure('stops') + figure('stops refused') + figure('without recording') >= stops.length && figure('paid') >= 1,
  `${stops.length} stops by officers, ${figure('without recording')} decisions refused for want of a recording, ${figure('paid')} fines paid at the bank`, said);
const end = await server.stop();
tap.ok(end.code === 0, 'the server ends well', server.tail());

// A store that is not stamped as simulated is left alone.
const real = folder('real');
await init(o.luan, real, { demo: false });
const other = new Server(o.luan, real, { args: ['--device', `127.0.0.1:${port}`] });
other.fixed = server.fixed;
await other.start();
said = '';
tap.ok((await drive(3)) !== 0, 'the city does not enter a store that is not simulated', said);
await other.stop();
remove(data);
remove(real);
tap.end();
