// SPDX-License-Identifier: Apache-2.0
// What a phone keeps while it has no connection: a database for each page, with what is on its way and what the page needs to start.
// What was sent is wiped at once; nothing about a person stays longer than it takes to send it.
const STORES = ['jobs', 'kept'] as const
type Store = typeof STORES[number]

export interface Shelf {
	put(store: Store, key: string, value: unknown): Promise<unknown>
	take<T>(store: Store, key: string): Promise<T | undefined>
	/** Reads and writes in one transaction: what somebody else adds meanwhile is not lost. undefined removes. */
	change<T>(store: Store, key: string, act: (now: T | undefined) => T | undefined): Promise<T | undefined>
	drop(store: Store, key: string): Promise<unknown>
	all<T>(store: Store): Promise<T[]>
}
export function shelf(name: string): Shelf {
	let opening: Promise<IDBDatabase> | null = null
	function open(): Promise<IDBDatabase> {
		opening ??= new Promise((done, fail) => {
			const ask = indexedDB.open(name, 1)
			ask.onupgradeneeded = () => { for (const s of STORES) ask.result.createObjectStore(s) }
			ask.onsuccess = () => done(ask.result)
			ask.onerror = () => { opening = null; fail(ask.error ?? new Error('indexedDB')) }
		})
		return opening
	}
	async function work<T>(store: Store, mode: IDBTransactionMode, act: (s: IDBObjectStore) => IDBRequest<T>): Promise<T> {
		const db = await open()
		return new Promise((done, fail) => {
			const t = db.transaction(store, mode, { durability: 'strict' }), ask = act(t.objectStore(store))
			t.oncomplete = () => done(ask.result)
			t.onabort = t.onerror = () => fail(t.error ?? new Error('indexedDB'))
		})
	}
	return {
		put: (store, key, value) => work(store, 'readwrite', s => s.put(value, key)),
		take: <T>(store: Store, key: string) => work(store, 'readonly', s => s.get(key) as IDBRequest<T | undefined>),
		async change<T>(store: Store, key: string, act: (now: T | undefined) => T | undefined) {
			const db = await open()
			return new Promise<T | undefined>((done, fail) => {
				const t = db.transaction(store, 'readwrite', { durability: 'strict' }), s = t.objectStore(store), ask = s.get(key) as IDBRequest<T | undefined>
				let out: T | undefined
				ask.onsuccess = () => {
					out = act(ask.result)
					if (out === undefined) s.delete(key)
					else s.put(out, key)
				}
				t.oncomplete = () => done(out)
				t.onabort = t.onerror = () => fail(t.error ?? new Error('indexedDB'))
			})
		},
		drop: (store, key) => work(store, 'readwrite', s => s.delete(key)),
		all: <T>(store: Store) => work(store, 'readonly', s => s.getAll() as IDBRequest<T[]>),
	}
}
