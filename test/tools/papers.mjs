// SPDX-License-Identifier: Apache-2.0
// papers.mjs --luan FILE --out FOLDER [--dpi N] [--only WORD] - a set of all documents, to be looked at page by page: plays every_form.story on a
// store of its own, prints each document on every paper that its form allows, as PDF and, with pdftoppm, a picture of each page. A type that
// no step issues is printed as a proof, from test/paper/samples, and named. FOLDER is made; it holds persons' data, simulated as it is, and does not belong into the repository.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from '../story/parse.mjs';
import { Player } from '../story/play.mjs';
import { House } from './house.mjs';
import { folder, init, luan, remove } from './server.mjs';

const tests = join(dirname(fileURLToPath(import.meta.url)), '..');
const story = join(tests, 'story/paper/every_form.story');
const options = { luan: 'build/luan', out: '', dpi: '90', only: '' };
for (let i = 2; i < process.argv.length; i += 2) options[process.argv[i].replace(/^--/, '')] = process.argv[i + 1];
if (!options.out) {
  console.error('papers: --out FOLDER says where the documents are to be written');
  process.exit(2);
}

// In the order of their issue; a second of the same type has a number behind its name.
async function printAll(house) {
  const legal = await house.as('legal@detachment');
  const forms = (await legal.get('document_templates')).json.items;
  const all = (await legal.get('documents?sort=id&limit=200')).json.items;
  const seen = new Map();
  for (const d of all) {
    const n = (seen.get(d.type) ?? 0) + 1;
    seen.set(d.type, n);
    for (const paper of forms.find((f) => f.type === d.type).papers) await print(legal, d, paper, n, false);
    if (d.seal || d.signature || d.served_at) await print(legal, d, 'a4', n, true);
  }
  const none = forms.filter((f) => !seen.has(f.type));
  for (const f of none) for (const paper of f.papers) await proof(f.type, paper);
  console.log(`${all.length} documents of ${seen.size} types in ${options.out}; as proofs: ${none.map((f) => f.type).join(' ') || 'none'}`);
}

async function proof(type, paper) {
  const pdf = join(options.out, `${type}-${paper}.pdf`);
  const r = await luan(options.luan, ['document', type, join(tests, 'paper/samples', `${type}.json`), '--paper', paper, '--out', pdf]);
  if (r.code !== 0) throw new Error(`${type}: ${r.stderr}`);
  picture(pdf);
}

function picture(pdf) {
  try {
    execFileSync('pdftoppm', ['-png', '-r', options.dpi, pdf, pdf.replace(/\.pdf$/, '')]);
  } catch (e) {
    if (e.code !== 'ENOENT') throw e;	// without pdftoppm there are the PDFs
  }
}

// noted: the file's copy, with seal, signature or refusal and service.
async function print(client, d, paper, n, noted) {
  const name = `${d.type}${n > 1 ? n : ''}-${paper}${noted ? '-noted' : ''}`;
  if (!name.includes(options.only)) return;
  const r = await fetch(`${client.base}/api/v1/documents/print`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${client.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ document: d.id, paper, noted, reason: '逐页核对' }),
  });
  if (r.status !== 200) throw new Error(`${name}: ${r.status} ${await r.text()}`);
  const pdf = join(options.out, `${name}.pdf`);
  writeFileSync(pdf, Buffer.from(await r.arrayBuffer()));
  picture(pdf);
}

const data = folder('papers');
let house;
let failed = false;
try {
  mkdirSync(options.out, { recursive: true });
  await init(resolve(options.luan), data);
  house = await new House(resolve(options.luan), data).open();
  await new Player(parse(readFileSync(story, 'utf8'), 'every_form'), house, story).play();
  await printAll(house);
} catch (e) {
  failed = true;
  console.error(`papers: ${e.message}`);
} finally {
  await house?.close();
  remove(data);
}
process.exit(failed ? 1 : 0);
