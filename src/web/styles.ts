/**
 * Style sheets in the order in which they count: the tokens of the Voorbeeld theme, the parts of NL Design System that
 * are used and no others, our own tokens on top, and the lay-out. Each of our own parts brings its own sheet after these.
 */
import '@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css'
import '@utrecht/alert-css/dist/index.css'
import '@utrecht/button-css/dist/index.css'
import '@utrecht/checkbox-css/dist/index.css'
import '@utrecht/data-badge-css/dist/index.css'
import '@utrecht/form-field-css/dist/index.css'
import '@utrecht/form-fieldset-css/dist/index.css'
import '@utrecht/form-label-css/dist/index.css'
import '@utrecht/link-css/dist/index.css'
import '@utrecht/radio-button-css/dist/index.css'
import '@utrecht/select-css/dist/index.css'
import '@utrecht/skip-link-css/dist/index.css'
import '@utrecht/table-css/dist/index.css'
import '@utrecht/textarea-css/dist/index.css'
import '@utrecht/textbox-css/dist/index.css'
import './theme.css'
import './layout.css'
