/** Whom her age asks for, at every yes; for who is of age one line and nothing to fill in. */
import type { ReactNode } from 'react'
import { useWords } from '../web/language.tsx'
import { Checkbox, Select } from '../web/parts/index.ts'
import { AGE_GROUPS, type AgeGroup, DECIDERS, type Decider, rowOf } from './deciders.ts'

export type WhoSaidIt = {
  readonly ageGroup: AgeGroup | ''
  readonly decidedBy: readonly Decider[]
  readonly authorityIsFree: boolean
}

/** She alone, of an age that is known or still to be chosen. */
export const saidByHerself = (ageGroup: AgeGroup | undefined): WhoSaidIt => ({
  ...{ ageGroup: ageGroup ?? '', decidedBy: ['herself'], authorityIsFree: false },
})

/** As the routes take it: what was not said is left out. */
export const whoSaidItOf = ({ ageGroup, decidedBy, authorityIsFree }: WhoSaidIt) => ({
  ...(ageGroup === '' ? {} : { ageGroup }),
  ...(decidedBy.length === 0 ? {} : { decidedBy: [...decidedBy] }),
  ...(authorityIsFree ? { authorityIsFree: true } : {}),
})

export const WhoDecides = (props: {
  readonly said: WhoSaidIt
  readonly error: string | undefined
  readonly change: (part: Partial<WhoSaidIt>) => void
}): ReactNode => {
  const words = useWords().dossier.consent
  const { said, change } = props
  const row = said.ageGroup === '' ? undefined : rowOf(said.ageGroup)
  const authority = said.decidedBy.some((each) => each !== 'herself')
  return (
    <>
      <Select
        label={words.ageGroup}
        hint={words.ageGroupHint}
        choose={words.missing.ageGroup}
        error={props.error}
        value={said.ageGroup}
        options={AGE_GROUPS.map((value) => ({ value, label: words.ageGroups[value] }))}
        onChange={(ageGroup) => change(saidByHerself(ageGroup))}
      />
      {row && row.authority === 'decides' ? (
        <>
          <fieldset className="choice">
            <legend className="choice__legend">{words.whoDecides[row.group]}</legend>
            {DECIDERS.map((each) => (
              <Checkbox
                key={each}
                label={words.deciders[each] ?? each}
                checked={said.decidedBy.includes(each)}
                onChange={(checked) =>
                  change({
                    decidedBy: checked ? [...said.decidedBy, each] : said.decidedBy.filter((one) => one !== each),
                  })
                }
              />
            ))}
          </fieldset>
          {authority ? (
            <Checkbox
              label={words.authorityIsFree}
              checked={said.authorityIsFree}
              onChange={(authorityIsFree) => change({ authorityIsFree })}
            />
          ) : null}
          <p className="soft">
            {words.unreviewed} {row.articles.join('; ')}
          </p>
        </>
      ) : null}
    </>
  )
}
