// SPDX-License-Identifier: Apache-2.0
// node test/map/roads.mjs --luan BIN - a road network is imported as a difference: what was understood and left out is told and kept; broken
// geometry costs itself alone, islands stay and are said; places, ways and kilometres are answered; Monaco, when its file is here.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from '../tools/client.mjs';
import { Server, folder, init, luan, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';

const { values: o } = parseArgs({ options: { luan: { type: 'string' } } });
const tap = new Tap();
const data = folder('roads');
const town = new URL('roads.geojson', import.meta.url).pathname;
const scratch = join(data, 'scratch');
const bring = (file, more = []) => luan(o.luan, ['import', 'roads', file, '--data', data, ...more]);
const figures = (text) => Object.fromEntries([...text.matchAll(/^(\w+) +(\d+)  /gm)].map((m) => [m[1], Number(m[2])]));
const same = (name, got, want) => tap.ok(Object.entries(want).every(([k, v]) => (got[k] ?? 0) === v), name, JSON.stringify(got));

await init(o.luan, data, { demo: true });
mkdirSync(scratch);
const server = await new Server(o.luan, data).start();
const officer = await new Client(server.base).signIn('dispatcher@command');
const made = await bring(town);
if (/GDAL/.test(made.stderr) && made.code !== 0) {
  tap.skip('roads are imported', 'luan was built without GDAL');
} else {
  await imported();
  await asked();
  await again();
  await hostile();
  await monaco();
}
tap.ok(readdirSync(data).every((f) => !f.startsWith('.roads-')), 'nothing half-made is left behind', readdirSync(data).join(' '));
const end = await server.stop();
tap.ok(end.code === 0, 'the server stops cleanly');
remove(data);
tap.end();

async function imported() {
  tap.ok(made.code === 0, 'GeoJSON with good and broken roads is taken in', made.stderr);
  // 1 is cut at 2 and both at each other, the loop 3 in two; 6 is the half of 1 drawn from its other end.
  same('what was made of it', figures(made.stdout), { features: 16, ways: 6, sections: 8, posts: 2, added: 10, changed: 0, refused: 0 });
  same('what was left out, each for its reason', figures(made.stdout),
    { footway: 1, unbuilt: 1, unknown_class: 1, out_of_range: 1, too_short: 1, no_geometry: 1, area: 1, duplicate: 1, post_incomplete: 1 });
  same('what was kept and not understood', figures(made.stdout), { self_loop: 1, limit_unread: 1, oneway_unread: 1 });
  const kept = (await officer.get('road_imports?source=roads')).json.items[0];
  tap.ok(kept?.footway === 1 && kept.sections === 8 && kept.islands >= 1, 'the report is kept', JSON.stringify(kept));
  await new Promise((done) => setTimeout(done, 1500));
}

async function asked() {
  const find = async (q) => (await officer.get(`roads/find?q=${encodeURIComponent(q)}`)).json?.items ?? [];
  const here = (items) => items.find((i) => Math.abs(i.place[0] - 100.01) < 0.03 && Math.abs(i.place[1] - 30.8) < 0.02);
  tap.ok((await find('环路'))[0]?.name === '环路', 'a running server takes the network over; a street is found by its name');
  const km = await officer.get('roads/locate?number=G918&km_m=12500&direction=up');
  tap.ok(km.status === 200, 'a kilometre of a numbered road is a place', km.text);
  const on = await officer.get('roads/at?place=100.015,30.8003');
  tap.ok(on.json?.number === 'G918' && on.json.limit_kmh === 60 && on.json.class === 'national', 'a place is on its road', on.text);
  tap.ok(Math.abs(on.json.off_m - 33) <= 1, 'and so far from it', on.text);
  const with_it = await officer.get('roads/way?from=100.0099,30.8099&to=100.0001,30.8001');
  const against = await officer.get('roads/way?from=100.0001,30.8001&to=100.0099,30.8099');
  tap.ok(with_it.json?.metres < 1500 && against.json?.metres > 1700, 'a one-way street is driven in its direction', `${with_it.text} ${against.text}`);
  tap.ok((await officer.get('roads/way?from=100.1005,30.9&to=100.01,30.8')).status === 404, 'there is no way off an island');
  const box = await officer.get('roads/network?bbox=100.005,30.795,100.015,30.805');
  tap.ok(box.json?.sections.length >= 4 && box.json.more === false, 'what lies in a box', box.text.slice(0, 200));
  for (const bad of ['find', 'find?q=', 'at?place=1', 'at?place=a,b', 'locate?number=G918&km_m=-1', 'way?from=1,2', 'network?bbox=3,2,1,0', 'network?bbox=nan,1,2,3'])
    tap.ok((await officer.get(`roads/${bad}`)).status === 400, `"${bad}" is no question`);
  tap.ok((await officer.get('roads/nothing')).status === 404 && (await officer.call('DELETE', 'roads/find')).status === 405, 'nor is any other');
  tap.ok((await new Client(server.base).get('roads/find?q=a')).status === 401, 'nothing for one who is not signed in');
  tap.ok(here(await find('新建一路与新建二路路口')) !== undefined, 'a crossing is found by both its names');
}

async function again() {
  same('the same file again changes nothing', figures((await bring(town)).stdout), { added: 0, changed: 0, unchanged: 10, retired: 0 });
  const before = (await officer.get('road_sections?source=roads&limit=50')).json.items;
  const less = JSON.parse(readFileSync(town, 'utf8'));
  less.features = less.features.filter((f) => f.properties.id !== 3);
  less.features[0].properties.maxspeed = '50';
  writeFileSync(join(scratch, 'roads.geojson'), JSON.stringify(less));
  same('a later file: two sections change, the loop is retired', figures((await bring(join(scratch, 'roads.geojson'))).stdout), { added: 0, changed: 2, retired: 2 });
  const after = (await officer.get('road_sections?source=roads&limit=50')).json.items;
  tap.ok(after.length === before.length && after.every((r) => before.some((b) => b.id === r.id && b.code === r.code)), 'every row is still the one that it was');
  same('and comes back with the first file', figures((await bring(town)).stdout), { changed: 2, restored: 2 });
  same('a preview changes nothing', figures((await bring(join(scratch, 'roads.geojson'), ['--preview'])).stdout), { changed: 2, retired: 2 });
  tap.ok((await officer.get('road_sections?source=roads&state=gone')).json.items.length === 0, 'indeed');
}

async function hostile() {
  const line = (coordinates, properties = { highway: 'primary' }) => JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties, geometry: { type: 'LineString', coordinates } }] });
  const files = {
    'empty.geojson': '',
    'none.geojson': '{"type":"FeatureCollection","features":[]}',
    'cut.geojson': readFileSync(town, 'utf8').slice(0, 300),
    'numbers.geojson': line([[1e308, 1e308], [-1e308, 5]]),
    'zero.geojson': line([[0, 0], [0, 0]]),
    'noise.shp': Buffer.concat([Buffer.from([0, 0, 0x27, 0x0a]), Buffer.alloc(500, 0xff)]),
    'bomb.osm.pbf': Buffer.concat([Buffer.from([0, 0, 0, 13]), Buffer.from('\x0a\x09OSMHeader\x18\xff\xff\xff\x7f', 'latin1'), Buffer.alloc(64, 0x78)]),
    'other.vrt': '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>',
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(scratch, name), content);
    const r = await bring(join(scratch, name));
    tap.ok(r.code === 1, `${name} is refused`, `${r.code} ${r.stdout} ${r.stderr}`);
  }
  writeFileSync(join(scratch, 'quoted.geojson'), line([[100, 36], [100.1, 36]], { highway: 'primary', name: 'a","b\n=1+1', ref: "G1';DROP" }));
  const r = await bring(join(scratch, 'quoted.geojson'));
  tap.ok(r.code === 0 && figures(r.stdout).added === 1, 'a name is a name, whatever signs it has', r.stderr);
  tap.ok((await bring(join(scratch, 'absent.geojson'))).code === 1 && (await bring(town, ['--source', 'a"b'])).code === 1, 'no file, no name for a source');
}

