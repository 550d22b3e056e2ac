// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const mocked = !!process.env.LUAN_MOCK || !!process.env.VITEST
// Tests and the mock add to the generated model; without it nothing can be built.
const generated = here('./src/gen/schema.ts'), model = mocked ? here('./test/schema.ts') : generated
if (!existsSync(generated)) throw new Error('src/gen/schema.ts is missing: run `build/luan schema --ts > web/src/gen/schema.ts`')

export default defineConfig({
	plugins: [vue(), ...(process.env.LUAN_MOCK ? [(await import('./mock/plugin.ts')).mock()] : [])],
	resolve: { alias: { '@/gen/schema': model, '@': here('./src') } },
	build: {
		target: 'es2022',
		outDir: process.env.LUAN_MOCK ? '../build/web-mock' : 'dist',
		chunkSizeWarningLimit: 900,
		emptyOutDir: true,
	},
	worker: { format: 'es' },
	server: { port: 5173, proxy: mocked ? {} : { '/api': process.env.LUAN_SERVER ?? 'http://127.0.0.1:8080' } },
	test: { environment: 'happy-dom', include: ['test/**/*.test.ts'], restoreMocks: true },
})
