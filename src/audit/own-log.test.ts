import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ORGANISATION_KINDS, PLANE_OF } from '../directory/index.ts'
import { addDays, day, dayAt } from '../kernel/index.ts'
import { formatCursor, parseCursor } from './cursor.ts'
import { isShownOn, NEUTRAL_DELAY_DAYS, type Processing, presentOwnLog, type WhoIs } from './own-log.ts'
import { readPurposeWords } from './purpose-words.store.ts'

const today = day('2026-11-16')
const purposes = readPurposeWords()
const whoIs: WhoIs = (id) =>
  ({
    haven: { kind: 'shelter', name: 'Opvang De Haven' },
    zaanstad: { kind: 'care-coordination', name: 'Zorgcoördinatie Zaanstad' },
    avim: { kind: 'police-avim', name: 'AVIM Noord-Holland' },
  })[id]
const aRow = (more: Partial<Processing> = {}): Processing => ({
  at: new Date('2026-11-10T09:30:00Z'),
  organisation: 'zaanstad',
  function: 'care-coordinator',
  plane: 'care',
  purpose: 'D26',
  act: 'read-chapters',
  chapters: ['residence'],
  ...more,
})

test('a line says when, who, what and why in words', () => {
  expect(presentOwnLog([aRow()], today, whoIs, purposes)).toEqual([
    {
      on: '2026-11-10',
      time: '10:30',
      who: { nl: 'Zorgcoördinatie Zaanstad', en: 'Zorgcoördinatie Zaanstad', ar: 'Zorgcoördinatie Zaanstad' },
      role: 'care-coordinator',
      act: { nl: 'heeft gelezen', en: 'read', ar: 'قراءة' },
      chapters: ['residence'],
      purpose: { nl: 'Warme overdracht', en: 'Warm handover', ar: 'تسليم الملف مع مرافقة' },
      neutral: false,
      emergency: false,
    },
  ])
})

test('P1 the name of a shelter is in no line', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.constantFrom('shelter', 'safety')), (act, chapters) => {
      const shown = presentOwnLog([aRow({ organisation: 'haven', act, chapters })], today, whoIs, purposes)
      expect(JSON.stringify(shown)).not.toContain('Haven')
      expect(shown[0]?.who.nl).toBe('een organisatie die helpt')
    }),
  )
})

test('P2 police and desks appear late, by month, and all lines of theirs look the same', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 90 }),
      fc.constantFrom('enforcement', 'desk' as const),
      fc.constantFrom('read-chapters', 'look-up', 'ask-hit'),
      fc.constantFrom('D01', 'D15', 'W05'),
      (daysAgo, plane, act, purpose) => {
        const at = new Date(`${addDays(today, -daysAgo)}T12:00:00Z`)
        const row = aRow({ at, organisation: 'avim', function: 'investigator', plane, act, purpose })
        expect(isShownOn(row, today)).toBe(daysAgo >= NEUTRAL_DELAY_DAYS)
        const shown = presentOwnLog([row], today, whoIs, purposes)
        if (daysAgo < NEUTRAL_DELAY_DAYS) {
          expect(shown).toEqual([])
          return
        }
        expect(shown).toEqual([
          {
            on: `${dayAt(at).slice(0, 7)}-01`,
            who: {
              nl: 'een instantie met een wettelijke taak',
              en: 'an authority with a task in law',
              ar: 'جهة لها مهمة بموجب القانون',
            },
            act: { nl: 'heeft gegevens gebruikt', en: 'used data', ar: 'استخدمت بيانات' },
            chapters: [],
            purpose: { nl: 'Taak die in de wet staat', en: 'A task in law', ar: 'مهمة ينص عليها القانون' },
            neutral: true,
            emergency: false,
          },
        ])
      },
    ),
  )
})

