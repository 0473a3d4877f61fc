/** English words of the map. */
import type { mapNl } from './map.nl.ts'

export const mapEn: typeof mapNl = {
  nav: 'Map',
  title: 'Who does what where',
  lead: 'Every municipality is one tile, as large as any other. Choose a task and see where somebody does it, and where nobody.',
  task: 'Which task?',
  tasks: {
    'own-focal-officer': 'Focal officer',
    'region-care-coordinator': 'Care co-ordinator',
    'own-wmo-desk': 'Wmo desk',
    'women-shelter-centre': 'Women’s shelter',
    'homeless-shelter-centre': 'Homeless shelter',
    'police-unit-avim': 'AVIM of the police',
  },
  states: {
    filled: 'somebody from here',
    shared: 'somebody for several municipalities',
    stale: 'somebody, not confirmed in time',
    vacant: 'nobody now, somebody before',
    unknown: 'nobody was ever named',
  },
  drawing: (task) => `Map of 342 municipalities: ${task}. The table below says the same.`,
  drawn:
    'Every municipality is a hexagon. The thick lines are provinces. Who borders on each other lies near each other here; places are not to scale.',
  lay: 'How do you want the map?',
  lays: { tiles: 'Every municipality of one size', boundaries: 'Real boundaries' },
  boundariesOf: (source) => `Boundaries: ${source}. A small municipality is small here; the table names them all.`,
  followed: (name, stage) => `${name} is working on this hole: ${stage}.`,
  chosen: 'Chosen municipality',
  who: (name) => `${name} does this.`,
  nobody: 'Nobody does this here.',
  until: (day) => `Until ${day} somebody did this.`,
  call: 'Who do I call here?',
  table: {
    title: 'The same map as a table',
    caption: (shown, all) => `${shown} of ${all} municipalities`,
    show: 'What do you want to see?',
    holes: 'Where nobody is',
    everything: 'All municipalities',
    noHoles: 'In every municipality somebody does this.',
    municipality: 'Municipality',
    region: 'Safety region',
    state: 'State',
    by: 'Who',
  },
  onDay: (day) => `As on ${day}. Names of organisations are invented; the municipalities exist.`,
}
