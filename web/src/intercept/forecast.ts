// SPDX-License-Identifier: Apache-2.0
// The forecast as the server tells it: where the vehicle will be next, and who ahead can be there before it.
import { get } from '@/engine/api'
import { both, number, t } from '@/kit/text'
import { now, span } from '@/kit/time'
import type { LonLat } from '@/map/plane'

export interface Post { kind: 'station' | 'patrol'; patrol: number | null; station?: number; name: string; /** null: not for this person to know */ place: LonLat | null; unit: number; officers: number; free: boolean; ordered: boolean; may_order: boolean; before: boolean; ready_at: string }
export interface Next { tollgate: number; name: string; place: LonLat; permille: number; learned: number; overdue: boolean; eta_from: string; eta: string; eta_to: string; posts: Post[] }
export interface Seen { tollgate: number; name: string; place: LonLat; at: string; course: number | null }
export interface Forecast { alarm: number; interception: number | null; at: string; seen: Seen | null; by: 'roads' | 'straight'; learned: number; next: Next[]; elsewhere: number; ring: LonLat[]; reach_m: number }

export const readForecast = (alarm: number): Promise<Forecast> => get<Forecast>(`alarms/${alarm}/forecast`)
export const chance = (permille: number): string => `${number(permille / 10, permille < 100 ? 1 : 0)}%`

const WAYS = ['北|north', '东北|north-east', '东|east', '东南|south-east', '南|south', '西南|south-west', '西|west', '西北|north-west']
export const wayWord = (course: number | null): string => (course == null ? '' : t(WAYS[Math.round(course / 45) % 8]))
/** How long still, or that the time is over; counted down every second. */
export function countdown(n: Next): string {
	const left = Date.parse(n.eta) - now.value
	if (n.overdue || Date.parse(n.eta_to) < now.value) return t('已过预计时段|Past its time')
	return left > 0 ? t('约 {s}后|in about {s}', { s: span(left) }) : t('随时可能到达|Any moment')
}
export const basis = (f: Forecast): string => both(
	`${f.by === 'roads' ? '按路网行程时间' : '无路网，按直线折算'}${f.learned ? `，并按以往 ${number(f.learned)} 辆车的去向` : '，尚无以往去向可参考'}`,
	`${f.by === 'roads' ? 'By travel times of the road network' : 'No road network: by the straight line'}${f.learned ? `, and where ${number(f.learned)} vehicles went before` : '; no vehicle was counted there yet'}`)
