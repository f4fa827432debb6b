import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { useHistory, useLocation } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import zoomSVG from '@plone/volto/icons/zoom.svg';
import { PARAMETERS } from '../listing/query';

const messages = defineMessages({
  label: {
    id: 'zr.frame.search.label',
    defaultMessage: 'Search the whole site',
  },
  placeholder: {
    id: 'zr.frame.search.placeholder',
    defaultMessage: 'e.g. village shop',
  },
  submit: {
    id: 'zr.frame.search.submit',
    defaultMessage: 'Search',
  },
});

const SEARCH_PATH = '/search';
const PARAMETER = 'SearchableText';

/** The words that are searched for at this address, or nothing. */
export function searchedWords(pathname: string, search: string): string {
  if (pathname !== SEARCH_PATH) return '';
  return new URLSearchParams(search).get(PARAMETER) ?? '';
}

/** What else is set on the search page and stays when other words are looked for. */
export function keptFilters(pathname: string, search: string) {
  if (pathname !== SEARCH_PATH) return [];
  return [...new URLSearchParams(search)].filter(
    ([name]) => name !== PARAMETER && name !== PARAMETERS.page,
  );
}

/** The search field of the frame. It is a plain form, so it works without JavaScript. */
const SearchField = ({ id }: { id: string }) => {
  const intl = useIntl();
  const history = useHistory();
  const { pathname, search } = useLocation();
  const searched = searchedWords(pathname, search);
  const [text, setText] = useState(searched);
  const kept = keptFilters(pathname, search);

  useEffect(() => setText(searched), [searched]);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    history.push(
      `${SEARCH_PATH}?${new URLSearchParams([[PARAMETER, text], ...kept])}`,
    );
  };

  return (
    <form
      id={id}
      role="search"
      aria-label={intl.formatMessage(messages.label)}
      className="zr-header-search"
      action={SEARCH_PATH}
      onSubmit={onSubmit}
    >
      {kept.map(([name, value]) => (
        <input
          key={`${name} ${value}`}
          type="hidden"
          name={name}
          value={value}
        />
      ))}
      <label htmlFor={`${id}-text`} className="zr-visually-hidden">
        {intl.formatMessage(messages.label)}
      </label>
      <input
        id={`${id}-text`}
        type="search"
        name={PARAMETER}
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder={intl.formatMessage(messages.placeholder)}
        autoComplete="off"
      />
      <button type="submit">
        <Icon name={zoomSVG} size="24px" />
        <span>{intl.formatMessage(messages.submit)}</span>
      </button>
    </form>
  );
};

export default SearchField;
