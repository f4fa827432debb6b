import { defineMessages } from 'react-intl';
import type { IntlShape } from 'react-intl';

export const messages = defineMessages({
  // The name of the block: the block chooser translates by it.
  title: { id: 'Form to fill in', defaultMessage: 'Form to fill in' },
  headline: { id: 'zr.easyform.block.headline', defaultMessage: 'Heading' },
  headlineHelp: {
    id: 'zr.easyform.block.headline.help',
    defaultMessage: 'Empty: the title of the form.',
  },
  form: { id: 'zr.easyform.block.form', defaultMessage: 'Form' },
  formHelp: {
    id: 'zr.easyform.block.form.help',
    defaultMessage:
      'Forms lie in the section “Formulare”. Who may not see the form sees nothing of this block.',
  },
});

/** What an editor has set of a block. */
export type FormBlockData = {
  headline?: string;
  /** The form. No title: who reads the page may not be allowed to see it. */
  href?: { '@id': string; UID?: string }[];
};

/** The form of the block in the sidebar. */
export function formBlockSchema(intl: IntlShape) {
  const t = intl.formatMessage;
  return {
    title: t(messages.title),
    fieldsets: [
      {
        id: 'default',
        title: t(messages.title),
        fields: ['href', 'headline'],
      },
    ],
    properties: {
      href: {
        title: t(messages.form),
        description: t(messages.formHelp),
        widget: 'zrChosenItems',
        mode: 'link',
        initialPath: '/formulare',
        widgetOptions: {
          pattern_options: { selectableTypes: ['EasyForm'] },
        },
        allowExternals: false,
      },
      headline: {
        title: t(messages.headline),
        description: t(messages.headlineHelp),
      },
    },
    required: ['href'],
  };
}
