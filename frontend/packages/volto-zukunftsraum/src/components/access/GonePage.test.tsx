import { describe, expect, it } from 'vitest';
import { screen } from '@testing-library/react';
import { renderAt } from '../../testing/render';
import GonePage, { goneBody } from './GonePage';

const answer = {
  type: 'Gone',
  message: 'Archived',
  successor: { '@id': '/wissen/neu', title: 'Der neue Leitfaden' },
};

describe('goneBody', () => {
  it.each([
    ['parsed', { response: { body: answer } }, answer],
    [
      'as the server hands it over',
      { response: { text: JSON.stringify(answer) } },
      answer,
    ],
    ['of no use', { response: { text: '<html>' } }, {}],
    ['missing', null, {}],
  ])('%s', (_, error, expected) => {
    expect(goneBody(error)).toEqual(expected);
  });
});

describe('GonePage', () => {
  const show = (body: object) =>
    renderAt('/wissen/alt', <GonePage />, {
      content: {
        data: null,
        get: { error: { status: 410, response: { body } } },
      },
    });

  it('leads to the successor', () => {
    show(answer);
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
      'archiviert',
    );
    expect(
      screen.getByRole('link', { name: 'Der neue Leitfaden' }),
    ).toHaveAttribute('href', '/wissen/neu');
  });

  it('says how to go on without one', () => {
    show({ ...answer, successor: null });
    expect(screen.getByRole('link', { name: 'Zur Suche' })).toBeVisible();
  });
});
