// SPDX-License-Identifier: Apache-2.0
// Everything of doc/api.md that is not a record.
import { roles as model, views } from '../test/schema.ts'
import type { ViewModel } from '../src/engine/types.ts'
import { between, BRIGADES, day, iso, NOW } from './make.ts'
import { ask } from './query.ts'
import { problem } from './routes.ts'
import { models, table } from './world.ts'
import { roles, session, state, type Answer, type Asked } from './house.ts'

const ok = (body?: unknown, status = 200): Answer => ({ status, body })
type Body = Record<string, string>

function signIn(b: Body): Answer {
	if (b.password === 'wrong') return problem(401, 'E_BAD_CREDENTIALS', '用户名或密码错误', 'Wrong user name or password')
	if (b.password === 'locked') return { ...problem(401, 'E_LOCKED', '账号已锁定', 'The account is locked'), headers: { 'Retry-After': '900' } }
	if (b.user === 'totp' && !b.totp) return problem(401, 'E_TOTP_REQUIRED', '需要动态口令', 'A one-time code is required')
	state.user = b.user
	state.must = b.user === 'first'
	return ok({ token: 't', csrf: 'mock' })
}
function view(name: string, q: Record<string, string>): Answer {
	const v = (views as unknown as Record<string, ViewModel>)[name]
	if (!v) return problem(404, 'E_NOT_FOUND', '不存在', 'Not found')
	const keys = v.chart === 'line' ? Array.from({ length: 30 }, (_, i) => day(NOW - (29 - i) * 86_400_000)) : v.columns[0].choices?.map(c => c.name) ?? BRIGADES.map(b => `${b}大队`)
	const counts = v.columns.filter(c => c.count || c.rate)
	const columns: object[] = v.columns.map(c => ({ name: c.name, title: c.title, title_en: c.titleEn, kind: c.kind, unit: c.unit, flags: [c.key ? 'key' : c.count ? 'count' : 'rate'] }))
	const KINDS = [['yoy', '同期', '同比'], ['mom', '上期', '环比']]
	if (q.compare) for (const [k, base, change] of KINDS) for (const c of counts) columns.push({ name: `${c.name}_${k}`, title: c.title + base, title_en: `${c.titleEn}, ${k}`, kind: 'int', flags: ['compared'], of: c.name, compare: k, part: 'base' }, { name: `${c.name}_${k}_rate`, title: c.title + change, title_en: `${c.titleEn}, ${k} change`, kind: 'int', unit: '%', flags: ['compared'], of: c.name, compare: k, part: 'change' })
	const rows = keys.map(k => {
		const base = counts.map(c => (c.rate ? between(900, 999) / 10 : between(20, 240)))
		const more = q.compare ? KINDS.flatMap(() => base.flatMap(b => { const y = between(20, 240); return [y, Math.round((b - y) / y * 1000) / 10] })) : []
		return [k, ...base, ...more]
	})
	const totals = Object.fromEntries(counts.map(c => [c.name, { now: 900, base: 1000, rate: -10 }]))
	return ok({ columns, rows, compare: q.compare ? { yoy: { from: '', to: '', rows: [], total: totals }, mom: { from: '', to: '', rows: [], total: totals } } : undefined, warnings: q.compare ? [{ zh: '文昌湖大队本期不足 30 起，增幅仅供参考。', en: 'Fewer than 30 in Wenchanghu: the change says little.' }] : [], at: new Date().toISOString() })
}
const CHAIN = { batch: 48_211, last_seq: 1_204_377, rows: 1_204_377, unsealed: 3, at: iso(NOW - 900), head: '9f2c41d07be8a36155d0c9e14b7a8e0f33c2d9a1b64e7705fe18cc20ab931d7e', signature: 'MEUCIQDk3r0b2o1uXc7q0ZrC8u6yH1pF5nW9sT4vL2xJ8aQ=', public_key: 'ed25519:5c1b0e7a93f24d68' }
const TIMER = (name: string, every_s: number, errors: number) => ({ name, every_s, runs: 7000, errors, last_took_ms: 2, longest_ms: 85, last_err: errors ? 'E_STORE' : null, last_at: iso(NOW), running: false })
const HEALTH = { version: '0.1.0', simulated: true, store: { kind: 'sqlite', jobs: 9_120_034, commits: 88_211, job_errors: 0, queued: 0, refused_busy: 0, bytes_on_disk: 812_003_221, bytes_free: 79_908_851_712 }, http: { requests: 302_114, connections: 41, streams: 12, queued: 0, bodies_in_flight: 0, refused_busy: 0, timed_out: 2, bad_requests: 3 }, process: { resident_bytes: 45_633_536, uptime_s: 266_400, event_seq: 13_225 }, timers: [TIMER('people.sessions', 1, 0), TIMER('audit.seal', 1, 0), TIMER('deadlines', 60, 0), TIMER('backup', 3600, 2)], missing_terms: '', time: iso(NOW) }
const VERBS = ['read', 'patch', 'reveal', 'accept', 'export', 'sign_in']
function auditRows(q: Record<string, string>): Answer {
	const n = 60
	return ok({ items: Array.from({ length: n }, (_, i) => ({ seq: 1_204_377 - i, at: iso(NOW - i * 411_000), kind: i % 3 ? 'read' : 'write', person: i % 9 + 1, person_name: table('person').get(i % 9 + 1)?.name, session: 3, peer: `10.37.3.${20 + i % 9}`, request: 'r', record: i % 6 === 5 ? null : ['device', 'person', 'repair_order'][i % 3], id: i % 6 === 5 ? null : i + 1, unit: 1, verb: VERBS[i % 6], verb_title: VERBS[i % 6], reason: i % 6 === 2 ? '办理 2026-1123-07 号事故需联系当事人' : null, changes: i % 6 === 1 ? [{ field: 'name', old: 1, new: 2 }] : [] })), next: q.cursor ? null : '1' })
}
const looked = () => ok({ columns: [['person', '人员编号', 'Person', 'ref'], ['name', '姓名', 'Name', 'text'], ['record', '查看对象', 'Looked at', 'text'], ['verb', '方式', 'How', 'text'], ['times', '次数', 'Times', 'int'], ['rows', '涉及记录数', 'Rows', 'int'], ['without_reason', '无理由次数', 'Without a reason', 'int'], ['last_at', '末次', 'Last', 'time']].map(([name, title, title_en, kind]) => ({ name, title, title_en, kind })), rows: Array.from({ length: 8 }, (_, i) => [i + 1, table('person').get(i + 1)?.name, ['person', 'device'][i % 2], i % 3 ? 'read' : 'reveal', 90 - i * 9, 40 - i * 3, i === 2 ? 4 : 0, iso(NOW - i * 3600_000)]), warnings: [], at: iso(NOW) })
function imported(q: Asked): Answer {
	const text = String(q.body ?? '')
	if (text.includes('坏文件')) return problem(400, 'E_BAD_BODY', '请求内容无法解析', 'The request body cannot be read')
	return ok({ columns: ['code', 'name'], accepted: 212, added: 212, changed: 18, unchanged: 10_722, refused: 3, errors: [{ line: 14, column: 3, field: 'place', code: 'E_BAD_VALUE', detail: '经度 218.05 超出范围', detail_en: 'longitude 218.05 is out of range' }, { line: 90, column: 1, field: 'code', code: 'E_EXISTS', detail: '编号在文件中重复（第 12 行）', detail_en: 'the code stands twice (line 12)' }, { line: 341, column: 2, field: 'name', code: 'E_MISSING', detail: '缺少必填字段', detail_en: 'a required field is missing' }], differences: [{ line: 3, change: 'changed', key: '370310010212', title: '柳泉路与人民西路路口东向卡口', fields: [{ field: 'lanes', old: 3, new: 4 }, { field: 'maker', old: '宇视', new: '海信网络' }] }, { line: 7, change: 'added', key: '370310010999', title: 'G309 与西六路路口电子警察', fields: [] }] })
}
export function extraRoute(q: Asked): Answer | null {
	const b = (q.body ?? {}) as Body, [a, c] = q.path, path = q.path.join('/')
	if (path === 'session') {
		if (q.method === 'POST') return signIn(b)
		if (q.method === 'DELETE') { state.user = ''; return ok(undefined, 204) }
		return state.user ? ok(session()) : problem(401, 'E_NOT_SIGNED_IN', '未登录或会话已失效', 'Not signed in, or the session has ended')
	}
	if (!state.user) return problem(401, 'E_NOT_SIGNED_IN', '未登录或会话已失效', 'Not signed in, or the session has ended')
	if (path === 'session/password') { if (b.new?.includes('password')) return problem(422, 'E_WEAK_PASSWORD', '密码强度不足', 'The password is too weak', { detail: '含有常见词', detail_en: 'It contains a common word' }); state.must = false; return ok(undefined, 204) }
	if (path === 'session/totp') { if (q.method === 'DELETE') { state.totp = false; return ok(undefined, 204) } return ok({ secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', uri: 'otpauth://totp/luan:chief?secret=JBSWY3DPEHPK3PXP&issuer=luan' }) }
	if (path === 'session/totp/confirm') { state.totp = true; return ok({ recovery_codes: Array.from({ length: 10 }, (_, i) => `k7${i}f-9x${i}q-m2${i}d`) }) }
	if (a === 'sessions') return q.method === 'DELETE' ? ok(undefined, 204) : ok({ items: [{ id: 1, created_at: iso(NOW - 7200_000), last_seen_at: iso(NOW), peer: '10.37.3.21', agent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0', current: true }, { id: 2, created_at: iso(NOW - 86_400_000), last_seen_at: iso(NOW - 3600_000), peer: '10.37.9.4', agent: 'Mozilla/5.0 (Linux; Android 14) Chrome/139', current: false }] })
	if (a === 'accounts') return q.method === 'GET' ? ok({ person: +c, user: 'user7', has_password: true, must_change_password: false, totp_enrolled: true, sessions: 1, password_changed_at: iso(NOW - 9e9), last_sign_in_at: iso(NOW - 4e6) }) : ok(q.path[2] === 'password' ? { password: 'qm7-vdkp-2xrt-81' } : {})
	if (path === 'audit/chain') return ok(CHAIN)
	if (path === 'audit/verify') return ok({ whole: true, rows: 1_204_377, batches: 50, bad_seq: 0, what: null, what_en: null })
	if (path === 'audit/looked') return looked()
	if (a === 'audit') return auditRows(q.query)
	if (a === 'health') return roles().includes('sysadmin') ? ok(HEALTH) : problem(403, 'E_FORBIDDEN', '无此权限', 'You may not do this')
	if (a === 'roles') return ok({ items: Object.values(model) })
	if (path === 'terms/reckon') return ok({ due_at: iso(Date.parse(b.from) + 7 * 86_400_000), why: '收到之日 2026-11-23（周一）不计，自 2026-11-24 起算 5 个工作日；11月28日、29日为周末不计，届满日为 2026-11-30（周一）24时。违法处理程序规定第81条，行政案件程序规定第35条。' })
	if (a === 'search') { const s = String(b.q ?? ''); return ok({ items: Object.values(models).filter(m => m.read.some(r => roles().includes(r))).flatMap(m => ask(m, { q: s, limit: '4' }).items.map(r => ({ record: m.name, id: r.id, title: r.title, state: r.state, unit_title: (r.titles as Record<string, string>).unit }))).slice(0, 20) }) }
	if (a === 'views' && c) return view(c, q.query)
	if (a === 'imports') return imported(q)
	return null
}
