// SPDX-License-Identifier: Apache-2.0
// Stops on their way to the server: each a row of writes with keys of their own, sent once and in their order, by one tab at a time.
// Nothing that bears a number is made here: a decision is asked for only face to face with the server.
import { ref, shallowRef } from 'vue'
import { call, newKey, reachable } from '@/engine/api'
import { asProblem, type Problem } from '@/engine/problem'
import type { Row } from '@/engine/types'
import { all, change, take } from './store'

export interface Op { key: string; path: string; body?: Record<string, unknown>; blob?: Blob; name?: string; makes?: boolean; done?: boolean }
export interface Fault { code: string; title: string; detail: string; titleEn: string; detailEn: string }
/** caseId: known once the first write was answered. open: the officer still works on it. */
export interface Job { id: string; person: number; at: number; title: string; caseId: number | null; ops: Op[]; open: boolean; fault: Fault | null }

export const jobs = shallowRef<Job[]>([]), draining = ref(false)
export const left = (j: Job): number => j.ops.filter(o => !o.done).length

export async function refresh(): Promise<void> {
	jobs.value = (await all<Job>('jobs')).sort((a, b) => a.at - b.at)
}
async function alter(id: string, act: (now: Job | undefined) => Job | undefined): Promise<Job | undefined> {
	const got = await change<Job>('jobs', id, act)
	await refresh()
	return got
}

export const write = (path: string, body: Record<string, unknown> = {}): Op => ({ key: newKey(), path, body })
export const file = (slot: string, blob: Blob, name: string): Op => ({ key: newKey(), path: `violation_cases/{case}/files/${slot}`, blob, name })

/** Adds writes to a stop, the first time making it; they are on the phone's disk before this returns. */
export async function add(id: string, person: number, title: string, ops: Op[]): Promise<void> {
	await alter(id, now => ({ ...(now ?? { id, person, at: Date.now(), title, caseId: null, open: true, fault: null }), ops: [...(now?.ops ?? []), ...ops] }))
}
/** The officer is done with it: it goes as soon as the last write is answered; what still is to be decided stays in his list as a bare number. */
export const finish = (id: string): Promise<unknown> => alter(id, now => (now && left(now) ? { ...now, open: false } : undefined))
const undecided = (j: Job): boolean => j.ops.some(o => o.path.endsWith('/tell'))
export const discard = (id: string): Promise<unknown> => alter(id, () => undefined)
/** The answer of a refusal is kept with its key: who tries again asks anew. */
export const again = (id: string): Promise<unknown> => alter(id, now => now && { ...now, fault: null, ops: now.ops.map(o => (o.done ? o : { ...o, key: newKey() })) })

async function sendOne(job: Job, op: Op): Promise<Row> {
	const path = op.path.replace('{case}', String(job.caseId))
	return op.blob
		? call<Row>('POST', path, { raw: op.blob, type: op.blob.type, key: op.key, headers: { 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(op.name ?? 'file')}` } })
		: call<Row>('POST', path, { body: op.body ?? {}, key: op.key })
}
/** What was sent is wiped from the phone, its place in the row stays. */
const wipe = (op: Op): Op => ({ key: op.key, path: op.path, makes: op.makes, done: true })
const waits = (p: Problem): boolean => p.transient || p.status <= 0 || [401, 408, 429].includes(p.status)
const faultOf = (p: Problem): Fault => ({ code: p.code, title: p.zh, titleEn: p.en, detail: p.detailZh, detailEn: p.detailEn })

/** false: the connection is gone, the rest waits. */
async function sendJob(id: string): Promise<boolean> {
	for (;;) {
		const job = await take<Job>('jobs', id), op = job?.ops.find(o => !o.done)
		if (!job || job.fault) return true
		if (!op) {
			if (!job.open && !undecided(job)) await discard(id)
			return true
		}
		try {
			const row = await sendOne(job, op)
			await alter(id, now => now && { ...now, caseId: op.makes ? row.id : now.caseId, ops: now.ops.map(o => (o.key === op.key ? wipe(o) : o)) })
		} catch (e) {
			const p = asProblem(e)
			if (waits(p)) return false
			await alter(id, now => now && { ...now, fault: faultOf(p) })
			return true
		}
	}
}
async function drain(person: number): Promise<void> {
	draining.value = true
	try {
		await refresh()
		for (const job of jobs.value.filter(j => j.person === person && (left(j) || (!j.open && !undecided(j))))) if (!await sendJob(job.id)) break
	} finally { draining.value = false }
}
let turn: Promise<void> = Promise.resolve()
/** Sends what waits, of this person only. Two tabs and two taps are one. */
export function send(person: number): Promise<void> {
	turn = turn.then(() => (navigator.locks ? navigator.locks.request('luan-stop', () => drain(person)) : drain(person))).catch(() => { reachable.value = navigator.onLine })
	return turn
}
