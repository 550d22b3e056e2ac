// SPDX-License-Identifier: Apache-2.0
// run.mjs [--luan FILE] [--store URL] [--data FILLED] [--jobs N] [--bail yes] [story...] - plays the stories on a real server with the demo
// organisation; TAP. Stories share one server; one that sets the clock or restarts has a server of its own.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { House } from '../tools/house.mjs';
import { copy, folder, init, remove } from '../tools/server.mjs';
import { Tap } from '../tools/tap.mjs';
import { parse } from './parse.mjs';
import { Fault, Player } from './play.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const options = { luan: 'build/luan', jobs: String(cpus().length), store: '' };
const named = [];
for (let i = 2; i < process.argv.length; i++) {
  const a = process.argv[i];
  if (a.startsWith('--')) options[a.slice(2)] = process.argv[++i];
  else named.push(a);
}

function find(dir) {
  return readdirSync(dir).sort().flatMap((f) => {
    const path = join(dir, f);
    return statSync(path).isDirectory() ? find(path) : f.endsWith('.story') ? [path] : [];
  });
}

const tap = new Tap();
const files = named.length > 0 ? named : find(here);
const stories = [];
for (const f of files) {
  try {
    stories.push({ file: f, ...parse(readFileSync(f, 'utf8'), relative(here, f)) });
  } catch (e) {
    tap.ok(false, basename(f), e.message);
  }
}

const data = options.data ? copy(options.data, 'story') : folder('story');
const houses = [];
async function house(dir) {
  const h = await new House(options.luan, dir, { store: options.store || undefined }).open();
  houses.push(h);
  return h;
}

async function playOne(story, shared) {
  if (story.alone && options.store) return tap.skip(`${story.name}: ${story.title}`, 'a server of its own, on SQLite only');
  let own;
  const began = Date.now();
  try {
    own = story.alone ? await house(copy(pristine, 'alone')) : undefined;
    await new Player(story, own ?? shared, story.file).play();
    tap.ok(true, `${story.name}: ${story.title} (${Date.now() - began} ms)`);
  } catch (e) {
    tap.ok(false, `${story.name}: ${story.title}`, e instanceof Fault ? e.message : String(e.stack ?? e));
    if (own) tap.say(own.server.tail(5));
  } finally {
    await own?.close();
    if (own) remove(own.server.data);
  }
}

let pristine;
let crashed = false;
try {
  if (!options.data) await init(options.luan, data, { store: options.store || undefined });
  pristine = options.store ? data : copy(data, 'pristine');
  const shared = await house(data);
  const queue = [...stories.filter((s) => !s.alone), ...stories.filter((s) => s.alone)];
  await Promise.all(Array.from({ length: Number(options.jobs) }, async () => {
    for (let s; (s = queue.shift()); ) {
      await playOne(s, shared);
      if (options.bail && tap.failed > 0) queue.length = 0;
    }
  }));
  const end = await shared.close();
  tap.ok(end.code === 0, 'the server stops within its time and with code 0', `${JSON.stringify(end)}\n${shared.server.tail()}`);
} catch (e) {
  crashed = true;
  tap.ok(false, 'the server runs', String(e.stack ?? e));
} finally {
  for (const h of houses) await h.close();
  if (crashed) tap.say(`data kept in ${data}`);
  else remove(data);
  if (pristine && pristine !== data) remove(pristine);
}
tap.end();
process.exit();
