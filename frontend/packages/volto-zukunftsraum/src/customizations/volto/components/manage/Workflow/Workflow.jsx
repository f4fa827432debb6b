/**
 * OVERRIDE Workflow.jsx
 * REASON: Decisions about wiki articles and practice examples take a comment, and
 * what is missing is said field by field: they are made in the panel on the page
 * (components/knowledge/ReviewPanel). Volto's menu stays for everything else.
 * FILE VERSION: Volto 19.3.0
 */
export { default } from '../../../../../components/knowledge/WorkflowMenu';
