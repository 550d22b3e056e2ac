// SPDX-License-Identifier: Apache-2.0
// Issuing an order. What was asked for is noted in this tab before it is sent, with its key: a browser that is lost in the middle asks again
// with the same key when it is back, and the server answers what it answered then. The note holds no person.
import { newKey, post } from '@/engine/api'
import { asProblem } from '@/engine/problem'
import type { Row } from '@/engine/types'

interface Pending { key: string; incident: number; patrol: number; body: Record<string, unknown>; sign: string }
const SLOT = 'luan.dispatch.order'
const read = (): Pending | null => { try { return JSON.parse(localStorage.getItem(SLOT) ?? 'null') as Pending | null } catch { return null } }

async function send(p: Pending): Promise<Row> {
	localStorage.setItem(SLOT, JSON.stringify(p))
	try {
		const row = await post<Row>('dispatch_orders', p.body, { key: p.key })
		localStorage.removeItem(SLOT)
		return row
	} catch (e) {
		const x = asProblem(e)
		if (x.status > 0 && !x.transient) localStorage.removeItem(SLOT)	// decided: refused
		throw e
	}
}
/** The same wish again, before it was answered, is the same order. */
export function issue(incident: number, patrol: number, sign: string, body: Record<string, unknown>): Promise<Row> {
	const was = read(), whole = { incident, patrol, ...body }
	const same = was && was.incident === incident && was.patrol === patrol && JSON.stringify(was.body) === JSON.stringify(whole)
	return send(same ? was : { key: newKey(), incident, patrol, sign, body: whole })
}
/** What was on its way when the browser was lost; null: nothing. */
export async function finishPending(): Promise<{ sign: string; order: Row | null; why: string } | null> {
	const p = read()
	if (!p) return null
	try { return { sign: p.sign, order: await send(p), why: '' } } catch (e) { return { sign: p.sign, order: null, why: asProblem(e).title } }
}
