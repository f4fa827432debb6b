import { useEffect } from 'react';
import { useLocation } from 'react-router-dom';
import { shallowEqual, useSelector } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import cx from 'classnames';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import menuSVG from '@plone/volto/icons/menu.svg';
import clearSVG from '@plone/volto/icons/clear.svg';
import type { Content } from '@plone/types';
import LanguageSwitch from './LanguageSwitch';
import MainNavigation from './MainNavigation';
import MemberTools from './MemberTools';
import SearchField from './SearchField';
import Slot from './Slot';
import Wordmark from './Wordmark';
import { useDisclosure } from './useDisclosure';

const messages = defineMessages({
  menu: {
    id: 'zr.frame.menu',
    defaultMessage: 'Menu',
  },
});

type State = {
  content: { data: Content };
  navroot?: { data?: { navroot?: Content } };
};

/**
 * The header of every page. There is one navigation, one search field and one
 * set of tools in the page; the style sheet places them by the width that the
 * header has, and hides them behind the menu button where it is narrow.
 */
const Header = ({ pathname }: { pathname: string }) => {
  const intl = useIntl();
  const location = useLocation();
  const content = useSelector<State, Content>(
    (state) => state.content.data,
    shallowEqual,
  );
  const navRoot = useSelector<State, Content | undefined>(
    (state) => state.navroot?.data?.navroot,
  );
  const { open, toggle, close, container, button } =
    useDisclosure<HTMLElement>();

  useEffect(close, [close, location.pathname, location.search]);

  const slot = { content, navRoot };

  return (
    <>
      <Slot name="aboveHeader" {...slot} />
      <header
        className={cx('zr-header', { 'menu-is-open': open })}
        lang={intl.locale}
        ref={container}
      >
        <div className="zr-header-inner">
          <Wordmark />
          <button
            type="button"
            ref={button}
            className="zr-button zr-button--quiet zr-menu-button"
            aria-expanded={open}
            aria-controls="zr-search zr-tools navigation"
            onClick={toggle}
          >
            <Icon name={open ? clearSVG : menuSVG} size="24px" />
            {intl.formatMessage(messages.menu)}
          </button>
          <SearchField id="zr-search" />
          <div id="zr-tools" className="zr-header-tools">
            <LanguageSwitch />
            <MemberTools content={content} />
          </div>
          <MainNavigation pathname={pathname} />
        </div>
      </header>
      <Slot name="belowHeader" {...slot} />
    </>
  );
};

export default Header;
