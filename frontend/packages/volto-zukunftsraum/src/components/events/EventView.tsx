import { defineMessages, useIntl } from 'react-intl';
import type { Content } from '@plone/types';
import { useTypeName } from '../listing/PageSummary';
import Body from '../page/Body';
import Facts from '../page/Facts';
import Head from '../page/Head';
import RichText from '../page/RichText';
import type { RichTextValue } from '../page/RichText';
import WhenAndWhere from '../seminars/WhenAndWhere';
import type { When } from '../seminars/useWhen';

const messages = defineMessages({
  contact: { id: 'zr.events.contact', defaultMessage: 'Contact' },
  email: { id: 'zr.events.email', defaultMessage: 'E-mail' },
  phone: { id: 'zr.events.phone', defaultMessage: 'Telephone' },
  website: { id: 'zr.events.website', defaultMessage: 'Web page' },
});

type Event = Content &
  When & {
    location?: string | null;
    contact_name?: string | null;
    contact_email?: string | null;
    contact_phone?: string | null;
    event_url?: string | null;
    text?: RichTextValue;
  };

/** A date that somebody has entered, in a space or elsewhere. */
const EventView = ({ content }: { content: Event }) => {
  const intl = useIntl();
  const typeName = useTypeName();
  const t = intl.formatMessage;
  const { contact_email: email, event_url: website } = content;
  return (
    <div className="zr-page zr-event">
      <Head content={content} kind={typeName('Event')} />
      <WhenAndWhere content={content} />
      <Body content={content} />
      <RichText value={content.text} />
      <Facts
        facts={[
          { name: t(messages.contact), value: content.contact_name },
          {
            name: t(messages.email),
            value: email && <a href={`mailto:${email}`}>{email}</a>,
          },
          { name: t(messages.phone), value: content.contact_phone },
          {
            name: t(messages.website),
            // Anybody may have typed it: no other schemes than these.
            value: website && /^https?:\/\//i.test(website) && (
              <a href={website}>{website}</a>
            ),
          },
        ]}
      />
    </div>
  );
};

export default EventView;
