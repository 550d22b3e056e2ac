// SPDX-License-Identifier: Apache-2.0
// samples.mjs - what the contract tests must know of single pages because their own CHECK asks for more than the
// declaration says. A page without such demands needs no line here.

import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PASSWORD } from '../tools/server.mjs';
import { Viid, vehicle } from '../tools/viid.mjs';
import { accountName } from './accounts.mjs';
import { dutySamples } from './duty.mjs';

const PIXEL = readFileSync(new URL('../story/house/pixel.png', import.meta.url));
let serial = Number(String(Date.now()).slice(-7));
const next = () => ++serial;

export const pagesSamples = {
  // A role other than the first creating one, where that one's row would be refused by the page's own rules.
  makers: {
    grant: 'personnel', notice: 'leader', handover: 'duty', patrol: 'duty', roster: 'duty', duty_entry: 'duty', duty_attendance: 'duty', repair_order: 'device',
    break_glass: (n) => ['officer', 'dispatcher', 'case_officer', 'duty', 'leader'][n % 5],
  },
  // Tested behind all others: its rows give rights to those who make them.
  last: ['break_glass'],
  // States that no step leads to: the row is made in them by another page's effect.
  born: { receipt: ['urgent'], watch_entry: ['urgent'], violation_case: ['summoned'], site_recording: ['under_failure'] },
  // States whose clock counts from an earlier event, not from the step that leads to them.
  carried: { measure: ['approved'], camera_record: ['first_pass', 'first_reject'] },
  viewsOfAll: [],
  views: {},

  ...dutySamples,

  probe(f) {	// a value of the right kind, for fields that are empty
    return { text: 'x', int: f.min ?? 1, bool: true, time: '2026-06-01T08:00:00.000Z', date: '2026-06-01', ref: 1, choice: f.choices?.[0].name }[f.kind];
  },

  unit: { valid_from: '2020-01-01', valid_to: null, parent: (_w, unit) => unit, level: 'station', code: () => String(next()).padStart(12, '3') },
  person: { user: () => `c.${next()}`, police_no: () => `C${next()}`, id_number: () => identity(next()), phone: () => `139${String(next()).padStart(8, '0')}` },
  grant: { person: (w, unit) => w.person(unit), role: 'officer', from_at: null, to_at: '2030-01-01T00:00:00.000Z' },
  erasure: { subject: 'person', subject_row: (w, unit) => w.person(unit) },
  break_glass: { role: () => ['officer', 'dispatcher', 'case_officer', 'duty', 'leader', 'device'][next() % 6] },
  calendar_day: { date: () => day(next()), decreed: null },
  legal_term: { code: () => `c_${next()}`, measure: 'working_day', length: 5, quantity: false, backwards: false, whole_days: false, hour_text: false, roll: true },
  violation_code: { code: () => String(1000 + (next() % 9000)), fine_min: 100, fine_max: 20000, fine_default: 5000, replaces: null, region: null },
  device: { code: () => `CT${next()}` },
  fleet_vehicle: { number: () => `CT${next()}` },
  terminal: { phone: () => `139${String(next()).padStart(8, '0')}`, person: () => null },
  terminal_text: { terminal: async (w, unit) => (await w.row(w.model.records.terminal, unit)).id, text: () => `请回话 ${next()}` },
  zone: { shape: () => '118.10,36.80 118.11,36.80 118.11,36.81', from_at: () => null, to_at: () => null },
  repair_order: { seen_at: () => new Date(Date.now() - 600_000).toISOString(), device: async (w, unit) => (await w.row(w.model.records.device, unit)).id },
  watch_entry: { category: 'temporary', urgent: false, plate: () => `鲁C${String(10000 + (next() % 90000))}`, plate_class: '02', reach: 'own', visibility: 'unit', from_at: null,
    to_at: () => new Date(Date.now() + 864e5).toISOString(), area: [] },
  registry_vehicle: { code: () => `02-鲁C${String(10000 + (next() % 90000))}` },
  checkpoint_rule: { code: 'travel_max_kmh', value: () => 100 + (next() % 100), valid_from: () => day(next()), valid_to: () => day(serial + 1) },
  device_limit: { code: 'clock_ms', value: () => 500 + (next() % 1000), valid_from: () => day(next()), valid_to: () => day(serial + 1) },
  road_class: { code: 'urban', smooth_kmh: 40, steady_kmh: 30, slow_kmh: 20, jam_kmh: 15, valid_from: () => day(next()), valid_to: () => day(serial + 1) },
  road_section: { code: () => `ct-${next()}`, shape: 'ajueeA{ied`FxkAodb@' },
  road_post: { code: () => `G9@${next()}` },
  travel_route: { code: () => `CT${next()}`, counted_from: () => new Date().toISOString(), gate: async (w, unit) => [{ tollgate: (await w.row(w.model.records.tollgate, unit)).id }, { tollgate: (await w.row(w.model.records.tollgate, unit)).id }] },
  authority: { code: () => `c_${next()}` },
  discretion_factor: { code: () => `c_${next()}` },
  evidence_rule: { code: () => `c_${next()}` },
  speed_band: { code: () => `c_${next()}` },
  enforcement_rule: { code: () => `c_${next()}` },
  exemption: { plate, to_at: '2026-06-01T09:00:00.000Z', plate_class: '02', family: 'parking' },
  camera_record: { device: (w, unit) => w.ref('device', unit), code: '1039', captured_at: () => new Date(Date.now() - 3600_000).toISOString(), last_at: () => null, warned_at: () => null,
    plate, plate_class: '02' },
  violation_case: { source: 'stop', camera_record: () => null, absent: () => null, notice_given: () => null, code: '1039', happened_at: () => new Date(Date.now() - 3600_000).toISOString(),
    plate, plate_class: '02', road: 'urban', officer2: (w, unit) => w.person(unit), penalty: 'warning', fine: 0, factor: [] },
  measure: { violation_case: () => null, taken_at: async (w, unit) => (await failing(w, unit), new Date(Date.now() - 600_000).toISOString()), told: true, officer2: (w, unit) => w.person(unit), item: [] },
  recorder: { code: () => `CT-${next()}`, adapter: () => null },
  recorder_issue: { recorder: async (w, unit) => (await w.row(w.model.records.recorder, unit)).id, officer: async (w, unit) => (await w.row(w.model.records.person, unit)).id,
    terminal: () => `CT-${next()}`, from_at: () => new Date().toISOString(), until_at: () => new Date(Date.now() + 288e5).toISOString() },
  recorder_failure: { superior: async (w, unit) => (await issued(w, unit), w.person(unit)) },
  recording_duty: { code: () => `c_${next()}` },
  clip_retention: { code: () => `c_${next()}`, permanent: true, term: () => null },
  clip_copy: { clip },
  report: { kind: 'day', from_day: '2019-01-01' },
  campaign: { from_day: '2019-01-01', to_day: '2019-01-02' },
  joint_action: { campaign: async (w, unit) => (await w.row(w.model.records.campaign, unit)).id, starts_at: '2019-01-01T08:00:00.000Z', ends_at: '2019-01-01T09:00:00.000Z', taking: [], place: [] },
  video_figure: { code: () => `c_${next()}` },
  camera_grant: { device: async (w, unit) => (await w.row(w.model.records.device, unit)).id, receiver: (w, unit) => (unit === w.there ? w.here : w.there),
    from_at: () => new Date(Date.now() - 60_000).toISOString(), to_at: () => new Date(Date.now() + 864e5).toISOString() },
  video_plan: { starts: '00:00', hours: 24, camera: [] },
  video_round: { plan: planned },
  video_look: { round: () => null, why: '样例查看事由', device: async (w, unit) => (await w.row(w.model.records.device, unit)).id, camera_grant: () => null },
  video_finding: { look: looked, kind: 'jam', priority: 3 },
  joint_operation: { from_at: '2026-06-01T08:00:00.000Z', to_at: '2026-06-01T10:00:00.000Z', invite: async (w, unit) => [{ unit: unit === w.there ? w.here : w.there, asked: '样例' }] },
  joint_task: { operation: jointly, invitation: () => null, until_at: () => new Date(Date.now() + 36e5).toISOString() },
  joint_note: { operation: jointly },
  district: { code: () => String(next()).slice(-6).padStart(6, '9'), answering: () => null, border: () => null },
  plan_figure: { code: () => `c_${next()}` },
  visibility_rule: { code: () => `c_${next()}` },
  road_closure_authority: { code: () => `c_${next()}`, region: '37' },
  plan_template: { code: () => `c_${next()}`, phase: [{ no: 1, name: '到岗' }], task: [], control: [], text: [] },
  weather_source: { url: 'https://192.0.2.1/list', header: () => null },
  weather_warning: { issued_at: () => new Date(Date.now() - 60_000).toISOString(), from_at: () => null, to_at: () => new Date(Date.now() + 36e5).toISOString(), area_code: '379900', origin: [],
    district: async (w, unit) => [{ district: (await w.row(w.model.records.district, unit)).id }] },
  plan: { template: fogPlan, warning: () => null, why: '试验', begins_at: '2035-01-01T00:00:00.000Z', ends_at: '2035-01-02T00:00:00.000Z', district: [], squadron: (_w, unit) => [{ unit }] },
  plan_task: { plan: runningPlan, finish_by: () => new Date(Date.now() + 36e5).toISOString(), fixed_post: false },
  plan_closure: { plan: runningPlan, road_class: 'national', measure: 'speed_limit', limit_kmh: 60, minutes: 60 },
  plan_announcement: { plan: runningPlan, closure: () => null, audience: 'units', occasion: 'other' },
  visibility_report: { at: () => new Date().toISOString() },
  plan_report: { plan: endedPlan },
  case_party: { violation_case: caseOf },
  stay: { violation_case: (w, unit) => servedCase(w, unit, true), ordered_at: () => new Date(Date.now() - 60_000).toISOString() },
  deferral: { violation_case: servedCase, part: [] },
  full_score: { party_id: () => identity(next()), register_points: 12, permit: 'licence', licensed_on: '2015-03-02', classes: 'C1', measure: () => null, cancelled_no: () => null },
  study_day: { full_score: studying, day: () => new Date(Date.now() + 8 * 36e5).toISOString().slice(0, 10), way: 'online', minutes: 200 },
  points_reduction: { party_id: () => identity(next()), licensed_on: '2015-03-02', unhandled: false, probation: false, review_overdue: false, withheld: false, vehicle_overdue: false, barred: false, cheated: false },
  adapter: { code: () => `a-${next()}`, secret: () => '0'.repeat(64), nontax_code: '103050101', protocol: null, platform_key: null },
  number_form: { type: 'return_list', format: () => `还〔{year}〕${next()}-{serial:4}`, valid_from: () => day(next()), valid_to: () => day(serial + 1) },
  staff_vehicle: { person: (w, unit) => w.person(unit), plate: plate, class: 2 },
  legal_hold: { plate: plate, class: 2, from_at: '2026-06-01T00:00:00.000Z', to_at: '2026-06-02T00:00:00.000Z' },
  incident: { called_at: () => new Date(Date.now() - 60_000).toISOString(), happened_at: () => null, transferred_at: () => null, kind: 'jam', source: 'other',
    merged_into: async (w, unit) => (await w.row(w.model.records.incident, unit)).id },
  dispatch_order: { incident: async (w, unit) => (await w.row(w.model.records.incident, unit)).id, alarm: () => null, patrol: async (w, unit) => (await w.row(w.model.records.patrol, unit)).id },
  interception_rule: { code: 'forecast_kmh', value: () => 20 + (next() % 90), valid_from: () => day(next()), valid_to: () => day(serial + 1) },
  station: { name: () => `站${next()}`, approach: [] },
  station_check: { station: async (w, unit) => (await w.row(w.model.records.station, unit)).id, checked_at: () => new Date(Date.now() - 60_000).toISOString(), kind: 'heavy', plate, plate_class: '02', officer2: () => null,
    load_kg: () => null, approved_kg: () => null, finding: [] },
  interception: { alarm: confirmedAlarm, 'order.patrol': async (w, unit) => (await w.row(w.model.records.patrol, unit)).id, road: 'street', officer: (w, unit) => w.person(unit), officer2: () => null, patrol: () => null, station: () => null, tollgate: () => null, stopped_at: () => null, fled_at: () => null },
  incident_question: { code: () => `c_${next()}`, must: false },
  incident_rule: { code: 'other', valid_from: () => day(next()), valid_to: () => day(serial + 1) },
  scene_rule: { code: () => `c_${next()}`, family: 'sos', officers: 1 },
  dispatch_figure: { code: () => `c_${next()}` },
  handover: { shift_date: () => day(next(), 2000), shift: 'day', leader: (w, unit) => w.person(unit), successor: (w, unit) => w.person(unit) },
};

