import type { ConfigType } from '@plone/registry';
import ToOwnForm from '../components/grants/ToOwnForm';

/** Micro grants: Volto's addresses for adding and editing lead to our form. */
export default function installGrants(config: ConfigType) {
  const settings = config.settings as unknown as Record<string, unknown[]>;
  settings.appExtras = [
    ...(settings.appExtras ?? []),
    { match: { path: '/**/add' }, component: ToOwnForm },
    { match: { path: '/**/edit' }, component: ToOwnForm },
  ];
}
