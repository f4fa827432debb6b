import { defineMessages, useIntl } from 'react-intl';
import FormDialog from '../../dialogs/FormDialog';
import { useCall } from '../../forms/call';
import { saverPath } from './load';
import type { SavedData, Submission } from './load';

const messages = defineMessages({
  oneTitle: {
    id: 'zr.easyform.saved.delete.title',
    defaultMessage: 'Delete this submission?',
  },
  oneText: {
    id: 'zr.easyform.saved.delete.text',
    defaultMessage: 'It is deleted for good, with everything that it says:',
  },
  one: { id: 'zr.easyform.saved.delete', defaultMessage: 'Delete' },
  allTitle: {
    id: 'zr.easyform.saved.deleteAll.title',
    defaultMessage:
      '{total, plural, one {Delete the only submission?} other {Delete all # submissions?}}',
  },
  allText: {
    id: 'zr.easyform.saved.deleteAll.text',
    defaultMessage:
      '{total, plural, one {One submission of the form “{form}” is} other {# submissions of the form “{form}” are}} deleted for good. Save the table first if you still need it. Mails that the form has sent stay where they are.',
  },
  all: {
    id: 'zr.easyform.saved.deleteAll.submit',
    defaultMessage: 'Delete all',
  },
});

type Props = {
  /** Path of the form, and the query of the page. */
  path: string;
  search: string;
  list: SavedData;
  onDone: () => void;
  onClose: () => void;
};

/** Deletes one submission; says which. */
export const DeleteOneDialog = ({
  path,
  search,
  list,
  submission,
  ...on
}: Props & { submission: Submission }) => {
  const t = useIntl().formatMessage;
  const call = useCall();
  const id = encodeURIComponent(submission.id);
  return (
    <FormDialog
      danger
      title={t(messages.oneTitle)}
      submitLabel={t(messages.one)}
      action={() => call('del', saverPath(path, search, `/${id}`))}
      {...on}
    >
      <p>{t(messages.oneText)}</p>
      <dl className="zr-sent">
        {list.columns
          .filter(({ name }) => submission.values[name])
          .map(({ name, title }) => (
            <div key={name}>
              <dt>{title}</dt>
              <dd>{submission.values[name]}</dd>
            </div>
          ))}
      </dl>
    </FormDialog>
  );
};

/** Deletes all that one saver has kept; says how many. */
export const DeleteAllDialog = ({
  path,
  search,
  list,
  form,
  ...on
}: Props & { form: string }) => {
  const t = useIntl().formatMessage;
  const call = useCall();
  const { items_total: total } = list;
  return (
    <FormDialog
      danger
      title={t(messages.allTitle, { total })}
      submitLabel={t(messages.all)}
      action={() => call('del', saverPath(path, search), { confirm: true })}
      {...on}
    >
      <p>{t(messages.allText, { total, form })}</p>
    </FormDialog>
  );
};
