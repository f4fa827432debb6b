import type { ComponentType, ElementType, ReactNode } from 'react';

/** A part of a text; `hit`: it is what was searched for. */
export type Piece = { text: string; hit: boolean };

/** An object of a list, as the catalog knows it. */
export type ListItem = {
  '@id': string;
  '@type': string;
  title: string;
  description?: string | null;
  review_state?: string | null;
  type_title?: string;
  topics?: string[] | null;
  kind?: string | null;
  municipality?: string | null;
  practice_status?: string | null;
  start?: string | null;
  end?: string | null;
  /** Start and end of each date of a series. */
  series_dates?: [string, string][] | null;
  whole_day?: boolean | null;
  open_end?: boolean | null;
  location?: string | null;
  image_field?: string | null;
  image_scales?: Record<string, unknown> | null;
  mime_type?: string | null;
  getObjSize?: string | null;
  /** The text around the hits; asked for by searches for words. */
  snippet?: Piece[] | null;
};

/** What volto-light-theme gives to a component registered as `Summary`. */
export type SummaryProps = {
  item: ListItem;
  LinkToItem?: ElementType<{ children: ReactNode }>;
  HeadingTag?: ElementType;
  a11yLabelId?: string;
  hide_description?: boolean;
};

export type SummaryComponent = ComponentType<SummaryProps>;

/** A search in the store of Volto. */
export type SearchSlot = {
  items: ListItem[];
  total: number;
  loaded: boolean;
  loading: boolean;
  error: unknown;
};
