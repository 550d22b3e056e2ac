// SPDX-License-Identifier: Apache-2.0
// bank_file.mjs - the daily file of a bank, as pay.mjs sends it: written in GBK, faulty, sent twice, broken off by kill -9.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

// GBK, by turning the decoder of the platform around.
const gbk = new Map();
const decode = new TextDecoder('gbk');
for (let a = 0x81; a < 0xff; a++) {
  for (let b = 0x40; b < 0xff; b++) {
    const s = decode.decode(Uint8Array.of(a, b));
    if (s.length === 1 && s !== '�') gbk.set(s, [a, b]);
  }
}
const inGbk = (text) => Buffer.from([...text].flatMap((ch) => (ch < '\x80' ? [ch.charCodeAt(0)] : gbk.get(ch))));

export const yuan = (fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
const beijing = (iso) => new Date(Date.parse(iso) + 8 * 36e5).toISOString();
export const today = () => beijing(new Date().toISOString()).slice(0, 10);

// lines: {order, transaction, amount (fen), raw (as it is written), at}; said: what the last line says instead of the truth.
export function fileOf(dir, name, lines, said = {}, encode = inGbk) {
  const rows = lines.map((l) => `${l.order},${l.transaction},${l.raw ?? yuan(l.amount)},${l.time ?? `${beijing(l.at).slice(0, 10)} ${beijing(l.at).slice(11, 19)}`},银行网点`);
  const total = { count: lines.length, sum: yuan(lines.reduce((n, l) => n + (l.amount ?? 0), 0)), day: today(), ...said };
  const tail = said.none ? [] : [`合计,${total.count},${total.sum},${total.day},`];
  const path = join(dir, name);
  writeFileSync(path, encode(['缴款单号,交易号,金额,缴款时间,网点', ...rows, ...tail, ''].join('\r\n')));
  return path;
}

export function start(binary, data, path, args = ['--adapter', 'bank']) {
  const child = spawn(binary, ['import', 'payments', path, '--data', data, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const out = [];
  const err = [];
  child.stdout.on('data', (d) => out.push(d));
  child.stderr.on('data', (d) => err.push(d));
  const ended = new Promise((done) => child.on('close', (code, signal) => {
    const text = Buffer.concat(out).toString();
    done({ code, signal, stderr: Buffer.concat(err).toString(), report: text.startsWith('{') ? JSON.parse(text) : undefined });
  }));
  return { child, ended };
}
export const send = (binary, data, path, args) => start(binary, data, path, args).ended;
