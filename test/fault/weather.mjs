// SPDX-License-Identifier: Apache-2.0
// weather.mjs --luan FILE - weather feeds as they go wrong: a stand-in answers late, repeated, contradictory, huge, packed, slow, broken, not at
// all. What is good is taken once, what is not stands as a fault in its source's row, nothing stops the others, memory stays bounded. TAP.
import { createHash, createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { House } from '../tools/house.mjs';
import { PASSWORD, folder, init, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';

const tap = new Tap();
const luan = process.argv[process.argv.indexOf('--luan') + 1];
const beijing = (ms) => new Date(ms + 288e5).toISOString().slice(0, 16).replace('T', ' ');
const nmc = (...items) => JSON.stringify({ data: { page: { list: items.map(([id, minutes, title]) => ({ alertid: id, issuetime: beijing(Date.now() - minutes * 6e4), title })) } } });
const good = nmc(['37030041600000_g', 5, '山东省淄博市气象台发布暴雨蓝色预警信号'], ['35060441600000_f', 5, '福建省漳州市龙海区气象台发布大风黄色预警信号']);
const asked = new Map();
const text = (body, headers = {}) => (res) => res.writeHead(200, { 'Content-Type': 'application/json', ...headers }).end(body);

// What each address answers, and the fault that its source's row then tells; none: it is read.
const ways = {
  good: { say: text(good) },
  again: { say: text(good) },
  contradictory: { say: text(nmc(['37030341600000_k', 9, '张店区气象台发布暴雨橙色预警信号'], ['37030341600000_l', 3, '张店区气象台发布暴雨黄色预警信号'], ['37000041600000_m', 1, '山东省气象台发布暴雨红色预警信号'])) },
  late: { say: text(nmc(['37030241600000_n', 600, '淄川区气象台发布暴雨红色预警信号'], ['37030241600000_o', 5000, '淄川区气象台发布大风红色预警信号'])) },
  packed: { say: text(gzipSync(good), { 'Content-Encoding': 'gzip' }) },
  nothing: { say: text('{"data":{"page":{"list":[]}}}') },
  broken: { say: text(good.slice(0, -5)), fault: '内容无法识别' },
  page: { say: text('<html><body>maintenance</body></html>'), fault: '内容无法识别' },
  entities: { say: text('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert><identifier>&x;</identifier></alert>'), fault: '内容无法识别' },
  huge: { say: (res) => { res.writeHead(200); const block = 'x'.repeat(65536); const more = () => { while (!res.destroyed && res.write(block)); }; res.on('drain', more); more(); }, fault: '内容过大，未读取' },
  bomb: { say: text(gzipSync(Buffer.alloc(200 << 20, 32)), { 'Content-Encoding': 'gzip' }), fault: '内容过大，未读取' },
  shapes: { say: text(`<alert><identifier>s</identifier><info><area>${'<polygon/>'.repeat(400000)}</area></info></alert>`) },
  many: { say: text(JSON.stringify({ content: Array.from({ length: 5000 }, (_, i) => ({ alertId: `${i}` })) })), fault: '条目过多，未读取' },
  silent: { say: () => {}, fault: '超时' },
  dripping: { say: (res) => { res.writeHead(200); const t = setInterval(() => (res.destroyed ? clearInterval(t) : res.write(' ')), 200); }, fault: '超时' },
  error: { say: (res) => res.writeHead(503).end('busy'), fault: '对方应答 503' },
  elsewhere: { say: (res) => res.writeHead(302, { Location: '/good' }).end(), fault: '对方应答 302' },
  cut: { say: (res) => { res.writeHead(200, { 'Content-Length': '100000' }); res.write('{"data"'); setTimeout(() => res.destroy(), 50); }, fault: '连接不上' },
};
// One warning with that many bytes of empty shapes, and the sending of it as the demo's weather office does.
const sentAt = new Date(Date.now() - 6e4).toISOString();
const large = (bytes) => `<alert><identifier>large</identifier><sender>office</sender><sent>${sentAt}</sent><status>Actual</status><msgType>Alert</msgType><info><event>大雪</event>`
  + `<headline>博山区气象台发布暴雪黄色预警信号</headline><senderName>博山区气象台</senderName><area><areaDesc>博山区</areaDesc>${'<polygon/>'.repeat(bytes / 10)}</area></info></alert>`;
const signed = async (base, content, nonce, key = createHash('sha256').update(PASSWORD).digest('hex')) => {
  const body = JSON.stringify({ kind: 'feed', content });
  const stamp = String(Math.floor(Date.now() / 1000));
  const mac = createHmac('sha256', Buffer.from(key, 'hex')).update(`${stamp}\n${nonce}\n${body}\n`).digest('hex');
  const a = await fetch(`${base}/api/v1/adapter_messages/from/weather`, { method: 'POST', body,
    headers: { 'Content-Type': 'application/json', 'Luan-Timestamp': stamp, 'Luan-Nonce': nonce, 'Luan-Signature': mac } });
  return { status: a.status, json: await a.json() };
};
const standin = createServer((req, res) => {
  const way = req.url.slice(1);
  asked.set(way, (asked.get(way) ?? 0) + 1);
  if (ways[way]) ways[way].say(res);
  else res.writeHead(404).end();
});
await new Promise((done) => standin.listen(0, '127.0.0.1', done));
const at = `http://127.0.0.1:${standin.address().port}`;

const data = folder('weather');
await init(luan, data);
const house = await new House(luan, data).open();
const must = (a, want) => { if (a.status !== want) throw new Error(`${a.status} ${a.text.slice(0, 300)}`); return a.json; };
const rss = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${house.server.child.pid}/status`, 'utf8'))[1]);
try {
  const [system, security, desk] = await Promise.all(['sysadmin@detachment', 'secadmin@detachment', 'dispatcher@detachment'].map((u) => house.as(u)));
  const before = rss();
  const rows = new Map();
  for (const name of Object.keys(ways)) rows.set(name, must(await system.post('weather_sources', { name, url: `${at}/${name}`, every_s: 3600, header: 'X-QW-Api-Key: canary-key-7' }), 201));
  await new Promise((done) => setTimeout(done, 5000));
  tap.ok(asked.size === 0, 'an address is not asked before another person has put it in use', JSON.stringify([...asked]));
  const own = await system.post(`weather_sources/${rows.get('good').id}/start`);
  tap.ok(own.status === 403 && own.json.code === 'E_SECOND_PERSON', 'nor by the one who asked for it', own.text.slice(0, 200));
  tap.ok(![...rows.values()].some((r) => JSON.stringify(r).includes('canary-key')), 'its key is not shown again');
  for (const r of rows.values()) must(await security.post(`weather_sources/${r.id}/start`), 200);
  const seen = new Map();
  for (let i = 0; i < 240 && seen.size < rows.size; i++) {
    for (const r of must(await system.get('weather_sources?limit=100'), 200).items) if (r.tried_at) seen.set(r.name, r);
    await new Promise((done) => setTimeout(done, 250));
  }
  for (const [name, way] of Object.entries(ways)) tap.ok((seen.get(name)?.fault ?? undefined) === way.fault && Boolean(seen.get(name)?.read_at) === !way.fault, `${name}: ${way.fault ?? 'read'}`, JSON.stringify(seen.get(name)));
  tap.ok([...asked.values()].every((n) => n === 1), 'each was asked once in its time', JSON.stringify([...asked]));

  const city = must(await desk.get('weather_warnings?hazard=rainstorm&rank=city'), 200).items;
  tap.ok(city.length === 1, 'the same warning in three lists is one', JSON.stringify(city.map((w) => w.subject)));
  tap.ok(must(await desk.get('weather_warnings?area_code=350604'), 200).items.length === 0, 'what concerns no district here is not kept');
  const county = must(await desk.get('weather_warnings?hazard=rainstorm&area_code=370303&sort=issued_at'), 200).items;
  tap.ok(county.length === 2 && county[0].state === 'superseded' && county[1].state === 'in_force' && county[1].level === 'yellow', 'of two that contradict each other by one sender the newer holds', JSON.stringify(county));
  const old = must(await desk.get('weather_warnings?area_code=370302&sort=issued_at'), 200).items;
  tap.ok(old.length === 2 && old[0].state === 'expired' && old[1].state === 'in_force' && old.every((w) => w.late), 'late ones are marked; one that is over proposes nothing', JSON.stringify(old));
  await new Promise((done) => setTimeout(done, 4000));
  tap.ok(must(await desk.get(`plans?warning=${old[0].id}`), 200).items.length === 0, 'no plan of a warning that is over');
  tap.ok(must(await desk.get('plans?hazard=rainstorm'), 200).items.length >= 2, 'the others have proposed plans');
  const grown = Math.round((rss() - before) / 1024);
  tap.ok(grown < 120, `all that took ${grown} MiB`, `${grown} MiB`);
  tap.ok((await fetch(`${house.base}/readyz`)).ok, 'the server answers');
  const log = readFileSync(house.server.log, 'utf8');
  tap.ok(!log.includes('canary-key') && !/"url"|127\.0\.0\.1:\d+\/good/.test(log.replaceAll(house.base, '')), 'no key and no address in the log');

  // What is sent and not fetched: a large one is read before the job writes; what is forged or sent twice is not taken.
  const sent = await signed(house.base, large(800000), 'large-nonce-1');
  tap.ok(sent.status === 200 && sent.json.outcome === 'taken' && sent.json.items === 1 && sent.json.added === 1, 'a large feed that is sent is taken', JSON.stringify(sent));
  tap.ok((await signed(house.base, large(800000), 'large-nonce-1')).json.outcome === 'replayed', 'the same message again is not');
  tap.ok((await signed(house.base, large(800000), 'large-nonce-2', '00'.repeat(32))).status === 401, 'nor one that is forged');
  const bad = await signed(house.base, large(800000).slice(0, -9), 'large-nonce-3');
  tap.ok(bad.status === 422 && bad.json.outcome === 'malformed', 'nor one that is not whole', JSON.stringify(bad));
  const small = await signed(house.base, large(100), 'small-nonce-1');
  tap.ok(small.json.outcome === 'taken' && small.json.repeated === 1, 'a small one is read in its job', JSON.stringify(small));

  // Sources that come and go: each is asked once in its time, however many there were before it.
  for (let round = 1; round <= 3; round++) {
    const spare = [];
    for (let i = 0; i < 40; i++) {
      const r = must(await system.post('weather_sources', { name: `spare ${round} ${i}`, url: `${at}/spare`, every_s: 3600 }), 201);
      must(await security.post(`weather_sources/${r.id}/start`), 200);
      spare.push(r.id);
    }
    for (let i = 0; i < 100 && (asked.get('spare') ?? 0) < 40 * round; i++) await new Promise((done) => setTimeout(done, 250));
    await new Promise((done) => setTimeout(done, 4500));
    for (const id of spare) must(await security.post(`weather_sources/${id}/stop`, { reason: '试用结束' }), 200);
  }
  tap.ok(asked.get('spare') === 120, 'a hundred and twenty that came and went were asked once each', `${asked.get('spare')}`);

  // The stand-in goes away altogether: only its rows say so.
  standin.closeAllConnections();
} catch (e) {
  tap.ok(false, 'plays to its end', `${e.stack ?? e}\n${house.server.tail(10)}`);
}
standin.close();
standin.closeAllConnections();
const end = await house.close();
tap.ok(end.code === 0, 'the server stops in time', JSON.stringify(end));
remove(data);
tap.end();
process.exit();
