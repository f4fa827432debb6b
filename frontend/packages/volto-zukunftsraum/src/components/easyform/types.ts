// What the services of forms say; see docs/developers/forms.md.

export type Choice = { token: string; title: string };

export type Kind =
  | 'text'
  | 'textarea'
  | 'lines'
  | 'richtext'
  | 'integer'
  | 'decimal'
  | 'date'
  | 'datetime'
  | 'checkbox'
  | 'radio'
  | 'select'
  | 'multiselect'
  | 'checkboxes'
  | 'file'
  | 'image'
  | 'likert'
  | 'label'
  | 'richlabel'
  | 'hidden'
  | 'captcha'
  | 'email'
  | 'url'
  | 'password'
  | 'unsupported';

/** How a field is asked; the JSON Schema beside it says what it takes. */
export type WidgetOptions = {
  widget: Kind;
  title?: string;
  help?: string | null;
  placeholder?: string | null;
  rows?: number | null;
  readonly?: boolean;
  choices?: Choice[] | null;
  /** Of a table of questions. */
  questions?: Choice[] | null;
  html?: string | null;
  max_bytes?: number | null;
  accept?: string[] | null;
  /** Why it cannot be filled in here. */
  unsupported?: string | null;
};

type Property = {
  title?: string;
  description?: string;
  default?: unknown;
  maxLength?: number;
};

/** An answer compared with a value; with true it is asked whether there is any. */
export type Comparison = {
  depends_on: string;
  operator:
    | 'is'
    | 'is_not'
    | 'contains'
    | 'contains_not'
    | 'lt'
    | 'le'
    | 'gt'
    | 'ge';
  value: string | boolean;
};

/** A field is asked only while this holds: a comparison, or any of several. */
export type Condition = { field: string } & (
  | Comparison
  | { any: Comparison[] }
);

export type Fieldset = {
  id: string;
  title: string;
  description?: string | null;
  fields: string[];
};

export type Thanks = {
  title: string;
  description?: string | null;
  prologue?: string | null;
  epilogue?: string | null;
  /** What was sent, as far as the form shows it. */
  fields?: { name: string; title: string; value: string }[];
};

export type FormDescription = {
  title: string;
  description?: string | null;
  prologue?: string | null;
  epilogue?: string | null;
  submit_label: string;
  reset_label?: string | null;
  /** After so many days what came in is deleted; null: it is not saved, or not deleted by itself. */
  retention_days?: number | null;
  schema: { properties: Record<string, Property>; required?: string[] };
  uischema: {
    fieldsets: Fieldset[];
    /** The names of all fields. */
    order: string[];
    widgets: Record<string, WidgetOptions>;
    conditions: Condition[];
  };
  /** Against programs that fill in forms. */
  guard?: {
    token: string;
    /** Name of a field that people do not see. */
    honeypot: string;
    captcha: { field: string; question: string; hint?: string | null } | null;
  } | null;
};

/** What came of sending it. */
export type Answer = { thanks: Thanks; redirect?: string | null };

/** One field, with all that is said about it. */
export type FormField = WidgetOptions & {
  name: string;
  title: string;
  required: boolean;
  maxLength?: number;
  default?: unknown;
};

/** Every field of a form by its name, in the order of the form. */
export function fieldsOf(form: FormDescription): Record<string, FormField> {
  const { schema, uischema, guard } = form;
  return Object.fromEntries(
    uischema.order.map((name) => {
      const widget = uischema.widgets[name];
      const property = schema.properties[name] ?? {};
      const isCaptcha = guard?.captcha?.field === name;
      return [
        name,
        {
          ...widget,
          name,
          title:
            (isCaptcha && guard?.captcha?.question) ||
            (property.title ?? widget.title ?? name),
          help:
            (isCaptcha && guard?.captcha?.hint) ||
            widget.help ||
            property.description ||
            null,
          required: isCaptcha || Boolean(schema.required?.includes(name)),
          maxLength: property.maxLength,
          default: property.default,
        },
      ];
    }),
  );
}
