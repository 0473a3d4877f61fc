import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atMostAMinute, createLog, faultFields, type LogFields } from './log.ts'

const at = new Date('2026-11-16T09:30:00+01:00')
const heard = (level: Parameters<typeof createLog>[0], act: (log: ReturnType<typeof createLog>) => void): string[] => {
  const lines: string[] = []
  act(
    createLog(
      level,
      (line) => lines.push(line),
      () => at,
    ),
  )
  return lines
}

test('every event is one line of JSON that says when in UTC, how grave, what, where and under which number [V16.2.1, V16.2.2, V16.2.4]', () => {
  const fields = { trace: 'een-nummer', operation: '/v1/signals', code: 'other-origin' }
  const [line = '', ...more] = heard('info', (log) => log('warn', 'request-refused', fields))
  expect(more).toEqual([])
  expect(line.endsWith('\n')).toBe(true)
  expect(JSON.parse(line)).toEqual({
    time: '2026-11-16T08:30:00.000Z',
    level: 'warn',
    event: 'request-refused',
    ...fields,
  })
})

test('no field makes a second line or another field, whatever it holds [V16.4.1]', () => {
  const texts = fc.string({
    unit: fc.constantFrom('\n', '\r', '"', '\\', '\u2028', '\u0000', '\u001b', '}', '{', ',', 'a'),
  })
  fc.assert(
    fc.property(texts, texts, (event, text) => {
      const [line = '', ...more] = heard('info', (log) => log('warn', event, { code: text }))
      expect(more).toEqual([])
      expect(line.trimEnd().split(/[\n\r]/).length).toBe(1)
      expect(JSON.parse(line)).toEqual({ time: at.toISOString(), level: 'warn', event, code: text })
    }),
  )
})

test('what is less grave than asked is not written, and silence is silence', () => {
  const all = (log: ReturnType<typeof createLog>): void => {
    for (const level of ['error', 'warn', 'info', 'debug'] as const) log(level, level)
  }
  const events = (level: Parameters<typeof createLog>[0]) => heard(level, all).map((line) => JSON.parse(line).event)
  expect([events('silent'), events('error'), events('info')]).toEqual([[], ['error'], ['error', 'warn', 'info']])
})

test('of a fault the kind and the place in our code are told, never its message, also when that looks like a place [V16.2.5, V16.3.4]', () => {
  const fault = Object.assign(new TypeError('Verzonnen Naam\n    at /src/Verzonnen/Naam.ts:1'), { code: '23505' })
  expect(faultFields(fault)).toMatchObject({ fault: 'TypeError', code: '23505' })
  expect(faultFields(fault).at).toContain('src/platform/log.test.ts')
  expect(JSON.stringify(faultFields(fault))).not.toContain('Verzonnen')
  expect(faultFields('Verzonnen Naam')).toEqual({ fault: 'string' })
})

test('of one event no more lines than that go into a minute, of all others every one', () => {
  let now = at
  const lines: (readonly [string, LogFields | undefined])[] = []
  const log = atMostAMinute(
    (_level, event, fields) => lines.push([event, fields]),
    'often',
    2,
    () => now,
  )
  for (let count = 0; count < 5; count += 1) for (const event of ['often', 'seldom']) log('warn', event, { count })
  expect(lines.filter(([event]) => event === 'often').map(([, fields]) => fields?.['count'])).toEqual([0, 1])
  expect(lines.filter(([event]) => event === 'seldom').length).toBe(5)
  now = new Date(at.getTime() + 60_000)
  log('warn', 'often', { count: 9 })
  expect(lines.at(-1)).toEqual(['often', { count: 9 }])
})