// Words that tell what her file is, to whoever looks over her shoulder.
const TELLING =
  /comensha|politi|police|avim|zeden|marechaussee|inspectie|opvang|shelter|mensenhandel|traffick|slachtoffer|victim|nidos|\bcoa\b|\bind\b|misdrijf|crime|schadefonds|rapporteur|uitbuiting|exploit|B8|شرطة|ضحية|اتجار|مأوى|استغلال/i

test('P3 no line tells what her file is: any kind of organisation, any purpose, any act', () => {
  const named: WhoIs = (kind) => ({ kind, name: `CoMensha opvang politie ${kind}` })
  const hidden = ORGANISATION_KINDS.filter((kind) => kind !== 'municipality' && kind !== 'care-coordination')
  const planes = { care: 'care', enforcement: 'enforcement', desk: 'desk', numbers: 'numbers' } as const
  for (const kind of hidden) {
    const rows = [...purposes.keys(), 'D99'].flatMap((purpose) =>
      ['read-chapters', 'record-report-comensha-report', 'shelter-needed', 'answered-hit', 'read-break-glass'].map(
        (act) =>
          aRow({
            at: new Date('2026-09-01T09:30:00Z'),
            organisation: kind,
            plane: planes[PLANE_OF[kind]],
            purpose,
            act,
          }),
      ),
    )
    const lines = presentOwnLog(rows, today, named, purposes)
    expect(lines).toHaveLength(rows.length)
    for (const { who, act, purpose } of lines) expect(JSON.stringify([who, act, purpose])).not.toMatch(TELLING)
  }
})

test('what was done in an emergency is shown at once, as that, without the name of the shelter', () => {
  const row = aRow({
    at: new Date('2026-11-16T02:15:00Z'),
    organisation: 'haven',
    function: 'shelter-worker',
    purpose: 'E01',
    act: 'read-break-glass',
    chapters: ['safety'],
  })
  expect(presentOwnLog([row], today, whoIs, purposes)).toEqual([
    {
      on: '2026-11-16',
      time: '03:15',
      who: { nl: 'een organisatie die helpt', en: 'an organisation that helps', ar: 'منظمة تقدم المساعدة' },
      role: 'shelter-worker',
      act: { nl: 'heeft in een noodgeval gelezen', en: 'read in an emergency', ar: 'قراءة في حالة طارئة' },
      chapters: ['safety'],
      purpose: { nl: 'Noodgeval', en: 'Emergency', ar: 'حالة طارئة' },
      neutral: false,
      emergency: true,
    },
  ])
})

test('a town hall and a co-ordinator are named: she knows them', () => {
  for (const kind of ['municipality', 'care-coordination'])
    expect(presentOwnLog([aRow()], today, () => ({ kind, name: 'Verzonnen' }), purposes)[0]?.who.nl).toBe('Verzonnen')
})

test('a wrong code is told as what it is, by whoever had the link', () => {
  const tried = aRow({ function: 'guest', plane: 'person', purpose: 'W06', act: 'try-own-page' })
  const [line] = presentOwnLog([tried], today, whoIs, purposes)
  expect([line?.who.nl, line?.act.nl]).toEqual(['iemand met uw link', 'vulde een verkeerde code in'])
})

test('her own reading is hers, and an organisation that the directory does not know stays unnamed', () => {
  const [own, unknown] = presentOwnLog(
    [aRow({ function: 'person' }), aRow({ organisation: 'gone' })],
    today,
    whoIs,
    purposes,
  )
  expect(own?.who.nl).toBe('u zelf')
  expect(unknown?.who.nl).toBe('een organisatie')
})

test('a cursor is read back as it was written, and other text is none', () => {
  const cursor = { at: new Date('2026-11-10T09:30:00.123Z'), id: '0d4cf1c5-8b0c-4d7e-9b52-3d0a0de6c001' }
  expect(parseCursor(formatCursor(cursor))).toEqual(cursor)
  for (const text of ['', '1', 'x_y', `${formatCursor(cursor)}0`]) expect(parseCursor(text)).toBeUndefined()
})
