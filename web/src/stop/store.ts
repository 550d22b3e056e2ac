// SPDX-License-Identifier: Apache-2.0
// What a phone keeps while it has no connection: stops on their way, in order, and the law they are reckoned with. What was sent is
// wiped at once; nothing about a person stays longer than it takes to send it.
const NAME = 'luan-stop', STORES = ['jobs', 'kept'] as const
type Store = typeof STORES[number]

let opening: Promise<IDBDatabase> | null = null
function open(): Promise<IDBDatabase> {
	opening ??= new Promise((done, fail) => {
		const ask = indexedDB.open(NAME, 1)
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
export const put = (store: Store, key: string, value: unknown): Promise<unknown> => work(store, 'readwrite', s => s.put(value, key))
export const take = <T>(store: Store, key: string): Promise<T | undefined> => work(store, 'readonly', s => s.get(key) as IDBRequest<T | undefined>)
/** Reads and writes in one transaction: what somebody else adds meanwhile is not lost. undefined removes. */
export async function change<T>(store: Store, key: string, act: (now: T | undefined) => T | undefined): Promise<T | undefined> {
	const db = await open()
	return new Promise((done, fail) => {
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
}
export const drop = (store: Store, key: string): Promise<unknown> => work(store, 'readwrite', s => s.delete(key))
export const all = <T>(store: Store): Promise<T[]> => work(store, 'readonly', s => s.getAll() as IDBRequest<T[]>)
