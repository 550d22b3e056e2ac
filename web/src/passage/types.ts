// SPDX-License-Identifier: Apache-2.0
// A passage as doc/passages.md says it, and what is asked about passages.
import type { Look } from '@/engine/types'

export interface Picture { n: number; type: string | number; type_title?: string; type_title_en?: string; width?: number; height?: number }
export interface Passage {
	id: number | string
	plate: string | null
	/** what the device read, where a person corrected it */
	read?: string | null
	class?: number | null
	class_title?: string | null
	at: string
	received_at?: string
	tollgate: number | null
	tollgate_title?: string | null
	device?: number | null
	lane?: number | null
	direction?: number | null
	direction_title?: string | null
	speed?: number | null
	plate_colour?: number | null
	plate_colour_title?: string | null
	vehicle_colour?: number | null
	vehicle_colour_title?: string | null
	vehicle_colour_title_en?: string | null
	vehicle_type?: string | null
	vehicle_type_title?: string | null
	reliability?: number | null
	flags?: string[]
	/** a list says only whether there are any; the passage itself names them */
	has_pictures?: boolean
	pictures?: Picture[]
	place?: [number, number] | null
	series?: string
	/** 0..1000, of a near miss, and why it is near */
	score?: number
	why?: string
	corrections?: { at: string; by?: number; by_title?: string; plate: string; class?: number; reason: string }[]
}
export interface Found { items: Passage[]; next: string | null; scanned?: number; at: string; search?: number }
export interface Leg { from: number | string; to: number | string; seconds: number; metres: number; kmh: number }
export interface Track { items: Passage[]; legs: Leg[] }

export const pictured = (p: Passage): boolean => !!p.has_pictures || !!p.pictures?.length

/** GA/T 1400.3 image types: the whole scene, the vehicle, the plate. */
const SCENE = [1, 14, 8, 7, 100, 9], CROP = [2, 9]
const first = (p: readonly Picture[], types: number[]): Picture | undefined => types.map(t => p.find(x => Number(x.type) === t)).find(x => x)
export const sceneOf = (p: readonly Picture[] = []): Picture | undefined => first(p, SCENE) ?? p[0]
export const cropOf = (p: readonly Picture[] = []): Picture | undefined => { const c = first(p, CROP); return c && c !== sceneOf(p) ? c : undefined }

/** What is odd about a passage, in words. */
export const FLAGS: Record<string, { text: string; look: Look }> = {
	unread: { text: '有未识别字符|Characters not read', look: 'attention' }, no_plate: { text: '无号牌|No plate', look: 'attention' }, form: { text: '号牌格式不符|No known form of plate', look: 'attention' },
	repeat: { text: '重复上报|Repeated', look: 'idle' }, clock: { text: '设备时钟偏差|Clock of the device off', look: 'attention' }, late: { text: '迟到|Late', look: 'idle' },
	hit: { text: '布控命中|Watched', look: 'alarm' }, corrected: { text: '已更正|Corrected', look: 'normal' }, belt: { text: '未系安全带|No seat belt', look: 'idle' }, call: { text: '手持电话|Telephone in hand', look: 'idle' }, simulated: { text: '模拟|Simulated', look: 'unknown' },
}
export const PURPOSES = [
	{ name: 'case', text: '办理案件|A case' }, { name: 'alarm', text: '处置预警|An alarm' }, { name: 'watch', text: '布控核查|A watch entry' },
	{ name: 'repair', text: '设备核查|A device' }, { name: 'complaint', text: '群众申诉|A complaint' }, { name: 'other', text: '其他工作|Other work' },
] as const
export type Purpose = typeof PURPOSES[number]['name']
