// SPDX-License-Identifier: Apache-2.0
// openapi.mjs [--luan FILE] - the description of the interface is valid OpenAPI 3.1 to a public validator, and has a
// path for every page, verb and view. TAP.
import { createRequire } from 'node:module';
import { model } from '../tools/model.mjs';
import { luan } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';

const at = process.argv.indexOf('--luan');
const binary = at > 0 ? process.argv[at + 1] : 'build/luan';
const { Validator } = await import(createRequire(new URL('../tools/package.json', import.meta.url)).resolve('@seriousme/openapi-schema-validator'));

const tap = new Tap();
const r = await luan(binary, ['schema', '--openapi']);
tap.ok(r.code === 0, 'luan schema --openapi', r.stderr);
let api = {};
try {
  api = JSON.parse(r.stdout);
} catch (e) {
  tap.ok(false, 'it is JSON', e.message);
}
tap.ok(/^3\.1\./.test(api.openapi ?? ''), 'it is OpenAPI 3.1', api.openapi);
const judged = await new Validator().validate(structuredClone(api));
tap.ok(judged.valid, 'a public validator accepts it', JSON.stringify(judged.errors, null, 1)?.slice(0, 3000));

const paths = Object.keys(api.paths ?? {}).map((p) => p.replace(/^\/api\/v1/, '').replace(/\{[^}]+\}/g, '{}'));
const has = (p) => paths.includes(p);
const pages = await model(binary);
for (const rec of Object.values(pages.records)) {
  const want = [`/${rec.plural}`, `/${rec.plural}/{}`, `/${rec.plural}/search`, `/${rec.plural}/{}/history`,
    ...new Set(rec.steps.filter((s) => s.roles.length > 0).map((s) => `/${rec.plural}/{}/${s.verb}`))];
  const missing = want.filter((p) => !has(p));
  tap.ok(missing.length === 0, `${rec.name}: every verb has its path`, missing.join(' '));
}
for (const v of Object.values(pages.views)) tap.ok(has(`/views/${v.name}`), `view ${v.name} has its path`);
const ids = Object.values(api.paths ?? {}).flatMap((p) => Object.values(p).map((o) => o?.operationId).filter(Boolean));
tap.ok(new Set(ids).size === ids.length, 'operation ids are unique');
tap.end();
