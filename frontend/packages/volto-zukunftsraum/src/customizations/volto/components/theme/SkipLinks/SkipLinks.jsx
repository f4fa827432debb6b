/**
 * OVERRIDE SkipLinks.jsx
 * REASON: Volto's links lead to #view, which many pages (search, forms, control
 * panels) do not have, and their landmark has an English name.
 * FILE VERSION: Volto 19.3.0
 */
export { default } from '../../../../../components/frame/SkipLinks';