// A plan in force: approved by another than who drafted it.
async function planned(w, unit) {
  const me = await w.user('duty', unit);
  const device = (await w.row(w.model.records.device, unit)).id;
  const p = await me.post('video_plans', { name: `样例${next()}`, shift: 'full', starts: '00:00', hours: 24, times: 1, dwell_s: 10, group_size: 4, camera: [{ group_no: 1, device }], unit });
  if (p.status !== 201) throw new Error(`no plan: ${p.status} ${p.text.slice(0, 300)}`);
  const a = await (await w.user('leader', unit)).post(`video_plans/${p.json.id}/approve`, {});
  if (a.status !== 200) throw new Error(`plan not approved: ${a.status} ${a.text.slice(0, 300)}`);
  return p.json.id;
}

// What the officer who makes the finding looks at.
async function looked(w, unit) {
  const me = await w.user('officer', unit);
  const a = await me.post('video_looks', { unit, why: '样例', device: (await w.row(w.model.records.device, unit)).id });
  if (a.status !== 201) throw new Error(`no look: ${a.status} ${a.text.slice(0, 300)}`);
  return a.json.id;
}

// A joint operation that runs: the neighbour was asked.
async function jointly(w, unit) {
  const me = await w.user('dispatcher', unit);
  const other = await w.house.unitId('huantai');	// neither here nor there
  const o = await me.post('joint_operations', { unit, name: `样例${next()}`, kind: 'jam', purpose: '样例', from_at: '2026-06-01T08:00:00.000Z', to_at: '2026-06-01T10:00:00.000Z', area: '样例',
    invite: [{ unit: other, asked: '样例' }] });
  if (o.status !== 201) throw new Error(`no operation: ${o.status} ${o.text.slice(0, 300)}`);
  const a = await me.post(`joint_operations/${o.json.id}/ask`, {});
  if (a.status !== 200) throw new Error(`not asked: ${a.status} ${a.text.slice(0, 300)}`);
  return o.json.id;
}

