// SPDX-License-Identifier: Apache-2.0
// Who sits here. The cookie is the server's; this side keeps the CSRF token in memory only.
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { skew } from '@/kit/time'
import { get, post, remove, setCsrf, whenSignedOut } from '@/engine/api'
import { loadCalendar } from '@/engine/calendar'
import { startLive, stopLive } from '@/engine/live'
import { Problem } from '@/engine/problem'
import type { Session } from '@/engine/types'

export interface SignIn { user: string; password: string; totp?: string; recovery?: string }

export const useSession = defineStore('session', () => {
	const me = ref<Session | null>(null)
	const known = ref(false)		// whether the server was asked
	const ended = ref(false)		// signed out by the server while working
	const unit = ref<number | null>(null)	// the unit the screens are narrowed to; null: everything one may see

	const roles = computed(() => me.value?.roles ?? [])
	const blocked = computed(() => !!me.value?.must_change_password)

	async function load(): Promise<void> {
		try {
			me.value = await get<Session>('session')
			setCsrf(me.value.csrf)
			skew.value = Date.parse(me.value.server_time) - Date.now() || 0
			ended.value = false
			if (!blocked.value) { startLive(); void loadCalendar() }
		} catch (e) {
			if (!(e instanceof Problem) || e.status !== 401) throw e
			me.value = null
		} finally { known.value = true }
	}
	async function signIn(form: SignIn): Promise<void> {
		const answer = await post<{ csrf: string }>('session', form)
		setCsrf(answer.csrf)
		await load()
	}
	async function signOut(): Promise<void> {
		stopLive()
		try { await remove('session') } catch { /* the cookie ends by itself */ }
		me.value = null
		setCsrf('')
	}
	whenSignedOut(() => {
		if (!me.value) return
		stopLive()
		ended.value = true
	})
	return { me, known, ended, unit, roles, blocked, load, signIn, signOut }
})
