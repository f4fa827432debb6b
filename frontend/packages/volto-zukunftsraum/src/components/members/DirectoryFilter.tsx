import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { Link } from 'react-router-dom';
import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import clearSVG from '@plone/volto/icons/clear.svg';
import zoomSVG from '@plone/volto/icons/zoom.svg';
import type { Municipality } from '../../store/municipalities';
import { useResource } from '../../store/useResource';
import { useMunicipality } from '../listing/useMunicipality';
import { useUrlParameters } from '../listing/urlParameters';
import type { Listed } from '../listing/urlParameters';
import MunicipalityCombobox from '../municipality/MunicipalityCombobox';
import { useTerms } from '../vocabulary/useTerm';
import { DIRECTORY_FILTERS, STATES_PATH } from './load';

const messages = defineMessages({
  label: {
    id: 'zr.members.directory.filter',
    defaultMessage: 'Find people',
  },
  name: { id: 'zr.members.directory.filter.name', defaultMessage: 'Name' },
  municipality: {
    id: 'zr.members.directory.filter.municipality',
    defaultMessage: 'Municipality',
  },
  topic: { id: 'zr.members.directory.filter.topic', defaultMessage: 'Topic' },
  anyTopic: {
    id: 'zr.members.directory.filter.anyTopic',
    defaultMessage: 'All topics',
  },
  state: {
    id: 'zr.members.directory.filter.state',
    defaultMessage: 'Federal state',
  },
  anyState: {
    id: 'zr.members.directory.filter.anyState',
    defaultMessage: 'All federal states',
  },
  submit: { id: 'zr.members.directory.filter.submit', defaultMessage: 'Show' },
  reset: {
    id: 'zr.members.directory.filter.reset',
    defaultMessage: 'Remove all filters',
  },
  noMunicipality: {
    id: 'zr.members.directory.filter.noMunicipality',
    defaultMessage: 'Not this municipality',
  },
});

/** A plain form, so that it works before JavaScript does. */
const DirectoryFilter = () => {
  const intl = useIntl();
  const t = intl.formatMessage;
  const url = useUrlParameters();
  const topics = useTerms('topics');
  const states = [
    ...(useResource<Listed<Municipality>>(STATES_PATH).data?.items ?? []),
  ].sort((a, b) => a.name.localeCompare(b.name, 'de'));
  const [name, setName] = useState(url.get('q'));
  const [ars, setArs] = useState(url.get('ars'));
  const [topic, setTopic] = useState(url.get('topic'));
  const [state, setState] = useState(url.get('state'));
  const municipality = useMunicipality(ars || null);

  useEffect(() => {
    setName(url.get('q'));
    setArs(url.get('ars'));
    setTopic(url.get('topic'));
    setState(url.get('state'));
  }, [url]);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    url.go({ q: name, ars, topic, state });
  };

  const isSet = DIRECTORY_FILTERS.some((filter) => url.get(filter));

  return (
    <form
      className="zr-filter"
      role="search"
      action="/verzeichnis"
      aria-label={t(messages.label)}
      onSubmit={onSubmit}
    >
      <div className="zr-filter-field">
        <label htmlFor="zr-directory-name">{t(messages.name)}</label>
        <input
          id="zr-directory-name"
          type="search"
          name="q"
          value={name}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <div className="zr-filter-field">
        <label htmlFor="zr-directory-municipality">
          {t(messages.municipality)}
        </label>
        <MunicipalityCombobox
          id="zr-directory-municipality"
          chosen={ars ? municipality?.name ?? ars : ''}
          onChoose={(chosen) => setArs(chosen.ars)}
        />
        {ars && (
          <>
            <input type="hidden" name="ars" value={ars} />
            <button
              type="button"
              className="zr-button zr-button--quiet zr-filter-clear"
              onClick={() => setArs('')}
            >
              <Icon name={clearSVG} size="20px" />
              {t(messages.noMunicipality)}
            </button>
          </>
        )}
      </div>
      <div className="zr-filter-field">
        <label htmlFor="zr-directory-topic">{t(messages.topic)}</label>
        <select
          id="zr-directory-topic"
          name="topic"
          value={topic}
          onChange={(event) => setTopic(event.target.value)}
        >
          <option value="">{t(messages.anyTopic)}</option>
          {topics.map(({ token, title }) => (
            <option key={token} value={token}>
              {title}
            </option>
          ))}
        </select>
      </div>
      <div className="zr-filter-field">
        <label htmlFor="zr-directory-state">{t(messages.state)}</label>
        <select
          id="zr-directory-state"
          name="state"
          value={state}
          onChange={(event) => setState(event.target.value)}
        >
          <option value="">{t(messages.anyState)}</option>
          {states.map((land) => (
            <option key={land.state} value={land.state}>
              {land.name}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="zr-button zr-button--secondary">
        <Icon name={zoomSVG} size="24px" />
        {t(messages.submit)}
      </button>
      {isSet && (
        <Link
          className="zr-button zr-button--quiet"
          to={url.to({ q: '', ars: '', topic: '', state: '' })}
        >
          {t(messages.reset)}
        </Link>
      )}
    </form>
  );
};

export default DirectoryFilter;
