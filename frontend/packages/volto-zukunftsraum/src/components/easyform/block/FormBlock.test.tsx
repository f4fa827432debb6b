import { describe, expect, it } from 'vitest';
import { screen } from '@testing-library/react';
import { refused, renderWithApi } from '../../../testing/api';
import { everyKind } from '../fixture';
import FormBlockView from './FormBlockView';
import { formOf, loadFormBlock } from './load';
import type { FormBlockData } from './schema';

const PATH = '/formulare/umfrage';
const SERVICE = `${PATH}/@form`;
const href = [{ '@id': PATH, UID: 'x' }];

const show = (blocks: FormBlockData[], answer: unknown, isEditMode = false) =>
  renderWithApi(
    '/seite',
    <>
      {blocks.map((data, index) => (
        <FormBlockView key={index} data={data} isEditMode={isEditMode} />
      ))}
    </>,
    { [`GET ${SERVICE}`]: answer },
  );

describe('the block with a form', () => {
  it('stands under a heading: its own, or the title of the form', async () => {
    show([{ href }, { href, headline: 'Ihre Meinung' }], everyKind);
    expect(
      await screen.findByRole('heading', { level: 2, name: 'Umfrage' }),
    ).toBeVisible();
    expect(screen.getByRole('region', { name: 'Ihre Meinung' })).toBeVisible();
    expect(screen.queryByRole('heading', { level: 1 })).toBeNull();
  });

  it('can stand on a page twice', async () => {
    const { container } = show([{ href }, { href }], everyKind);
    expect(await screen.findAllByText('Absenden')).toHaveLength(2);
    const ids = [...container.querySelectorAll('[id]')].map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)]);
    const [first, second] = screen.getAllByLabelText(/^Ihr Name/);
    expect(first.id).not.toBe(second.id);
  });

  it('is nothing for who may not see the form, and says so to its editors', async () => {
    const { container, asked } = show([{ href }], refused(401));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked).toEqual([SERVICE]);
    expect(container.textContent).toBe('');
    show([{ href }, {}], refused(404), true);
    expect(
      await screen.findByText(/\/formulare\/umfrage lässt sich nicht zeigen/),
    ).toBeVisible();
    expect(screen.getByText(/in der Seitenleiste/)).toBeVisible();
  });

  it('is nothing for readers without a form, and tells editors why', () => {
    const gone = [{ '@id': '../../resolveuid/5e5a1f' }];
    const { container, asked } = show([{}, { href: [] }, { href: gone }], {});
    expect(container.textContent).toBe('');
    show([{}, { href: gone }], {}, true);
    expect(
      screen.getByText(/Bitte wählen Sie in der Seitenleiste ein Formular/),
    ).toBeVisible();
    expect(screen.getByText(/wurde gelöscht.*ein anderes/)).toBeVisible();
    expect(document.body).not.toHaveTextContent('resolveuid');
    expect(asked).toEqual([]);
  });

  it('is asked for by the server beforehand', async () => {
    const asked: string[] = [];
    const store = {
      dispatch: async (action: any) => asked.push(action.path),
      getState: () => ({}),
    };
    await Promise.all(loadFormBlock({ store, data: { href } }));
    // Volto refuses to show a page with a block that promises nothing.
    const gone = [{ '@id': '../../resolveuid/5e5a1f' }];
    for (const data of [{}, { href: [] }, { href: gone }]) {
      expect(loadFormBlock({ store, data })).toHaveLength(1);
      await Promise.all(loadFormBlock({ store, data }));
    }
    expect(asked).toEqual([SERVICE]);
    expect(formOf({ href: [{ '@id': `${PATH}/` }] })).toBe(PATH);
  });
});
