import type { MouseEvent } from 'react';
import { defineMessages, useIntl } from 'react-intl';
import { Pluggable } from '@plone/volto/components/manage/Pluggable';

const messages = defineMessages({
  label: {
    id: 'zr.frame.skip.label',
    defaultMessage: 'Skip links',
  },
  content: {
    id: 'zr.frame.skip.content',
    defaultMessage: 'Skip to the content',
  },
  search: {
    id: 'zr.frame.skip.search',
    defaultMessage: 'Skip to the search',
  },
  footer: {
    id: 'zr.frame.skip.footer',
    defaultMessage: 'Skip to the footer',
  },
});

/**
 * Move the focus to the first element that matches and can be seen; without
 * JavaScript the link's own target is used.
 */
function focusOn(selector: string) {
  return (event: MouseEvent) => {
    const target = document.querySelector<HTMLElement>(selector);
    if (!target) return;
    event.preventDefault();
    if (!target.matches('input, button, a[href], [tabindex]')) {
      target.setAttribute('tabindex', '-1');
    }
    target.focus();
    target.scrollIntoView?.({ block: 'nearest' });
  };
}

const SkipLinks = () => {
  const intl = useIntl();

  return (
    <nav
      className="skiplinks-wrapper zr-skiplinks"
      lang={intl.locale}
      aria-label={intl.formatMessage(messages.label)}
    >
      <a className="skiplink" href="#view" onClick={focusOn('main')}>
        {intl.formatMessage(messages.content)}
      </a>
      <a className="skiplink zr-skip-search" href="#zr-search-text">
        {intl.formatMessage(messages.search)}
      </a>
      <a className="skiplink" href="#footer" onClick={focusOn('#footer')}>
        {intl.formatMessage(messages.footer)}
      </a>
      <Pluggable name="main.skiplinks" />
    </nav>
  );
};

export default SkipLinks;
