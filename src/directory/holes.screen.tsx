/** The holes of the map as work: take up, choose, agree, follow until it closes. */
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  Card,
  Cards,
  Choice,
  Empty,
  Facts,
  Form,
  Page,
  Refusal,
  Section,
  Select,
} from '../web/parts/index.ts'
import type { HoleList, HoleStepTaken, HoleView, Kept } from './map.schema.ts'

type Hole = Static<typeof HoleView>

export const HolesScreen = (): ReactNode => {
  const words = useWords().keepMap.holes
  const [show, setShow] = useState<'own' | 'all'>('own')
  const holes = useAnswer<typeof HoleList>(`/holes?show=${show}`, { keepPrevious: true })
  return (
    <Page title={words.title} lead={words.lead}>
      <Choice
        label={words.show}
        lay="row"
        value={show}
        onChange={setShow}
        options={(['own', 'all'] as const).map((value) => ({ value, label: words.shows[value] }))}
      />
      <Answer of={holes}>
        {(answer) => (
          <>
            {answer.holes.length === 0 ? (
              <Empty title={words.none} />
            ) : (
              <Cards>
                {answer.holes.map((hole) => (
                  <HoleCard key={`${hole.step} ${hole.territory}`} hole={hole} />
                ))}
              </Cards>
            )}
            <Section title={words.counts}>
              <Facts
                rows={(['open', 'takenUp', 'chosen', 'agreed', 'municipalities'] as const).map((key) => ({
                  key,
                  name: words.count[key],
                  value: answer.counts[key],
                }))}
              />
            </Section>
          </>
        )}
      </Answer>
    </Page>
  )
}

const HoleCard = ({ hole }: { readonly hole: Hole }): ReactNode => {
  const words = useWords().keepMap.holes
  const { tasks } = useWords().map
  const { language } = useLanguage()
  const day = (on: string): string => formatDay(on, language)
  const closed = hole.stage === 'closed'
  return (
    <Card
      title={words.where(hole.name, tasks[hole.step])}
      tone={hole.stage === 'open' ? 'attention' : 'plain'}
      aside={
        <Badge tone={closed ? 'done' : hole.stage === 'open' ? 'attention' : 'plain'}>{words.stages[hole.stage]}</Badge>
      }
      {...(closed ? {} : { meta: words.reach(hole.municipalities) })}
    >
      <p>
        {closed ? words.filled : hole.lastFilledDate ? words.last(day(hole.lastFilledDate)) : words.never}{' '}
        {hole.ownerName && hole.since ? words.by(hole.ownerName, day(hole.since)) : closed ? '' : words.nobody}{' '}
        {hole.choice ? words.made(words.choices[hole.choice], hole.withName) : ''}
      </p>
      {hole.abilities.length > 0 ? <HoleActs hole={hole} /> : null}
    </Card>
  )
}

const HoleActs = ({ hole }: { readonly hole: Hole }): ReactNode => {
  const words = useWords().keepMap.holes
  const { step, territory, abilities } = hole
  const send = useSend<typeof HoleStepTaken, typeof Kept>('/holes/steps', { refresh: ['/holes', '/coverage'] })
  const take = (kind: Static<typeof HoleStepTaken>['kind']) => () => send.send({ step, territory, kind })
  const which = <span className="visually-hidden"> ({hole.name})</span>
  const may = (ability: string): boolean => abilities.includes(ability)
  return (
    <div className="stack stack--tight">
      {may('hole-choice-made') ? (
        <Choosing
          hole={hole}
          busy={send.busy}
          onChoose={(option) => send.send({ step, territory, kind: 'hole-choice-made', ...option })}
        />
      ) : null}
      {may('hole-agreed') ? <p className="soft small">{words.agreedBy}</p> : null}
      <Refusal problem={send.refused} />
      <Actions>
        {may('hole-taken-up') ? (
          <Button busy={send.busy} onClick={take('hole-taken-up')}>
            {words.takeUp}
            {which}
          </Button>
        ) : null}
        {may('hole-agreed') ? (
          <Button busy={send.busy} onClick={take('hole-agreed')}>
            {words.agreed}
            {which}
          </Button>
        ) : null}
        {may('hole-refused') ? (
          <Button look="secondary" busy={send.busy} onClick={take('hole-refused')}>
            {hole.stage === 'closed' ? words.ended : words.refused}
            {which}
          </Button>
        ) : null}
        {may('hole-given-back') ? (
          <Button look="subtle" busy={send.busy} onClick={take('hole-given-back')}>
            {words.giveBack}
            {which}
          </Button>
        ) : null}
      </Actions>
    </div>
  )
}

type Option = Pick<Hole['options'][number], 'choice' | 'with'>
const Choosing = (props: {
  readonly hole: Hole
  readonly busy: boolean
  readonly onChoose: (option: Option) => void
}): ReactNode => {
  const words = useWords().keepMap.holes
  const { options } = props.hole
  const [at, setAt] = useState('')
  const chosen = options[Number(at)]
  return (
    <Form
      onSubmit={() => {
        if (at !== '' && chosen)
          props.onChoose({ choice: chosen.choice, ...(chosen.with ? { with: chosen.with } : {}) })
      }}
    >
      <Select
        label={words.choose}
        value={at}
        onChange={setAt}
        choose={words.choice}
        options={options.map(({ choice, name }, index) => ({
          value: String(index),
          label: `${words.choices[choice]}${name ? `: ${name}` : ''}`,
        }))}
      />
      <Actions>
        <Button type="submit" look="secondary" busy={props.busy}>
          {words.keep}
        </Button>
      </Actions>
    </Form>
  )
}
