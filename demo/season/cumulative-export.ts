// A row per performance, state and price type: the nightly totals, as CSV (UTF-8 with BOM) and as a workbook.
import writeXlsxFile from 'write-excel-file/node';
import { clockTime, dutchDate } from './amsterdam.ts';
import { delimited, dutchMoney } from './delimited.ts';
import { priceWords } from './price-list.ts';
import type { Season } from './shapes.ts';
import { standAt } from './stand.ts';
import { venueOf, venueSales, type ExportOptions } from './venue-sales.ts';

// prettier-ignore
export const CUMULATIVE_HEADERS = [
  'voorstelling_id', 'titel', 'aanvang', 'zaal', 'capaciteit', 'kaartsoort', 'categorie', 'aantal', 'bedrag', 'status',
  'peildatum',
] as const;

/** `categorie` is the price band. A performance without sales has one row of zero, so that it does not vanish. */
interface CumulativeRow {
  readonly ref: string;
  readonly title: string;
  readonly start: string;
  readonly hall: string;
  readonly capacity: number;
  readonly priceType: string;
  readonly band: string;
  readonly count: number;
  readonly cents: number;
  readonly status: 'verkocht' | 'gereserveerd' | 'geblokkeerd';
}

function cumulativeRows(season: Season, venueRef: string, at: number, options: ExportOptions): CumulativeRow[] {
  venueOf(season, venueRef);
  return venueSales(season, venueRef, at, options).flatMap(({ event, performance }) => {
    const { capacity, lines, reserved, blocked } = standAt(performance, at);
    const start = `${dutchDate(event.localStartsAt)} ${clockTime(event.localStartsAt)}`;
    const about = { ref: event.localRef, title: event.localTitle, start, hall: event.localHall, capacity };
    const normal = { name: priceWords(performance.demand).normal.name, band: '', count: 0, amount: 0 };
    const sold = (lines.length > 0 ? lines : [normal]).map(({ name, band, count, amount }) => {
      return { ...about, priceType: name, band, count, cents: amount, status: 'verkocht' as const };
    });
    const rest = [
      {
        ...about,
        priceType: 'Reservering',
        band: '',
        count: reserved.count,
        cents: reserved.amount,
        status: 'gereserveerd' as const,
      },
      {
        ...about,
        priceType: 'Blokkade',
        band: '',
        count: blocked.count,
        cents: blocked.amount,
        status: 'geblokkeerd' as const,
      },
    ];
    return [...sold, ...rest];
  });
}

function measuredAt(at: number): string {
  return `${dutchDate(at)} ${clockTime(at)}`;
}

/** UTF-8 with byte order mark. */
export function cumulativeExport(
  season: Season,
  venueRef: string,
  at: number,
  options: ExportOptions = {},
): Uint8Array {
  const moment = measuredAt(at);
  const rows = cumulativeRows(season, venueRef, at, options).map((row) => [
    row.ref,
    row.title,
    row.start,
    row.hall,
    row.capacity,
    row.priceType,
    row.band,
    row.count,
    dutchMoney(row.cents),
    row.status,
    moment,
  ]);
  return new TextEncoder().encode(`\ufeff${delimited([CUMULATIVE_HEADERS, ...rows])}`);
}

/** XLSX. Counts and money are numbers, moments are texts in the venue's own clock. */
export async function workbookExport(
  season: Season,
  venueRef: string,
  at: number,
  options: ExportOptions = {},
): Promise<Uint8Array> {
  const moment = measuredAt(at);
  const header = CUMULATIVE_HEADERS.map((value) => ({ value, fontWeight: 'bold' as const }));
  const rows = cumulativeRows(season, venueRef, at, options).map((row) => [
    row.ref,
    row.title,
    row.start,
    row.hall,
    row.capacity,
    row.priceType,
    row.band,
    row.count,
    { value: row.cents / 100, type: Number, format: '#,##0.00' },
    row.status,
    moment,
  ]);
  return new Uint8Array(await writeXlsxFile([header, ...rows], { sheet: 'Kaartstand' }).toBuffer());
}
