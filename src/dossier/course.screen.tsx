/** The course of a file: out of sight, aftercare, coming back, and where somebody was. What can be done comes with the answer. */
import { getRouteApi, Link } from '@tanstack/react-router'
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
  Checkbox,
  Choice,
  Form,
  Notice,
  Refusal,
  Section,
  Select,
  TextField,
  Unfolded,
} from '../web/parts/index.ts'
import { Clocks } from './clocks.screen.tsx'
import type { CourseMoved, CourseShown, RecordCourseStep } from './course.schema.ts'
import { COURSE_STEPS, type CourseStep, REASONS_OF, TOLD_OF_WATCH } from './course.ts'
import { DossierPage } from './dossier-page.screen.tsx'
import { PlaceLine } from './place-line.screen.tsx'

const route = getRouteApi('/signed-in/app/dossiers/$dossierId/verloop')

export const CourseScreen = (): ReactNode => {
  const words = useWords().course
  const { dossierId } = route.useParams()
  const course = useAnswer<typeof CourseShown>(`/dossiers/${dossierId}/course`, { always: true })
  return (
    <DossierPage dossierId={dossierId} title={words.title} lead={words.lead}>
      {() => (
        <Answer of={course}>
          {(shown) => (
            <>
              <Standing course={shown} />
              <DeathTold course={shown} />
              <ComesBack course={shown} />
              <StepForm key={shown.stage} course={shown} />
              <ReEntries course={shown} />
              <PlaceLine course={shown} />
              {shown.stage === 'aftercare' || shown.stage === 'closed' ? <Clocks dossierId={dossierId} /> : null}
            </>
          )}
        </Answer>
      )}
    </DossierPage>
  )
}

const Standing = ({ course }: { readonly course: CourseShown }): ReactNode => {
  const words = useWords().course
  const { language } = useLanguage()
  const { watch } = course
  if (!watch) return <p>{words.stages[course.stage]}</p>
  const told = watch.told.map((each) => words.toldOf[each] ?? each).join(', ')
  return (
    <Cards>
      <Card
        level={2}
        tone="attention"
        title={words.watch.title}
        aside={
          <Badge tone={watch.late ? 'attention' : 'accent'}>
            {watch.late ? words.watch.late : words.watch.due} {formatDay(watch.dueDate, language)}
          </Badge>
        }
      >
        <p>
          {words.watch.since(formatDay(watch.sinceDate, language))}{' '}
          {watch.lookedDate ? words.watch.looked(formatDay(watch.lookedDate, language)) : ''}{' '}
          {told === '' ? '' : words.watch.told(told)}
        </p>
        <p className="soft">{words.watch.stays}</p>
      </Card>
    </Cards>
  )
}

/** The news that somebody died: who reported it waits, a colleague confirms. */
const DeathTold = ({ course }: { readonly course: CourseShown }): ReactNode => {
  const words = useWords().course.death
  if (!course.deathTold) return null
  return (
    <Notice kind="attention" title={words.title}>
      <p>{course.deathTold.mayConfirm ? words.confirm : words.waits}</p>
      {course.deathTold.mayConfirm ? <ConfirmDeath dossierId={course.dossierId} /> : null}
    </Notice>
  )
}

/** A step of its own, and not one of the ends of help: of who died nothing more is asked. */
const ConfirmDeath = ({ dossierId }: { readonly dossierId: string }): ReactNode => {
  const words = useWords().course
  const [open, setOpen] = useState(false)
  const [happened, setHappened] = useState('')
  const step = useStep(dossierId)
  if (!open)
    return (
      <Actions>
        <Button opens="confirm-death" onClick={() => setOpen(true)}>
          {words.death.act}
        </Button>
      </Actions>
    )
  return (
    <Unfolded by="confirm-death" onLeave={() => setOpen(false)}>
      <Form
        label={words.death.act}
        onSubmit={() =>
          step.send({
            ...{ step: 'care-ended' as const, because: 'deceased' as const },
            ...(happened === '' ? {} : { happenedDate: happened }),
          })
        }
      >
        <p>{words.death.sure}</p>
        <TextField type="date" width="short" label={words.happened} value={happened} onChange={setHappened} />
        <Refusal problem={step.refused} />
        <Actions>
          <Button type="submit" look="primary" busy={step.busy}>
            {words.death.save}
          </Button>
        </Actions>
      </Form>
    </Unfolded>
  )
}

const ComesBack = ({ course }: { readonly course: CourseShown }): ReactNode => {
  const words = useWords().course
  const { language } = useLanguage()
  if (course.comesBack.length === 0) return null
  return (
    <Section title={words.back.title}>
      <Cards>
        {course.comesBack.map(({ hitId, arrivedDate, confirmed }) => (
          <Card
            key={hitId}
            tone="attention"
            title={confirmed ? words.back.confirmed : words.back.text}
            meta={`${words.back.arrived} ${formatDay(arrivedDate, language)}`}
          >
            {confirmed ? (
              <RecordReEntry dossierId={course.dossierId} hitId={hitId} />
            ) : (
              <p>
                {words.back.call} <Link to="/app/treffers">{words.back.toHits}</Link>
              </p>
            )}
          </Card>
        ))}
      </Cards>
    </Section>
  )
}

