import { useId } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { useResource } from '../../../store/useResource';
import LoadedForm from '../LoadedForm';
import { formPath } from '../load';
import type { FormDescription } from '../types';
import { formOf, isFormGone } from './load';
import type { FormBlockData } from './schema';

const messages = defineMessages({
  choose: {
    id: 'zr.easyform.block.choose',
    defaultMessage:
      'Please choose a form in the sidebar. Until then readers see nothing here.',
  },
  gone: {
    id: 'zr.easyform.block.gone',
    defaultMessage:
      'The form of this block has been deleted; readers see nothing here. Please choose another one in the sidebar, or remove the block.',
  },
  hidden: {
    id: 'zr.easyform.block.hidden',
    defaultMessage:
      'The form {path} cannot be shown. Perhaps it was moved or is not published yet; readers see nothing here.',
  },
});

type Props = { data: FormBlockData; isEditMode?: boolean };

/** A form on a page, under a heading of its own. Readers see nothing where they may not see the form. */
const FormBlockView = ({ data, isEditMode }: Props) => {
  const t = useIntl().formatMessage;
  const id = useId();
  const path = formOf(data);
  const { data: form, status } = useResource<FormDescription>(
    path ? formPath(path) : null,
  );
  const isHidden = status !== undefined && [401, 403, 404].includes(status);

  if (!path || isHidden) {
    return isEditMode ? (
      <p className="zr-notice">
        {path
          ? t(messages.hidden, { path })
          : t(isFormGone(data) ? messages.gone : messages.choose)}
      </p>
    ) : null;
  }
  const headline = data.headline?.trim() || form?.title;
  return (
    <section
      className="block zr-form-block"
      aria-labelledby={headline ? id : undefined}
    >
      {headline && <h2 id={id}>{headline}</h2>}
      {form?.description && <p className="zr-lead">{form.description}</p>}
      <LoadedForm key={path} path={path} />
    </section>
  );
};

export default FormBlockView;
