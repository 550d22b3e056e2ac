// SPDX-License-Identifier: Apache-2.0
// house.mjs - the rules of the house that a script can check, as TAP: layers, licence lines, lengths, white space,
// who may touch which library, words and paths that do not belong here, lock files, links between documents.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { Tap } from '../test/tools/tap.mjs';

const tap = new Tap();
const git = (...args) => execFileSync('git', args, { encoding: 'utf8', maxBuffer: 1 << 26 }).split('\0').filter(Boolean);
const inGit = existsSync('.git');
const names = inGit
  ? git('ls-files', '-z', '--cached', '--others', '--exclude-standard').filter((f) => existsSync(f))
  : execFileSync('find', ['.', '-type', 'f', '-not', '-path', '*/node_modules/*', '-not', '-path', './build/*', '-print0'])
      .toString().split('\0').filter(Boolean).map((f) => f.slice(2));
const text = (f) => readFileSync(f, 'utf8');
const files = (re) => names.filter((f) => re.test(f));
// One test for each rule; faults lists "file:line: what".
function rule(name, faults) {
  tap.ok(faults.length === 0, name, faults.slice(0, 30).join('\n'));
}
// Looks at every line of the files that match; test answers what is wrong, or nothing.
function lines(re, test) {
  return files(re).flatMap((f) => text(f).split('\n').flatMap((line, i) => {
    const wrong = test(line, f);
    return wrong ? [`${f}:${i + 1}: ${wrong}`] : [];
  }));
}
const columns = (line) => {
  let n = 0;
  for (const ch of line) n = ch === '\t' ? n + 8 - (n % 8) : n + (ch.codePointAt(0) > 0x2e80 ? 2 : 1);
  return n;
};

const layers = spawnSync('awk', ['-f', '../script/layers.awk', '../LAYERS', ...files(/^src\/.*\.(c|h|def)$/).map((f) => f.slice(4))],
  { cwd: 'src', encoding: 'utf8' });
rule('a folder of src includes only itself and what LAYERS lists above it', layers.stdout.split('\n').filter(Boolean));

const licensed = /\.(c|h|def|awk|sh|mjs|js|ts|vue|css|html|md|build|txt|yml|svg)$|^Makefile$|^\.ci\/|^\.(clang-format|editorconfig)$/;
const unlicensed = /(^|\/)(LICENSE|package(-lock)?\.json|fixtures|seeds|vectors|img)(\/|$)|test\/.*\.txt$|\.story$/;
rule('every source file names its licence', files(licensed)
  .filter((f) => !unlicensed.test(f) && !/SPDX-License-Identifier: Apache-2\.0/.test(text(f).slice(0, 400))));

// A file that may be longer, with the reason.
const longer = new Map([
  ['src/engine/schema.h', 200], // the grammar of all pages, read as one
  ['src/pages.def', 200], // the module list
  ['test/engine/desk/desk.h', 200], // the bench of all engine tests
]);
const limit = { c: 800, h: 150, def: 70, vue: 200, ts: 200, mjs: 400 };
rule('no file is longer than its kind may be', files(/^(src|test|web\/src|script)\/.*\.(c|h|def|vue|ts|mjs)$/).flatMap((f) => {
  const n = text(f).split('\n').length - 1;
  const max = longer.get(f) ?? limit[f.split('.').pop()];
  return n > max && !/\/gen\//.test(f) ? [`${f}: ${n} lines, ${max} allowed`] : [];
}));
rule('no C function is longer than 80 lines', files(/^(src|test)\/.*\.c$/).flatMap((f) => {
  const at = text(f).split('\n');
  let began = -1;
  return at.flatMap((line, i) => {
    if (line === '{') began = i;
    if (line !== '}' || began < 0) return [];
    const n = i - began - 1;
    began = -1;
    return n > 80 ? [`${f}:${i + 1}: ${n} lines`] : [];
  });
}));
// 100 columns is the guide; a row of a table and the comment behind a declaration may run on.
rule('C is indented by tabs, no line beyond 180 columns', lines(/^(src|test)\/.*\.[ch]$/, (l) =>
  /^\t* {8}/.test(l) ? 'spaces for a tab' : columns(l) > 180 ? `${columns(l)} columns` : undefined));
rule('no white space at the end of a line', lines(/\.(c|h|def|awk|sh|mjs|ts|vue|build|md)$|^Makefile$/, (l) =>
  /[ \t]+$/.test(l) ? 'white space at the end' : undefined));

const code = (l) => l.replace(/\/\*.*?\*\//g, '').replace(/\/\/.*/, '').replace(/"(\\.|[^"\\])*"/g, '""');
const bans = [
  ['memory is taken only in base', /\b(malloc|calloc|realloc|strdup|strndup)\s*\(/, /^src\/(?!base\/).*\.c$/],
  ['only store touches a database library', /\b(sqlite3_\w+|PQ[a-z]\w+)\s*\(|#\s*include\s*<(sqlite3|libpq|postgresql)/, /^src\/(?!store\/).*\.[ch]$/],
  ['only net touches sockets and HTTP', /#\s*include\s*<(sys\/socket|netinet\/|arpa\/|microhttpd|gnutls)/, /^src\/(?!net\/|bench\/).*\.[ch]$/],
  ['banned functions are not called', /\b(strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|rand|system)\s*\(/, /^(src|test)\/.*\.c$/],
];
for (const [name, re, where] of bans) {
  rule(name, lines(where, (l) => (re.test(re.source.includes('include') && /^\s*#/.test(l) ? l : code(l)) ? l.trim() : undefined)));
}

// Split so that this file does not contain them.
const foreign = new RegExp(['/w' + 'ork/', '/r' + 'oot/', '/ho' + 'me/[a-z]', '\\bFIX' + 'ME\\b', '\\bTO' + 'DO\\b', '\\bX' + 'XX\\b'].join('|'));
rule('no path of one machine and nothing left to be done', lines(/^(?!web\/package-lock|LICENSE).*\.(c|h|def|awk|sh|mjs|js|ts|vue|css|html|md|build|story|json)$|^Makefile$/, (l) =>
  foreign.test(l) ? l.trim().slice(0, 100) : undefined));
rule('lock files hold no download addresses', files(/package-lock\.json$/).filter((f) => /"resolved"\s*:/.test(text(f))));
rule('every package.json has a lock file', files(/package\.json$/).filter((f) => !existsSync(join(dirname(f), 'package-lock.json'))));

rule('links between documents lead somewhere', files(/\.md$/).flatMap((f) =>
  [...text(f).matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)|src="([^"]+)"/g)].map((m) => m[1] ?? m[3])
    .filter((to) => !/^[a-z]+:/.test(to) && !existsSync(normalize(join(dirname(f), decodeURI(to)))))
    .map((to) => `${f}: ${to}`)));
rule('scripts can be executed', files(/^script\/.*\.sh$|^\.ci\/run$/).filter((f) => spawnSync('test', ['-x', f]).status !== 0));
for (const f of files(/\.sh$|^\.ci\/run$/)) {
  const r = spawnSync('bash', ['-n', f], { encoding: 'utf8' });
  tap.ok(r.status === 0, `${f} is a shell script`, r.stderr);
}
const stories = files(/^test\/story\/.*\.story$/);
rule('every story says its rule in its first line', stories.filter((f) => !/^# \S.{10,}/.test(text(f))));
tap.end();
