import { describe, expect, it } from 'vitest';
import { screen } from '@testing-library/react';
import { renderAt } from '../testing/render';
import installAccess from './access';

describe('pages in place of content', () => {
  const config: any = { views: { errorViews: {} } };
  installAccess(config);

  it.each([502, 503, 504])(
    'says of %s that the portal is away, not that the page is missing',
    (status) => {
      const Page = config.views.errorViews[status];
      const staticContext: Record<string, unknown> = {};
      renderAt('/wissen', <Page staticContext={staticContext} />);
      expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
        'Das Portal ist gerade nicht erreichbar',
      );
      expect(staticContext).toMatchObject({ error_code: 503 });
    },
  );
});
