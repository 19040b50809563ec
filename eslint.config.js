import { builtinModules } from 'node:module';
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** The folders under server/src, each allowed to import only from those before it. */
const layers = [
  'text',
  'yaml',
  'kubernetes',
  'commands',
  'analysis',
  'rules',
  'features',
  'picture',
];

/** What ends a chain of layers: neither may import the other. */
const ends = ['lsp', 'cli'];

/** Globals that only some hosts have: a browser worker has no `process`, a test has no real clock. */
const hostGlobals = [
  'process',
  'Buffer',
  'global',
  'require',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'fetch',
  'performance',
  'console',
];

/** @param {string[]} folders */
const folderImport = (folders, message) => ({
  regex: `^\\.{1,2}/(?:.*/)?(?:${folders.join('|')})/`,
  message,
});

const onlyClientKnowsVscode = { regex: '^vscode$', message: 'Only client imports vscode.' };
const onlyLspKnowsProtocol = {
  regex: '^vscode-language(server|client)',
  message: 'Only lsp imports the protocol libraries (the client its own half).',
};
const onlyYamlKnowsYaml = { regex: '^yaml$', message: 'Only the yaml layer imports yaml.' };
const onlyNodeKnowsNode = {
  regex: `^(?:node:|(?:${builtinModules.join('|')})(?:/|$))`,
  message: 'Only lsp/node and cli import node: modules; take files and timers from runtime.',
};
const noOtherHalf = folderImport(['client'], 'The server knows nothing of the client.');

/** Every import rule is one setting of one ESLint rule, so a later block replaces an earlier one. */
const forbid = (...patterns) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
});

const layerConfigs = layers.map((layer, index) => ({
  files: [`server/src/${layer}/**/*.ts`],
  rules: {
    ...forbid(
      folderImport(
        [...layers.slice(index + 1), ...ends],
        `The ${layer} layer imports only from: ${layers.slice(0, index).join(', ') || 'nothing'}.`,
      ),
      ...(layer === 'yaml' ? [] : [onlyYamlKnowsYaml]),
      onlyClientKnowsVscode,
      onlyLspKnowsProtocol,
      onlyNodeKnowsNode,
      noOtherHalf,
    ),
    'no-restricted-globals': ['error', ...hostGlobals],
  },
}));

export default defineConfig(
  {
    ignores: [
      'dist/',
      'out/',
      '.vscode-test/',
      'test-results/',
      'examples/',
      '**/generated/',
      '**/*.d.ts',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/consistent-type-assertions': [
        'error',
        { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // `assertNever` in a default branch is how a closed union is proved closed.
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-param-reassign': 'error',
      'object-shorthand': 'error',
      'prefer-template': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // What ships reads texts that anybody may have written, so no pattern may take longer than the text is long, and
    // nothing may depend on how many things fit on the stack.
    files: ['server/src/**/*.ts', 'client/**/*.ts'],
    plugins: { regexp },
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: ':matches(NewExpression, CallExpression)[callee.name="RegExp"]',
          message:
            'Write the pattern down: of one that is built nobody can prove that it is linear.',
        },
        {
          selector: ':matches(CallExpression, NewExpression) > SpreadElement',
          message:
            'Hand over the list, or one thing after the other: a call has no room for as many as a text can hold.',
        },
        {
          selector:
            ':matches(ObjectExpression > Property[kind="get"], ObjectExpression > Property > FunctionExpression[generator=true], :function FunctionDeclaration[generator=true])',
          message:
            'Make it a class, or a generator of the module: each such object gets a shape of its own, which keeps all that it can see alive until old garbage is collected.',
        },
      ],
      'regexp/no-super-linear-backtracking': ['error', { report: 'certain' }],
      'regexp/no-super-linear-move': ['error', { report: 'certain' }],
    },
  },
  ...layerConfigs,
  {
    files: ['server/src/lsp/**/*.ts'],
    ignores: ['server/src/lsp/{node,browser}/**'],
    rules: {
      ...forbid(
        folderImport(['cli'], 'lsp and cli do not know each other.'),
        onlyYamlKnowsYaml,
        onlyClientKnowsVscode,
        onlyNodeKnowsNode,
        noOtherHalf,
      ),
      'no-restricted-globals': ['error', ...hostGlobals],
    },
  },
  {
    files: ['server/src/lsp/node/**/*.ts'],
    rules: forbid(
      folderImport(['cli'], 'lsp and cli do not know each other.'),
      onlyYamlKnowsYaml,
      onlyClientKnowsVscode,
      noOtherHalf,
    ),
  },
  {
    files: ['server/src/lsp/browser/**/*.ts'],
    rules: forbid(
      folderImport(['cli'], 'lsp and cli do not know each other.'),
      onlyYamlKnowsYaml,
      onlyClientKnowsVscode,
      onlyNodeKnowsNode,
      noOtherHalf,
    ),
  },
  {
    files: ['server/src/cli/**/*.ts'],
    rules: forbid(
      folderImport(['lsp'], 'lsp and cli do not know each other.'),
      onlyYamlKnowsYaml,
      onlyClientKnowsVscode,
      onlyLspKnowsProtocol,
      noOtherHalf,
    ),
  },
  {
    files: ['client/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: 'server/src/(?!lsp/protocol\\.ts$)',
              message: 'The client imports only the types of server/src/lsp/protocol.ts.',
            },
            {
              regex: 'server/src/lsp/protocol\\.ts$',
              allowTypeImports: true,
              message: 'The client imports only types from the protocol.',
            },
          ],
        },
      ],
    },
  },
  {
    // The page of the Pod Map draws with the pure layer that the command line draws with.
    files: ['client/webview/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: 'server/src/(?!picture/|lsp/protocol\\.ts$)',
              message: 'The page imports the picture, and the types of the protocol.',
            },
            {
              regex: 'server/src/lsp/protocol\\.ts$',
              allowTypeImports: true,
              message: 'The client imports only types from the protocol.',
            },
          ],
        },
      ],
    },
  },
  {
    // Tables of facts and tests are as long as there are facts.
    files: ['**/data/**/*.ts', '**/*.data.ts', 'test/**/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['test/**/*.ts', 'scripts/**/*.ts'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  {
    files: ['**/*.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
);
