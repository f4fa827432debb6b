import { defineMessages, useIntl } from 'react-intl';

export const spaceMessages = defineMessages({
  latest: { id: 'zr.spaces.latest', defaultMessage: 'Latest' },
  latestEmpty: {
    id: 'zr.spaces.latest.empty',
    defaultMessage:
      'Nothing is written here yet. Begin with a page: what are you working on?',
  },
  latestNone: {
    id: 'zr.spaces.latest.none',
    defaultMessage: 'There is nothing here that you can see.',
  },
  changed: { id: 'zr.spaces.changed', defaultMessage: 'changed on {date}' },
  tree: { id: 'zr.spaces.tree', defaultMessage: 'Pages and files' },
  treeMore: {
    id: 'zr.spaces.tree.more',
    defaultMessage:
      '{count, plural, one {One more is} other {# more are}} found by the search.',
  },
  events: { id: 'zr.spaces.events', defaultMessage: 'Next dates' },
  eventsEmpty: {
    id: 'zr.spaces.events.empty',
    defaultMessage: 'No date has been entered.',
  },
  add: { id: 'zr.spaces.add', defaultMessage: 'Contribute' },
  addDocument: { id: 'zr.spaces.add.document', defaultMessage: 'Write a page' },
  addFile: { id: 'zr.spaces.add.file', defaultMessage: 'Upload a file' },
  addEvent: { id: 'zr.spaces.add.event', defaultMessage: 'Enter a date' },
  addGrant: {
    id: 'zr.spaces.add.grant',
    defaultMessage: 'Begin a grant application',
  },
  failed: {
    id: 'zr.spaces.failed',
    defaultMessage:
      'This part could not be loaded. Please open the page once more.',
  },
  loading: { id: 'zr.spaces.loading', defaultMessage: 'Loading …' },
  typeDocument: { id: 'zr.spaces.type.document', defaultMessage: 'Page' },
  typeFile: { id: 'zr.spaces.type.file', defaultMessage: 'File' },
  typeFolder: { id: 'zr.spaces.type.folder', defaultMessage: 'Folder' },
  typeImage: { id: 'zr.spaces.type.image', defaultMessage: 'Picture' },
  typeNews: { id: 'zr.spaces.type.news', defaultMessage: 'News' },
});

const TYPES = {
  Document: spaceMessages.typeDocument,
  File: spaceMessages.typeFile,
  Folder: spaceMessages.typeFolder,
  Image: spaceMessages.typeImage,
  'News Item': spaceMessages.typeNews,
};

/** What kind of thing lies in a space, in one word. */
export function useSpaceType() {
  const intl = useIntl();
  return (type: string) => {
    const message = TYPES[type as keyof typeof TYPES];
    return message ? intl.formatMessage(message) : '';
  };
}