const loginOf = (w, unit) => ({ [w.here]: 'zhangdian', [w.there]: 'linzi' })[unit] ?? 'detachment';

// Those who report failures here have a recorder each; the demo's own accounts have theirs.
async function issued(w, unit) {
  w.issued ??= new Map();
  if (loginOf(w, unit) === 'detachment') return;
  if (!w.issued.has(unit)) w.issued.set(unit, issueAll(w, unit));
  await w.issued.get(unit);
}
async function issueAll(w, unit) {
  const duty = await w.house.as('duty@detachment');
  for (const [role, persons] of [['officer'], ['case_officer'], ['case_officer', true]]) {
    const officer = await w.house.personId(accountName(role, loginOf(w, unit), persons)).catch(() => undefined);
    if (officer === undefined) continue;
    const body = { recorder: await pagesSamples.recorder_issue.recorder(w, unit), officer, terminal: `CT-${next()}`, from_at: new Date().toISOString(), until_at: new Date(Date.now() + 288e5).toISOString() };
    const a = await duty.post('recorder_issues', body);
    if (a.status !== 201) throw new Error(`no recorder could be issued: ${a.status} ${a.text.slice(0, 300)}`);
  }
}

// A failure stands reported: what is issued on the spot is issued under its mark.
async function failing(w, unit, who) {
  await issued(w, unit);
  const me = who ?? (await w.user('officer', unit));
  const a = await me.post('recorder_failures', { kind: 'image', words: '不能录像', superior: await w.person(unit) });
  if (a.status !== 201) throw new Error(`no failure could be reported: ${a.status} ${a.text.slice(0, 300)}`);
}

