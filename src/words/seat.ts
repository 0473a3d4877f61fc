/** What somebody without an account reads behind an answer link: a day, who asks, three answers. Never about whom. */
const nl = {
  title: 'Antwoord',
  asked: 'U wordt gevraagd voor een overleg.',
  on: 'Dag',
  by: 'Gevraagd door',
  attending: 'Ik kom',
  follows: 'Ik volg op',
  followsOn: 'Op welke dag?',
  cannotSay: 'Kan ik niet zeggen',
  thanks: 'Dank u. Uw antwoord is bewaard en deze link werkt niet meer.',
}
const en: typeof nl = {
  title: 'Answer',
  asked: 'You are asked to a meeting.',
  on: 'Day',
  by: 'Asked by',
  attending: 'I am coming',
  follows: 'I will follow up',
  followsOn: 'On which day?',
  cannotSay: 'I cannot say',
  thanks: 'Thank you. Your answer is kept and this link no longer works.',
}
export const SEAT_WORDS = { nl, en } as const
