// SPDX-License-Identifier: Apache-2.0
// stages.mjs - what "make check" runs, in order. A stage: name, what (in words), run (bash), count (how its
// output is counted), limit_s, unless (a reason to skip, or nothing), beside (may run beside its neighbours: check.mjs).
import { existsSync } from 'node:fs';

const jobs = 'J=$(nproc)';
const gcc = 'build/check/gcc';
const clang = 'build/check/clang';
const setup = (dir, options) => `test -f ${dir}/build.ninja || ${options.env ?? ''} meson setup ${dir} -Dwerror=true ${options.args}`;
const mesonTest = (dir, suites) =>
  `meson test -C ${dir} --no-rebuild --print-errorlogs --num-processes $((J * 2)) -t 3 --logbase result ${suites.map((s) => `--suite ${s}`).join(' ')}`;
const build = `${gcc}/src/main/luan`;
const no = (path) => () => (existsSync(path) ? undefined : `${path} is not there`);

export const stages = [
  {
    name: 'house',
    what: 'layers, style, lock files, documents',
    run: 'node script/house.mjs',
    count: 'tap',
    limit_s: 60,
  },
  {
    name: 'tools',
    what: 'the test tools themselves',
    run: 'node test/tools/selftest.mjs',
    count: 'tap',
    limit_s: 60,
  },
  {
    name: 'gcc',
    what: 'gcc, warnings as errors, unit and fault tests',
    run: `set -e; ${jobs}; ${setup(gcc, { env: 'CC=gcc', args: '' })}; ninja -k 20 -C ${gcc} -j$J; mkdir -p ${gcc}/out;
      ${mesonTest(gcc, ['unit', 'fault'])} || r=$?; cp ${gcc}/meson-logs/result* ${gcc}/out/; exit \${r:-0}`,
    results: `${gcc}/out`,
    count: 'meson',
    limit_s: 1800,
  },
  {
    name: 'clang',
    what: 'clang with address and undefined-behaviour sanitizers, unit tests and fuzz targets',
    run: `set -e; ${jobs}; ${setup(clang, { env: 'CC=clang', args: '-Db_sanitize=address,undefined -Db_lundef=false' })};
      ninja -k 20 -C ${clang} -j$J; mkdir -p ${clang}/out;
      ${mesonTest(clang, ['unit', 'fuzz'])} || r=$?; cp ${clang}/meson-logs/result* ${clang}/out/; exit \${r:-0}`,
    env: {
      ASAN_OPTIONS: 'abort_on_error=1:detect_leaks=1',
      LSAN_OPTIONS: `suppressions=${process.cwd()}/test/tools/lsan.txt:print_suppressions=0`,
      UBSAN_OPTIONS: 'halt_on_error=1:print_stacktrace=1',
    },
    results: `${clang}/out`,
    count: 'meson',
    limit_s: 2400,
  },
  {
    name: 'packages',
    what: 'console: packages by the lock file, types from the pages',
    run: `set -e; LUAN=${build} script/web.sh deps; LUAN=${build} script/web.sh gen`,
    count: 'exit',
    limit_s: 300,
  },
  { name: 'types', what: 'console: TypeScript', run: 'cd web && npm run --silent typecheck', count: 'exit', limit_s: 300 },
  { name: 'lint', what: 'console: ESLint', run: 'cd web && npm run --silent lint', count: 'exit', limit_s: 300 },
  {
    name: 'web',
    what: 'console: unit tests',
    run: 'cd web && npx vitest run --reporter=tap-flat',
    count: 'tap',
    limit_s: 300,
  },
  { name: 'bundle', what: 'console: build', run: 'cd web && npm run --silent build', count: 'exit', limit_s: 300 },
  {
    name: 'openapi',
    beside: true,
    what: 'the description of the interface, by a public validator',
    run: `set -e; (cd test/tools && npm ci --no-audit --no-fund --loglevel=error); node test/contract/openapi.mjs --luan ${build}`,
    count: 'tap',
    limit_s: 120,
  },
  {
    name: 'story',
    beside: true,
    what: 'stories of law and features on a real server',
    run: `node test/story/run.mjs --luan ${build}`,
    count: 'tap',
    limit_s: 1500,
  },
  {
    name: 'contract',
    beside: true,
    what: 'every page x verb x role x scope, on SQLite and PostgreSQL',
    run: `script/with-postgres.sh node test/contract/run.mjs --luan ${build}`,
    count: 'tap',
    limit_s: 2400,
  },
  {
    name: 'mutation',
    beside: true,
    what: 'planted faults: are they noticed',
    run: 'node test/contract/mutate.mjs',
    count: 'tap',
    limit_s: 2400,
  },
  {
    name: 'canary',
    beside: true,
    what: 'values planted in personal fields turn up nowhere without a grant',
    run: `node test/contract/canary.mjs --luan ${build}`,
    count: 'tap',
    limit_s: 1200,
  },
  {
    name: 'kdd',
    beside: true,
    what: 'real passages (KDD Cup 2017) through the device port as historical data: counts and tracks',
    run: `node test/kdd/run.mjs --luan ${build}`,
    count: 'tap',
    limit_s: 900,
    unless: no('../shared/data/passages/kdd17_passages_training2.csv.gz'),
  },
  {
    name: 'hostile',
    beside: true,
    what: 'faulty bodies, races, dripping clients, a million faulty lines, at a real server',
    run: `node test/fault/hostile.mjs --luan ${build}`,
    count: 'tap',
    limit_s: 900,
  },
  {
    name: 'device',
    beside: true,
    what: 'the device port: registration, passages, pictures, floods, as cameras and as those who are none',
    run: `node test/fault/device.mjs --luan ${build}`,
    count: 'tap',
    limit_s: 900,
  },
  {
    name: 'sharing',
    beside: true,
    what: 'passages handed to another platform: only what an approval covers, at least once, whatever receivers do',
    run: `node test/fault/sharing.mjs --luan ${build}`,
    count: 'tap',
    limit_s: 900,
  },
  {
    name: 'ingest',
    beside: true,
    what: 'cameras at full rate while the server is killed: nothing acknowledged is lost, nothing twice, each alarm once',
    run: `node test/fault/ingest.mjs --luan ${build} --kills 4`,
    count: 'tap',
    limit_s: 900,
  },
  {
    name: 'city',
    beside: true,
    what: 'the simulated city at a server that is killed once: what make demo shows',
    run: `node test/fault/city.mjs --luan ${build}`,
    count: 'tap',
    limit_s: 900,
  },
  {
    name: 'year',
    beside: true,
    what: 'a simulated year: the views answer what was drawn',
    run: `node test/year/run.mjs --luan ${build}`,
    count: 'tap',
    limit_s: 600,
  },
  {
    name: 'power',
    beside: true,
    what: 'power cuts at seeded points while clients write',
    run: `node test/fault/power.mjs --luan ${build} --points 10 --shim ${gcc}/test/store/libunsynced.so`,
    count: 'tap',
    limit_s: 900,
  },
  {
    name: 'trouble',
    beside: true,
    what: 'disk full and read-only, PostgreSQL restarted under load',
    run: `node test/fault/store.mjs --luan ${build}`,
    count: 'tap',
    limit_s: 900,
  },
  {
    name: 'pay',
    beside: true,
    what: 'money and the register: notices of WeChat Pay forged, replayed, repeated; the daily file of a bank faulty, sent twice, broken off; kill -9 between decision and order; a register that is down',
    run: `node test/fault/pay.mjs --luan ${build}`,
    count: 'tap',
    limit_s: 300,
  },
  {
    name: 'weather',
    beside: true,
    what: 'weather feeds late, repeated, contradictory, huge, packed, slow, broken: good ones are taken once, the others stand as faults',
    run: `node test/fault/weather.mjs --luan ${build}`,
    count: 'tap',
    limit_s: 300,
  },
  {
    name: 'paper',
    beside: true,
    what: 'legal documents: numbers without a gap after kill -9, files that nobody can read or change',
    run: `node test/fault/paper.mjs --luan ${build}`,
    count: 'tap',
    limit_s: 300,
  },
  {
    name: 'module',
    beside: true,
    what: 'your first module: one page and one line, in a copy of the sources',
    run: 'script/with-postgres.sh node test/contract/first_module.mjs',
    count: 'tap',
    limit_s: 1500,
  },
  {
    name: 'upgrade',
    beside: true,
    what: 'stores of earlier releases are opened by this one',
    run: `node test/upgrade/run.mjs --luan ${build}`,
    count: 'tap',
    limit_s: 120,
  },
  {
    name: 'browser',
    what: 'the console in Chromium at a real server',
    run: `node web/e2e/run.mjs --luan ${build} --web web/dist`,
    count: 'tap',
    limit_s: 2400,
    unless: no('web/e2e/run.mjs'),
  },
];
