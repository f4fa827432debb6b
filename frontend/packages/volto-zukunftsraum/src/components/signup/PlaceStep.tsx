import { defineMessages, useIntl } from 'react-intl';
import { RadioField } from '../forms/Choices';
import Field, { TextField } from '../forms/Field';
import { useMunicipality } from '../listing/useMunicipality';
import ChosenMunicipality from '../municipality/ChosenMunicipality';
import MunicipalityCombobox from '../municipality/MunicipalityCombobox';
import type { StepProps } from './SignupForm';
import { isMunicipal } from './signup';

const messages = defineMessages({
  category: { id: 'zr.signup.category', defaultMessage: 'You take part as' },
  municipality: {
    id: 'zr.signup.municipality',
    defaultMessage: 'Your municipality',
  },
  municipalityHelp: {
    id: 'zr.signup.municipality.help',
    defaultMessage:
      'Type the first letters and choose from the list. Districts and associations of municipalities are there, too.',
  },
  municipalityInvited: {
    id: 'zr.signup.municipality.invited',
    defaultMessage: 'You are invited to this municipality.',
  },
  participating: {
    id: 'zr.signup.municipality.participating',
    defaultMessage:
      '{name} already takes part. The coordinators there decide on your admission.',
  },
  first: {
    id: 'zr.signup.municipality.first',
    defaultMessage:
      'Nobody from {name} takes part yet: you would be the first. The programme office gets in touch with you.',
  },
  function: {
    id: 'zr.signup.function',
    defaultMessage: 'Your function or task',
  },
  functionHelp: {
    id: 'zr.signup.function.help',
    defaultMessage: 'For example head of social affairs, neighbourhood help',
  },
  noMunicipality: {
    id: 'zr.signup.noMunicipality',
    defaultMessage:
      'You need no municipality. The programme office decides on your admission.',
  },
});

/** Who decides, for a municipality that has been chosen. */
const WhoDecides = ({ ars }: { ars: string }) => {
  const intl = useIntl();
  const municipality = useMunicipality(ars);
  if (!municipality) return null;
  return (
    <p className="zr-help">
      {intl.formatMessage(
        municipality.participating ? messages.participating : messages.first,
        { name: municipality.name },
      )}
    </p>
  );
};

/** Step 2: where you belong and what you do there. */
const PlaceStep = (props: StepProps) => {
  const { values, change, errors, idOf, invited, offer } = props;
  const intl = useIntl();
  const t = intl.formatMessage;
  const municipal = isMunicipal(offer, values.category);
  const categories = (offer?.categories ?? []).filter(
    (category) => !invited || category.municipal,
  );

  return (
    <>
      <RadioField
        id={idOf('category')}
        name="category"
        legend={t(messages.category)}
        value={values.category}
        error={errors.category}
        choices={categories.map(({ token, title }) => ({
          value: token,
          label: title,
        }))}
        onChange={(category) => change({ category })}
      />
      {invited ? (
        <div className="zr-field">
          <p className="zr-given">
            <strong>{invited.municipality.name}</strong>
          </p>
          <p className="zr-help">{t(messages.municipalityInvited)}</p>
        </div>
      ) : (
        municipal && (
          <Field
            id={idOf('municipality')}
            label={t(messages.municipality)}
            help={t(messages.municipalityHelp)}
            error={errors.municipality}
            required
          >
            {(input) => (
              <>
                <MunicipalityCombobox
                  id={input.id}
                  chosen={values.municipality?.name}
                  onChoose={({ ars, name }) =>
                    change({ municipality: { ars, name } })
                  }
                  required
                  invalid={Boolean(errors.municipality)}
                  describedBy={input['aria-describedby']}
                />
                {values.municipality && (
                  <>
                    <ChosenMunicipality ars={values.municipality.ars} />
                    <WhoDecides ars={values.municipality.ars} />
                  </>
                )}
              </>
            )}
          </Field>
        )
      )}
      {values.category && !municipal && !invited && (
        <p className="zr-help">{t(messages.noMunicipality)}</p>
      )}
      <TextField
        id={idOf('function')}
        name="function"
        label={t(messages.function)}
        help={t(messages.functionHelp)}
        autoComplete="organization-title"
        value={values.function}
        error={errors.function}
        onChange={(value) => change({ function: value })}
      />
    </>
  );
};

export default PlaceStep;
