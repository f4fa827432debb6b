import { useState } from 'react';
import type { FormEvent } from 'react';
import { Link, useHistory } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import zoomSVG from '@plone/volto/icons/zoom.svg';

const messages = defineMessages({
  label: {
    id: 'zr.home.search.label',
    defaultMessage: 'What are you looking for?',
  },
  submit: {
    id: 'zr.home.search.submit',
    defaultMessage: 'Search',
  },
  examples: {
    id: 'zr.home.search.examples',
    defaultMessage: 'For example:',
  },
  example1: {
    id: 'zr.home.search.example1',
    defaultMessage: 'Mehrgenerationenwohnen',
  },
  example2: {
    id: 'zr.home.search.example2',
    defaultMessage: 'Mitfahrbank',
  },
  example3: {
    id: 'zr.home.search.example3',
    defaultMessage: 'Leerstand',
  },
});

const EXAMPLES = [messages.example1, messages.example2, messages.example3];

const searchUrl = (text: string) =>
  `/search?${new URLSearchParams({ SearchableText: text })}`;

/** The search with examples. A plain form, so it works without JavaScript. */
const StartSearch = () => {
  const intl = useIntl();
  const history = useHistory();
  const [text, setText] = useState('');

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    history.push(searchUrl(text));
  };

  return (
    <div className="zr-start-search">
      <form role="search" action="/search" onSubmit={onSubmit}>
        <label htmlFor="zr-start-search-text">
          {intl.formatMessage(messages.label)}
        </label>
        <div className="zr-start-search-row">
          <input
            id="zr-start-search-text"
            type="search"
            name="SearchableText"
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoComplete="off"
          />
          <button type="submit" className="zr-button zr-button--primary">
            <Icon name={zoomSVG} size="24px" />
            {intl.formatMessage(messages.submit)}
          </button>
        </div>
      </form>
      <p>
        {intl.formatMessage(messages.examples)}{' '}
        {EXAMPLES.map((example) => {
          const word = intl.formatMessage(example);
          return (
            <Link key={example.id} to={searchUrl(word)}>
              {word}
            </Link>
          );
        })}
      </p>
    </div>
  );
};

export default StartSearch;
