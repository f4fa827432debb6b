import { describe, expect, it } from 'vitest';
import { screen } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import FileView from './FileView';

const file = (size: number, type: string): any => ({
  '@id': '/raeume/m/plan',
  '@type': 'File',
  title: 'Plan',
  file: {
    download: '/raeume/m/plan/@@download/file',
    filename: 'plan.ics',
    size,
    'content-type': type,
  },
});

describe('FileView', () => {
  it('tells the kind and the size of the smallest file before it is loaded', () => {
    renderAt('/raeume/m/plan', <FileView content={file(57, 'text/plain')} />);
    expect(screen.getByRole('link', { name: 'plan.ics' })).toHaveAttribute(
      'href',
      '/raeume/m/plan/@@download/file',
    );
    expect(screen.getByText('(Text, 1 KB)')).toBeVisible();
  });

  it('writes large sizes in the language of the page', () => {
    renderAt(
      '/raeume/m/plan',
      <FileView content={file(2.4 * 1024 * 1024, 'application/pdf')} />,
    );
    expect(screen.getByText('(PDF, 2,4 MB)')).toBeVisible();
  });

  it('is a page without a link when the file is missing', () => {
    const empty = { ...file(1, 'text/plain'), file: null };
    renderAt('/raeume/m/plan', <FileView content={empty} />);
    expect(screen.getByRole('heading', { name: 'Plan' })).toBeVisible();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });
});
