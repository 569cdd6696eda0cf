import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: ['dist/**', 'output/**', 'coverage/**', 'workers/kernel/assembly/**', 'eslint.config.js'],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: ['./tsconfig.json', './tsconfig.page.json'] } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: "BinaryExpression[operator='**']",
          message: 'engines disagree on **: multiply, or use src/elementary',
        },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'workers/**/*.ts'],
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      'max-params': ['error', 5],
      'max-lines-per-function': ['error', 80],
    },
  },
  {
    // Inner loops: they take their numbers one by one, as the kernel's source does.
    files: [
      'workers/kernel/**/*.ts',
      'src/elementary/normal-quantile.ts',
      'src/truth/estimates/lattice/lattice-sums.ts',
    ],
    rules: { 'max-params': 'off' },
  },
  {
    // The scripts are plain JavaScript: what needs no types is held in them too.
    files: ['**/*.mjs', 'test/fixtures/**/*.js'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: Object.fromEntries(
        [
          ...[
            'AbortSignal',
            'Buffer',
            'URL',
            'WebAssembly',
            'clearTimeout',
            'console',
            'fetch',
            'performance',
          ],
          ...['clearInterval', 'process', 'setImmediate', 'setInterval', 'setTimeout', 'structuredClone'],
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: {
      ...tseslint.configs.disableTypeChecked.rules,
      'no-undef': 'error',
      'no-restricted-syntax': 'off',
    },
  },
);
