// SPDX-License-Identifier: Apache-2.0
// A joint operation as its board sees it: who was asked, the tasks by state, what was written; read again when one of them changes.
import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'
import { get } from '@/engine/api'
import { onChange, onReload } from '@/engine/live'
import { asProblem, type Problem } from '@/engine/problem'
import type { Page, Row } from '@/engine/types'

export interface Board { operation: Row; invitations: Row[]; tasks: Row[]; notes: Row[] }
export const COLUMNS = ['issued', 'accepted', 'done', 'not_done'] as const
const PARTS = ['joint_operation', 'joint_invitation', 'joint_task', 'joint_note']

export async function readBoard(id: number): Promise<Board> {
	const all = (plural: string, sort: string) => get<Page>(plural, { operation: id, sort, limit: 200 }).then(p => p.items)
	const [operation, invitations, tasks, notes] = await Promise.all([get<Row>(`joint_operations/${id}`), all('joint_invitations', 'id'), all('joint_tasks', 'until_at'), all('joint_notes', '-created_at')])
	return { operation, invitations, tasks, notes }
}

/** Who a task is for: the unit or service that was asked, or the unit that asks. */
export function whose(board: Board, task: Row): string {
	const i = board.invitations.find(x => x.id === task.invitation)
	return i ? i.titles?.invited ?? i.titles?.service ?? '' : task.titles?.doer ?? board.operation.titles?.unit ?? ''
}

export function useJoint(chosen: Ref<number | null>) {
	const running = shallowRef<Row[] | null>(null), board = shallowRef<Board | null>(null), problem = ref<Problem | null>(null), gone = ref(false)
	let turn = 0, timer: ReturnType<typeof setTimeout> | undefined
	async function load() {
		try {
			running.value = (await get<Page>('joint_operations', { 'state.in': 'draft,running', sort: '-created_at', limit: 100 })).items
			problem.value = null
		} catch (e) { problem.value = asProblem(e) }
	}
	async function again() {
		const mine = ++turn, id = chosen.value
		if (!id) { board.value = null; return }
		try {
			const got = await readBoard(id)
			if (mine === turn) { board.value = got; gone.value = false; problem.value = null }
		} catch (e) {
			if (mine !== turn) return
			const p = asProblem(e)
			gone.value = p.status === 404
			if (gone.value) { board.value = null; void load() } else problem.value = p
		}
	}
	const soon = () => { timer ??= setTimeout(() => { timer = undefined; void again() }, 150) }
	const off = [
		onChange(e => { if (PARTS.includes(e.record)) { soon(); if (e.record === 'joint_operation' || e.record === 'joint_invitation') void load() } }),
		onReload(() => { void load(); void again() }),
	]
	/* Sight that ended sends no event: it is asked now and then. */
	const beat = setInterval(() => void again(), 20_000)
	onBeforeUnmount(() => { off.forEach(f => f()); clearTimeout(timer); clearInterval(beat) })
	watch(chosen, () => { board.value = null; gone.value = false; void again() })
	void load()
	void again()
	return { running, board, problem, gone, load, again }
}
