/** The words of the destruction list in English. */
import type { retentionNl } from './retention.nl.ts'

export const retentionEn: typeof retentionNl = {
  nav: 'Destroying',
  title: 'Destruction list',
  lead: 'What was kept and must go: because its term has passed, or because the person asks it. Two people decide, one of them the privacy officer. You see terms and days, no content.',
  unreviewed: 'No lawyer has reviewed these terms. Hold each term against the law of today before you approve.',
  none: 'There is nothing to destroy.',
  soon: (count) =>
    count === 0
      ? 'Nothing joins within a year.'
      : count === 1
        ? '1 joins within a year.'
        : `${count} join within a year.`,
  more: (count) => `${count} more; they appear when these are done.`,
  subjects: { dossier: (number) => `File ${number}`, signal: (number) => `Signal ${number}` },
  states: { due: 'Due', 'approved-once': 'Approved once', held: 'Held' },
  reason: 'Why',
  source: 'Source',
  certainty: { believed: 'not reviewed', proposed: 'our proposal, signed by nobody', law: 'law' },
  years: (count) => `${count} years`,
  what: 'What is destroyed',
  classes: {
    identity: 'who the person is and how to reach them',
    location: 'where the person is',
    medical: 'health',
    investigation: 'what happened',
    oversight: 'why the glass was broken',
  },
  written: 'Written',
  between: (first, last) => (first === last ? first : `${first} to ${last}`),
  due: 'Due since',
  answerBy: 'Answer to the person by',
  asks: 'Find out',
  approvedBy: 'Approved by',
  you: 'you',
  heldUntil: 'Held until and including',
  because: 'because',
  holdReasons: {
    'running-procedure': 'a case or procedure is still running',
    'was-minor': 'the person was a minor and received youth care',
    'person-asks-to-keep': 'the person asks to keep it',
    'claim-for-damages': 'a claim for damages is running',
    'interest-of-another': 'somebody else has a weighty interest in it',
    'term-is-longer': 'another law asks longer',
  },
  approve: 'Approve destroying',
  erase: 'Approve: destroy now',
  eraseSure:
    'After this nobody opens it here any more, nor from old backups once their keys are destroyed. It cannot be undone.',
  sure: 'Yes, destroy this for ever',
  sureMissing: 'Confirm that you are sure.',
  needsOther: 'You approved. Now somebody else; one of you is the privacy officer.',
  needsOfficer: 'The privacy officer must be one of the two.',
  hold: 'Hold',
  holdWhy: 'Why hold it?',
  holdUntil: 'Until and including which day?',
  choose: 'Choose a reason.',
  chooseDay: 'Choose a day after today.',
  save: 'Hold until that day',
  done: {
    waits: 'Your approval stands. Nothing is destroyed before a second person approves too.',
    erased: 'Destroyed. That it happened, why and when stands below and in the log.',
    held: 'Held. Earlier approvals lapse.',
  },
  erased: {
    title: 'Destroyed',
    lead: 'What is gone. The log stays: who looked when still stands there, what stood there does not.',
    none: 'Nothing was destroyed yet.',
    caption: 'What was destroyed',
    subject: 'What',
    why: 'Why',
    when: 'When',
    keys: 'Keys',
    by: 'By',
  },
  ask: {
    title: 'He or she wants it gone',
    lead: 'When the person asks to destroy what your organisation wrote down, note it here. Within thirty days there must be an answer. What other organisations wrote, they ask there.',
    press: 'Note the request',
    saved: 'Noted. It stands on the destruction list.',
  },
}
