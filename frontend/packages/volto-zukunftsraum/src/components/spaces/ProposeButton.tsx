import { useState } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import shareSVG from '@plone/volto/icons/share.svg';
import ProposeDialog from './ProposeDialog';

const messages = defineMessages({
  propose: {
    id: 'zr.spaces.propose.button',
    defaultMessage: 'Propose to the wiki',
  },
});

type Props = { content: { '@id': string; title?: string } };

/** On a document of a space: propose it to the editors. */
const ProposeButton = ({ content }: Props) => {
  const intl = useIntl();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="zr-button zr-button--secondary zr-propose-button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name={shareSVG} size="20px" />
        {intl.formatMessage(messages.propose)}
      </button>
      {open && (
        <ProposeDialog content={content} onClose={() => setOpen(false)} />
      )}
    </>
  );
};

export default ProposeButton;
