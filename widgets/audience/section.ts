/** What one chart is drawn from, and what it is called. */
import type { TemplateResult } from 'lit';
import type { AudienceAnswer, AudienceTableName, Tens } from '#protocol';
import type { AudienceTexts } from './audience-texts.ts';
import type { DrawnChart } from './drawn-charts.ts';

export type MapReading = 'rate' | 'catchment';

export interface Section {
  readonly answer: AudienceAnswer;
  readonly table: AudienceTableName;
  readonly locale: string;
  /** What it is laid beside, in words; '' without. */
  readonly beside: string;
  /** Names of productions by id. */
  readonly titles: Readonly<Record<string, string>>;
  /** The tile that is chosen on the map, and how to choose another. */
  readonly chosen: string;
  readonly choose: (area: string) => void;
  readonly reading: MapReading;
  /** Whether a reader may change it. */
  readonly bothReadings: boolean;
  readonly read: (reading: MapReading) => void;
  /** Buyers of the season and of its productions, for how often is expected. */
  readonly season: { readonly buyers: Tens; readonly productions: Readonly<Record<string, Tens>> };
  /** Where Vega will draw; null where its code did not come. */
  readonly draw: ((table: AudienceTableName, chart: DrawnChart) => TemplateResult) | null;
  /** On paper: the table stands open, nothing to press. */
  readonly printed: boolean;
}

/** The map that shows the catchment alone says so: it can stand beside the one of the origin. */
export const sectionName = (
  { table, bothReadings }: Pick<Section, 'table' | 'bothReadings'>,
  texts: AudienceTexts,
): string => (table === 'origin' && !bothReadings ? texts.catchmentName : texts.names[table]);
