// `ports.ts` holds only the types of what a slice asks of others, in terms of an act; it computes nothing.
// The direction of the house (docs/decisions/0005-direction.md). tools/direction.ts runs it, asserts that it saw modules, and proves that it bites.
const SUFFIXES =
  '\\.(store|routes|schema|present|screen|page|job|listeners|command|crypto|database|fixture|test-data|test)\\.'
const PURE = `^src/(kernel|directory|access|audit|signal|linkage|dossier|responsibility|care|agreement|table|safeguard|retention|privacy|task|picture|exchange|simulation)/(?!index\\.ts)(?!ports\\.ts)(?!.*${SUFFIXES})`
const RANKS = {
  1: ['directory', 'access', 'audit'],
  2: ['signal', 'dossier', 'responsibility', 'agreement'],
  3: ['care', 'table', 'safeguard', 'retention'],
  4: ['privacy', 'task'],
}
const of = (rank) => RANKS[rank].join('|')
const slices = [...RANKS[1], ...RANKS[2], ...RANKS[3], ...RANKS[4], 'linkage', 'picture', 'exchange', 'simulation']

module.exports = {
  forbidden: [
    {
      name: 'kernel-asks-nobody',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: '\\.test\\.' },
      to: { pathNot: '^src/kernel/' },
    },
    {
      name: 'platform-asks-kernel-only',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: '\\.test\\.' },
      to: { path: '^src/', pathNot: '^src/(kernel|platform)/' },
    },
    {
      name: 'pure-files-stay-pure',
      comment:
        'A file without suffix has no I/O: no platform, no Node module, no store, route or screen. A library may come when it is asked for.',
      severity: 'error',
      from: { path: PURE },
      to: {
        path: `^src/platform/|${SUFFIXES.replace('|crypto', '').replace('|fixture', '').replace('|schema', '')}`,
        pathNot: '^src/platform/(text|on-demand)\\.ts$',
      },
    },
    { name: 'pure-files-use-no-node', severity: 'error', from: { path: PURE }, to: { dependencyTypes: ['core'] } },
    ...Object.entries({
      1: `${of(1)}|${of(2)}|${of(3)}|${of(4)}`,
      2: `${of(2)}|${of(3)}|${of(4)}`,
      3: `${of(3)}|${of(4)}`,
      4: of(4),
    }).map(([rank, closed]) => ({
      name: `rank-${rank}-asks-lower-ranks`,
      severity: 'error',
      from: { path: `^src/(${of(rank)})/`, pathNot: '\\.(test|screen)\\.' },
      to: { path: `^src/(${closed})/`, pathNot: '^src/$1/' },
    })),
    {
      name: 'slices-speak-through-faces',
      comment:
        'Another slice is asked through index.ts on the server and public.ts in a browser. Screens may read its schemas.',
      severity: 'error',
      from: { path: `^src/(${slices.join('|')})/`, pathNot: '\\.(test|screen)\\.' },
      to: { path: `^src/(${slices.join('|')})/`, pathNot: ['^src/$1/', '/(index|public)\\.ts$'] },
    },
    {
      name: 'screens-read-no-store',
      severity: 'error',
      from: { path: '\\.screen\\.tsx$|^src/web/', pathNot: '\\.test\\.' },
      to: { path: '\\.(store|routes|job|listeners|command|crypto)\\.ts$|^src/platform/(?!problem)|^src/wiring' },
    },
    {
      name: 'linkage-and-picture-stand-apart',
      severity: 'error',
      from: { path: '^src/(linkage|picture)/', pathNot: '\\.(test|screen)\\.' },
      to: { path: '^src/', pathNot: ['^src/$1/', '^src/(kernel|platform)/', '^src/words/'] },
    },
    {
      name: 'the-matcher-cannot-name-a-person',
      comment: 'match* knows encodings and handles; normalising, tokens and the owner side are out of its reach.',
      severity: 'error',
      from: { path: '^src/linkage/match', pathNot: '\\.test\\.' },
      to: {
        path: '^src/linkage/(normalise|owner|features|tokens|phonetic|lookup|hit|linkage|service|key-authority|courier|thing)',
      },
    },
    {
      name: 'simulation-never-sees-linkage',
      severity: 'error',
      from: { path: '^src/simulation/' },
      to: { path: '^src/(linkage|platform|picture)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nobody-imports-the-wiring',
      severity: 'error',
      from: {
        pathNot:
          '^(src/(server|matcher|cli|import|opened-house|epoch\\.command|accounts\\.command|keys\\.command|decoys|wiring)\\.ts|src/demonstration/|tools/|tests/)',
      },
      to: { path: '^src/wiring' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
}
