// SPDX-License-Identifier: Apache-2.0
// What the evidence rule of the violation asks, told in plain words before anybody decides. The server asks the same again; its
// word counts.
import type { Row } from '@/engine/types'
import { t } from '@/kit/text'
import { date } from '@/kit/time'

/** missing: known to fail; asked: the reviewer has to say; good: fulfilled. */
export interface Check { name: string; text: string; how: 'good' | 'missing' | 'asked' }
export interface Seen { displacement: boolean; clock: number | null; duty: '' | 'yes' | 'no' }
export interface About { row: Row; rule: Row | null; device: Row | null; pictures: number; same: Row | null | undefined }

const num = (v: unknown): number | null => (v == null || v === '' ? null : Number(v))
const ms = (v: unknown): number => Date.parse(String(v ?? ''))
/** Police plates by class, others by the form of their plate; whether on a task a person says (规定 22/1/1). */
export const emergency = (row: Row): boolean => ['23', '24'].includes(String(row.plate_class)) || /警$|应急$/.test(String(row.plate ?? ''))
/** Before these nobody has decided to use the other record. */
const OPEN = new Set(['captured', 'first_reject', 'rejected', 'cancelled'])

function pictures({ row, rule, pictures: n }: About, seen: Seen): Check[] {
	const need = num(rule!.frames) ?? 1, have = num(row.frames) ?? 0, wait = num(rule!.interval_s)
	const out: Check[] = [{ name: 'frames', how: have >= need ? 'good' : 'missing', text: t('画面 {n} 张，至少 {m} 张|{n} pictures, at least {m}', { n: have, m: need }) }]
	if (!n) out.push({ name: 'picture', how: 'missing', text: t('没有证据图片|No picture is there') })
	if (wait) {
		const s = (ms(row.last_at) - ms(row.captured_at)) / 1000
		out.push({ name: 'last_at', how: s >= wait ? 'good' : 'missing', text: Number.isFinite(s) ? t('首末画面间隔 {n} 秒，至少 {m} 秒|{n} s between first and last, at least {m}', { n: Math.round(s), m: wait }) : t('没有末张画面时间，间隔至少 {m} 秒|No time of the last picture; at least {m} s are asked', { m: wait }) })
	}
	if (rule!.displacement) out.push({ name: 'displacement', how: seen.displacement ? 'good' : 'asked', text: seen.displacement ? t('审核人确认位移可见|Displacement seen by the reviewer') : t('位移可见，须由审核人确认|Displacement: the reviewer has to confirm it') })
	return out
}
function measures({ row, rule }: About, seen: Seen): Check[] {
	const most = num(rule!.clock_ms) ?? 0, clock = seen.clock ?? num(row.clock_ms), warn = num(rule!.warn_min)
	const out: Check[] = [clock === null
		? { name: 'clock_ms', how: 'asked', text: t('时钟误差未知，须填写（至多 {m} 毫秒）|Clock error unknown, to be filled in (at most {m} ms)', { m: most }) }
		: { name: 'clock_ms', how: Math.abs(clock) <= most ? 'good' : 'missing', text: t('时钟误差 {n} 毫秒，至多 {m} 毫秒|Clock off by {n} ms, at most {m}', { n: clock, m: most }) }]
	if (rule!.measured) {
		const speed = num(row.speed_kmh), limit = num(row.limit_kmh), good = speed !== null && limit !== null && speed > limit
		out.push({ name: 'speed_kmh', how: good ? 'good' : 'missing', text: good ? t('测速 {n} km/h，限速 {m} km/h|{n} km/h measured, limit {m}', { n: speed, m: limit }) : t('没有高于限速的测速值|No measured speed above the limit') })
	}
	if (warn) {
		const min = (ms(row.captured_at) - ms(row.warned_at)) / 60_000
		out.push({ name: 'warned_at', how: min <= warn ? 'good' : 'missing', text: min <= warn ? t('已先行提醒|A warning came first') : t('没有先行提醒（{m} 分钟内）|No warning within {m} min before', { m: warn }) })
	}
	return out
}
function device({ row, rule, device: d }: About): Check[] {
	const day = date(String(row.captured_at)), at = (name: string) => String(d?.[name] ?? '')
	const one = (asked: unknown, name: string, good: boolean, yes: string, no: string): Check[] => (asked ? [{ name, how: good ? 'good' : 'missing', text: t(good ? yes : no) }] : [])
	return [
		...one(rule!.verified, 'verified_until', !!at('verified_until') && at('verified_until') >= day, '设备检定有效|The device was verified', '违法时设备检定不在有效期（规定15/2）|The device was not verified at the time (Order 157 art. 15/2)'),
		...one(rule!.reviewed, 'reviewed_on', !!at('reviewed_on') && at('reviewed_on') <= day, '设备已经法制和技术审核|The device was reviewed', '违法时设备未经法制和技术审核（处罚法41/1）|The device had not been legally and technically reviewed at the time (Penalty Law art. 41/1)'),
		...one(rule!.published, 'published_on', !!at('published_on') && at('published_on') <= day, '设置地点已公布|Its place was published', '违法时设置地点未公布（处罚法41）|Its place was not published at the time (Penalty Law art. 41)'),
		...one(rule!.warning_sign, 'warning_sign_on', !!at('warning_sign_on') && at('warning_sign_on') <= day, '已设测速警告标志|There was a warning sign', '违法时未设测速警告标志（规定17/1）|There was no warning sign at the time (Order 157 art. 17/1)'),
	]
}
const EXEMPT: Record<string, string> = { permit: '许可有效|a permit is in force', emergency: '执行紧急任务|on an urgent task', stolen: '登记或布控为被盗抢|stolen', cloned: '涉嫌套牌|cloned plate', handled: '已现场处理|dealt with at the scene' }
function exempt({ row, same }: About, seen: Seen): Check[] {
	const out: Check[] = []
	if (row.exempt) out.push({ name: 'exempt', how: 'missing', text: t('免除情形：{w}，不得采用（规定22）|Exempt: {w}; not to be used (Order 157 art. 22)', { w: t(EXEMPT[String(row.exempt)] ?? String(row.exempt)) }) })
	if (same === undefined) out.push({ name: 'same_as', how: 'asked', text: t('同一事实：正在核对 #{n}|The same fact: looking at #{n}', { n: Number(row.same_as) }) })
	if (same && !OPEN.has(String(same.state))) out.push({ name: 'same_as', how: 'missing', text: t('同一事实已有记录 #{n}，不得重复采用（处罚法29）|The same fact has record #{n}: not used twice (Penalty Law art. 29)', { n: same.id }) })
	if (emergency(row)) out.push({ name: 'on_duty', how: seen.duty === 'no' ? 'good' : seen.duty === 'yes' ? 'missing' : 'asked', text: t('紧急车辆：是否执行紧急任务，须由审核人说明（规定22/1/1）|Emergency vehicle: say whether it was on an urgent task (Order 157 art. 22/1/1)') })
	return out
}

export function checks(a: About, seen: Seen): Check[] {
	if (!a.rule) return [{ name: 'family', how: 'missing', text: t('没有有效的取证规则|No evidence rule is in force') }]
	return [...exempt(a, seen), ...pictures(a, seen), ...measures(a, seen), ...device(a)]
}
/** What kept one from using it, as a proposal for the code of the rejection. */
const CODE: Record<string, string> = { exempt: 'exempt', same_as: 'same_fact', on_duty: 'exempt', frames: 'frames', last_at: 'frames', picture: 'image', displacement: 'displacement', clock_ms: 'clock', verified_until: 'unverified', reviewed_on: 'unverified', published_on: 'unverified', warning_sign_on: 'unverified', speed_kmh: 'no_violation', warned_at: 'no_violation' }
export const proposal = (list: Check[]): string => CODE[list.find(c => c.how === 'missing')?.name ?? ''] ?? ''
