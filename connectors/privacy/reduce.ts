// Pure. Law: of a row only the named columns are read, each by a function that gives a key, a band, a code or a yes; the rest never leaves the record.
import type { AudienceFault } from '#protocol';
import { cellText, type Cell, type SourceRecord } from '../sources/file/cell.ts';
import { parseDateAndTime, type DateOrder } from '../sources/file/dates.ts';
import { normalName } from '../sources/file/normal-name.ts';
import type { MappedColumn } from '../sources/file/columns.ts';
import type { TicketRow } from '../sources/file/rows.ts';
import type { AudienceConfig, AudienceField } from './audience-config.ts';
import { birthYear } from './age.ts';
import { placeOf } from './postcode.ts';
import { customerText, type Pseudonyms } from './pseudonyms.ts';
import type { Reduced } from './reduced.ts';
import { channelOf, genderOf, isObjection, isYes, yesOrNo } from './words.ts';

export interface ReduceOptions {
  readonly config: AudienceConfig;
  readonly pseudonyms: Pseudonyms;
  readonly segmentOf: (postcode: string) => string | undefined;
  readonly zone: string;
  readonly fileTime: number;
  readonly dateOrder?: DateOrder;
}
/** Where the hour of an order stands, to see whether there is one. */
export type OrderedColumns = readonly [date: number | undefined, time: number | undefined];

const NOBODY = ['', '-', '0', 'onbekend', 'unknown', 'anoniem', 'anonymous', 'nvt', 'n/a', 'geen', 'null', 'none'];
const NOON_MS = 12 * 3_600_000;

export function rowReducer(
  columns: readonly MappedColumn[],
  [dateAt, timeAt]: OrderedColumns,
  { config, pseudonyms, segmentOf, zone, fileTime, dateOrder }: ReduceOptions,
): (record: SourceRecord, row: TicketRow) => Reduced {
  const at = new Map(columns.map(({ field, index }) => [field, index]));
  const nobody = new Set([...NOBODY, ...config.notCustomers.map(customerText)]);
  const channels = new Map(Object.entries(config.channels).map(([word, channel]) => [normalName(word), channel]));
  const thisYear = new Date(fileTime).getUTCFullYear();
  const dates = { zone, ...(dateOrder ? { order: dateOrder } : {}) };

  return (record, row) => {
    const cell = (field: AudienceField): Cell | undefined => {
      const index = at.get(field);
      return index === undefined ? undefined : record.cells[index];
    };
    const text = (field: AudienceField) => cellText(cell(field));
    const faults: AudienceFault[] = [];
    const customer = customerText(text('customer'));
    const known = !nobody.has(customer);
    const orderRef = text('order') || row.orderRef;
    const order = orderRef ?? (known ? `${customer}|${row.orderedAt}` : `ticket|${row.ticketRef}`);
    const base = {
      order: pseudonyms.order(row.performanceRef, order),
      channel: channelOf(text('channel') || (row.channel ?? ''), channels),
    };
    const out = outOf(text, at, known && pseudonyms.isErased(customer));
    if (out) return { ...base, buyer: null, out, faults };
    if (!known) return { ...base, buyer: null, faults };

    const place = placeOf(text('postcode'), text('country'));
    if (place.kind === 'bad') faults.push('bad_postcode');
    const segment = place.kind === 'here' ? segmentOf(place.full) : undefined;
    const born = birthYear(cell('birth'), thisYear, dateOrder);
    if (born === 'bad') faults.push('bad_birth_year');
    const gender = config.gender ? genderOf(text('gender')) : undefined;
    const first = yesOrNo(text('first'));
    const group = yesOrNo(text('group')) === true;
    const hour = hasHour(row.orderedAt, dateAt, timeAt, record, dates);
    return {
      ...base,
      buyer: pseudonyms.buyer(customer),
      faults,
      ...(place.kind === 'here' && config.segments?.dropPostcode !== true ? { pc4: place.pc4 } : {}),
      ...(place.kind === 'abroad' ? { abroad: true as const } : {}),
      ...(segment === undefined ? {} : { segment }),
      ...(typeof born === 'number' ? { born } : {}),
      ...(gender === undefined ? {} : { gender }),
      ...(first === undefined ? {} : { first }),
      ...(group ? { group: true as const } : {}),
      ...(hour ? {} : { noHour: true as const }),
    };
  };
}

function outOf(
  text: (field: AudienceField) => string,
  at: ReadonlyMap<string, number>,
  erased: boolean,
): Reduced['out'] | undefined {
  if (erased) return 'erased';
  if (at.has('optOut') && isObjection(text('optOut'))) return 'opted_out';
  if (at.has('consent') && !isYes(text('consent'))) return 'no_consent';
  return undefined;
}

/** A day without an hour was read as its noon. */
function hasHour(
  orderedAt: number,
  dateAt: number | undefined,
  timeAt: number | undefined,
  record: SourceRecord,
  dates: { zone: string; order?: DateOrder },
): boolean {
  if (dateAt === undefined) return false;
  if (orderedAt % (NOON_MS / 12) !== 0) return true;
  const moment = parseDateAndTime(record.cells[dateAt], timeAt === undefined ? undefined : record.cells[timeAt], dates);
  return moment.ok && !moment.dateOnly;
}
