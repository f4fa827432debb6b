/**
 * OVERRIDE Login.jsx
 * REASON: Volto's login has buttons without words and says that it failed in a
 * message that floats above the page. Ours has words, and says it in the form.
 * FILE VERSION: Volto 19.3.0
 */
export { default } from '../../../../../components/access/LoginPage';
