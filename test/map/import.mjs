// SPDX-License-Identifier: Apache-2.0
// node test/map/import.mjs --luan BIN - maps of every kind become tiles, what is no map is refused and leaves the old map in
// its place; a server serves them to people who are signed in, and takes a new one over while it runs.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from '../tools/client.mjs';
import { Server, folder, init, luan, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';

const { values: o } = parseArgs({ options: { luan: { type: 'string' } } });
const tap = new Tap();
const data = folder('map');
const bring = (file, more = []) => luan(o.luan, ['import', 'map', file, '--data', data, ...more]);
const town = new URL('town.geojson', import.meta.url).pathname;
const scratch = join(data, 'scratch');

await init(o.luan, data, { demo: true });
mkdirSync(scratch);
const server = await new Server(o.luan, data).start();
const officer = await new Client(server.base).signIn('duty@zhangdian-1');

// ---- no map yet ----
let info = await officer.get('/map/info');
tap.ok(info.status === 200 && info.json.present === false, 'without a map the answer says so', info.text);
tap.ok((await officer.get('/map/tiles/8/211/99')).status === 204, 'and has no tiles');
tap.ok((await new Client(server.base).get('/map/info')).status === 401, 'nothing for one who is not signed in');

const made = await bring(town);
if (/GDAL/.test(made.stderr) && made.code !== 0) {
  tap.skip('maps are imported', 'luan was built without GDAL');
} else {
  tap.ok(made.code === 0 && /收入 6，略过 4/.test(made.stderr), 'GeoJSON: six things belong on a map, four do not', made.stderr);
  await new Promise((done) => setTimeout(done, 1100));
  await served();
  await hostile();
  await monaco();
}
tap.ok(readdirSync(data).every((f) => !f.startsWith('.map-')), 'nothing half-made is left behind', readdirSync(data).join(' '));
const end = await server.stop();
tap.ok(end.code === 0, 'the server stops cleanly');
remove(data);
tap.end();

async function served() {
  info = await officer.get('/map/info');
  tap.ok(info.json.present === true && info.json.simulated === true, 'a running server takes the map over; it is marked as simulated', info.text);
  tap.ok(info.json.layers?.join() === 'road,water,landuse,place,boundary' && info.json.bounds?.[0] < 118, 'layers and bounds', info.text);
  const at = (z, lon, lat) => {
    const n = 2 ** z;
    const r = (lat * Math.PI) / 180;
    return `/map/tiles/${z}/${Math.floor(((lon + 180) / 360) * n)}/${Math.floor(((1 - Math.asinh(Math.tan(r)) / Math.PI) / 2) * n)}`;
  };
  const raw = async (path, headers = {}) => officer.get(path, headers);
  const tile = await raw(at(14, 118.05, 36.81));
  tap.ok(tile.status === 200 && tile.headers.get('content-encoding') === 'gzip' && tile.headers.get('content-type') === 'application/vnd.mapbox-vector-tile', 'a tile', tile.status);
  tap.ok(['人民路', 'G309', '小巷', 'primary'].every((w) => tile.text.includes(w)), 'holds the road, its Chinese name rather than the other, its number');
  tap.ok(!tile.text.includes('Lane'), 'and not the other name');
  const far = await raw(at(8, 118.05, 36.81));
  tap.ok(far.text.includes('人民路') && far.text.includes('张店区') && !far.text.includes('小巷'), 'from afar: the district and the main road, not the lane');
  tap.ok((await raw(at(14, 118.05, 36.81), { 'If-None-Match': tile.headers.get('etag') })).status === 304, 'asked again with its tag: unchanged');
  tap.ok(/private/.test(tile.headers.get('cache-control')), 'kept by the browser alone', tile.headers.get('cache-control'));
  tap.ok((await new Client(server.base).get(at(14, 118.05, 36.81))).status === 401, 'no tile for one who is not signed in');
  for (const path of ['8/211', '8/211/99/1', 'a/b/c', '8/-1/1', '99/1/1', '8/9999999999/1', '', '8//1', '%2e%2e/8/1'])
    tap.ok([204, 404].includes((await raw(`/map/tiles/${path}`)).status), `"${path}" is no tile`);
  tap.ok((await officer.call('DELETE', '/map/info')).status === 405, 'it cannot be written to');
}

async function hostile() {
  const before = readFileSync(join(data, 'map.mbtiles'));
  const feature = (geometry) => JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { layer: 'road' }, geometry }] });
  const deep = `${'{"type":"GeometryCollection","geometries":['.repeat(3000)}${']}'.repeat(3000)}`;
  const files = {
    'empty.geojson': '',
    'not.geojson': 'this is no map',
    'none.geojson': '{"type":"FeatureCollection","features":[]}',
    'cut.geojson': readFileSync(town, 'utf8').slice(0, 700),
    'numbers.geojson': feature({ type: 'LineString', coordinates: [[1e308, 1e308], [-1e308, 5]] }),
    'far.geojson': feature({ type: 'LineString', coordinates: [[118, 36], [118, 89.9]] }),
    'deep.geojson': `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"layer":"road"},"geometry":${deep}}]}`,
    'zero.osm.pbf': Buffer.alloc(1000),
    'bomb.osm.pbf': Buffer.concat([Buffer.from([0, 0, 0, 13]), Buffer.from('\x0a\x09OSMHeader\x18\xff\xff\xff\x7f', 'latin1'), Buffer.alloc(64, 0x78)]),
    'noise.gpkg': Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8000, 0xa5)]),
    'noise.shp': Buffer.concat([Buffer.from([0, 0, 0x27, 0x0a]), Buffer.alloc(500, 0xff)]),
    'other.vrt': '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>',
    'page.csv': 'layer,WKT\nroad,"LINESTRING(118 36,118 37)"\n',
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(scratch, name), content);
    const r = await bring(join(scratch, name));
    tap.ok(r.code === 1 && readFileSync(join(data, 'map.mbtiles')).equals(before), `${name} is refused and the old map stays`, `${r.code} ${r.stderr}`);
  }
  for (const name of ['http://127.0.0.1:1/x.geojson', '/vsicurl/http://127.0.0.1:1/x.geojson', join(scratch, 'absent.geojson')])
    tap.ok((await bring(name)).code === 1, `${name.replace(data, '')} is not fetched`);
}

async function monaco() {
  const file = new URL('../../../shared/data/network/monaco.osm.pbf', import.meta.url).pathname;
  if (!existsSync(file)) {
    tap.skip('a real city from OpenStreetMap', 'no file of it here');
    return;
  }
  const r = await bring(file);
  tap.ok(r.code === 0, 'a real city from OpenStreetMap', r.stderr);
  await new Promise((done) => setTimeout(done, 1100));
  const i = await officer.get('/map/info');
  tap.ok(/OpenStreetMap/.test(i.json.attribution) && i.json.simulated === false && Math.abs(i.json.bounds[0] - 7.35) < 0.1, 'says whose it is, and where', i.text);
  const t = await officer.get('/map/tiles/14/8529/5974');
  tap.ok(t.status === 200 && t.bytes.length > 10_000, 'has tiles full of streets', `${t.status} ${t.bytes.length}`);
  tap.ok(statSync(join(data, 'map.mbtiles')).size < 4 << 20, 'of a small size');
}
