import { defineMessages, useIntl } from 'react-intl';
import { useResource } from '../../../store/useResource';

const messages = defineMessages({
  summaryField: {
    id: 'zr.grants.form.summaryField',
    defaultMessage: 'Summary',
  },
  summaryHelp: {
    id: 'zr.grants.form.summaryHelp',
    defaultMessage: 'What is planned, in a few sentences.',
  },
  iban: { id: 'zr.grants.form.iban', defaultMessage: 'IBAN' },
  ibanHelp: {
    id: 'zr.grants.form.ibanHelp',
    defaultMessage:
      'It is stored encrypted; what is stored is shown in part only. To change it, enter the whole number.',
  },
});

type Schema = {
  properties: Record<string, { title: string; description?: string }>;
};

/** What the fields of an application are called, and the help to each, as the backend has them. */
export function useTitles(path: string) {
  const t = useIntl().formatMessage;
  const known = useResource<Schema>(`${path}/@types/GrantApplication`).data
    ?.properties;
  return {
    titleOf: (name: string): string =>
      name === 'description'
        ? t(messages.summaryField)
        : name === 'iban'
          ? t(messages.iban)
          : known?.[name]?.title ?? name,
    helpOf: (name: string): string | undefined =>
      name === 'description'
        ? t(messages.summaryHelp)
        : name === 'iban'
          ? t(messages.ibanHelp)
          : known?.[name]?.description || undefined,
  };
}

export type Titles = ReturnType<typeof useTitles>;
