import type { FormDescription } from './types';

/** A form with a field of every kind, as `@form` describes it. */
export const everyKind: FormDescription = {
  title: 'Umfrage',
  description: 'Alles einmal.',
  prologue: '<p>Bitte bis Freitag.</p>',
  epilogue: null,
  submit_label: 'Absenden',
  reset_label: null,
  schema: {
    required: ['name', 'wahl'],
    properties: {
      name: { title: 'Ihr Name', description: 'Vor- und Nachname' },
      text: { title: 'Nachricht' },
      zeilen: { title: 'Orte', default: ['A', 'B'] },
      fett: {
        title: 'Bericht',
        default: { data: '<p><a href="/x">Link</a></p>' },
      },
      anzahl: { title: 'Anzahl', default: 3 },
      betrag: { title: 'Betrag', default: '0.50' },
      tag: { title: 'Tag' },
      zeit: { title: 'Zeit', default: '2026-11-30T10:00:00' },
      einwilligung: { title: 'Ich bin einverstanden' },
      wahl: { title: 'Anrede' },
      liste: { title: 'Land' },
      mehrere: { title: 'Themen', default: ['a'] },
      boxen: { title: 'Wege' },
      datei: { title: 'Anlage' },
      bild: { title: 'Foto' },
      urteil: { title: 'Wie war es?' },
      quelle: { title: 'Quelle', default: 'web' },
      mail: { title: 'E-Mail' },
      seite: { title: 'Webseite' },
      geheim: { title: 'Kennwort' },
      frage: { title: 'Frage' },
    },
  },
  uischema: {
    fieldsets: [
      {
        id: 'default',
        title: '',
        fields: [
          'name',
          'text',
          'zeilen',
          'fett',
          'anzahl',
          'betrag',
          'tag',
          'zeit',
        ],
      },
      {
        id: 'mehr',
        title: 'Noch mehr',
        description: 'Der zweite Teil',
        fields: [
          'einwilligung',
          'wahl',
          'liste',
          'mehrere',
          'boxen',
          'datei',
          'bild',
          'urteil',
          'hinweis',
          'hinweis2',
          'quelle',
          'mail',
          'seite',
          'geheim',
          'frage',
          'roboter',
        ],
      },
    ],
    order: [],
    widgets: {
      name: { widget: 'text' },
      text: { widget: 'textarea', rows: 7 },
      zeilen: { widget: 'lines' },
      fett: { widget: 'richtext' },
      anzahl: { widget: 'integer' },
      betrag: { widget: 'decimal' },
      tag: { widget: 'date' },
      zeit: { widget: 'datetime' },
      einwilligung: { widget: 'checkbox', help: 'Wir löschen es bald.' },
      wahl: {
        widget: 'radio',
        choices: [
          { token: 'frau', title: 'Frau' },
          { token: 'herr', title: 'Herr' },
        ],
      },
      liste: {
        widget: 'select',
        choices: [{ token: 'by', title: 'Bayern' }],
      },
      mehrere: {
        widget: 'multiselect',
        choices: [
          { token: 'a', title: 'Wohnen' },
          { token: 'b', title: 'Pflege' },
        ],
      },
      boxen: {
        widget: 'checkboxes',
        choices: [{ token: 'bus', title: 'Bus' }],
      },
      datei: {
        widget: 'file',
        max_bytes: 2048,
        accept: ['application/pdf', '.odt'],
      },
      bild: { widget: 'image', accept: ['image/*'] },
      urteil: {
        widget: 'likert',
        questions: [
          { token: '1', title: 'Der Inhalt' },
          { token: '2', title: 'Die Technik' },
        ],
        choices: [
          { token: '1', title: 'gut' },
          { token: '2', title: 'schlecht' },
        ],
      },
      hinweis: { widget: 'label', html: 'Noch etwas', help: 'Nur ein Hinweis' },
      hinweis2: { widget: 'richlabel', html: '<p>Mit <b>Nachdruck</b></p>' },
      quelle: { widget: 'hidden' },
      mail: { widget: 'email' },
      seite: { widget: 'url' },
      geheim: { widget: 'password' },
      frage: { widget: 'captcha' },
      roboter: {
        widget: 'unsupported',
        title: 'reCAPTCHA',
        unsupported: 'Diese Prüfung braucht die andere Ansicht.',
      },
    },
    conditions: [],
  },
  guard: {
    token: 't1',
    honeypot: 'website',
    captcha: {
      field: 'frage',
      question: 'Wie viel ist zwei und drei?',
      hint: 'Ein Wort oder eine Zahl.',
    },
  },
};

// As the API sends it: names sorted, the order apart.
everyKind.uischema.order = everyKind.uischema.fieldsets.flatMap(
  ({ fields }) => fields,
);
everyKind.uischema.widgets = Object.fromEntries(
  Object.entries(everyKind.uischema.widgets).sort(([one], [other]) =>
    one < other ? -1 : 1,
  ),
);
