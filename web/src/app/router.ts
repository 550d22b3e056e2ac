// SPDX-License-Identifier: Apache-2.0
// Every page has an address that can be sent to a colleague; the rows of defineScreen make most of them.
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { watch } from 'vue'
import { reachable } from '@/engine/api'
import { records } from '@/engine/model'
import { screens, type Screen } from '@/engine/screen'
import { withBadge } from '@/kit/alert'
import { lang, t } from '@/kit/text'
import { useSession } from './session'
import '@/screens'

/** The interface says repair_orders where the screens say repair-orders: an address of either kind leads here. */
const alias = (s: Screen): RouteRecordRaw[] => {
	const plural = s.record && records[s.record]?.plural
	return plural && plural !== s.path ? [{ path: `/${plural}/:rest(.*)*`, redirect: to => ({ path: [`/${s.path}`, ...[to.params.rest].flat().filter(Boolean)].join('/'), query: to.query }) }] : []
}
const record = (s: Screen): RouteRecordRaw[] => [
	{ path: `/${s.path}`, component: s.page ?? (() => import('@/engine/RecordList.vue')), meta: { screen: s, title: s.title, bare: s.bare, offline: s.offline } },
	...(s.record ? [
		{ path: `/${s.path}/new`, component: () => import('@/engine/RecordForm.vue'), meta: { screen: s, title: s.title } },
		{ path: `/${s.path}/:id(\\d+)`, component: () => import('@/engine/RecordDetail.vue'), meta: { screen: s, title: s.title } },
		{ path: `/${s.path}/:id(\\d+)/edit`, component: () => import('@/engine/RecordForm.vue'), meta: { screen: s, title: s.title } },
	] : []),
]

export const router = createRouter({
	history: createWebHistory(),
	scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
	routes: [
		{ path: '/sign-in', component: () => import('./SignIn.vue'), meta: { open: true, bare: true, title: '登录|Sign in' } },
		{ path: '/first-password', component: () => import('./FirstPassword.vue'), meta: { bare: true, title: '修改初始密码|Change the first password' } },
		{ path: '/', component: () => import('./Home.vue'), meta: { title: '今天|Today' } },
		{ path: '/account/:part(password|totp|sessions|grants)?', component: () => import('./Account.vue'), meta: { title: '我的账号|My account' } },
		...screens.flatMap(record), ...screens.flatMap(alias),
		{ path: '/views/:name', component: () => import('@/engine/ViewPage.vue'), meta: { title: '统计|Views' } },
		{ path: '/:rest(.*)*', component: () => import('./NotFound.vue'), meta: { title: '没有这个页面|No such page' } },
	],
})

router.beforeEach(async to => {
	const session = useSession()
	if (!session.known) await session.load().catch(() => {})
	if (to.meta.open) return session.me && !session.ended && !session.blocked ? { path: '/' } : true
	if (!session.me && to.meta.offline && !reachable.value) return true
	if (!session.me) return { path: '/sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
	if (session.blocked && to.path !== '/first-password') return { path: '/first-password' }
	return true
})

/** The page's name in the tab; a detail page puts its own before it. Never a person's data. */
export function nameTab(first?: string): void {
	const at = t(String(router.currentRoute.value.meta.title ?? ''))
	document.title = withBadge([first, at, t('路安|luan')].filter(Boolean).join(' · '))
}
router.afterEach(() => nameTab())
watch(lang, () => nameTab())