// A vehicle that the camera there saw and somebody compared: an alarm of its own for each row.
async function confirmedAlarm(w, unit) {
  w.wanted ??= new Map();
  if (!w.wanted.has(unit)) w.wanted.set(unit, wanted(w, unit));
  const { camera, code, leader, letter } = await w.wanted.get(unit);
  const text = `鲁${letter}99${String(next()).slice(-3)}`;
  const seen = await camera.vehicles([vehicle(camera.code, code, { PlateNo: text })]);
  if (seen.status !== 200) throw new Error(`no passage: ${seen.status} ${seen.text.slice(0, 300)}`);
  for (let i = 0; i < 100; i++) {
    const a = await leader.post('alarms/search', { where: { state: 'raised', 'unit.within': unit }, sort: '-id', limit: 20, reason: '接口约定测试' });
    const one = a.json?.items?.find((x) => x.plate === text);
    if (one) {
      await leader.post(`alarms/${one.id}/confirm`, {});
      return one.id;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`no alarm of ${text}`);
}
async function wanted(w, unit) {
  const login = loginOf(w, unit);
  const leader = await w.house.as(`leader@${login}`);
  const device = (await (await w.house.as('device@detachment')).get(`devices?unit.within=${unit}&category=checkpoint&state=active&limit=1`)).json.items[0];
  const gate = (await leader.get(`tollgates/${device.tollgate}`)).json;
  const letter = unit === w.here ? 'J' : 'K';
  const officer = await w.house.as(`officer@${login}`);
  const entry = await officer.post('watch_entries', { category: 'key_vehicle', subject: '接口约定测试', basis: '本单位内部规定', plate: `鲁${letter}99???`, reach: 'own', visibility: 'area',
    to_at: new Date(Date.now() + 864e5).toISOString(), priority: 2, action: 'intercept', unit });
  if (entry.status !== 201) throw new Error(`no entry: ${entry.status} ${entry.text.slice(0, 300)}`);
  const approved = await leader.post(`watch_entries/${entry.json.id}/approve`, {});
  if (approved.status !== 200) throw new Error(`the entry is not approved: ${approved.status} ${approved.text.slice(0, 300)}`);
  const camera = new Viid(w.house.devices, device.code, PASSWORD);
  const r = await camera.register();
  if (r.status !== 200) throw new Error(`the camera cannot register: ${r.status} ${r.text}`);
  await new Promise((done) => setTimeout(done, 2500));	// until the list is matched against
  return { camera, code: gate.code, leader, letter };
}

// A new clip of the demo officer there, from his dock.
async function clip(w, unit) {
  const login = loginOf(w, unit).toUpperCase();
  const sha256 = createHash('sha256').update(String(next())).digest('hex');
  const at = (m) => new Date(Date.now() - m * 60_000).toISOString();
  const body = JSON.stringify({ kind: 'clip', recorder: `ZFJ-OFFICER-${login}`, officer: 'x', started_at: at(2), ended_at: at(1), clock_ms: 0, bytes: 1, sha256 });
  const stamp = String(Math.floor(Date.now() / 1000));
  const nonce = `c-${next()}-${stamp}`;
  const key = createHash('sha256').update(PASSWORD).digest();
  const mac = createHmac('sha256', key).update(`${stamp}\n${nonce}\n${body}\n`).digest('hex');
  const a = await fetch(`${w.base}/api/v1/adapter_messages/from/recorders`, { method: 'POST', body,
    headers: { 'Content-Type': 'application/json', 'Luan-Timestamp': stamp, 'Luan-Nonce': nonce, 'Luan-Signature': mac } });
  if (a.status !== 200) throw new Error(`no clip: ${a.status} ${await a.text()}`);
  return (await (await w.house.as('supervisor@detachment')).get(`clips?sha256=${sha256}`)).json.items[0].id;
}

// A template of the seeds; a plan after it that runs; one that was stood down.
async function fogPlan(w, unit) {
  return (await (await w.user('leader', unit)).get('plan_templates?code=fog_yellow')).json.items[0].id;
}
async function runningPlan(w, unit) {
  const must = async (role, path, body = {}) => {
    const a = await (await w.user(role, unit)).post(path, body);
    if (a.status >= 300) throw new Error(`${path}: ${a.status} ${a.text.slice(0, 300)}`);
    return a.json;
  };
  const p = await must('dispatcher', 'plans', await w.body(w.model.records.plan, unit, 'all'));
  await must('leader', `plans/${p.id}/approve`);
  await must('leader', `plans/${p.id}/begin`);
  return p.id;
}
async function endedPlan(w, unit) {
  const id = await runningPlan(w, unit);
  const a = await (await w.user('leader', unit)).post(`plans/${id}/stand_down`, { reason: '试验' });
  if (a.status !== 200) throw new Error(`stand_down: ${a.status} ${a.text.slice(0, 300)}`);
  return id;
}

// A case of its own; served, when what hangs on it asks for that; contested.
async function caseOf(w, unit) {
  return (await w.row(w.model.records.violation_case, unit)).id;
}

async function servedCase(w, unit, contested) {
  const me = await w.user('case_officer', unit, unit === w.here);
  await failing(w, unit, me);
  const must = async (path, body = {}) => {
    const a = await me.post(path, body);
    if (a.status >= 300) throw new Error(`${path}: ${a.status} ${a.text.slice(0, 300)}`);
  };
  const id = await caseOf(w, unit);
  await must(`violation_cases/${id}/establish`, { party: 'driver', party_kind: 'person', party_name: '试验', party_id: identity(next()), own_vehicle: true });
  await must(`violation_cases/${id}/tell`, { procedure: 'simple', penalty: 'fine', fine: 10000, facts: '停放', told_way: 'oral' });
  await must(`violation_cases/${id}/decide`);
  const d = (await me.get(`documents?subject=violation_case&subject_row=${id}`)).json.items[0].id;
  await must(`documents/${d}/stamp`, { seal: 'stamped' });
  await must(`documents/${d}/sign`, { signature: 'hand' });
  await must(`documents/${d}/serve`, { service: 'person', served_at: new Date().toISOString() });
  await must(`violation_cases/${id}/serve`, { service: 'direct' });
  if (contested) await must(`violation_cases/${id}/contest`);
  return id;
}

// Study after twelve points that has begun: of a temporary entrant, whose licence nobody has to withhold first.
async function studying(w, unit) {
  const me = await w.user('case_officer', unit);
  const must = async (path, body = {}) => {
    const a = await me.post(path, body);
    if (a.status >= 300) throw new Error(`${path}: ${a.status} ${a.text.slice(0, 300)}`);
    return a.json;
  };
  const f = (await must('full_scores', { unit, party_name: '试验', party_id: identity(next()), register_points: 12 })).id;
  const proof = await me.call('POST', `full_scores/${f}/files/licence`, PIXEL, { 'Content-Type': 'image/png' });
  if (proof.status !== 201) throw new Error(`no proof: ${proof.status} ${proof.text}`);
  await must(`full_scores/${f}/identify`, { permit: 'temporary', licensed_on: '2015-03-02', classes: 'C1' });
  await must(`full_scores/${f}/issue`, { cancelled_no: '样例1号' });
  const d = (await me.get(`documents?subject=full_score&subject_row=${f}`)).json.items[0].id;
  await must(`documents/${d}/stamp`, { seal: 'stamped' });
  await must(`documents/${d}/sign`, { signature: 'hand' });
  await must(`documents/${d}/serve`, { service: 'person', served_at: new Date().toISOString() });
  await must(`full_scores/${f}/receive`);
  await must(`full_scores/${f}/begin`, { place: '样例学习点' });
  return f;
}

// An identity number with its check digit (GB 11643), of nobody: area 370399 is not given out.
export function identity(n) {
  const head = `37039919${String(10 + (n % 80))}0101${String(n % 1000).padStart(3, '0')}`;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...head].reduce((s, d, i) => s + Number(d) * weights[i], 0);
  return head + '10X98765432'[sum % 11];
}

// A plate of Zibo; five digits.
export function plate() {
  return `鲁C${String(next()).slice(-5)}`;
}

function day(n, from = 2100) {
  return new Date(Date.UTC(from, 0, 1) + (n % 9000) * 864e5).toISOString().slice(0, 10);
}
