/** Every sentence of the screens in English, complete by type beside `nl.ts`. */
import { hitsEn } from './hits.en.ts'
import type { Words } from './nl.ts'
import { finderEn, whoToCallEn } from './public.en.ts'
import { shellEn, signInEn, startEn } from './shell.en.ts'
import { signalEn } from './signal.en.ts'
import { todayEn } from './today.en.ts'

export const en: Words = {
  shell: shellEn,
  start: startEn,
  signIn: signInEn,
  hits: hitsEn,
  finder: finderEn,
  whoToCall: whoToCallEn,
  signal: signalEn,
  today: todayEn,
}
