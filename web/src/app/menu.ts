// SPDX-License-Identifier: Apache-2.0
// The rail by role: the rows of defineScreen that one may see, in their groups.
import { computed, type ComputedRef } from 'vue'
import { screens, visible, type Screen } from '@/engine/screen'
import { useSession } from './session'

export const GROUPS: { name: Screen['group']; title: string }[] = [
	{ name: 'command', title: '指挥|Command' },
	{ name: 'work', title: '勤务|Duty' },
	{ name: 'case', title: '执法|Enforcement' },
	{ name: 'facility', title: '设施|Facilities' },
	{ name: 'rule', title: '法规|Law' },
	{ name: 'people', title: '队伍|People' },
	{ name: 'oversight', title: '监督|Oversight' },
	{ name: 'system', title: '系统|System' },
]
export interface Group { name: string; title: string; screens: Screen[] }
export function useMenu(): ComputedRef<Group[]> {
	const session = useSession()
	return computed(() => GROUPS
		.map(g => ({ ...g, screens: screens.filter(s => s.group === g.name && visible(s, session.roles)) }))
		.filter(g => g.screens.length))
}
