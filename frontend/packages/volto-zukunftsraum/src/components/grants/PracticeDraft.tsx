import { defineMessages, useIntl } from 'react-intl';
import shareSVG from '@plone/volto/icons/share.svg';
import Offspring from '../dialogs/Offspring';
import type { Made } from '../dialogs/Offspring';

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

type Props = {
  content: {
    '@id': string;
    practice?: Made | null;
    can_make_practice?: boolean;
  };
};

/** On an application: the practice example that came from it, or for coordinators the way to begin one. */
const PracticeDraft = ({ content }: Props) => {
  const t = useIntl().formatMessage;
  const { practice } = content;
  if (!practice && !content.can_make_practice) return null;

  return (
    <Offspring
      id="zr-practice"
      className="zr-grant-practice"
      icon={shareSVG}
      content={content['@id']}
      service="@practice-draft"
      made={practice}
      title={t(messages.title)}
      text={(link) => t(messages.text, { link })}
      none={t(messages.none)}
      make={t(messages.make)}
      makeTitle={t(messages.makeTitle)}
    >
      <p>{t(messages.makeText)}</p>
      <p>{t(messages.makeReaders)}</p>
    </Offspring>
  );
};

export default PracticeDraft;
