import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('a publisher of numbers and an address for questions can be set, and need not be', () => {
  const read = readConfig({
    SAMENHANG_PUBLISHER: 'Verzonnen Uitgever',
    SAMENHANG_PUBLISHER_CONTACT: 'mailto:getallen@verzonnen.example',
  })
  expect(read).toMatchObject({
    ok: true,
    value: { publisher: 'Verzonnen Uitgever', publisherContact: 'mailto:getallen@verzonnen.example' },
  })
  expect(readConfig({})).toMatchObject({
    ok: true,
    value: expect.not.objectContaining({ publisher: expect.anything() }),
  })
})

test.each([
  ['a publisher with a line feed', { SAMENHANG_PUBLISHER: 'Verzonnen\nUitgever' }, 'SAMENHANG_PUBLISHER'],
  ['a publisher of nothing', { SAMENHANG_PUBLISHER: ' ' }, 'SAMENHANG_PUBLISHER'],
  ['a contact that would run', { SAMENHANG_PUBLISHER_CONTACT: 'javascript:alert(1)' }, 'SAMENHANG_PUBLISHER_CONTACT'],
  ['a contact over a plain line', { SAMENHANG_PUBLISHER_CONTACT: 'http://a.example' }, 'SAMENHANG_PUBLISHER_CONTACT'],
  ['mail to nobody', { SAMENHANG_PUBLISHER_CONTACT: 'mailto:getallen' }, 'SAMENHANG_PUBLISHER_CONTACT'],
])('%s is refused by the name of the setting', (_name, wrong, setting) => {
  expect(readConfig(wrong)).toMatchObject({ ok: false, refusal: { code: 'bad-setting', params: { setting } } })
})
