import type { ComponentType } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import config from '@plone/volto/registry';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import pencilSVG from '@plone/volto/icons/pencil.svg';
import { clock, longDate, sameDay } from '../../helpers/dates';
import { useUserId } from '../members/useMe';

const messages = defineMessages({
  today: {
    id: 'zr.editing.lock.today',
    defaultMessage:
      '{name} has been editing this page since {time}. What you change at the same time could get lost; please talk to each other.',
  },
  earlier: {
    id: 'zr.editing.lock.earlier',
    defaultMessage:
      '{name} has been editing this page since {date}, {time}. It may have been left open; please ask before you take it over.',
  },
});

type Lock = {
  locked?: boolean;
  creator?: string;
  creator_name?: string;
  created?: string;
};

/** Above a page that somebody else has open in the editor: who, and since when. */
const LockNotice = ({ content }: { content: { lock?: Lock } }) => {
  const intl = useIntl();
  const userId = useUserId();
  const lock = content?.lock;
  if (!userId || !lock?.locked || !lock.creator || lock.creator === userId) {
    return null;
  }

  const Container = (config.getComponent({ name: 'Container' }).component ??
    'div') as ComponentType<any>;
  const isToday = sameDay(lock.created, new Date().toISOString());
  return (
    <Container className="zr-lock">
      <p className="zr-lock-notice" role="note">
        <Icon name={pencilSVG} size="24px" />
        <span>
          {intl.formatMessage(isToday ? messages.today : messages.earlier, {
            name: lock.creator_name || lock.creator,
            date: longDate(lock.created, intl.locale),
            time: clock(lock.created, intl.locale),
          })}
        </span>
      </p>
    </Container>
  );
};

export default LockNotice;