async function monaco() {
  const file = new URL('../../../shared/data/network/monaco.osm.pbf', import.meta.url).pathname;
  if (!existsSync(file)) {
    tap.skip('a real city from OpenStreetMap', 'no file of it here');
    return;
  }
  const f = figures((await bring(file)).stdout);
  tap.ok(f.sections > 2500 && f.length_m > 300_000 && f.refused === undefined, 'a real city from OpenStreetMap', JSON.stringify(f));
  tap.ok(f.footway > 1000 && f.turn_restriction > 0 && f.self_loop > 0 && f.unbuilt > 0 && f.unknown_class > 0 && f.area > 0 && f.other > 10_000, 'the report names what was left out', JSON.stringify(f));
  same('imported again it is the same', figures((await bring(file)).stdout), { added: 0, changed: 0, retired: 0, unchanged: f.sections });
  await new Promise((done) => setTimeout(done, 1500));
  // Places everybody there knows, and how far it is between them by car.
  const at = { station: [7.4193, 43.7384], casino: [7.4279, 43.7393], port: [7.4215, 43.7347], fontvieille: [7.4146, 43.7297], larvotto: [7.4370, 43.7460], palace: [7.4203, 43.7314] };
  const ways = [['station', 'casino', 700, 2600], ['fontvieille', 'larvotto', 2600, 6500], ['port', 'casino', 700, 2500], ['casino', 'port', 700, 3500], ['larvotto', 'palace', 2800, 7500]];
  for (const [a, b, least, most] of ways) {
    const w = (await officer.get(`roads/way?from=${at[a]}&to=${at[b]}`)).json;
    const kmh = w ? (w.metres / w.ms) * 3600 : 0;
    tap.ok(w?.metres >= least && w.metres <= most && kmh > 15 && kmh < 60, `from ${a} to ${b}: ${w?.metres} m in ${Math.round(w?.ms / 1000)} s`, JSON.stringify({ ...w, shape: undefined }));
  }
  const street = (await officer.get(`roads/find?q=${encodeURIComponent("Boulevard d'Italie")}`)).json.items[0];
  tap.ok(street?.name === "Boulevard d'Italie" && Math.abs(street.place[0] - 7.43) < 0.02, 'its streets are found', JSON.stringify(street));
}
