// SPDX-License-Identifier: Apache-2.0
import vue from 'eslint-plugin-vue'
import ts from 'typescript-eslint'

const spdx = {
	create: context => ({
		Program(node) {
			const first = context.sourceCode.getText().slice(0, 120)
			if (!first.includes('SPDX-License-Identifier: Apache-2.0')) context.report({ node, message: 'The first line must be the SPDX line.' })
		},
	}),
}

export default ts.config(
	{ ignores: ['dist', 'dist-mock', 'node_modules', 'src/gen', 'shots'] },
	...ts.configs.recommended,
	...vue.configs['flat/recommended'],
	{
		files: ['**/*.vue'],
		languageOptions: { parserOptions: { parser: ts.parser } },
	},
	{
		plugins: { house: { rules: { spdx } } },
		rules: {
			'house/spdx': 'error',
			'max-lines': ['error', 200],
			'no-console': ['error', { allow: ['error'] }],
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'vue/no-v-html': 'error',
			'vue/multi-word-component-names': 'off',
			'vue/html-indent': ['error', 'tab'],
			'vue/max-attributes-per-line': 'off',
			'vue/singleline-html-element-content-newline': 'off',
			'vue/multiline-html-element-content-newline': 'off',
			'vue/html-self-closing': 'off',
			'vue/html-closing-bracket-newline': 'off',
			'vue/first-attribute-linebreak': 'off',
			'vue/require-default-prop': 'off',
			'vue/attributes-order': 'off',
			'vue/one-component-per-file': 'off',
		},
	},
	{ files: ['e2e/**', 'scripts/**'], rules: { 'no-console': 'off' } },
)
