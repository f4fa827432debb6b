import { Link } from 'react-router-dom';
import { useSelector } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import Helmet from '@plone/volto/helpers/Helmet/Helmet';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import archiveSVG from '@plone/volto/icons/binder.svg';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import { useRootNavigation } from './useRootNavigation';

const messages = defineMessages({
  title: {
    id: 'zr.access.gone.title',
    defaultMessage: 'This text has been archived',
  },
  text: {
    id: 'zr.access.gone.text',
    defaultMessage:
      'It was out of date, so the editors have taken it off the site.',
  },
  successor: {
    id: 'zr.access.gone.successor',
    defaultMessage: 'Please read this instead:',
  },
  none: {
    id: 'zr.access.gone.none',
    defaultMessage:
      'Perhaps you find what you need in another text. If you need the old one, write to the {office}.',
  },
  office: { id: 'zr.access.gone.office', defaultMessage: 'programme office' },
  search: { id: 'zr.access.gone.search', defaultMessage: 'Search' },
});

type Gone = { successor?: { '@id': string; title: string } | null };

/**
 * The body of the answer 410. In the browser it is parsed; what the server has
 * handed over with the page is still its text.
 */
export function goneBody(error: any): Gone {
  const { body, text } = error?.response ?? {};
  if (body && Object.keys(body).length > 0) return body;
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

type State = { content: { get?: { error?: unknown } } };

/** In place of an archived text: where to read on. */
const GonePage = () => {
  const intl = useIntl();
  const error = useSelector<State, unknown>(
    (state) => state.content.get?.error,
  );
  const { successor } = goneBody(error);
  useRootNavigation();

  return (
    <div className="zr-page zr-access">
      <Helmet title={intl.formatMessage(messages.title)} />
      <Icon name={archiveSVG} size="48px" />
      <h1 className="documentFirstHeading">
        {intl.formatMessage(messages.title)}
      </h1>
      <p>{intl.formatMessage(messages.text)}</p>
      {successor ? (
        <>
          <p>{intl.formatMessage(messages.successor)}</p>
          <p>
            <Link
              className="zr-successor"
              to={flattenToAppURL(successor['@id'])}
            >
              {successor.title}
            </Link>
          </p>
        </>
      ) : (
        <>
          <p>
            {intl.formatMessage(messages.none, {
              office: (
                <Link key="office" to="/kontakt">
                  {intl.formatMessage(messages.office)}
                </Link>
              ),
            })}
          </p>
          <p>
            <Link to="/search" className="zr-button zr-button--secondary">
              {intl.formatMessage(messages.search)}
            </Link>
          </p>
        </>
      )}
    </div>
  );
};

export default GonePage;
