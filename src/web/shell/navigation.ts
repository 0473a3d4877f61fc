/**
 * Where one can go, and who may. The server decides what is answered; this list only leaves out what would be refused.
 * A screen with a place of its own in the menu adds one line here.
 */
import type { LinkProps } from '@tanstack/react-router'
import type { WorkFunction } from '../../kernel/index.ts'
import type { Words } from '../../words/nl.ts'

/** What one opens every day, now and then, and what is of oneself; the rest is there for everybody. */
export const MENU_GROUPS = ['daily', 'sometimes', 'own', 'everybody'] as const
export type MenuGroup = (typeof MENU_GROUPS)[number]

export type Destination = {
  readonly to: NonNullable<LinkProps['to']>
  readonly group: MenuGroup
  readonly label: (words: Words) => string
  /** Whose work this is; absent for what everybody may see, also without signing in. */
  readonly functions?: readonly WorkFunction[]
}

export const WORK: readonly Destination[] = [
  {
    to: '/app/vandaag',
    group: 'daily',
    label: (words) => words.shell.nav.today,
    functions: [
      'care-coordinator',
      'focal-officer',
      'wmo-desk',
      'shelter-worker',
      'contact-desk-officer',
      'investigator',
      'table-chair',
      'payer',
    ],
  },
  {
    to: '/app/mijn-dag',
    group: 'daily',
    label: (words) => words.task.menu,
    functions: ['care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker', 'table-chair'],
  },
  {
    to: '/app/zoeken',
    group: 'daily',
    label: (words) => words.dossier.search.nav,
    functions: ['care-coordinator', 'focal-officer', 'shelter-worker', 'wmo-desk', 'table-chair'],
  },
  {
    to: '/app/werklijst',
    group: 'daily',
    label: (words) => words.dossier.nav.worklist,
    functions: ['care-coordinator', 'focal-officer', 'shelter-worker', 'wmo-desk', 'table-chair'],
  },
  {
    to: '/app/dossiers',
    group: 'daily',
    label: (words) => words.dossier.nav.dossiers,
    functions: ['care-coordinator', 'focal-officer', 'shelter-worker', 'wmo-desk', 'table-chair'],
  },
  {
    to: '/app/signalen',
    group: 'daily',
    label: (words) => words.shell.nav.signals,
    functions: ['care-coordinator', 'focal-officer', 'investigator', 'shelter-worker', 'wmo-desk'],
  },
  {
    to: '/app/treffers',
    group: 'daily',
    label: (words) => words.shell.nav.hits,
    functions: ['care-coordinator', 'investigator'],
  },
  {
    to: '/app/overdrachten',
    group: 'daily',
    label: (words) => words.dossier.nav.handovers,
    functions: ['care-coordinator', 'focal-officer', 'shelter-worker', 'wmo-desk', 'table-chair'],
  },
  {
    to: '/app/tafels',
    group: 'daily',
    label: (words) => words.caseTable.nav,
    functions: ['care-coordinator', 'table-chair', 'focal-officer', 'wmo-desk', 'shelter-worker', 'investigator'],
  },
  { to: '/app/contactpunt', group: 'daily', label: (words) => words.desk.nav, functions: ['contact-desk-officer'] },
  {
    to: '/app/meekijken',
    group: 'sometimes',
    label: (words) => words.oversight.second.nav,
    functions: ['care-coordinator', 'investigator'],
  },
  {
    to: '/app/netwerk',
    group: 'sometimes',
    label: (words) => words.network.nav,
    functions: ['care-coordinator', 'contact-desk-officer', 'investigator'],
  },
  {
    to: '/app/opnieuw-kijken',
    group: 'sometimes',
    label: (words) => words.interest.desk.nav,
    functions: ['care-coordinator', 'focal-officer', 'shelter-worker'],
  },
  {
    to: '/app/betaalvragen',
    group: 'daily',
    label: (words) => words.verdict.payerScreen.nav,
    functions: ['payer', 'wmo-desk'],
  },
  { to: '/app/bedden', group: 'daily', label: (words) => words.place.provider.nav, functions: ['shelter-worker'] },
  {
    to: '/app/noodinzage',
    group: 'sometimes',
    label: (words) => words.breakGlass.nav,
    functions: ['care-coordinator', 'focal-officer', 'shelter-worker', 'wmo-desk'],
  },
  {
    to: '/app/gaten',
    group: 'sometimes',
    label: (words) => words.keepMap.holes.nav,
    functions: ['care-coordinator', 'focal-officer', 'wmo-desk'],
  },
  {
    to: '/app/gebied',
    group: 'sometimes',
    label: (words) => words.signing.areas.nav,
    functions: ['care-coordinator', 'focal-officer', 'analyst'],
  },
  {
    to: '/app/ondertekenen',
    group: 'sometimes',
    label: (words) => words.signing.nav,
    functions: ['care-coordinator', 'focal-officer', 'shelter-worker'],
  },
  {
    to: '/app/praktijk',
    group: 'sometimes',
    label: (words) => words.keepMap.practice.nav,
    functions: ['care-coordinator', 'focal-officer', 'wmo-desk', 'analyst'],
  },
  { to: '/app/beeld', group: 'daily', label: (words) => words.numbers.nav, functions: ['analyst'] },
  { to: '/app/toezicht', group: 'daily', label: (words) => words.oversight.nav, functions: ['privacy-officer'] },
  { to: '/app/opvallend', group: 'daily', label: (words) => words.privacy.unusual.nav, functions: ['privacy-officer'] },
  {
    to: '/app/inzageverzoeken',
    group: 'sometimes',
    label: (words) => words.privacy.requests.nav,
    functions: ['privacy-officer', 'care-coordinator'],
  },
  {
    to: '/app/vernietigen',
    group: 'sometimes',
    label: (words) => words.retention.nav,
    functions: ['privacy-officer', 'care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker', 'investigator'],
  },
  {
    to: '/app/noodinzages',
    group: 'daily',
    label: (words) => words.breakGlass.reviews.nav,
    functions: ['privacy-officer'],
  },
  { to: '/app/netwerkbeeld', group: 'sometimes', label: (words) => words.network.view.nav, functions: ['analyst'] },
  { to: '/app/logboek', group: 'sometimes', label: (words) => words.numbers.log.nav, functions: ['privacy-officer'] },
  {
    to: '/app/verwerkingsregister',
    group: 'sometimes',
    label: (words) => words.privacy.register.nav,
    functions: ['privacy-officer'],
  },
  {
    to: '/app/sessies',
    group: 'own',
    label: (words) => words.signIn.sessions.nav,
    functions: [
      ...(['care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker', 'contact-desk-officer'] as const),
      ...(['investigator', 'table-chair', 'payer', 'privacy-officer', 'analyst', 'auditor', 'operator'] as const),
    ],
  },
  {
    to: '/app/afwezig',
    group: 'own',
    label: (words) => words.task.absence.menu,
    functions: ['care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker', 'table-chair'],
  },
]

export const PUBLIC: readonly Destination[] = [
  { to: '/app/wegwijzer', group: 'everybody', label: (words) => words.shell.nav.routeFinder },
  { to: '/app/wie-bel-ik', group: 'everybody', label: (words) => words.shell.nav.whoToCall },
  { to: '/app/kaart', group: 'everybody', label: (words) => words.map.nav },
  { to: '/app/taken', group: 'everybody', label: (words) => words.keepMap.forest.nav },
  { to: '/app/getallen', group: 'everybody', label: (words) => words.numbers.publicNav },
  { to: '/app/open-data', group: 'everybody', label: (words) => words.openData.nav },
  { to: '/app/basisafspraken', group: 'everybody', label: (words) => words.normPage.nav },
  { to: '/app/regels', group: 'everybody', label: (words) => words.rules.nav },
]

/** What this person finds in the menu. */
export const destinationsFor = (
  all: readonly Destination[],
  workFunction: string | undefined,
): readonly Destination[] =>
  all.filter(({ functions }) => functions === undefined || functions.some((each) => each === workFunction))
