import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FRESH_MINUTES, needsFreshSignIn, returnAddress } from './fresh.ts'

const at = (time: string): Date => new Date(`2026-11-16T${time}Z`)

test('who was recognised within a quarter of an hour is not asked again, a moment later is', () => {
  const asked = (now: string) =>
    needsFreshSignIn({ provedAt: at('09:00:00.000') }, { now: at(now), demonstration: false })
  expect(FRESH_MINUTES).toBe(15)
  expect([asked('09:00:00.000'), asked('09:15:00.000'), asked('09:15:00.001')]).toEqual([false, false, true])
})

test('who never proved anything is asked, unless everybody is invented', () => {
  expect(needsFreshSignIn({}, { now: at('09:00:00.000'), demonstration: false })).toBe(true)
  expect(needsFreshSignIn({}, { now: at('09:00:00.000'), demonstration: true })).toBe(false)
})

test('a browser is sent back to a screen of ours and to nothing else, whatever was asked [V1.2.2, V3.7.2]', () => {
  expect(returnAddress('/app/dossiers/52d5bd05-3e30-4a54-977c-1311aa2fc2ae/toestemming')).toMatch(/toestemming$/)
  expect(returnAddress(null)).toBe('/app/vandaag')
  const pieces = fc.constantFrom(
    '/',
    '//',
    '\\',
    '/app',
    'app',
    '.',
    '..',
    ':',
    '@',
    '%2f',
    'elders.example',
    '?',
    '#',
    ' ',
    '\n',
    'https',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const here = 'https://samenhang.example'
      const sent = new URL(returnAddress(parts.join('')), here)
      expect([sent.origin, sent.pathname.startsWith('/app'), sent.search, sent.hash]).toEqual([here, true, '', ''])
    }),
    { numRuns: 2_000 },
  )
})
