import { forwardRef } from 'react';
import UniversalLink from '@plone/volto-original/components/manage/UniversalLink/UniversalLink';

/** The schemes that a link on a page may have; an address without one is on this site. */
const SCHEMES = ['http', 'https', 'mailto', 'tel', 'ftp', 'webcal'];

/** Does a browser open this address without running something? It ignores white space within the scheme. */
export function isSafeAddress(address?: unknown): boolean {
  if (typeof address !== 'string') return true;
  const plain = Array.from(address)
    .filter((letter) => letter > ' ' && letter !== '\u007f')
    .join('');
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(plain)?.[1];
  return !scheme || SCHEMES.includes(scheme.toLowerCase());
}

/** Volto's link; the text alone where the address is none to follow. */
const SafeLink = forwardRef<HTMLAnchorElement, any>((props, ref) => {
  const { href, item, children, className } = props;
  const addresses = [
    href,
    item?.['@id'],
    item?.remoteUrl,
    item?.getRemoteUrl,
    item?.getURL,
  ];
  return addresses.every(isSafeAddress) ? (
    <UniversalLink {...props} ref={ref} />
  ) : (
    <span className={className}>{children}</span>
  );
});

SafeLink.displayName = 'SafeLink';

export default SafeLink;
