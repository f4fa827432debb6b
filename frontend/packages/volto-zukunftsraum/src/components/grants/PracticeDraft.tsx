import { useRef, useState } from 'react';
import { Link, useHistory } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import shareSVG from '@plone/volto/icons/share.svg';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import FormDialog from '../dialogs/FormDialog';
import { useCall } from '../forms/call';

const messages = defineMessages({
  title: {
    id: 'zr.grants.practice.title',
    defaultMessage: 'Let others profit',
  },
  text: {
    id: 'zr.grants.practice.text',
    defaultMessage: 'A practice example came from this grant: {link}',
  },
  none: {
    id: 'zr.grants.practice.none',
    defaultMessage:
      'Other municipalities learn from what you did, and from what did not work. The application says most of it already.',
  },
  make: {
    id: 'zr.grants.practice.make',
    defaultMessage: 'Begin a practice example',
  },
  makeTitle: {
    id: 'zr.grants.practice.make.title',
    defaultMessage: 'Begin a practice example?',
  },
  makeText: {
    id: 'zr.grants.practice.make.text',
    defaultMessage:
      'You get a draft with title, initial situation, goals, approach, costs and results of this application. It names neither contacts nor receipts.',
  },
  makeReaders: {
    id: 'zr.grants.practice.make.readers',
    defaultMessage:
      'The draft leaves the protected space: the editors can read it. Everybody else sees it once you have submitted it and the editors have published it.',
  },
});

type Practice = { '@id': string; title: string };

type Props = {
  content: {
    '@id': string;
    practice?: Practice | null;
    can_make_practice?: boolean;
  };
};

/** On an application: the practice example that came from it, or for coordinators the way to begin one. */
const PracticeDraft = ({ content }: Props) => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const history = useHistory();
  const call = useCall();
  const [open, setOpen] = useState(false);
  const made = useRef('');
  const { practice } = content;
  if (!practice && !content.can_make_practice) return null;

  return (
    <section
      className="zr-panel zr-grant-practice"
      aria-labelledby="zr-practice"
    >
      <h2 id="zr-practice">{t(messages.title)}</h2>
      {practice ? (
        <p>
          {t(messages.text, {
            link: (
              <Link key="link" to={flattenToAppURL(practice['@id'])}>
                {practice.title}
              </Link>
            ),
          })}
        </p>
      ) : (
        <>
          <p>{t(messages.none)}</p>
          <button
            type="button"
            className="zr-button zr-button--secondary"
            aria-haspopup="dialog"
            onClick={() => setOpen(true)}
          >
            <Icon name={shareSVG} size="20px" />
            {t(messages.make)}
          </button>
        </>
      )}
      {open && (
        <FormDialog
          title={t(messages.makeTitle)}
          submitLabel={t(messages.make)}
          action={async () => {
            const path = flattenToAppURL(content['@id']).replace(/\/$/, '');
            const answer = await call<Practice>(
              'post',
              `${path}/@practice-draft`,
            );
            made.current = flattenToAppURL(answer['@id']);
          }}
          onClose={() => setOpen(false)}
          onDone={() => history.push(made.current)}
        >
          <p>{t(messages.makeText)}</p>
          <p>{t(messages.makeReaders)}</p>
        </FormDialog>
      )}
    </section>
  );
};

export default PracticeDraft;
