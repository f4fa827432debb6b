import { afterEach, describe, expect, it } from 'vitest';
import { render } from '@testing-library/react';
import config from '@plone/volto/registry';
import RichText from './RichText';

const { apiPath, internalApiPath } = config.settings;

afterEach(() => {
  Object.assign(config.settings, { apiPath, internalApiPath });
});

describe('rich text', () => {
  it('links to this site, not to where its server finds the API', () => {
    Object.assign(config.settings, {
      apiPath: 'https://zukunft.example',
      internalApiPath: 'http://127.0.0.1:8080/Plone',
    });
    const { container } = render(
      <RichText
        value={{
          data: `<p><a href="http://127.0.0.1:8080/Plone/datenschutz">Daten</a>
            <a href="http://127.0.0.1:8080/Plone">Start</a>
            <a href="https://zukunft.example/wissen#kurz">https://zukunft.example/wissen</a>
            <a href="https://zukunft.example.org/x">anderswo</a>
            <img src="http://127.0.0.1:8080/Plone/bild" alt=""></p>`,
        }}
      />,
    );
    const links = [...container.querySelectorAll('a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '/datenschutz',
      '/',
      '/wissen#kurz',
      'https://zukunft.example.org/x',
    ]);
    expect(links[2]).toHaveTextContent('https://zukunft.example/wissen');
    expect(container.querySelector('img')).toHaveAttribute('src', '/bild');
  });
});
