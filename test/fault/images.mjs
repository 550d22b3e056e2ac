// SPDX-License-Identifier: Apache-2.0
// images.mjs - the part of device.mjs about pictures that come by themselves. It kills the server and starts it again.
import { Client } from '../tools/client.mjs';
import { png } from '../tools/png.mjs';
import { localTime, vehicle } from '../tools/viid.mjs';

const short = (r) => `${r.status} ${r.text.slice(0, 300)}`;

// 个人信息保护法 6, GA/T 1400.4 Images: a picture that comes by itself is kept, shown by the rules of passages' pictures, and a face is not kept at all.
export async function images({ tap, server, registered, camera: CAMERA, gate: GATE }) {
  const v = await registered(CAMERA);
  const room = await new Client(server.base).signIn('device@detachment');
  let serial = 70000;
  const imageId = () => `${CAMERA}02${localTime()}${String(++serial).padStart(5, '0')}`;
  let shade = 0;
  const fresh = () => {
    const b = png(8 + ++shade, 8); // each another picture
    return [b, b.toString('base64')];
  };
  const send = (list) => v.call('POST', '/VIID/Images', { ImageListObject: { ImageObject: list } });
  const object = (ImageID, Data, more = {}, beside = {}) => ({ ImageInfoObject: { ImageID, DeviceID: CAMERA, ShotTime: localTime(), FileFormat: 'Jpeg', ...more }, ...beside, Data });
  const ask = (who, path) => who.get(path, { 'Luan-Reason': encodeURIComponent('核对图像') });
  const rows = async () => (await leader.get('device_images?limit=200&sort=-id')).json.items;
  const leader = await new Client(server.base).signIn('leader@detachment');
  const far = await new Client(server.base).signIn('leader@linzi');

  const SourceID = imageId();
  const seen = await v.vehicles([vehicle(CAMERA, GATE, { PlateNo: '鲁C71001', SourceID })]);
  const [mine, mine64] = fresh();
  const linked = await send([object(SourceID, mine64, { Type: '01' })]);
  tap.ok(seen.lines[0]?.StatusCode === 0 && linked.status === 200 && linked.lines[0]?.StatusCode === 0 && linked.lines[0].Id === SourceID, 'an image is taken', short(linked));
  const row = (await rows()).find((r) => r.object_id === SourceID);
  tap.ok(row?.passage > 0 && row.width === 9 && row.height === 8 && row.bytes === mine.length && row.type === 1 && row.pack === undefined, 'the passage whose source it is has it', JSON.stringify(row));
  const passage = await ask(leader, `passages/${row?.passage}`);
  tap.ok(passage.json?.plate === '鲁C71001' && passage.json.pictures?.length === 1 && passage.json.pictures[0].width === 9, 'and shows it', passage.text.slice(0, 300));
  const listed = await leader.post('passages/search', { plate: '鲁C71001', from: new Date(Date.now() - 3600e3).toISOString(), to: new Date(Date.now() + 3600e3).toISOString(), limit: 10, purpose: 'other', reason: '联调' });
  tap.ok(listed.json?.items?.length === 1 && listed.json.items[0].has_pictures === true, 'a search says that it has one', listed.text.slice(0, 300));
  const bytes = await ask(leader, `pictures/${row?.passage}/1`);
  tap.ok(bytes.status === 200 && bytes.bytes.equals(mine) && bytes.headers.get('content-type') === 'image/png' && bytes.headers.get('cache-control') === 'no-store', 'byte for byte', bytes.text.slice(0, 200));
  tap.ok((await leader.get(`pictures/${row?.passage}/1`)).status === 422 && (await leader.get(`pictures/image/${row?.id}`)).status === 422, 'not without a reason');
  tap.ok((await ask(leader, `pictures/image/${row?.id}`)).status === 200 && (await ask(leader, `pictures/${row?.passage}/2`)).status === 404, 'by its own number too; there is no second');
  const named = await v.vehicles([vehicle(CAMERA, GATE, { PlateNo: '鲁C71002', MotorVehicleID: `${imageId()}0200001`, SourceID: '' })]);
  const [, other64] = fresh();
  const byList = await v.call('POST', '/VIID/Images', { ImageListObject: { Image: [{ ImageInfo: { ImageID: imageId() }, MotorVehicleList: { MotorVehicleObject: [{ MotorVehicleID: named.lines[0].Id }] }, Data: other64 }] } });
  tap.ok(byList.lines[0]?.StatusCode === 0 && (await rows())[0]?.passage > row.passage, 'an image that names its vehicles, in the words of the standard', short(byList));

  const [alone, alone64] = fresh();
  const lone = imageId();
  const unlinked = await send([object(lone, alone64)]);
  const loneRow = (await rows()).find((r) => r.object_id === lone);
  tap.ok(unlinked.lines[0]?.StatusCode === 0 && loneRow && loneRow.passage === null, 'an image of no passage that is known is one of the device', short(unlinked));
  const [, early64] = fresh();
  const early = imageId();
  await send([object(early, early64)]);
  const late = await v.vehicles([vehicle(CAMERA, GATE, { PlateNo: '鲁C71003', MotorVehicleID: `${early}0200001`, SourceID: early })]);
  let came;
  for (let i = 0; i < 60 && !came?.passage; i++) {
    await new Promise((done) => setTimeout(done, 500));
    came = (await rows()).find((r) => r.object_id === early);
  }
  tap.ok(late.lines[0]?.StatusCode === 0 && came?.passage > row.passage && (await ask(leader, `pictures/${came.passage}/1`)).status === 200, 'an image that came before its vehicle finds it', JSON.stringify(came));
  tap.ok((await rows()).find((r) => r.object_id === lone)?.passage === null, 'one whose vehicle never came does not');
  const shown = await ask(leader, `pictures/image/${loneRow?.id}`);
  tap.ok(shown.status === 200 && shown.bytes.equals(alone), 'shown with a reason to who may see persons there');
  tap.ok((await ask(far, `pictures/image/${loneRow?.id}`)).status === 404 && !(await far.get('device_images?limit=200')).json.items.some((r) => r.id === loneRow?.id), 'for another unit it does not exist');
  tap.ok((await ask(room, `pictures/image/${loneRow?.id}`)).status === 403, 'nor for a role that does not look at passages');
  const searches = await (await new Client(server.base).signIn('auditor@detachment')).get('passage_searches?kind=picture&sort=-at&limit=20');
  tap.ok(searches.json?.items?.some((s) => s.narrowed?.includes(`"image":${loneRow?.id}`)), 'each look is written down', searches.text.slice(0, 300));

  const count = (await rows()).length;
  const faces = [{ Type: '04' }, { Type: '05' }, { Type: 11 }, { Type: '10' }, { Type: 'x' }, { Type: null }];
  const dropped = await send(faces.map((f) => object(imageId(), fresh()[1], f)));
  const list = await send([object(imageId(), fresh()[1], {}, { FaceList: { FaceObject: [{ FaceID: '1' }] } }), object(imageId(), fresh()[1], {}, { PersonList: { PersonObject: { PersonID: '1' } } })]);
  tap.ok([...dropped.lines, ...list.lines].length === 8 && [...dropped.lines, ...list.lines].every((l) => l.StatusCode === 0 && /face pictures discarded/.test(l.StatusString)) && (await rows()).length === count,
    'faces and persons are discarded, and that is said', short(dropped) + short(list));
  const none = [['text', Buffer.from('this is no picture at all, whatever it says').toString('base64')], ['not base64', '*'.repeat(200)], ['a bomb of 60,000 x 60,000', png(60000, 60000, false).toString('base64')],
    ['cut off', png(8, 8).subarray(0, 40).toString('base64')], ['a program behind it', Buffer.concat([png(8, 8), Buffer.from('#!/bin/sh\nexit\n')]).toString('base64')], ['nine million bytes', Buffer.alloc(9_000_000, 65).toString('base64')]];
  for (const [what, Data] of none) {
    const [good, bad] = [imageId(), imageId()];
    const r = await send([object(bad, Data), object(good, fresh()[1])]);
    const kept = await rows();
    tap.ok(r.status === 200 && r.lines[0]?.StatusCode === 6 && r.lines[1]?.StatusCode === 0 && !kept.some((x) => x.object_id === bad) && kept.some((x) => x.object_id === good), `no picture, refused by itself: ${what}`, short(r));
  }
  const again = await send([object(lone, alone64)]);
  tap.ok(again.lines[0]?.StatusCode === 0 && (await rows()).filter((r) => r.object_id === lone).length === 1, 'the same again is the same', short(again));
  for (const body of ['{', '[]', '{}', '{"ImageListObject":{}}', '{"ImageListObject":{"ImageObject":[]}}', '{"ImageListObject":{"ImageObject":[7]}}', '{"ImageListObject":{"ImageObject":{"Data":7}}}']) {
    const r = await v.call('POST', '/VIID/Images', body);
    tap.ok(r.code === 5 || r.code === 6 || r.status >= 400 || (r.lines.length && r.lines.every((l) => l.StatusCode === 6)), `a body that is ${body}`, short(r));
  }
  for (const [method, path] of [['GET', '/VIID/Images'], ['GET', `/VIID/Images/${lone}`], ['PUT', '/VIID/Images'], ['DELETE', `/VIID/Images?IDList=${lone}`]]) {
    const r = await v.call(method, path, method === 'PUT' ? '{}' : undefined);
    tap.ok(r.status === 405, `${method} ${path.slice(0, 14)} is not allowed`, short(r));
  }
  const lastOne = imageId();
  const [last, last64] = fresh();
  const taken = await send([object(lastOne, last64)]);
  await server.stop('SIGKILL');
  await server.start();
  const after = await new Client(server.base).signIn('leader@detachment');
  const found = (await after.get('device_images?limit=200&sort=-id')).json.items.find((r) => r.object_id === lastOne);
  const there = await ask(after, `pictures/image/${found?.id}`);
  tap.ok(taken.lines[0]?.StatusCode === 0 && there.status === 200 && there.bytes.equals(last), 'acknowledged and killed at once: it is on the disk', short(taken) + there.text.slice(0, 100));
  v.close();
}