const useStep = (dossierId: string, onDone?: () => void) =>
  useSend<typeof RecordCourseStep, typeof CourseMoved>(`/dossiers/${dossierId}/course-steps`, {
    refresh: [`/dossiers/${dossierId}`, '/person-tasks', '/due-clocks', '/open-dossiers', '/hits', '/day-list'],
    ...(onDone ? { onDone } : {}),
  })

const RecordReEntry = ({ dossierId, hitId }: { readonly dossierId: string; readonly hitId: string }): ReactNode => {
  const words = useWords().course
  const step = useStep(dossierId)
  return (
    <>
      <Refusal problem={step.refused} />
      <Actions>
        <Button look="primary" busy={step.busy} onClick={() => step.send({ step: 're-entry-recognised', hitId })}>
          {words.steps['re-entry-recognised']?.label}
        </Button>
      </Actions>
    </>
  )
}

type Step = Static<typeof RecordCourseStep>
const isStep = (ability: string): ability is CourseStep => COURSE_STEPS.some((each) => each === ability)

/** A re-entry rests on a hit and has its button there; the review is offered while one is open. */
const stepsFor = ({ abilities, reEntries }: CourseShown): readonly CourseStep[] =>
  abilities
    .filter(isStep)
    .filter((each) => each !== 're-entry-recognised')
    .filter((each) => each !== 're-entry-reviewed' || reEntries.at(-1)?.reviewed === false)

const StepForm = ({ course }: { readonly course: CourseShown }): ReactNode => {
  const words = useWords().course
  const [chosen, setChosen] = useState<CourseStep | ''>('')
  const [because, setBecause] = useState('')
  const [happened, setHappened] = useState('')
  const [told, setTold] = useState<readonly string[]>([])
  const [missing, setMissing] = useState(false)
  const [saved, setSaved] = useState(false)
  const step = useStep(course.dossierId, () => {
    setSaved(true)
    setChosen('')
    setBecause('')
    setHappened('')
    setTold([])
  })
  // That somebody died has a way of its own, which takes two.
  const reasons = chosen === '' ? [] : REASONS_OF[chosen].filter((each) => each !== 'deceased')
  const takesTold = chosen === 'person-missing' || chosen === 'watch-looked'
  const lacks = chosen === '' || (reasons.length > 0 && because === '')
  const submit = (): void => {
    setMissing(lacks)
    setSaved(false)
    if (chosen === '' || lacks) return
    step.send({
      step: chosen,
      ...(happened === '' ? {} : { happenedDate: happened }),
      // Safe: the options of both lists are the codes of the schema.
      ...(because === '' ? {} : { because: because as NonNullable<Step['because']> }),
      ...(takesTold && told.length > 0 ? { told: [...told] as NonNullable<Step['told']> } : {}),
    })
  }
  return (
    <Section title={words.record}>
      {saved ? <Notice kind="done">{words.saved}</Notice> : null}
      <Form label={words.next} onSubmit={submit}>
        <Choice
          label={words.next}
          value={chosen}
          error={missing && chosen === '' ? words.chooseStep : undefined}
          options={stepsFor(course).map((value) => ({
            value,
            label: words.steps[value]?.label ?? value,
            hint: words.steps[value]?.hint ?? '',
          }))}
          onChange={(next) => {
            setChosen(next)
            setBecause('')
            setSaved(false)
          }}
        />
        {reasons.length === 0 ? null : (
          <Select
            label={words.because}
            value={because}
            choose={words.place.choose}
            error={missing && because === '' ? words.chooseBecause : undefined}
            options={reasons.map((value) => ({ value, label: words.reasons[value] ?? value }))}
            onChange={setBecause}
          />
        )}
        {takesTold ? <Told told={told} onChange={setTold} /> : null}
        {chosen === '' ? null : (
          <TextField type="date" width="short" label={words.happened} value={happened} onChange={setHappened} />
        )}
        <Refusal problem={step.refused} />
        <Actions>
          <Button type="submit" look="primary" busy={step.busy}>
            {words.save}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}

const Told = (props: {
  readonly told: readonly string[]
  readonly onChange: (told: readonly string[]) => void
}): ReactNode => {
  const words = useWords().course
  return (
    <fieldset className="choice">
      <legend className="choice__legend">{words.told}</legend>
      <p className="choice__hint">{words.toldHint}</p>
      {TOLD_OF_WATCH.map((each) => (
        <Checkbox
          key={each}
          label={words.toldOf[each] ?? each}
          checked={props.told.includes(each)}
          onChange={(on) => props.onChange(on ? [...props.told, each] : props.told.filter((one) => one !== each))}
        />
      ))}
    </fieldset>
  )
}

const ReEntries = ({ course }: { readonly course: CourseShown }): ReactNode => {
  const words = useWords().course
  const { language } = useLanguage()
  if (course.reEntries.length === 0) return null
  return (
    <Section title={words.reEntries.title}>
      <Cards>
        {course.reEntries.map(({ recognisedDate, reviewed, cause }, place) => (
          <Card
            // biome-ignore lint/suspicious/noArrayIndexKey: re-entries are only ever added at the end
            key={place}
            tone={reviewed ? 'done' : 'attention'}
            title={words.reEntries.recognised(formatDay(recognisedDate, language))}
            aside={
              <Badge tone={reviewed ? 'done' : 'attention'}>
                {reviewed ? words.reEntries.closed : words.reEntries.open}
              </Badge>
            }
            {...(cause ? { meta: `${words.reEntries.cause}: ${words.reasons[cause] ?? cause}` } : {})}
          />
        ))}
      </Cards>
    </Section>
  )
}
