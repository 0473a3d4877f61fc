/**
 * Every address of the application and the screen behind it. A screen is loaded when somebody goes there. Addresses are
 * Dutch words, never hold a name, and never say what a file is about.
 */
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { readNorm } from '../agreement/norm-address.ts'
import { readQuarter } from '../agreement/quarter-address.ts'
import { readView } from '../picture/view-address.ts'
import { Shell } from './shell/shell.tsx'
import { Broken, NotFound, SignedIn } from './shell/states.tsx'
import { StartScreen } from './start.screen.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Broken })
const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: SignedIn })

const open = [
  createRoute({ getParentRoute: () => root, path: '/', component: StartScreen }),
  createRoute({ getParentRoute: () => root, path: '/app', component: StartScreen }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/aanmelden',
    component: lazyRouteComponent(() => import('../access/sign-in.screen.tsx'), 'SignInScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/wegwijzer',
    component: lazyRouteComponent(() => import('../responsibility/route-finder.screen.tsx'), 'RouteFinderScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/regels',
    component: lazyRouteComponent(() => import('../responsibility/rules.screen.tsx'), 'RulesScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/basisafspraken',
    component: lazyRouteComponent(() => import('../agreement/norms.screen.tsx'), 'NormsScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/wie-bel-ik',
    component: lazyRouteComponent(() => import('../directory/who-to-call.screen.tsx'), 'WhoToCallScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/kaart',
    component: lazyRouteComponent(() => import('../directory/map.screen.tsx'), 'MapScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/taken',
    component: lazyRouteComponent(() => import('../directory/forest.screen.tsx'), 'ForestScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/onderdelen',
    component: lazyRouteComponent(() => import('./gallery.screen.tsx'), 'GalleryScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/getallen',
    component: lazyRouteComponent(() => import('../picture/release.screen.tsx'), 'ReleaseScreen'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/app/open-data',
    component: lazyRouteComponent(() => import('../picture/open-data.screen.tsx'), 'OpenDataScreen'),
  }),
] as const

const work = [
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/ondertekenen',
    validateSearch: readNorm,
    component: lazyRouteComponent(() => import('../agreement/signing.screen.tsx'), 'SigningScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/gebied',
    component: lazyRouteComponent(() => import('../agreement/area.screen.tsx'), 'AreaScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/gaten',
    component: lazyRouteComponent(() => import('../directory/holes.screen.tsx'), 'HolesScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/praktijk',
    component: lazyRouteComponent(() => import('../directory/practice.screen.tsx'), 'PracticeScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/sessies',
    component: lazyRouteComponent(() => import('../access/own-sessions.screen.tsx'), 'OwnSessionsScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/vandaag',
    component: lazyRouteComponent(() => import('../table/today.screen.tsx'), 'TodayScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/mijn-dag',
    component: lazyRouteComponent(() => import('../task/day.screen.tsx'), 'DayScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/afwezig',
    component: lazyRouteComponent(() => import('../task/absence.screen.tsx'), 'AbsenceScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/signalen',
    component: lazyRouteComponent(() => import('../signal/signals.screen.tsx'), 'SignalsScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/signalen/nieuw',
    component: lazyRouteComponent(() => import('../signal/new-signal.screen.tsx'), 'NewSignalScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/signalen/$signalId',
    component: lazyRouteComponent(() => import('../signal/signal.screen.tsx'), 'SignalScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/gesprekken',
    component: lazyRouteComponent(() => import('../signal/calls.screen.tsx'), 'CallsScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/treffers',
    component: lazyRouteComponent(() => import('../linkage/hits.screen.tsx'), 'HitsScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/meekijken',
    component: lazyRouteComponent(() => import('../linkage/second-person.screen.tsx'), 'SecondPersonScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/vernietigen',
    component: lazyRouteComponent(() => import('../retention/destruction.screen.tsx'), 'DestructionScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/toezicht',
    component: lazyRouteComponent(() => import('../linkage/oversight.screen.tsx'), 'OversightScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/noodinzage',
    component: lazyRouteComponent(() => import('../access/break-glass.screen.tsx'), 'BreakGlassScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/noodinzage/$openingId',
    component: lazyRouteComponent(() => import('../dossier/emergency.screen.tsx'), 'EmergencyScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/noodinzages',
    component: lazyRouteComponent(() => import('../access/break-glass-reviews.screen.tsx'), 'BreakGlassReviewsScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/contactpunt',
    component: lazyRouteComponent(() => import('../linkage/follow-up-desk.screen.tsx'), 'ContactDeskScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/netwerk',
    component: lazyRouteComponent(() => import('../linkage/network.screen.tsx'), 'NetworkScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/netwerkbeeld',
    component: lazyRouteComponent(() => import('../linkage/network-view.screen.tsx'), 'NetworkViewScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/dossiers',
    component: lazyRouteComponent(() => import('../dossier/dossiers.screen.tsx'), 'DossiersScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/dossiers/nieuw',
    component: lazyRouteComponent(() => import('../dossier/dossiers.screen.tsx'), 'NewDossierScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/dossiers/$dossierId',
    component: lazyRouteComponent(() => import('../dossier/dossier.screen.tsx'), 'DossierScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/dossiers/$dossierId/toestemming',
    component: lazyRouteComponent(() => import('../dossier/consents.screen.tsx'), 'ConsentsScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/dossiers/$dossierId/overdracht',
    component: lazyRouteComponent(() => import('../dossier/handover.screen.tsx'), 'HandoverScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/dossiers/$dossierId/meldingen',
    component: lazyRouteComponent(() => import('../dossier/reports.screen.tsx'), 'ReportsScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/dossiers/$dossierId/vragen',
    component: lazyRouteComponent(() => import('../dossier/requests.screen.tsx'), 'RequestsScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/dossiers/$dossierId/verloop',
    component: lazyRouteComponent(() => import('../dossier/course.screen.tsx'), 'CourseScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/dossiers/$dossierId/geld',
    component: lazyRouteComponent(() => import('../dossier/money.screen.tsx'), 'MoneyScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/dossiers/$dossierId/uitstroom',
    component: lazyRouteComponent(() => import('../dossier/outflow.screen.tsx'), 'OutflowScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/dossiers/$dossierId/kaartje',
    component: lazyRouteComponent(() => import('../dossier/card.screen.tsx'), 'CardScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/dossiers/$dossierId/verantwoordelijk',
    component: lazyRouteComponent(() => import('../responsibility/verdict.screen.tsx'), 'VerdictScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/dossiers/$dossierId/plek',
    component: lazyRouteComponent(() => import('../care/place.screen.tsx'), 'PlaceScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/dossiers/$dossierId/tafel',
    component: lazyRouteComponent(() => import('../table/case-table.screen.tsx'), 'DossierTableScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/dossiers/$dossierId/belang',
    component: lazyRouteComponent(() => import('../safeguard/interest.screen.tsx'), 'InterestScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/opnieuw-kijken',
    component: lazyRouteComponent(() => import('../safeguard/second-looks.screen.tsx'), 'SecondLooksScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/zoeken',
    component: lazyRouteComponent(() => import('../dossier/search.screen.tsx'), 'SearchScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/werklijst',
    component: lazyRouteComponent(() => import('../dossier/worklist.screen.tsx'), 'WorklistScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/overdrachten',
    component: lazyRouteComponent(() => import('../dossier/handovers.screen.tsx'), 'HandoversScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/betaalvragen',
    component: lazyRouteComponent(() => import('../responsibility/payer.screen.tsx'), 'PayerScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/bedden',
    component: lazyRouteComponent(() => import('../care/provider.screen.tsx'), 'ProviderScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/tafels',
    component: lazyRouteComponent(() => import('../table/case-table.screen.tsx'), 'TablesScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/tafels/$tableId',
    component: lazyRouteComponent(() => import('../table/case-table.screen.tsx'), 'TableScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/beeld',
    validateSearch: readView,
    component: lazyRouteComponent(() => import('../picture/desk.screen.tsx'), 'DeskScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/beeld/openbaar-maken',
    component: lazyRouteComponent(() => import('../picture/picture.screen.tsx'), 'PictureScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/beeld/regios',
    component: lazyRouteComponent(() => import('../picture/regions.screen.tsx'), 'RegionsScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/beeld/verplaatsingen',
    component: lazyRouteComponent(() => import('../picture/flows.screen.tsx'), 'FlowsScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/beeld/draaideur',
    component: lazyRouteComponent(() => import('../picture/door.screen.tsx'), 'DoorScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/beeld/tijd',
    component: lazyRouteComponent(() => import('../picture/time.screen.tsx'), 'TimeScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/beeld/normen',
    validateSearch: readQuarter,
    component: lazyRouteComponent(() => import('../agreement/steering.screen.tsx'), 'SteeringScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/beeld/normen/$norm',
    validateSearch: readQuarter,
    component: lazyRouteComponent(() => import('../agreement/norm-steering.screen.tsx'), 'NormSteeringScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/beeld/niet-gezien',
    component: lazyRouteComponent(() => import('../picture/hidden.screen.tsx'), 'HiddenScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/logboek',
    component: lazyRouteComponent(() => import('../audit/log.screen.tsx'), 'LogScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/opvallend',
    component: lazyRouteComponent(() => import('../audit/unusual.screen.tsx'), 'UnusualScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/inzageverzoeken',
    component: lazyRouteComponent(() => import('../privacy/access-requests.screen.tsx'), 'AccessRequestsScreen'),
  }),
  createRoute({
    getParentRoute: () => signedIn,
    path: '/app/verwerkingsregister',
    component: lazyRouteComponent(() => import('../privacy/register.screen.tsx'), 'RegisterScreen'),
  }),
] as const

export const router = createRouter({
  routeTree: root.addChildren([...open, signedIn.addChildren([...work])]),
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
