import { useRef, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { Link, useHistory } from 'react-router-dom';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { useCall } from '../forms/call';
import FormDialog from './FormDialog';

export type Made = { '@id': string; title: string };

type Props = {
  /** Id of the heading, unique on the page. */
  id: string;
  className: string;
  icon: unknown;
  /** Address of the service that makes it, below the content. */
  content: string;
  service: string;
  /** What was made already. */
  made?: Made | null;
  title: string;
  /** Says what came of it. link: to it. */
  text: (link: ReactElement) => ReactNode;
  /** Says what one could make. */
  none: string;
  make: string;
  makeTitle: string;
  /** What happens then: paragraphs of the dialog. */
  children: ReactNode;
};

/** A panel of content from which other content is made once: leads to it, or asks whether to make it, and goes there. */
const Offspring = ({
  id,
  className,
  icon,
  content,
  service,
  made,
  title,
  text,
  none,
  make,
  makeTitle,
  children,
}: Props) => {
  const history = useHistory();
  const call = useCall();
  const [open, setOpen] = useState(false);
  const address = useRef('');

  return (
    <section className={`zr-panel ${className}`} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {made ? (
        <p>
          {text(
            <Link key="link" to={flattenToAppURL(made['@id'])}>
              {made.title}
            </Link>,
          )}
        </p>
      ) : (
        <>
          <p>{none}</p>
          <button
            type="button"
            className="zr-button zr-button--secondary"
            aria-haspopup="dialog"
            onClick={() => setOpen(true)}
          >
            <Icon name={icon as any} size="20px" />
            {make}
          </button>
        </>
      )}
      {open && (
        <FormDialog
          title={makeTitle}
          submitLabel={make}
          action={async () => {
            const path = flattenToAppURL(content).replace(/\/$/, '');
            const answer = await call<Made>('post', `${path}/${service}`);
            address.current = flattenToAppURL(answer['@id']);
          }}
          onClose={() => setOpen(false)}
          onDone={() => history.push(address.current)}
        >
          {children}
        </FormDialog>
      )}
    </section>
  );
};

export default Offspring;
