// SPDX-License-Identifier: Apache-2.0
// png.mjs - a black picture; truth: false says more than it holds.
import { crc32, deflateSync } from 'node:zlib';

export function png(width, height, truth = true) {
  const chunk = (type, body) => {
    const b = Buffer.concat([Buffer.from(type), body]);
    const n = Buffer.alloc(4);
    const c = Buffer.alloc(4);
    n.writeUInt32BE(body.length);
    c.writeUInt32BE(crc32 ? crc32(b) : 0);
    return Buffer.concat([n, b, c]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = truth ? Buffer.alloc((1 + width * 3) * height) : Buffer.alloc(16);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa]), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}
