// SPDX-License-Identifier: Apache-2.0
// Handing a decision over: what was done with its paper (sealed, signed or refused, given), each noted once; then the case is served.
import { newKey, post } from '@/engine/api'
import type { Row } from '@/engine/types'

/** What still has to be noted of one paper, in the order of 规定 44/1/4 and 5. */
export function notes(paper: Row, refused: boolean, now: string): { verb: string; body: Record<string, unknown> }[] {
	const out: { verb: string; body: Record<string, unknown> }[] = []
	if (!paper.seal) out.push({ verb: 'stamp', body: { seal: 'stamped' } })
	if (!paper.signature) out.push(refused ? { verb: 'refuse', body: { refusal: '当事人拒绝签名' } } : { verb: 'sign', body: { signature: 'hand' } })
	if (!paper.served_at) out.push({ verb: 'serve', body: { service: 'person', served_at: now } })
	return out
}
export const inForce = (papers: readonly Row[]): Row[] => papers.filter(p => p.state === 'issued' && p.type === 'simple_decision')
export async function handOver(papers: readonly Row[], refused: boolean, now: string): Promise<void> {
	for (const paper of inForce(papers)) for (const n of notes(paper, refused, now)) await post<Row>(`documents/${paper.id}/${n.verb}`, n.body, { key: newKey() })
}
