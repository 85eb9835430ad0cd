/** A chart as it is on screen, made a file in the colours of its place. */
import type { ChartFile } from './chart-files.ts';
import { PICTURE, pictureOf, type Subject } from './chart-picture.ts';
import { drawnChart } from './drawn-charts.ts';
import { mapOf } from './map-section.ts';
import { FONT, paletteOf, type Palette } from './palette.ts';
import { toPng, toSvg } from './picture.ts';
import { mapLegend, momentLegend, type LegendPart } from './scales.ts';
import type { Section } from './section.ts';

export async function pictureFile(
  kind: 'png' | 'svg',
  section: Section,
  file: ChartFile,
  near: Element,
): Promise<Blob> {
  const palette = paletteOf(near);
  const picture = pictureOf(file, await subjectOf(section, file, palette), legendOf(section, file), palette);
  return kind === 'png' ? toPng(picture) : new Blob([toSvg(picture)], { type: 'image/svg+xml' });
}

const countIn =
  (locale: string) =>
  (value: number): string =>
    new Intl.NumberFormat(locale).format(value);

async function subjectOf(section: Section, { rows, texts }: ChartFile, palette: Palette): Promise<Subject> {
  const { table, locale, titles } = section;
  if (table === 'origin') return { map: mapOf(section, rows, texts) };
  if (table === 'combinations') return { titleOf: (id) => titles[id] ?? id, count: countIn(locale) };
  const chart = section.draw && drawnChart(table, rows, texts);
  if (!chart) return null;
  const signals = { ...chart.signals(PICTURE.width, palette), face: FONT, height: PICTURE.height };
  const { pictureOfAudience } = await import('./audience-chart.ts');
  return { chart: await pictureOfAudience(chart.kind, chart.rows, locale, PICTURE.width, signals) };
}

function legendOf(section: Section, { rows, texts }: ChartFile): readonly LegendPart[] {
  if (section.table === 'origin') return mapLegend(mapOf(section, rows, texts));
  return section.table === 'moment' && section.draw ? momentLegend(rows, texts, countIn(section.locale)) : [];
}
