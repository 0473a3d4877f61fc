import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import { ATTENDANCES, comesBack, readAttendance } from './attendance.ts'
import { stepAfter } from './no-shows.ts'
import { SEAT_KINDS } from './seats.ts'

const today = day('2026-11-16')
const at = { today, heldOn: today, invited: true, kind: 'avim', others: ['wmo', 'shelter'] } as const

test('P9 nobody is written down as missing without somebody of this table who follows, on a day from today', () => {
  const anyFollower = fc.constantFrom(undefined, 'organiser' as const, 'own-party' as const, ...SEAT_KINDS)
  fc.assert(
    fc.property(
      fc.constantFrom(...ATTENDANCES),
      anyFollower,
      fc.option(fc.integer({ min: -5, max: 40 }), { nil: undefined }),
      fc.boolean(),
      (attendance, follower, days, invited) => {
        const followsDate = days === undefined ? undefined : addDays(today, days)
        const read = readAttendance(
          { attendance, ...(follower ? { follower } : {}), ...(followsDate ? { followsDate } : {}) },
          { ...at, invited },
        )
        if (!read.ok || read.value.attendance === 'attended') return
        expect(read.value.followsOn >= today).toBe(true)
        expect(['organiser', ...(invited ? ['own-party'] : []), ...at.others]).toContain(read.value.follower)
        expect(read.value.attendance === 'nobody-asked').toBe(!invited)
      },
    ),
  )
})

test('before the day nobody was there or absent; whoever was not asked cannot have stayed away', () => {
  const code = (said: Parameters<typeof readAttendance>[0], more = {}) => {
    const read = readAttendance(said, { ...at, ...more })
    return read.ok ? 'ok' : read.refusal.code
  }
  const follows = { follower: 'organiser', followsDate: '2026-11-20' } as const
  expect(code({ attendance: 'attended' }, { heldOn: day('2026-11-17') })).toBe('table-not-yet')
  expect(code({ attendance: 'absent', ...follows }, { invited: false })).toBe('nobody-was-asked')
  expect(code({ attendance: 'nobody-asked', ...follows })).toBe('somebody-was-asked')
  expect(code({ attendance: 'absent' })).toBe('follower-needed')
  expect(code({ attendance: 'absent', follower: 'wmo' })).toBe('follower-needed')
  expect(code({ attendance: 'absent', follower: 'coa', followsDate: '2026-11-20' })).toBe('follower-has-no-seat')
  expect(
    code({ attendance: 'nobody-asked', follower: 'own-party', followsDate: '2026-11-20' }, { invited: false }),
  ).toBe('follower-has-no-seat')
  expect(code({ attendance: 'absent', follower: 'wmo', followsDate: '2026-11-15' })).toBe('follows-in-past')
  expect(code({ attendance: 'absent', follower: 'wmo', followsDate: '2026-11-16' })).toBe('ok')
})

test('who said beforehand that it follows or cannot say has sent word and has not stayed away', () => {
  const said = { attendance: 'absent', follower: 'organiser', followsDate: '2026-11-20' } as const
  const read = (answer: 'attending' | 'follows' | 'cannot-say') => readAttendance(said, { ...at, answer })
  expect(read('follows')).toMatchObject({ value: { attendance: 'sent-word' } })
  expect(read('cannot-say')).toMatchObject({ value: { attendance: 'sent-word' } })
  expect(read('attending')).toMatchObject({ value: { attendance: 'absent' } })
})

test('whatever was not attended comes back, also a seat of which nothing was said', () => {
  expect(
    comesBack([
      { kind: 'avim', attendance: 'absent' },
      { kind: 'wmo', attendance: 'attended' },
      { kind: 'coa', attendance: 'sent-word' },
      { kind: 'shelter', attendance: 'nobody-asked' },
      { kind: 'vice' },
    ]),
  ).toEqual(['avim', 'coa', 'shelter', 'vice'])
})

const before = (heldOn: string, attendance: (typeof ATTENDANCES)[number], askedDays = 14) => ({
  ...{ heldOn: day(heldOn), askedOn: addDays(day(heldOn), -askedDays), attendance },
})

test('staying away without word brings a proposal, with its days; a second and third time bring another one', () => {
  const [one, two, three] = [
    before('2026-08-01', 'absent'),
    before('2026-09-01', 'absent'),
    before('2026-10-01', 'absent'),
  ]
  expect(stepAfter([], today)).toBeUndefined()
  expect(stepAfter([one], today)).toMatchObject({ step: 'call', proposed: true, days: ['2026-08-01'] })
  expect(stepAfter([one, two], today)).toMatchObject({ step: 'another-way', days: ['2026-08-01', '2026-09-01'] })
  expect(stepAfter([one, two, three], today)?.step).toBe('tell-lead')
})

test('P10 never a number alone: word sent, being asked late or coming in between is no no-show, and the days come along', () => {
  expect(stepAfter([before('2026-08-01', 'sent-word'), before('2026-09-01', 'nobody-asked')], today)).toBeUndefined()
  expect(stepAfter([before('2026-08-01', 'absent', 6)], today)).toBeUndefined()
  expect(stepAfter([{ heldOn: day('2026-08-01'), attendance: 'absent' }], today)).toBeUndefined()
  expect(stepAfter([before('2026-08-01', 'absent'), before('2026-09-01', 'attended')], today)).toBeUndefined()
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...ATTENDANCES), fc.integer({ min: 0, max: 30 })), { maxLength: 8 }),
      (said) => {
        const history = said.map(([attendance, asked], n) =>
          before(addDays(day('2026-01-01'), n * 30), attendance, asked),
        )
        const step = stepAfter(history, today)
        if (!step) return
        expect(step.proposed).toBe(true)
        for (const each of step.days)
          expect(history.find(({ heldOn }) => heldOn === each)).toMatchObject({ attendance: 'absent' })
        const last = history.findLast(({ attendance }) => attendance === 'attended')
        if (last) expect(step.days.every((each) => each > last.heldOn)).toBe(true)
      },
    ),
  )
})
