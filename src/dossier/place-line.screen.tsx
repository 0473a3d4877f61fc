/** Where somebody was, drawn and as a table; the drawing says nothing that the table does not. And the form of one place. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Actions, Button, Empty, Form, Notice, Refusal, Section, Select, Table, TextField } from '../web/parts/index.ts'
import { ChooseMunicipality } from './choose.screen.tsx'
import type { CourseShown, NotePlace } from './course.schema.ts'
import type { Made } from './dossier.schema.ts'
import { useMunicipalityName } from './names.screen.ts'
import { COUNTRIES, PLACE_KINDS, type PlaceKind, SHELTERING } from './place-line.ts'
import { today } from './today-here.screen.ts'
import { formatHappened } from './when.screen.tsx'

type Place = CourseShown['places'][number]

export const PlaceLine = ({ course }: { readonly course: CourseShown }): ReactNode => {
  const words = useWords().course
  const [correcting, setCorrecting] = useState<Place | undefined>()
  return (
    <Section title={words.line.title} lead={words.line.lead}>
      {course.places.length === 0 ? (
        <Empty title={words.line.empty} />
      ) : (
        <>
          <Drawing places={course.places} />
          <PlaceTable places={course.places} onCorrect={setCorrecting} />
        </>
      )}
      <details className="details" open={correcting !== undefined}>
        <summary>{words.place.add}</summary>
        <div>
          <PlaceForm
            key={correcting?.placeId ?? 'new'}
            dossierId={course.dossierId}
            correcting={correcting}
            onDone={() => setCorrecting(undefined)}
          />
        </div>
      </details>
    </Section>
  )
}

const countryName = (code: string, language: string): string =>
  new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code

const PlaceTable = (props: {
  readonly places: readonly Place[]
  readonly onCorrect: (place: Place) => void
}): ReactNode => {
  const words = useWords().course
  const { language } = useLanguage()
  return (
    <Table
      caption={words.line.title}
      rows={props.places}
      rowKey={({ placeId }) => placeId}
      columns={[
        { key: 'kind', name: words.line.kind, cell: ({ kind }) => words.kinds[kind] },
        { key: 'where', name: words.line.where, cell: (place) => <Where place={place} /> },
        { key: 'from', name: words.line.from, cell: (place) => <From place={place} /> },
        {
          key: 'until',
          name: words.line.until,
          cell: ({ untilDate }) => (untilDate ? formatDay(untilDate, language) : words.line.now),
        },
        {
          key: 'learned',
          name: words.line.learned,
          cell: ({ learnedAt }) => formatDay(learnedAt.slice(0, 10), language),
        },
        {
          key: 'correct',
          name: words.line.correct,
          cell: (place) => <Button onClick={() => props.onCorrect(place)}>{words.line.correct}</Button>,
        },
      ]}
    />
  )
}

const From = ({ place }: { readonly place: Place }): ReactNode => {
  const words = useWords()
  const { language } = useLanguage()
  const from = { happenedDate: place.fromDate, precision: place.precision }
  return (
    <>
      {formatHappened(from, words.dossier.timeline.unknown, language)}
      {place.gapDays === 0 ? null : <span className="soft"> ({words.course.line.gap(place.gapDays)})</span>}
    </>
  )
}

const Where = ({ place }: { readonly place: Place }): ReactNode => {
  const words = useWords().course.line
  const { language } = useLanguage()
  const municipality = useMunicipalityName(place.municipalityCode)
  if (place.countryCode) return countryName(place.countryCode, language)
  if (municipality) return municipality
  return place.kind === 'shelter' || place.kind === 'reception' ? (
    words.country
  ) : (
    <span className="soft">{words.nowhere}</span>
  )
}

const WIDTH = 640
const [ROW, BAR, TOP] = [26, 14, 10]

const Drawing = ({ places }: { readonly places: readonly Place[] }): ReactNode => {
  const words = useWords().course
  const { language } = useLanguage()
  const from = places[0]?.fromDate ?? today()
  const to =
    places
      .map(({ untilDate }) => untilDate ?? today())
      .toSorted()
      .at(-1) ?? today()
  const span = Math.max(1, Date.parse(to) - Date.parse(from))
  const at = (day: string): number => ((Date.parse(day) - Date.parse(from)) / span) * WIDTH
  return (
    <div className="timeline">
      <svg
        viewBox={`0 0 ${WIDTH} ${TOP * 2 + places.length * ROW}`}
        role="img"
        aria-label={words.line.drawing(places.length, formatDay(from, language), formatDay(to, language))}
      >
        {places.map((place, row) => {
          const [begins, ends] = [at(place.fromDate), at(place.untilDate ?? to)]
          return (
            <rect
              key={place.placeId}
              className={place.untilDate ? 'timeline__place' : 'timeline__place timeline__place--open'}
              x={begins}
              y={TOP + row * ROW}
              width={Math.max(4, ends - begins)}
              height={BAR}
              rx={4}
            />
          )
        })}
      </svg>
      <div className="timeline__legend" aria-hidden="true">
        <span>{formatDay(from, language)}</span>
        <span>{formatDay(to, language)}</span>
      </div>
    </div>
  )
}

type Precision = NonNullable<Static<typeof NotePlace>['precision']>

const PlaceForm = (props: {
  readonly dossierId: string
  readonly correcting: Place | undefined
  readonly onDone: () => void
}): ReactNode => {
  const words = useWords().course
  const { language } = useLanguage()
  const { correcting } = props
  const [kind, setKind] = useState<PlaceKind | ''>(correcting?.kind ?? '')
  const [municipality, setMunicipality] = useState(correcting?.municipalityCode ?? '')
  const [country, setCountry] = useState(correcting?.countryCode ?? '')
  const [from, setFrom] = useState(correcting?.fromDate ?? '')
  const [until, setUntil] = useState(correcting?.untilDate ?? '')
  const [precision, setPrecision] = useState<Precision>('day')
  const [missing, setMissing] = useState(false)
  const [saved, setSaved] = useState(false)
  const [round, setRound] = useState(0)
  const known = useMunicipalityName(correcting?.municipalityCode)
  const note = useSend<typeof NotePlace, ReturnType<typeof Made>>(`/dossiers/${props.dossierId}/whereabouts`, {
    refresh: [`/dossiers/${props.dossierId}`],
    onDone: () => {
      setKind('')
      setMunicipality('')
      setCountry('')
      setFrom('')
      setUntil('')
      setMissing(false)
      setSaved(true)
      setRound((before) => before + 1)
      props.onDone()
    },
  })
  const takesMunicipality = kind !== '' && kind !== 'abroad' && !SHELTERING.includes(kind)
  const submit = (): void => {
    setMissing(kind === '' || from === '')
    setSaved(false)
    if (kind === '' || from === '') return
    note.send({
      ...{ kind, fromDate: from, precision },
      ...(until === '' ? {} : { untilDate: until }),
      ...(takesMunicipality && municipality !== '' ? { municipalityCode: municipality } : {}),
      ...(kind === 'abroad' && country !== '' ? { countryCode: country } : {}),
      ...(correcting ? { replacesId: correcting.placeId } : {}),
    })
  }
  const countries = COUNTRIES.map((value) => ({ value, label: countryName(value, language) })).toSorted((one, other) =>
    one.label.localeCompare(other.label, language),
  )
  return (
    <Form label={words.place.add} onSubmit={submit}>
      {saved ? <Notice kind="done">{words.saved}</Notice> : null}
      {correcting ? <Notice>{words.place.correcting}</Notice> : null}
      <Select
        label={words.place.kind}
        value={kind}
        choose={words.place.choose}
        error={missing && kind === '' ? words.place.missing : undefined}
        options={PLACE_KINDS.map((value) => ({ value, label: words.kinds[value] }))}
        onChange={setKind}
      />
      {takesMunicipality ? (
        <ChooseMunicipality
          key={`${round}${known ?? ''}`}
          label={words.place.municipality}
          hint={words.place.municipalityHint}
          {...(known ? { start: known } : {})}
          onChoose={setMunicipality}
        />
      ) : null}
      {kind === 'abroad' ? (
        <Select
          label={words.place.country}
          value={country}
          choose={words.place.choose}
          options={countries}
          onChange={setCountry}
        />
      ) : null}
      <TextField
        type="date"
        width="short"
        label={words.place.from}
        value={from}
        error={missing && from === '' ? words.place.missing : undefined}
        onChange={setFrom}
      />
      <Select
        label={words.place.precision}
        value={precision}
        options={(['day', 'month', 'year'] as const).map((value) => ({ value, label: words.place.precisions[value] }))}
        onChange={setPrecision}
      />
      <TextField
        type="date"
        width="short"
        label={words.place.until}
        hint={words.place.untilHint}
        value={until}
        onChange={setUntil}
      />
      <Refusal problem={note.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={note.busy}>
          {words.place.save}
        </Button>
        {correcting ? <Button onClick={props.onDone}>{words.place.cancel}</Button> : null}
      </Actions>
    </Form>
  )
}
