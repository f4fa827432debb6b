/**
 * OVERRIDE WorkingCopyToastsFactory.jsx
 * REASON: Of working copies the panel under the title tells (components/knowledge);
 * Volto's messages lie over the text and say it once more.
 * FILE VERSION: Volto 19.3.0
 */
const WorkingCopyToastsFactory = () => null;

export default WorkingCopyToastsFactory;
