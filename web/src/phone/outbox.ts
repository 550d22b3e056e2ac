// SPDX-License-Identifier: Apache-2.0
// Writes on their way to the server: jobs, each a row of writes with keys of their own, sent once and in their order, by one tab at a time.
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { call, newKey, reachable } from '@/engine/api'
import { asProblem, type Problem } from '@/engine/problem'
import type { Row } from '@/engine/types'
import type { Shelf } from './shelf'

/** `{row}` in a path is the row that the write marked `makes` has made. */
export interface Op { key: string; path: string; body?: Record<string, unknown>; blob?: Blob; name?: string; makes?: boolean; done?: boolean; why?: string }
export interface Fault { code: string; title: string; detail: string; titleEn: string; detailEn: string }
/** made: known once the first write was answered. open: the officer still works on it. */
export interface Job { id: string; person: number; at: number; title: string; made: number | null; ops: Op[]; open: boolean; fault: Fault | null }

export const left = (j: Job): number => j.ops.filter(o => !o.done).length
export const write = (path: string, body: Record<string, unknown> = {}): Op => ({ key: newKey(), path, body })
export const file = (path: string, blob: Blob, name: string): Op => ({ key: newKey(), path, blob, name })

async function sendOne(job: Job, op: Op): Promise<Row> {
	const path = op.path.replace(/\{(?:row|case)\}/, String(job.made ?? (job as { caseId?: number }).caseId))	// {case}, caseId: as older pages wrote them
	return op.blob
		? call<Row>('POST', path, { raw: op.blob, type: op.blob.type, key: op.key, headers: { 'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(op.name ?? 'file')}` } })
		: call<Row>('POST', path, { body: op.body ?? {}, key: op.key })
}
/** What was sent is wiped from the phone, its place in the row stays. */
const wipe = (op: Op): Op => ({ key: op.key, path: op.path, makes: op.makes, done: true })
const waits = (p: Problem): boolean => p.transient || p.status <= 0 || [401, 408, 429].includes(p.status)
const faultOf = (p: Problem): Fault => ({ code: p.code, title: p.zh, titleEn: p.en, detail: p.detailZh, detailEn: p.detailEn })

export interface Outbox {
	jobs: ShallowRef<Job[]>
	draining: Ref<boolean>
	refresh(): Promise<void>
	/** Adds writes to a job, the first time making it; they are on the phone's disk before this returns. first: it goes before all others. */
	add(id: string, person: number, title: string, ops: Op[], how?: { open?: boolean; first?: boolean }): Promise<void>
	/** The officer is done with it: it goes as soon as the last write is answered. */
	finish(id: string): Promise<unknown>
	discard(id: string): Promise<unknown>
	/** The answer of a refusal is kept with its key: who tries again asks anew. */
	again(id: string): Promise<unknown>
	/** Sends what waits, of this person only. Two tabs and two taps are one. */
	send(person: number): Promise<void>
}
/** keeps: a job that stays although all of it is sent. */
export function outbox(lock: string, on: Shelf, keeps: (j: Job) => boolean = () => false): Outbox {
	const jobs = shallowRef<Job[]>([]), draining = ref(false)
	async function refresh(): Promise<void> { jobs.value = (await on.all<Job>('jobs')).sort((a, b) => a.at - b.at) }
	async function alter(id: string, act: (now: Job | undefined) => Job | undefined): Promise<Job | undefined> {
		const got = await on.change<Job>('jobs', id, act)
		await refresh()
		return got
	}
	const discard = (id: string): Promise<unknown> => alter(id, () => undefined)
	/** Gone only if nothing was added while the last answer was on its way. */
	const over = (id: string): Promise<unknown> => alter(id, now => (now && !left(now) && !now.open && !keeps(now) ? undefined : now))

	/** false: the connection is gone, the rest waits. */
	async function sendNext(id: string): Promise<boolean> {
		const job = await on.take<Job>('jobs', id), op = job?.ops.find(o => !o.done)
		if (!job || !op) return true
		try {
			const row = await sendOne(job, op)
			await alter(id, now => now && { ...now, made: op.makes ? row.id : now.made, ops: now.ops.map(o => (o.key === op.key ? wipe(o) : o)) })
			await over(id)
		} catch (e) {
			const p = asProblem(e)
			if (waits(p)) return false
			await alter(id, now => now && { ...now, fault: faultOf(p) })
		}
		return true
	}
	/** After each write it is looked again what goes first: a call for help that came meanwhile does. */
	async function drain(person: number): Promise<void> {
		draining.value = true
		try {
			await refresh()
			for (const j of jobs.value) if (j.person === person && !left(j)) await over(j.id)
			for (let j; (j = jobs.value.find(x => x.person === person && !x.fault && left(x)));) if (!await sendNext(j.id)) break
		} finally { draining.value = false }
	}
	let turn: Promise<void> = Promise.resolve()
	return {
		jobs, draining, refresh, discard,
		async add(id, person, title, ops, how = {}) {
			await alter(id, now => ({ ...(now ?? { id, person, at: how.first ? 0 : Date.now(), title, made: null, open: how.open ?? true, fault: null }), ops: [...(now?.ops ?? []), ...ops] }))
		},
		finish: id => alter(id, now => (now && left(now) ? { ...now, open: false } : undefined)),
		again: id => alter(id, now => now && { ...now, fault: null, ops: now.ops.map(o => (o.done ? o : { ...o, key: newKey() })) }),
		send(person) {
			turn = turn.then(() => (navigator.locks ? navigator.locks.request(lock, () => drain(person)) : drain(person))).catch(() => { reachable.value = navigator.onLine })
			return turn
		},
	}
}
