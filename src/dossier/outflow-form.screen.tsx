/** The plan as a form: the wish first, then where to, what home, and who does what by when. What stood there stands there again. */
import { type ReactNode, useState } from 'react'
import { useSend } from '../web/api.ts'
import { useWords } from '../web/language.tsx'
import { Actions, Button, Checkbox, Choice, Form, Refusal, Select, TextArea, TextField } from '../web/parts/index.ts'
import { ChooseMunicipality } from './choose.screen.tsx'
import type { Made } from './dossier.schema.ts'
import { HOUSING_ANSWERS, type HousingAnswer } from './housing-route.ts'
import type { MakePlan, OutflowShown } from './money.schema.ts'
import {
  HOME_NEEDS,
  type HomeNeed,
  OUTFLOW_DOERS,
  OUTFLOW_GOALS,
  OUTFLOW_TASKS,
  type OutflowDoer,
  type OutflowGoal,
  type OutflowTask,
} from './outflow.ts'

type PlanOf = NonNullable<OutflowShown['plan']>
type TypedTask = {
  readonly key: number
  readonly task: OutflowTask
  readonly who: OutflowDoer
  readonly byDate: string
  readonly done: boolean
}

const tasksOf = (plan: PlanOf | undefined): readonly TypedTask[] =>
  (plan?.tasks ?? []).map(({ task, who, byDate, done }, key) => ({ key, task, who, byDate, done }))

const usePlan = (plan: PlanOf | undefined) => {
  const [wish, setWish] = useState(plan?.wish ?? '')
  const [notNow, setNotNow] = useState(plan !== undefined && plan.wish === undefined)
  const [goal, setGoal] = useState<OutflowGoal>(plan?.goal ?? 'not-known-yet')
  const [needs, setNeeds] = useState<readonly HomeNeed[]>(plan?.needs ?? [])
  const [municipality, setMunicipality] = useState(plan?.municipality?.code ?? '')
  const [leftHome, setLeftHome] = useState<HousingAnswer>(plan?.leftHome ?? 'unknown')
  const [ordinance, setOrdinance] = useState<HousingAnswer>(plan?.ordinance ?? 'unknown')
  const [tasks, setTasks] = useState<readonly TypedTask[]>(tasksOf(plan))
  const needsPlace = goal !== 'abroad' && goal !== 'not-known-yet'
  return {
    ...{ wish, setWish, notNow, setNotNow, goal, setGoal, needs, setNeeds, municipality, setMunicipality },
    ...{ leftHome, setLeftHome, ordinance, setOrdinance, tasks, setTasks },
    lacksWish: wish.trim() === '' && !notNow,
    lacksPlace: needsPlace && municipality === '',
    lacksDay: tasks.some(({ byDate }) => byDate === ''),
  }
}
type Typed = ReturnType<typeof usePlan>

export const PlanForm = (props: {
  readonly dossierId: string
  readonly plan: PlanOf | undefined
  readonly onDone: () => void
}): ReactNode => {
  const words = useWords().outflow
  const typed = usePlan(props.plan)
  const [tried, setTried] = useState(false)
  const sending = useSend<typeof MakePlan, ReturnType<typeof Made>>(`/dossiers/${props.dossierId}/outflow-plans`, {
    refresh: [`/dossiers/${props.dossierId}`, '/day-list', '/due-clocks', '/open-dossiers'],
    onDone: props.onDone,
  })
  const submit = (): void => {
    setTried(true)
    if (typed.lacksWish || typed.lacksPlace || typed.lacksDay) return
    sending.send({
      ...(typed.wish.trim() === '' ? { wishNotNow: true } : { wish: typed.wish.trim() }),
      ...{ goal: typed.goal, needs: [...typed.needs], leftHome: typed.leftHome, ordinance: typed.ordinance },
      ...(typed.municipality === '' ? {} : { municipalityCode: typed.municipality }),
      tasks: typed.tasks.map(({ task, who, byDate, done }) => ({ task, who, byDate, done })),
    })
  }
  return (
    <Form label={props.plan ? words.change : words.make} onSubmit={submit}>
      <WishFields typed={typed} tried={tried} />
      <GoalFields typed={typed} tried={tried} start={props.plan?.municipality?.name} />
      <Answers label={words.formLeftHome} value={typed.leftHome} onChange={typed.setLeftHome} />
      <Answers label={words.formOrdinance} value={typed.ordinance} onChange={typed.setOrdinance} />
      <TaskFields typed={typed} tried={tried} />
      <Refusal problem={sending.refused} />
      <Actions>
        <Button type="submit" look="primary" busy={sending.busy}>
          {words.save}
        </Button>
      </Actions>
    </Form>
  )
}

