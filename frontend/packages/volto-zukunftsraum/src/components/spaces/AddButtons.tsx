import { Link } from 'react-router-dom';
import { useSelector } from 'react-redux';
import { useIntl } from 'react-intl';
import cx from 'classnames';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import addSVG from '@plone/volto/icons/add.svg';
import { beginAddress } from '../grants/addresses';
import { spaceMessages } from './messages';

type AddableType = { '@id': string; addable?: boolean };
type State = { types?: { types?: AddableType[] } };

const ACTIONS = [
  { type: 'Document', label: spaceMessages.addDocument },
  { type: 'File', label: spaceMessages.addFile },
  { type: 'Event', label: spaceMessages.addEvent },
  { type: 'GrantApplication', label: spaceMessages.addGrant },
];

/** The types that this person may add to the page that is shown. */
export function useAddableTypes(): string[] {
  const types = useSelector<State, AddableType[] | undefined>(
    (state) => state.types?.types,
  );
  return (types ?? [])
    .filter(({ addable }) => addable)
    .map((type) => type['@id'].split('/@types/')[1]);
}

type Props = { path: string; addable: string[] };

/** What a member can add to a space. */
const AddButtons = ({ path, addable }: Props) => {
  const intl = useIntl();
  const actions = ACTIONS.filter(({ type }) => addable.includes(type));
  if (actions.length === 0) return null;
  return (
    <ul
      className="zr-space-add"
      aria-label={intl.formatMessage(spaceMessages.add)}
    >
      {actions.map(({ type, label }, index) => (
        <li key={type}>
          <Link
            to={
              type === 'GrantApplication'
                ? beginAddress(path)
                : `${path}/add?type=${encodeURIComponent(type)}`
            }
            className={cx(
              'zr-button',
              index === 0 ? 'zr-button--primary' : 'zr-button--secondary',
            )}
          >
            <Icon name={addSVG} size="20px" />
            {intl.formatMessage(label)}
          </Link>
        </li>
      ))}
    </ul>
  );
};

export default AddButtons;
