/** The question to the rules. What is left open is unknown and never read as "no". */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { ChooseMunicipality } from '../dossier/choose.screen.tsx'
import type { DossierShown } from '../dossier/dossier.schema.ts'
import { useMunicipalityName } from '../dossier/names.screen.ts'
import { useSend } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { Actions, Button, Choice, Form, Refusal, Select } from '../web/parts/index.ts'
import { FIELDS, type Field } from './facts.ts'
import type { NewVerdict, VerdictMade } from './responsibility.schema.ts'

/** What nearly every rule asks; the rest is folded away and may stay open. */
const WHO = ['residence', 'permit', 'age', 'exploitation', 'indication', 'coOperates'] as const
const MORE = [
  ...(['nationality', 'cannotCoOperate', 'registration', 'insured', 'inShelter', 'domesticViolence'] as const),
  ...(['unaccompanied', 'asylum', 'dublin', 'euRight', 'longStay', 'dispute'] as const),
] as const
const NEED = ['needShelter', 'needSupport', 'needIncome', 'needMedical', 'needLegalAid', 'needAddress'] as const
type Asked = (typeof WHO)[number] | (typeof NEED)[number] | (typeof MORE)[number]

const WHERE = ['turnedTo', 'found', 'registered', 'stay'] as const
const SHELTERS = ['women-shelter', 'homeless-shelter'] as const
type Shelter = (typeof SHELTERS)[number]

export const VerdictForm = ({ dossier }: { readonly dossier: DossierShown }): ReactNode => {
  const words = useWords().verdict
  const [facts, setFacts] = useState<Readonly<Record<string, string>>>(() => startFrom(dossier))
  const [where, setWhere] = useState<Readonly<Record<string, string>>>({})
  const [shelter, setShelter] = useState<Shelter>('homeless-shelter')
  const path = `/dossiers/${dossier.dossierId}`
  const decide = useSend<typeof NewVerdict, typeof VerdictMade>(`${path}/verdicts`, {
    refresh: [`${path}/verdicts`, `${path}/clocks`],
  })
  const fields = (asked: readonly Asked[]): ReactNode => (
    <div className="columns">
      {asked.map((field) => (
        <FactField
          key={field}
          field={field}
          value={facts[field] ?? ''}
          onChange={(value) => setFacts((now) => withFact(now, field, value))}
        />
      ))}
    </div>
  )
  return (
    <Form label={words.ask} onSubmit={() => decide.send({ facts, whereabouts: chosen(where), shelterKind: shelter })}>
      <h3>{words.groups.need}</h3>
      {fields(NEED)}
      <Choice
        lay="row"
        label={words.shelterKind}
        value={shelter}
        options={SHELTERS.map((value) => ({ value, label: words.shelterKinds[value] }))}
        onChange={setShelter}
      />
      <h3>{words.groups.who}</h3>
      {fields(WHO)}
      <details>
        <summary>{words.groups.more}</summary>
        {fields(MORE)}
      </details>
      <Where dossier={dossier} onChoose={(place, code) => setWhere((now) => ({ ...now, [place]: code }))} />
      <Refusal problem={decide.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={decide.busy}>
          {words.decide}
        </Button>
      </Actions>
    </Form>
  )
}

const Where = (props: {
  readonly dossier: DossierShown
  readonly onChoose: (place: (typeof WHERE)[number], code: string) => void
}): ReactNode => {
  const words = useWords().verdict
  const known = useMunicipalityName(props.dossier.municipalityCode)
  return (
    <>
      <h3>{words.groups.where}</h3>
      <p className="soft">
        {words.whereHint}
        {known ? ` ${words.knownPlace(known)}` : ''}
      </p>
      <div className="columns">
        {WHERE.map((place) => (
          <ChooseMunicipality
            key={place}
            label={words.whereabouts[place]}
            {...(known ? { start: known } : {})}
            onChoose={(code) => props.onChoose(place, code)}
          />
        ))}
      </div>
    </>
  )
}

const FactField = (props: {
  readonly field: Asked
  readonly value: string
  readonly onChange: (value: string) => void
}): ReactNode => {
  const { dossier, verdict } = useWords()
  const letters: Readonly<Record<string, string>> = dossier.residence.letters
  const isLetter = props.field === 'residence'
  const values: readonly string[] = FIELDS[props.field]
  const label = (value: string): string => (isLetter ? letters[value] : verdict.values[value]) ?? value
  return (
    <Select
      label={verdict.fields[props.field]}
      value={props.value}
      options={[{ value: '', label: verdict.unknown }, ...values.map((value) => ({ value, label: label(value) }))]}
      onChange={props.onChange}
    />
  )
}

const withFact = (
  now: Readonly<Record<string, string>>,
  field: Field,
  value: string,
): Readonly<Record<string, string>> => {
  const { [field]: _before, ...rest } = now
  return value === '' ? rest : { ...rest, [field]: value }
}

const chosen = (where: Readonly<Record<string, string>>): NonNullable<Static<typeof NewVerdict>['whereabouts']> =>
  Object.fromEntries(Object.entries(where).filter(([, code]) => code !== ''))

/** What stands in the dossier as a code is filled in: nothing that was noted is asked again. */
const startFrom = ({ chapters }: DossierShown): Readonly<Record<string, string>> => {
  const known = new Map(chapters.flatMap(({ fields }) => fields).map(({ field, value }) => [field, value]))
  const start: readonly (readonly [Asked, string | undefined])[] = [
    ['residence', known.get('letter')],
    ['permit', known.get('permit')],
    ['exploitation', known.get('exploitation')],
    ['needShelter', known.get('shelter-tonight')],
    ['coOperates', known.get('complaint')],
  ]
  return Object.fromEntries(
    start.flatMap(([field, value]) => {
      const values: readonly string[] = FIELDS[field]
      return value !== undefined && values.includes(value) ? [[field, value] as const] : []
    }),
  )
}
