/** The interest of the person in one file: the wish first, then decisions and what rubs in them, second looks, and what each party wants. */
import '../dossier/dossier.css'
import './interest.css'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Static } from 'typebox'
import { DossierPage } from '../dossier/dossier-page.screen.tsx'
import { useAnswer, useSend } from '../web/api.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import {
  Actions,
  Answer,
  Badge,
  Button,
  Choice,
  Empty,
  Form,
  Notice,
  Refusal,
  Section,
  TextArea,
  Unfolded,
} from '../web/parts/index.ts'
import { Decisions } from './decisions.screen.tsx'
import type { AgreeGoal, GoalStated, InterestShown, StateGoal } from './safeguard.schema.ts'
import { SecondLooks } from './second-looks.screen.tsx'
import { WishForm } from './wish.screen.tsx'
import { WishShown } from './wish-shown.screen.tsx'

const route = getRouteApi('/signed-in/app/dossiers/$dossierId/belang')

export const InterestScreen = (): ReactNode => {
  const words = useWords().interest
  const { dossierId } = route.useParams()
  const interest = useAnswer<typeof InterestShown>(`/dossiers/${dossierId}/interests`, { always: true })
  return (
    <DossierPage dossierId={dossierId} title={words.title} lead={words.lead}>
      {() => (
        <Answer of={interest}>
          {(shown) => (
            <>
              <Wishes interest={shown} dossierId={dossierId} />
              <Decisions interest={shown} dossierId={dossierId} />
              <Section title={words.looks.title}>
                <SecondLooks looks={shown.secondLooks} dossierId={dossierId} />
              </Section>
              <Goals interest={shown} dossierId={dossierId} />
            </>
          )}
        </Answer>
      )}
    </DossierPage>
  )
}

type Shown = { readonly interest: InterestShown; readonly dossierId: string }

const Wishes = ({ interest, dossierId }: Shown): ReactNode => {
  const words = useWords().interest.wish
  const [open, setOpen] = useState(false)
  const [saved, setSaved] = useState(false)
  const { wish, earlierWishes } = interest
  const done = (): void => {
    setSaved(true)
    setOpen(false)
  }
  return (
    <Section title={words.title} surface>
      {wish ? <WishShown wish={wish} /> : <Empty title={words.none} />}
      {saved ? (
        <Notice kind="done" announce>
          {words.saved}
        </Notice>
      ) : null}
      {earlierWishes.length > 0 ? (
        <details>
          <summary>{words.earlier(earlierWishes.length)}</summary>
          {earlierWishes.map((each) => (
            <WishShown key={each.wishId} wish={each} />
          ))}
        </details>
      ) : null}
      {open ? (
        <Unfolded by="note-wish" onLeave={() => setOpen(false)}>
          <WishForm dossierId={dossierId} onDone={done} />
        </Unfolded>
      ) : null}
      {!open && interest.abilities.includes('note-wish') ? (
        <Actions>
          <Button
            opens="note-wish"
            onClick={() => {
              setSaved(false)
              setOpen(true)
            }}
          >
            {words.write}
          </Button>
        </Actions>
      ) : null}
    </Section>
  )
}

const Goals = ({ interest, dossierId }: Shown): ReactNode => {
  const words = useWords().interest.goals
  const { language } = useLanguage()
  return (
    <Section title={words.title} lead={words.lead}>
      {interest.goals.length === 0 ? <Empty title={words.none} /> : null}
      <dl className="facts">
        {interest.goals.map((goal) => (
          <div className="facts__item" key={goal.by.organisationId}>
            <dt>{goal.by.name}</dt>
            <dd dir="auto">
              {goal.words ?? words.sealed} <span className="soft">({formatDay(goal.onDate, language)})</span>
            </dd>
          </div>
        ))}
      </dl>
      <SharedGoal interest={interest} dossierId={dossierId} />
      {interest.abilities.includes('state-goal') ? <GoalForm dossierId={dossierId} /> : null}
    </Section>
  )
}

const SharedGoal = ({ interest, dossierId }: Shown): ReactNode => {
  const words = useWords().interest.goals
  const path = `/dossiers/${dossierId}`
  const agree = useSend<typeof AgreeGoal, typeof GoalStated>(`${path}/goal-agreements`, {
    refresh: [`${path}/interests`],
  })
  const goal = interest.sharedGoal
  if (!goal) return <p className="soft">{words.sharedNone}</p>
  const names = [...goal.agreedBy.map(({ name }) => name), ...(goal.agreedByHerself ? [words.herself] : [])]
  return (
    <Notice title={words.shared}>
      <p dir="auto">{goal.words ?? words.sealed}</p>
      <p>
        <Badge tone="done">{words.agreed}</Badge> {names.join(', ')}
      </p>
      <Refusal problem={agree.refused} />
      {goal.abilities.length > 0 ? (
        <Actions>
          {goal.abilities.includes('agree-goal') ? (
            <Button busy={agree.busy} onClick={() => agree.send({ goalId: goal.goalId, by: 'us' })}>
              {words.agree}
            </Button>
          ) : null}
          {goal.abilities.includes('agree-goal-for-her') ? (
            <Button busy={agree.busy} onClick={() => agree.send({ goalId: goal.goalId, by: 'herself' })}>
              {words.agreeForHer}
            </Button>
          ) : null}
        </Actions>
      ) : null}
    </Notice>
  )
}

type GoalKind = 'own' | 'proposal'
type Stated = Static<typeof StateGoal>

const GoalForm = ({ dossierId }: { readonly dossierId: string }): ReactNode => {
  const words = useWords().interest.goals
  const [kind, setKind] = useState<GoalKind>('own')
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const path = `/dossiers/${dossierId}`
  const state = useSend<typeof StateGoal, typeof GoalStated>(`${path}/goals`, {
    refresh: [`${path}/interests`],
    onDone: () => {
      setText('')
      setTried(false)
    },
  })
  const submit = (): void => {
    setTried(true)
    const said: Stated = { words: text.trim(), shared: kind === 'proposal' }
    if (said.words !== '') state.send(said)
  }
  return (
    <Form label={words.save} onSubmit={submit}>
      <Choice
        lay="row"
        label={words.kind}
        value={kind}
        options={(['own', 'proposal'] as const).map((value) => ({ value, label: words[value] }))}
        onChange={setKind}
      />
      <TextArea
        label={words.words}
        error={tried && text.trim() === '' ? words.missing : undefined}
        rows={2}
        value={text}
        onChange={setText}
      />
      <Refusal problem={state.refused} />
      <Actions>
        <Button type="submit" busy={state.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}
