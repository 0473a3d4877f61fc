/** Who does what where: one task on a map of equal tiles, the chosen municipality with whom to call, and the same as a table. Public. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import {
  Answer,
  Badge,
  BoundaryMap,
  Choice,
  Page,
  Section,
  Table,
  TileLegend,
  TileMap,
  type TileTone,
} from '../web/parts/index.ts'
import { ChooseMunicipality } from './choose-municipality.screen.tsx'
import { COVERAGE_STATES, type CoverageState, MAPPED_STEPS, type MappedStep } from './coverage.ts'
import type { CoverageMap } from './directory.schema.ts'
import type { BoundaryDrawing } from './map.schema.ts'
import { ContactsOf } from './who-to-call.screen.tsx'

type Covered = Static<typeof CoverageMap>
type Place = Covered['municipalities'][number]

const TONES: Readonly<Record<CoverageState, TileTone>> = {
  filled: 'full',
  shared: 'part',
  stale: 'doubt',
  vacant: 'gone',
  unknown: 'none',
}
const isHole = ({ state }: Pick<Place, 'state'>): boolean => state === 'vacant' || state === 'unknown'

export const MapScreen = (): ReactNode => {
  const words = useWords().map
  const [task, setTask] = useState<MappedStep>('own-focal-officer')
  const coverage = useAnswer<typeof CoverageMap>(`/coverage?task=${task}`, { keepPrevious: true })
  return (
    <Page title={words.title} lead={words.lead}>
      <Choice
        label={words.task}
        lay="row"
        value={task}
        onChange={setTask}
        options={MAPPED_STEPS.map((value) => ({ value, label: words.tasks[value] }))}
      />
      <Answer of={coverage}>{(answer) => <Drawn covered={answer} />}</Answer>
    </Page>
  )
}

const Drawn = ({ covered }: { readonly covered: Covered }): ReactNode => {
  const words = useWords().map
  const { language } = useLanguage()
  const [code, setCode] = useState<string>()
  const chosen = covered.municipalities.find((each) => each.code === code)
  // Safe: the answer names a task of this list.
  const task = words.tasks[covered.task.code as MappedStep]
  return (
    <>
      <Section title={task} aside={<span className="soft small">{words.onDay(formatDay(covered.on, language))}</span>}>
        <TileLegend
          entries={COVERAGE_STATES.map((state) => ({
            tone: TONES[state],
            name: words.states[state],
            count: covered.municipalities.filter((each) => each.state === state).length,
          }))}
        />
        <AsMap covered={covered} label={words.drawing(task)} chosen={code} onChoose={setCode} />
        <ChooseMunicipality chosen={chosen} onChoose={(municipality) => setCode(municipality?.code)} />
      </Section>
      {chosen ? <Chosen place={chosen} /> : null}
      <AsTable covered={covered} />
    </>
  )
}

type MapProps = {
  readonly covered: Covered
  readonly label: string
  readonly chosen: string | undefined
  readonly onChoose: (code: string) => void
}

/** Tiles of one size, or real boundaries where whoever runs this loaded them. */
const AsMap = ({ covered, label, chosen, onChoose }: MapProps): ReactNode => {
  const words = useWords().map
  const [lay, setLay] = useState<'tiles' | 'boundaries'>('tiles')
  const { data: drawing } = useAnswer<typeof BoundaryDrawing>('/boundaries')
  const places = covered.municipalities.map((each) => ({
    ...{ key: each.code, column: each.column, row: each.row, area: each.provinceCode },
    ...{ tone: TONES[each.state], says: `${each.name}: ${words.states[each.state]}` },
  }))
  const real = lay === 'boundaries' && drawing && drawing.shapes.length > 0
  return (
    <>
      {drawing && drawing.shapes.length > 0 ? (
        <Choice
          label={words.lay}
          lay="row"
          value={lay}
          onChange={setLay}
          options={(['tiles', 'boundaries'] as const).map((value) => ({ value, label: words.lays[value] }))}
        />
      ) : null}
      {real ? (
        <BoundaryMap label={label} chosen={chosen} onChoose={onChoose} drawing={drawing} places={places} />
      ) : (
        <TileMap label={label} chosen={chosen} onChoose={onChoose} tiles={places} />
      )}
      <p className="soft small measure">{real ? words.boundariesOf(drawing.source ?? '') : words.drawn}</p>
    </>
  )
}

const Chosen = ({ place }: { readonly place: Place }): ReactNode => {
  const { stages } = useWords().keepMap.holes
  const words = useWords().map
  const { language } = useLanguage()
  return (
    <Section title={place.name} lead={words.states[place.state]}>
      <p>{place.organisationName ? words.who(place.organisationName) : words.nobody}</p>
      {place.followOwnerName && place.followStage ? (
        <p>{words.followed(place.followOwnerName, stages[place.followStage])}</p>
      ) : null}
      {place.lastFilledDate ? <p>{words.until(formatDay(place.lastFilledDate, language))}</p> : null}
      <ContactsOf municipality={place} subject="victim-found" />
    </Section>
  )
}

const AsTable = ({ covered }: { readonly covered: Covered }): ReactNode => {
  const words = useWords().map
  const [show, setShow] = useState<'holes' | 'everything'>('holes')
  const shown = show === 'holes' ? covered.municipalities.filter(isHole) : covered.municipalities
  const rows = [...shown].sort((a, b) => a.name.localeCompare(b.name, 'nl'))
  return (
    <Section title={words.table.title}>
      <Choice
        label={words.table.show}
        lay="row"
        value={show}
        onChange={setShow}
        options={(['holes', 'everything'] as const).map((value) => ({ value, label: words.table[value] }))}
      />
      {rows.length === 0 ? (
        <p>{words.table.noHoles}</p>
      ) : (
        <Table
          caption={words.table.caption(rows.length, covered.municipalities.length)}
          rows={rows}
          rowKey={({ code }) => code}
          columns={[
            { key: 'name', name: words.table.municipality, cell: ({ name }) => name },
            { key: 'region', name: words.table.region, cell: ({ safetyRegionName }) => safetyRegionName },
            {
              key: 'state',
              name: words.table.state,
              cell: (row) => <Badge tone={isHole(row) ? 'attention' : 'plain'}>{words.states[row.state]}</Badge>,
            },
            // Of a hole nobody is named: the column would say nothing.
            ...(show === 'holes'
              ? []
              : [{ key: 'by', name: words.table.by, cell: ({ organisationName }: Place) => organisationName ?? '–' }]),
          ]}
        />
      )}
    </Section>
  )
}
