// SPDX-License-Identifier: Apache-2.0
// Every address of the application, asked of the application itself and of the pages behind it, each with a post that sees it: a new
// page, tab, view or route is walked the day it exists. What only a person can know of one stands in SPECIAL.
import { sample } from './invent.mjs'

/** Addresses that the router writes as a pattern, or that a query makes another page of. */
const SPECIAL = {
	'/': [''],
	'/account/:part(password|totp|sessions|grants)?': ['account/grants', 'account/password', 'account/totp', 'account/sessions'],
	'/audit': ['audit', 'audit?part=looked', 'audit?part=chain'],
	'/reports': ['reports', 'reports?state=draft'],
	'/:rest(.*)*': ['nowhere'],
}
/** Pages of somebody who is not signed in, or not yet let in: walked by a story of their own. */
export const OUTSIDE = ['/sign-in', '/first-password']

/** The routes of the running application, as data. */
const routesOf = page => page.evaluate(() => document.querySelector('#app').__vue_app__.config.globalProperties.$router.getRoutes()
	.filter(r => !r.redirect).map(r => {
		const s = r.meta.screen
		return { path: r.path, screen: s && { path: s.path, record: s.record, roles: s.roles, own: !!s.page, import: s.import, bare: !!s.bare, detail: !!s.detail, tabs: (s.tabs ?? []).map(x => ({ name: x.name, roles: x.roles })) } }
	}))

const mayEdit = m => m.patch.length && (m.valid || m.parts.length || m.fields.some(f => !f.flags.sys && !f.flags.fix))

/** What one screen has to show: the roles that see all of it, and its addresses but for the number of a row. */
function stops(screen, m) {
	const read = m ? m.read.filter(r => !screen.roles?.length || screen.roles.includes(r)) : screen.roles ?? []
	const seers = (m && read.length ? read : m?.read ?? read).filter(r => r !== 'citizen')
	const makers = m ? seers.filter(r => m.create.includes(r)) : [], editors = m && mayEdit(m) ? seers.filter(r => m.patch.includes(r)) : []
	const takers = m ? seers.filter(r => m.steps.some(x => x.roles.includes(r))) : []
	return { screen, model: m, seers, makers, editors, takers }
}

/** Few posts that see every page between them, each page with one who can do as much there as anybody. */
function assign(all, roles) {
	const worth = (x, r) => (x.seers.includes(r) ? 1 + 8 * x.makers.includes(r) + 4 * x.takers.includes(r) + 2 * x.editors.includes(r) : 0)
	const best = new Map(all.map(x => [x, Math.max(...roles.map(r => worth(x, r)))]))
	const open = new Set(all.filter(x => x.seers.length)), by = {}
	while (open.size) {
		const [role, mine] = roles.map(r => [r, [...open].filter(x => worth(x, r) === best.get(x))]).sort((a, b) => b[1].length - a[1].length)[0]
		if (!mine.length) throw new Error(`nobody sees ${[...open].map(x => x.screen.path)}`)
		by[role] = mine
		for (const x of mine) open.delete(x)
	}
	return by
}

/** A row to look at: one that this post can do something with, else any, else an invented one, which the window is told of. */
async function rowOf(c, m, role) {
	const states = m.steps.filter(x => x.roles.includes(role)).map(x => x.from)
	for (const more of [...new Set(states)].length ? [`&state.in=${[...new Set(states)].join()}`, ''] : ['']) {
		const got = (await c.get(`${m.plural}?limit=1${more}`)).json?.items?.[0]
		if (got) return { id: got.id }
	}
	return { id: 7, invented: await sample(m, role) }
}

/**
 * { visits: [{ post, path, kind, record?, invented? }], unknown: [route] }: kind is list, one, new, edit, tab, view or page.
 * unknown names what nobody walks; it has to be empty.
 */
export async function plan(s, page, model) {
	const routes = await routesOf(page), roles = Object.keys(model.roles).filter(r => r !== 'citizen')
	const seen = new Set(routes.filter(r => OUTSIDE.includes(r.path) || r.path in SPECIAL || r.path === '/views/:name').map(r => r.path))
	const everybody = { screen: { path: '' }, seers: roles, makers: [], editors: [], takers: [] }
	const all = [everybody, ...routes.filter(r => r.screen && r.path === `/${r.screen.path}`).map(r => { const x = stops(r.screen, r.screen.record && model.records[r.screen.record]); return x.seers.length ? x : { ...x, seers: roles } })]
	const views = Object.values(model.views).map(v => ({ screen: { path: `views/${v.name}` }, view: v, seers: v.roles, makers: [], editors: [], takers: [] }))
	const visits = [], walked = path => seen.add(path)
	for (const [role, mine] of Object.entries(assign([...all, ...views], roles))) {
		const post = `${role}@detachment`, c = await s.as(post)
		for (const x of mine) {
			const put = (path, kind, more = {}) => visits.push({ post, path, kind, record: x.model?.name, ...more })
			const { path, tabs = [] } = x.screen
			if (x.view) { put(path, 'view'); continue }
			if (path === '') { for (const p of ['/', '/account/:part(password|totp|sessions|grants)?', '/:rest(.*)*']) for (const to of SPECIAL[p]) put(to, 'page'); continue }
			walked(`/${path}`)
			const row = x.model && await rowOf(c, x.model, role), invented = row?.invented
			for (const to of SPECIAL[`/${path}`] ?? [path]) put(to, x.screen.own ? 'page' : 'list', { invented })
			for (const tab of tabs) put(`${path}?tab=${tab.name}`, 'tab', { invented })
			if (!x.model) continue
			walked(`/${path}/:id(\\d+)`)
			put(`${path}/${row.id}`, 'one', { invented, detail: x.screen.detail })
			walked(`/${path}/new`)
			if (x.makers.includes(role)) put(`${path}/new`, 'new')
			walked(`/${path}/:id(\\d+)/edit`)
			if (x.editors.includes(role)) put(`${path}/${row.id}/edit`, 'edit', { invented })
		}
	}
	return { visits, unknown: routes.map(r => r.path).filter(p => !seen.has(p)) }
}

