// SPDX-License-Identifier: Apache-2.0
// Who is signed in at the mock, and the stream of events. The user's name says the roles: "chief", "duty", "device", "admin", "sec", "audit", "legal".
import type { ServerResponse } from 'node:http'

export interface Asked { method: string; path: string[]; query: Record<string, string>; body: unknown; version: number | null; reason?: string }
export interface Answer { status: number; body?: unknown; type?: string; headers?: Record<string, string> }

const ROLES: Record<string, string[]> = {
	chief: ['leader', 'supervisor', 'officer', 'duty', 'device', 'legal'], duty: ['duty', 'officer'], device: ['device'], admin: ['sysadmin'], sec: ['secadmin'], audit: ['auditor'], legal: ['legal'], first: ['officer'], totp: ['officer'], all: ['leader', 'supervisor', 'duty', 'device', 'legal', 'sysadmin', 'secadmin', 'auditor', 'personnel'],
}
export const state = { user: (process.env.LUAN_MOCK_USER ?? '') as string, must: false, totp: false, down: false }
export const roles = (): string[] => ROLES[state.user] ?? ['officer']

const streams = new Set<ServerResponse>()
let seq = 4711
export function stream(res: ServerResponse): void {
	res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
	res.write(`id: ${seq}\nevent: beat\ndata: {}\n\n`)
	streams.add(res)
	const beat = setInterval(() => res.write(':\n\n'), 15_000)
	res.on('close', () => { streams.delete(res); clearInterval(beat) })
}
export function publish(data: object): void {
	seq++
	for (const s of streams) s.write(`id: ${seq}\nevent: change\ndata: ${JSON.stringify(data)}\n\n`)
}
export const NAMES: Record<string, string> = { chief: '王建国', duty: '刘晓东', device: '孙海燕', admin: '李志强', sec: '陈文静', audit: '周明哲', legal: '赵国栋' }
export function session() {
	const mine = roles()
	return {
		person: { id: 1, name: NAMES[state.user] ?? '王建国', user: state.user, unit: 1, unit_title: '淄博市公安局交通警察支队' },
		grants: mine.map(r => ({ role: r, role_title: r, unit: 1, unit_title: '淄博市公安局交通警察支队', from: '2026-01-01T00:00:00Z', to: null, persons: r === 'leader' })),
		roles: mine, csrf: 'mock', must_change_password: state.must, totp_enrolled: state.totp, totp_must_enrol: false, simulated: true, idle_s: 1800, server_time: new Date().toISOString(), version: '0.1.0',
	}
}