type PartProps = { readonly typed: Typed; readonly tried: boolean }

const WishFields = ({ typed, tried }: PartProps): ReactNode => {
  const words = useWords().outflow
  return (
    <>
      <TextArea
        label={words.formWish}
        hint={words.formWishHint}
        rows={3}
        maxLength={2_000}
        value={typed.wish}
        error={tried && typed.lacksWish ? words.wishMissing : undefined}
        onChange={typed.setWish}
      />
      <Checkbox label={words.wishNotNow} checked={typed.notNow} onChange={typed.setNotNow} />
    </>
  )
}

const GoalFields = ({ typed, tried, start }: PartProps & { readonly start: string | undefined }): ReactNode => {
  const words = useWords().outflow
  return (
    <>
      <Select
        label={words.formGoal}
        value={typed.goal}
        options={OUTFLOW_GOALS.map((value) => ({ value, label: words.goals[value] }))}
        onChange={typed.setGoal}
      />
      <fieldset className="choice">
        <legend className="choice__legend">{words.needs}</legend>
        {HOME_NEEDS.map((each) => (
          <Checkbox
            key={each}
            label={words.homes[each]}
            checked={typed.needs.includes(each)}
            onChange={(on) => typed.setNeeds(on ? [...typed.needs, each] : typed.needs.filter((one) => one !== each))}
          />
        ))}
      </fieldset>
      <ChooseMunicipality
        label={words.formMunicipality}
        hint={words.formMunicipalityHint}
        {...(start ? { start } : {})}
        error={tried && typed.lacksPlace ? words.municipalityMissing : undefined}
        onChoose={typed.setMunicipality}
      />
    </>
  )
}

const Answers = (props: {
  readonly label: string
  readonly value: HousingAnswer
  readonly onChange: (next: HousingAnswer) => void
}): ReactNode => {
  const words = useWords().outflow
  return (
    <Choice
      label={props.label}
      lay="row"
      value={props.value}
      options={HOUSING_ANSWERS.map((value) => ({ value, label: words.answers[value] ?? value }))}
      onChange={props.onChange}
    />
  )
}

const TASKS_MAX = 20

const TaskFields = ({ typed, tried }: PartProps): ReactNode => {
  const words = useWords().outflow
  const change = (key: number, next: Partial<TypedTask>): void =>
    typed.setTasks(typed.tasks.map((each) => (each.key === key ? { ...each, ...next } : each)))
  const add = (): void => {
    const key = Math.max(-1, ...typed.tasks.map((each) => each.key)) + 1
    const next = OUTFLOW_TASKS.find((task) => !typed.tasks.some((each) => each.task === task)) ?? OUTFLOW_TASKS[0]
    typed.setTasks([...typed.tasks, { key, task: next, who: 'care-coordinator', byDate: '', done: false }])
  }
  return (
    <>
      {typed.tasks.map((each, place) => (
        <fieldset className="choice" key={each.key}>
          <legend className="choice__legend">{words.task(place + 1)}</legend>
          <Select
            label={words.taskWhat}
            value={each.task}
            options={OUTFLOW_TASKS.map((value) => ({ value, label: words.tasks[value] }))}
            onChange={(task) => change(each.key, { task })}
          />
          <Select
            label={words.taskWho}
            value={each.who}
            options={OUTFLOW_DOERS.map((value) => ({ value, label: words.doers[value] }))}
            onChange={(who) => change(each.key, { who })}
          />
          <TextField
            label={words.taskBy}
            type="date"
            width="short"
            value={each.byDate}
            error={tried && each.byDate === '' ? words.taskByMissing : undefined}
            onChange={(byDate) => change(each.key, { byDate })}
          />
          <Checkbox label={words.taskDone} checked={each.done} onChange={(done) => change(each.key, { done })} />
          <Actions>
            <Button look="subtle" onClick={() => typed.setTasks(typed.tasks.filter(({ key }) => key !== each.key))}>
              {words.removeTask}
              <span className="visually-hidden">: {words.task(place + 1)}</span>
            </Button>
          </Actions>
        </fieldset>
      ))}
      <Actions>
        <Button disabled={typed.tasks.length >= TASKS_MAX} onClick={add}>
          {words.addTask}
        </Button>
      </Actions>
    </>
  )
}
