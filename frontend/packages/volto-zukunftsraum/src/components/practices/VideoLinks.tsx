import { defineMessages, useIntl } from 'react-intl';
import Icon from '@plone/volto/components/theme/Icon/Icon';
import videoSVG from '@plone/volto/icons/videocamera.svg';

const messages = defineMessages({
  watch: {
    id: 'zr.practices.videos.watch',
    defaultMessage: 'Watch the video at {site}',
  },
  note: {
    id: 'zr.practices.videos.note',
    defaultMessage: 'The links lead to other websites.',
  },
});

/** The addresses that may be linked: films lie on websites, nothing else. */
export const safeVideos = (videos?: string[] | null): URL[] =>
  (videos ?? []).flatMap((address) => {
    try {
      const url = new URL(address);
      return url.protocol === 'https:' ? [url] : [];
    } catch {
      return [];
    }
  });

/** Films as links: nothing of other websites is loaded before somebody wants it. */
const VideoLinks = ({ videos }: { videos: URL[] }) => {
  const intl = useIntl();
  return (
    <>
      <ul className="zr-plain-list zr-videos">
        {videos.map((url) => (
          <li key={url.href}>
            <Icon name={videoSVG} size="20px" />{' '}
            <a href={url.href} rel="noopener noreferrer">
              {intl.formatMessage(messages.watch, {
                site: url.hostname.replace(/^www\./, ''),
              })}
            </a>
          </li>
        ))}
      </ul>
      <p className="zr-muted">{intl.formatMessage(messages.note)}</p>
    </>
  );
};

export default VideoLinks;
