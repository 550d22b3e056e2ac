// SPDX-License-Identifier: Apache-2.0
// model.mjs - the pages as data, read from what "luan schema --ts" prints for the console.
import { luan } from './server.mjs';

// The constant objects of the TypeScript text: export const NAME ... = { ... }
export function constants(text) {
  const found = {};
  for (const m of text.matchAll(/^export const (\w+)[^=\n]*=\s*/gm)) {
    const rest = text.slice(m.index + m[0].length);
    const end = /^[}\]][^\n]*$/m.exec(rest);
    if (!/^[{[]/.test(rest) || !end) continue;
    const body = rest.slice(0, end.index + 1);
    try {
      found[m[1]] = new Function(`return (${body})`)();
    } catch (e) {
      throw new Error(`schema.ts: ${m[1]} cannot be read: ${e.message}`);
    }
  }
  return found;
}

export async function model(binary) {
  const r = await luan(binary, ['schema', '--ts']);
  if (r.code !== 0) throw new Error(`luan schema --ts: ${r.stderr}`);
  const all = constants(r.stdout);
  const records = all.records ?? all.RECORDS;
  if (!records) throw new Error(`schema.ts has no records, only ${Object.keys(all).join(' ')}`);
  const byPath = Object.fromEntries(Object.values(records).map((rec) => [rec.plural, rec]));
  return { records, views: all.views ?? {}, roles: all.roles, errors: all.errors, byPath, text: r.stdout };
}

export const fieldOf = (rec, name) => rec?.fields.find((f) => f.name === name);
