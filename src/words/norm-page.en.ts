/** As norm-page.nl.ts, in English. */
import type { NormPageWords } from './norm-page.nl.ts'

export const normPageEn: NormPageWords = {
  nav: 'Base agreements',
  title: 'Base agreements',
  lead: 'Who does what, within how many days, unless what. With source, who signed and examples.',
  unreviewed:
    'Nobody reviewed these agreements. What is a proposal was signed by nobody: a term of it goes no further than who reads it.',
  search: 'Search an agreement',
  state: 'State',
  all: 'All',
  states: { binds: 'In force', proposed: 'Proposal' },
  found: (count) => (count === 1 ? '1 agreement' : `${count} agreements`),
  signedBy: 'Signed by',
  nobody: 'nobody',
  from: (day) => `from ${day}`,
  term: 'The term comes from',
  exceptions: 'Unless',
  source: 'Source',
  examples: (count) => (count === 1 ? '1 example' : `${count} examples`),
  onDay: (day) => `on ${day}`,
  sign: 'Sign',
  older: 'Earlier version',
  valid: (from, until) => (until ? `holds from ${from} to ${until}` : `holds from ${from}`),
}
