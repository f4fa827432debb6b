import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import type { Content } from '@plone/types';
import Head from '../page/Head';
import RichText from '../page/RichText';
import type { RichTextValue } from '../page/RichText';

const messages = defineMessages({
  notYet: {
    id: 'zr.forms.view.notYet',
    defaultMessage:
      'This form cannot be filled in on the website yet. Please write to the {office}.',
  },
  office: { id: 'zr.forms.view.office', defaultMessage: 'programme office' },
});

type Form = Content & { formPrologue?: RichTextValue };

/** A form: what it is for, and whom to write to as long as it has no fields here. */
const FormView = ({ content }: { content: Form }) => {
  const intl = useIntl();
  return (
    <div className="zr-page zr-form">
      <Head content={content} />
      <RichText value={content.formPrologue} />
      <div className="zr-empty">
        <p>
          {intl.formatMessage(messages.notYet, {
            office: (
              <Link key="office" to="/kontakt">
                {intl.formatMessage(messages.office)}
              </Link>
            ),
          })}
        </p>
      </div>
    </div>
  );
};

export default FormView;
