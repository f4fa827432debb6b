import ObjectBrowserWidget from '@plone/volto/components/manage/Widgets/ObjectBrowserWidget';
import { flattenToAppURL } from '@plone/volto/helpers/Url/Url';
import type { Found } from '../../store/resources';
import { useResource } from '../../store/useResource';
import { MAX_NUMBER, chosenPath } from './query';

type Item = { '@id': string; UID?: string; title?: string };

type Props = {
  id: string;
  value?: Item[] | null;
  onChange: (id: string, value: Item[]) => void;
  /** "link": one only. */
  mode?: 'multiple' | 'link';
};

const Browser = ObjectBrowserWidget as any;

/**
 * Chosen content. Only addresses and ids are kept, since the page may be seen by
 * people who may not see the titles; the titles are asked for.
 */
const ChosenItemsWidget = (props: Props) => {
  const chosen = (props.value ?? []).filter(Boolean);
  const found = useResource<Found>(chosenPath({ href: chosen }));
  const titles = new Map(
    ((found.data?.items ?? []) as Item[]).map(({ UID, title }) => [UID, title]),
  );
  return (
    <Browser
      mode="multiple"
      maximumSelectionSize={MAX_NUMBER}
      {...props}
      selectedItemAttrs={['UID']}
      value={chosen.map((item) => ({
        ...item,
        title: titles.get(item.UID) ?? flattenToAppURL(item['@id']),
      }))}
      onChange={(id: string, items: Item[]) =>
        props.onChange(
          id,
          items
            .filter(({ UID }) => UID)
            .map(({ '@id': address, UID }) => ({ '@id': address, UID })),
        )
      }
    />
  );
};

export default ChosenItemsWidget;
