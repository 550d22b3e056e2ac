// SPDX-License-Identifier: Apache-2.0
// The server's account of itself, turned into blocks of facts. Known names get words, unknown ones their symbol.
import type { Look } from '@/engine/types'
import { bytes, number, t } from '@/kit/text'
import { momentLong, span } from '@/kit/time'

export interface Fact { name: string; title: string; text: string; look?: Look }
export interface Block { name: string; title: string; facts: Fact[] }
export interface Timer { name: string; every_s: number; runs: number; errors: number; last_took_ms: number; longest_ms: number; last_err: string | null; last_at: string | null; running: boolean }

const WORDS: Record<string, string> = {
	server: '服务器|Server', store: '存储|Store', http: '网络|HTTP', process: '进程|Process', disk: '磁盘|Disk', memory: '内存|Memory', certificate: '证书|Certificate', audit: '审计|Audit', outbox: '外发|Outbox', files: '文件|Files', clock: '时钟|Clock',
	version: '版本|Version', simulated: '模拟数据|Simulated', time: '服务器时间|Server time', missing_terms: '缺少的期限|Missing terms', kind: '类别|Kind',
	jobs: '写入任务|Write jobs', commits: '提交次数|Commits', job_errors: '写入失败|Failed writes', queued: '排队|Waiting', refused_busy: '因繁忙拒绝|Refused when busy', bytes_on_disk: '数据大小|Data on disk', bytes_free: '磁盘可用|Free disk',
	requests: '请求|Requests', connections: '连接|Connections', streams: '实时屏幕|Live screens', bodies_in_flight: '传输中|Bodies in flight', refused_large: '因过大拒绝|Refused as too large', refused_address: '因同址过多拒绝|Refused by address', timed_out: '超时|Timed out', bad_requests: '无效请求|Bad requests',
	resident_bytes: '常驻内存|Resident memory', uptime_s: '已运行|Up for', event_seq: '最新事件号|Newest event', not_after: '有效期至|Valid until', pending: '待发|Pending', failed: '失败|Failed', unsealed: '待封存|Not sealed', skew_ms: '时钟偏差|Clock skew',
}
/** Numbers that should be nothing, and at what worth they are more than a remark. */
const TROUBLE: Record<string, Look> = { job_errors: 'alarm', refused_busy: 'attention', failed: 'attention' }
const word = (name: string) => WORDS[name] ?? `${name.replace(/_(bytes|s|ms)$/, '').replace(/_/g, ' ')}`
const LEAST_FREE = 5 * 2 ** 30

function ofNumber(name: string, v: number): Pick<Fact, 'text' | 'look'> {
	if (/^bytes|bytes$/.test(name)) return { text: bytes(v), look: name === 'bytes_free' && v < LEAST_FREE ? 'alarm' : undefined }
	if (name.endsWith('_ms')) return { text: `${number(v)} ms` }
	if (name.endsWith('_s')) return { text: v >= 60 ? span(v * 1000) : `${number(v)} s` }
	return { text: number(v), look: v > 0 ? TROUBLE[name] : undefined }
}
function fact(name: string, v: unknown): Fact {
	const f: Fact = { name, title: word(name), text: '–' }
	if (name === 'missing_terms') return { ...f, text: v ? String(v) : t('无|None'), look: v ? 'alarm' : undefined }
	if (name === 'simulated') return { ...f, text: v ? t('是|Yes') : t('否|No') }
	if (typeof v === 'boolean') return { ...f, text: v ? t('正常|OK') : t('异常|Wrong'), look: v ? 'normal' : 'alarm' }
	if (typeof v === 'number') return { ...f, ...ofNumber(name, v) }
	if (typeof v === 'string' && /^\d{4}-\d\d-\d\dT/.test(v)) return { ...f, text: momentLong(v) }
	return { ...f, text: v == null || v === '' ? '–' : typeof v === 'object' ? JSON.stringify(v) : String(v) }
}
const plain = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && !Array.isArray(v)

export function blocksOf(raw: Record<string, unknown>): Block[] {
	const loose = Object.entries(raw).filter(([n, v]) => !plain(v) && n !== 'timers').map(([n, v]) => fact(n, v))
	const blocks = Object.entries(raw).filter((e): e is [string, Record<string, unknown>] => plain(e[1])).map(([name, v]) => ({ name, title: word(name), facts: Object.entries(v).map(([n, x]) => fact(n, x)) }))
	return [...(loose.length ? [{ name: 'server', title: WORDS.server, facts: loose }] : []), ...blocks]
}
export const timersOf = (raw: Record<string, unknown>): Timer[] => (Array.isArray(raw.timers) ? raw.timers as Timer[] : [])
