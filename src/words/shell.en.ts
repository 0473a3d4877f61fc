/** The words of the shell, the front page and signing in, in English. */
import type { shellNl, signInNl, startNl } from './shell.nl.ts'

export const shellEn: typeof shellNl = {
  banner: 'Invented data, rules not reviewed',
  skip: 'Skip to the content',
  menu: 'Menu',
  menuGroups: { daily: 'Every day', sometimes: 'Now and then', own: 'Your own', everybody: 'For everybody' },
  signIn: 'Sign in',
  signOut: 'Sign out',
  signInAgain: 'Sign in again',
  signOutEverywhere: 'Sign out everywhere',
  loading: 'Loading',
  retry: 'Try again',
  notNow: 'Not now',
  quoteNumber: 'Mention this number when you call:',
  footer: {
    danger: 'Is somebody in danger now? Call 112.',
    rules: 'Samenhang is no legal advice.',
  },
  nav: {
    today: 'Today',
    signals: 'Signals',
    calls: 'Note a call',
    hits: 'Hits',
    dossiers: 'Files',
    handovers: 'Handovers',
    places: 'Places',
    tables: 'Case tables',
    routeFinder: 'Route finder',
    whoToCall: 'Who do I call',
  },
  functions: {
    'care-coordinator': 'care co-ordinator',
    'focal-officer': 'focal officer',
    'wmo-desk': 'Wmo desk',
    'shelter-worker': 'shelter worker',
    investigator: 'investigator',
    'contact-desk-officer': 'national contact desk',
    'table-chair': 'chair of the case table',
    payer: 'payer',
    'privacy-officer': 'privacy officer',
    analyst: 'analyst',
    auditor: 'auditor',
    operator: 'technical operator',
    person: 'the person concerned',
    guest: 'guest',
  },
  notFound: {
    title: 'This page does not exist',
    text: 'The address is wrong, or the page has moved. Go back to the start and choose again.',
    home: 'To the start',
  },
  deadLink: {
    title: 'This link does not work (any more).',
    text: 'Was there an answer already? Call whoever sent you the link.',
    number: 'Say this number when you call:',
  },
  broken: {
    title: 'Something went wrong here',
    text: 'This page could not be shown. What you had already sent is kept. Load the page again; if it goes on, tell your operator.',
    reload: 'Load again',
  },
  needsSignIn: {
    title: 'Sign in first',
    text: 'This page is for those who are signed in. The route finder and ‘Who do I call’ are for everybody.',
  },
}

export const startEn: typeof startNl = {
  title: 'Help for victims of human trafficking that hangs together',
  lead: 'One place to know who is responsible, whom to call and who is already there. For municipalities, care co-ordination, shelters and supervision.',
  doors: {
    routeFinder: {
      title: 'Route finder',
      text: 'Somebody stands before you and you do not know which law holds. At most seven questions, no name, one answer with a phone number.',
    },
    whoToCall: {
      title: 'Who do I call',
      text: 'Choose a municipality and a subject. You see whom to call, in which order, and what is missing.',
    },
    signIn: {
      title: 'Sign in',
      text: 'For those who work with signals and files.',
    },
    today: {
      title: 'Today',
      text: 'What waits for you.',
    },
  },
  open: 'The route finder and ‘Who do I call’ work without signing in. You never have to type a name.',
}

export const signInEn: typeof signInNl = {
  title: 'Sign in',
  lead: 'This is a demonstration. Choose an invented colleague and look through the eyes of that function. No password is needed; nobody here exists.',
  nobody: 'Nobody can sign in here yet. Whoever runs this system has not set an identity provider.',
  provider: {
    lead: 'You sign in at the identity provider of your organisation. Then you come back here.',
    button: 'Sign in at your organisation',
    here: 'Sign in with a passkey or a code',
    failsTitle: 'Does it not work?',
    fails: [
      'At the provider itself: call the help desk of your organisation.',
      'If it says here that you have no access: ask your administrator, and mention the mark that stands beside it.',
      'If it went wrong on the way: begin again, in the same window and within ten minutes.',
    ],
  },
  inAlready: 'You are signed in. Did you lose a device or leave a screen open somewhere? Then sign out everywhere.',
  sessions: {
    nav: 'My sessions',
    title: 'Where you are signed in',
    lead: 'Every session that is running now, in every function that you have. If you do not know one, or lost a device: end that session. Samenhang does not keep which device it was.',
    begun: (moment: string) => `Signed in on ${moment}`,
    used: (moment: string) => `Last used on ${moment}.`,
    ends: (time: string) => `Ends by itself at ${time}.`,
    thisOne: 'This session',
    end: 'End this session',
    onlyThis: 'This is the only one: you are signed in nowhere else.',
    toList: 'See where you are signed in',
  },
  fresh: {
    title: 'Sign in again first',
    text: 'You were last recognised more than a quarter of an hour ago. Sign in again before you fill this in; then you come back here. Taking back is always possible, without signing in again.',
  },
  groups: {
    care: 'Care and support',
    desks: 'Municipality: desk and payment',
    connect: 'Connecting and meeting',
    enforcement: 'Investigation',
    watching: 'Supervision, figures and operation',
  },
  begin: 'Begin here',
}
