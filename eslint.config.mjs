import tseslint from 'typescript-eslint';

/** The arrows of docs/decisions/001: what of ours a folder may import, besides itself, `locales` and the types that `dialogs` define. */
const may = {
  'src/platform': [],
  'src/storage': ['platform'],
  'src/understanding': ['platform'],
  'src/conversations': ['storage', 'platform'],
  'src/knowledge': ['understanding', 'storage', 'platform'],
  'src/complaints': ['understanding', 'storage', 'platform'],
  'src/handoff': ['understanding', 'conversations', 'complaints', 'storage', 'platform'],
  'src/labelling': ['understanding', 'storage', 'platform'],
  'src/identity': ['conversations', 'complaints', 'storage', 'platform'],
  'src/http': ['platform'],
  'src/staff': ['conversations', 'knowledge', 'complaints', 'handoff', 'labelling', 'identity', 'storage', 'http', 'platform'],
  'src/help-centre': ['knowledge', 'understanding', 'http', 'platform'],
  'src/bot': [
    'understanding',
    'conversations',
    'knowledge',
    'complaints',
    'handoff',
    'labelling',
    'identity',
    'storage',
    'platform',
  ],
  'src/channels': [
    'bot',
    'understanding',
    'conversations',
    'knowledge',
    'complaints',
    'handoff',
    'labelling',
    'identity',
    'storage',
    'http',
    'platform',
  ],
};
const folders = Object.keys(may).map((folder) => folder.slice('src/'.length));

const directions = Object.entries(may).map(([folder, allowed]) => ({
  files: [`${folder}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            // Sentences are nobody's folder: a preview says what the bot would say.
            group: [
              ...folders.filter((name) => !allowed.includes(name) && folder !== `src/${name}`).map((name) => `**/${name}/**`),
              '!**/locales/**',
            ],
            message: `${folder} does not know these folders (docs/decisions/001).`,
          },
          { group: ['**/app', '**/cli'], message: 'Only the program starts the program.' },
          ...(['src/channels', 'src/bot', 'src/storage'].includes(folder)
            ? []
            : [
                {
                  group: ['botbuilder*', 'botframework-*'],
                  message: 'The Bot Framework stays in channels/, bot/ and storage/bot-state.ts.',
                },
              ]),
          ...(folder === 'src/http' ? [] : [{ group: ['restify'], message: 'Only src/http knows restify.' }]),
          ...(folder === 'src/storage'
            ? []
            : [
                {
                  group: ['mongodb', 'libsql', 'mingo*'],
                  allowTypeImports: true,
                  message: 'Stores are reached through the Database port.',
                },
              ]),
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '**/node_modules/', 'coverage/', 'test-results/', 'data/', '.venv/'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
      ],
    },
  },
  ...directions,
  {
    files: ['dialogs/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['botbuilder*', 'botframework-*', 'restify', 'mongodb'], message: 'Flows are plain functions.' },
            {
              group: ['**/src/channels/**', '**/src/staff/**', '**/src/http/**', '**/src/storage/**'],
              message: 'Flows reach the world through their services and effects.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['test/tools/wechat-platform/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '/src/(?!platform/(clock|project-root)$)',
              message: 'The simulator is written from the documentation alone, so that it checks the channel and not itself.',
            },
          ],
        },
      ],
    },
  },
  // React hooks and test tools hand out objects whose functions are taken apart; they use no `this`.
  { files: ['web/**/*.{ts,tsx}', 'test/**/*.ts'], rules: { '@typescript-eslint/unbound-method': 'off' } },
  { files: ['**/*.mjs', '**/*.js', '**/*.mts'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['bin/**/*.js', 'test/**/*.js', 'bench/**/*.js', 'eval/**/*.js', '*.js'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  { files: ['**/*.mts', '*.mjs', '*.config.*'], rules: { 'no-restricted-syntax': 'off' } },
);
