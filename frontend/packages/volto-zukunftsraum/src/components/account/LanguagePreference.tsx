import { useDispatch } from 'react-redux';
import { defineMessages, useIntl } from 'react-intl';
import { Form } from '@plone/volto/components/manage/Form';
import languages from '@plone/volto/constants/Languages.cjs';
import config from '@plone/volto/registry';
import { chooseLanguage } from '../../helpers/chooseLanguage';

const messages = defineMessages({
  fieldset: {
    id: 'zr.account.preferences.fieldset',
    defaultMessage: 'Preferences',
  },
  language: {
    id: 'zr.account.preferences.language',
    defaultMessage: 'Language of the interface',
  },
});

/** The language of the interface, in the personal menu of the toolbar. */
const LanguagePreference = ({ closeMenu }: { closeMenu: () => void }) => {
  const intl = useIntl();
  const dispatch = useDispatch();

  const onSubmit = async ({ language }: { language?: string }) => {
    if (language && language !== intl.locale) {
      const locale = await import(`@root/../locales/${language}.json`);
      dispatch(chooseLanguage(language, locale.default));
    }
    closeMenu();
  };

  return (
    <Form
      formData={{ language: intl.locale }}
      schema={{
        fieldsets: [
          {
            id: 'default',
            title: intl.formatMessage(messages.fieldset),
            fields: ['language'],
          },
        ],
        properties: {
          language: {
            title: intl.formatMessage(messages.language),
            type: 'string',
            choices: config.settings.supportedLanguages.map(
              (language: string) => [
                language,
                (languages as Record<string, string>)[language] ?? language,
              ],
            ),
            noValueOption: false,
          },
        },
        required: ['language'],
      }}
      onSubmit={onSubmit}
      onCancel={closeMenu}
    />
  );
};

export default LanguagePreference;
