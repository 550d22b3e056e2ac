// SPDX-License-Identifier: Apache-2.0
// run.mjs [--luan FILE] [--data DIR] [--store URL] [--part a,b] [--page a,b] [--bail] - the contract of every page, from
// the pages themselves: a new page is tested the moment it exists. Runs on SQLite, and on PostgreSQL where
// LUAN_TEST_STORE names one. TAP.
import { folder, init, luan, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';
import { change, creation, filters, replay } from './fields.mjs';
import { persons } from './persons.mjs';
import { rights } from './rights.mjs';
import { pagesSamples } from './samples.mjs';
import { audit, bulk, race, shape, steps } from './states.mjs';
import { views } from './views.mjs';
import { World } from './world.mjs';

const options = { luan: 'build/luan', store: process.env.LUAN_TEST_STORE ?? '' };
for (let i = 2; i < process.argv.length; i++) {
  const name = process.argv[i].slice(2);
  options[name] = name === 'bail' ? true : process.argv[++i];
}
const parts = { shape, rights, creation, change, filters, replay, persons, audit, steps, bulk, race };
const chosen = (list, name) => !list || list.split(',').includes(name);

class Bail extends Error {}
class Book extends Tap {	// names say on which store; with --bail the first failure ends the run
  ok(good, name, why) {
    super.ok(good, `${this.prefix} ${name}`, why);
    if (!good && options.bail) throw new Bail();
  }
  skip(name, reason) {
    super.skip(`${this.prefix} ${name}`, reason);
  }
}
const tap = new Book();

async function pages(w) {
  const late = (rec) => pagesSamples.last.includes(rec.name);
  for (const rec of Object.values(w.model.records).sort((a, b) => late(a) - late(b))) {
    if (!chosen(options.page, rec.name)) continue;
    for (const [name, part] of Object.entries(parts)) {
      if (!chosen(options.part, name)) continue;
      try {
        await part(w, rec, tap);
      } catch (e) {
        if (e instanceof Bail) throw e;
        tap.ok(false, `${rec.name}: ${name}`, String(e.stack ?? e));
      }
    }
  }
}

async function questions(w) {
  for (const view of Object.values(w.model.views)) {
    if (!chosen(options.part, 'views') || (options.page && !chosen(options.page, view.name))) continue;
    try {
      await views(w, view, tap);
    } catch (e) {
      if (e instanceof Bail) throw e;
      tap.ok(false, `view ${view.name}`, String(e.stack ?? e));
    }
  }
}

async function run(store) {
  tap.prefix = store ? 'postgres' : 'sqlite';
  const data = options.data ?? folder('contract');
  let w;
  try {
    if (!options.data) await init(options.luan, data, { store: store || undefined });
    const diff = await luan(options.luan, ['schema', '--diff', '--data', data, ...(store ? ['--store', store] : [])]);
    tap.ok(diff.code === 0 && diff.stdout.trim() === '', 'the tables of a new store are those of the pages', diff.stdout + diff.stderr);
    w = await new World(options.luan, data, store || undefined).open();
    await questions(w);
    await pages(w);
    const end = await w.close();
    tap.ok(end.code === 0, 'the server stops with code 0', w.house.server.tail());
  } catch (e) {
    if (!(e instanceof Bail)) tap.ok(false, 'the run goes to its end', `${e.stack ?? e}\n${w?.house.server.tail() ?? ''}`);
  } finally {
    await w?.close().catch(() => {});
    if (!options.data) remove(data);
  }
}

try {
  await run('');
  if (options.store) await run(options.store);
  else if (!options.data) tap.skip('the contract on PostgreSQL', 'no PostgreSQL is installed here');
} catch (e) {
  if (!(e instanceof Bail)) throw e;
}
tap.end();
process.exit();
