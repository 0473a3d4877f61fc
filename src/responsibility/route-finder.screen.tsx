/**
 * The route finder, public and without a name: one question a step, each with "don't know", ending in one page that can be
 * printed. The server decides which question comes and what the page says; answers live as long as this screen.
 */
import './route-finder.css'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Static } from 'typebox'
import { ChooseMunicipality, type ChosenMunicipality } from '../directory/choose-municipality.screen.tsx'
import { useAsked } from '../web/api.ts'
import { useLanguage, useSay, useWords } from '../web/language.tsx'
import { Actions, Answer, Button, Choice, Form, Page } from '../web/parts/index.ts'
import { routeFinderEn } from '../words/route-finder.en.ts'
import { routeFinderNl } from '../words/route-finder.nl.ts'
import type { Question, RouteAdviceStep, Step } from './responsibility.schema.ts'
import { RouteAdvice } from './route-advice.screen.tsx'

type Given = { readonly question: string; readonly answer: string }
type QuestionView = Static<typeof Question>

export const RouteFinderScreen = (): ReactNode => {
  const { language } = useLanguage()
  const finder = language === 'nl' ? routeFinderNl : routeFinderEn
  const [given, setGiven] = useState<readonly Given[]>([])
  const [municipality, setMunicipality] = useState<ChosenMunicipality>()
  const [placeAsked, setPlaceAsked] = useState(false)
  const step = useAsked<typeof RouteAdviceStep, typeof Step>('/route-advice-steps', {
    answers: Object.fromEntries(given.map(({ question, answer }) => [question, answer])),
    ...(municipality ? { municipalityCode: municipality.code } : {}),
  })
  const back = () => {
    setPlaceAsked(false)
    setMunicipality(undefined)
    if (!(step.data?.page && !placeAsked && given.length === 0)) setGiven(placeAsked ? given : given.slice(0, -1))
  }
  const restart = () => {
    setGiven([])
    setMunicipality(undefined)
    setPlaceAsked(false)
  }
  return (
    <Page title={finder.title} width="text" {...(given.length === 0 ? { lead: finder.lead } : {})}>
      <Answer of={step}>
        {({ question, page, asked, askedMax }) => {
          if (question) {
            return (
              <Ask
                key={question.question}
                question={question}
                place={{ asked: asked + 1, askedMax }}
                onAnswer={(answer) => setGiven([...given, { question: question.question, answer }])}
                onBack={given.length > 0 ? back : undefined}
              />
            )
          }
          if (!page) return null
          if (!placeAsked) {
            return (
              <AskPlace
                chosen={municipality}
                onChoose={setMunicipality}
                onDone={() => setPlaceAsked(true)}
                onBack={back}
              />
            )
          }
          return <RouteAdvice page={page} municipality={municipality} onBack={back} onRestart={restart} />
        }}
      </Answer>
    </Page>
  )
}

// The first question does not take the focus from the heading of the page; every next one does.
const useQuestionFocus = (isFirst: boolean) => {
  const legend = useRef<HTMLLegendElement>(null)
  useEffect(() => {
    if (!isFirst) legend.current?.focus()
  }, [isFirst])
  return legend
}

const Ask = (props: {
  readonly question: QuestionView
  readonly place: { readonly asked: number; readonly askedMax: number }
  readonly onAnswer: (answer: string) => void
  readonly onBack: (() => void) | undefined
}): ReactNode => {
  const words = useWords().finder
  const say = useSay()
  const [chosen, setChosen] = useState('')
  const [missing, setMissing] = useState(false)
  const { question, place } = props
  const legend = useQuestionFocus(props.onBack === undefined)
  return (
    <Form
      onSubmit={() => {
        setMissing(chosen === '')
        if (chosen !== '') props.onAnswer(chosen)
      }}
    >
      <Progress value={place.asked} most={place.askedMax} label={words.progress(place.asked, place.askedMax)} />
      <Choice
        size="question"
        label={say(question)}
        hint={say({ nl: question.whyNl, en: question.whyEn })}
        error={missing && chosen === '' ? words.choose : undefined}
        value={chosen}
        onChange={setChosen}
        legendRef={legend}
        options={question.answers.map((answer) => ({ value: answer.code, label: say(answer) }))}
      />
      <Actions>
        <Button type="submit" look="primary">
          {words.next}
        </Button>
        {props.onBack ? (
          <Button look="subtle" onClick={props.onBack}>
            {words.back}
          </Button>
        ) : null}
      </Actions>
      <p className="soft small">{words.answersKept}</p>
    </Form>
  )
}

const AskPlace = (props: {
  readonly chosen: ChosenMunicipality | undefined
  readonly onChoose: (municipality: ChosenMunicipality | undefined) => void
  readonly onDone: () => void
  readonly onBack: () => void
}): ReactNode => {
  const words = useWords().finder
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <Form onSubmit={props.onDone}>
      <Progress value={1} most={1} label={words.municipality.last} />
      <div>
        <h2 className="finder__question" ref={heading} tabIndex={-1}>
          {words.municipality.question}
        </h2>
        <p className="soft">{words.municipality.why}</p>
      </div>
      <ChooseMunicipality chosen={props.chosen} onChoose={props.onChoose} />
      <Actions>
        <Button type="submit" look={props.chosen ? 'primary' : 'secondary'}>
          {props.chosen ? words.next : words.municipality.skip}
        </Button>
        <Button look="subtle" onClick={props.onBack}>
          {words.back}
        </Button>
      </Actions>
    </Form>
  )
}

const Progress = (props: { readonly value: number; readonly most: number; readonly label: string }): ReactNode => (
  <div className="finder__progress">
    <span>{props.label}</span>
    <progress value={props.value} max={props.most} aria-label={props.label} />
  </div>
)
