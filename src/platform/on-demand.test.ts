import { expect, test } from 'vitest'
import { onDemand } from './on-demand.ts'

test('a library on demand is the one that an import gives, and is loaded once', async () => {
  const phones = onDemand<typeof import('libphonenumber-js')>('libphonenumber-js')
  const imported = await import('libphonenumber-js')
  expect(phones().parsePhoneNumberFromString).toBe(imported.parsePhoneNumberFromString)
  expect(phones()).toBe(phones())
})

test('a library that is not there is a fault when it is asked for, and not before', () => {
  const none = onDemand<unknown>('no-such-library')
  expect(() => none()).toThrow()
})
