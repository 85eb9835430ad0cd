// The files a venue may give and what their columns may be called, Dutch and English, in the form of `normalName`.

export const FILE_KINDS = ['tickets', 'sales', 'blocked', 'performances'] as const;
/** `sales`: totals per price type; `tickets`: one row per ticket. */
export type FileKind = (typeof FILE_KINDS)[number];

export interface ColumnName {
  readonly required?: true;
  readonly aliases: readonly string[];
}

const PERFORMANCE_REF = [
  'performance_ref',
  'performance_id',
  'performance',
  'performance_number',
  'voorstelling_id',
  'voorstellingid',
  'voorstelling_nr',
  'voorstellingnummer',
  'voorstellingsnummer',
  'voorstelling_code',
  'voorstelling',
  'event_id',
  'evenement_id',
  'evenementnummer',
  'uitvoering_id',
  'uitvoering',
];
const TITLE = [
  'title',
  'titel',
  'voorstelling_titel',
  'voorstellingsnaam',
  'voorstelling_naam',
  'productie',
  'production',
  'event_name',
  'evenement',
];
const START = [
  'start',
  'starts_at',
  'start_at',
  'aanvang',
  'aanvangsdatum',
  'datum_tijd',
  'datum_aanvang',
  'begin',
  'speeldatum_tijd',
  'start_date',
];
const START_DATE = ['datum', 'date', 'speeldatum', 'voorstellingsdatum', 'performance_date'];
const START_TIME = ['tijd', 'time', 'aanvangstijd', 'tijdstip', 'start_time'];
const HALL = ['hall', 'zaal', 'zaalnaam', 'room', 'locatie_zaal', 'podium'];
const CAPACITY = ['capacity', 'capaciteit', 'zaalcapaciteit', 'aantal_stoelen', 'seats'];
const PRICE_TYPE = [
  'price_type',
  'kaartsoort',
  'kaart_soort',
  'kaarttype',
  'prijstype',
  'prijssoort',
  'tarief',
  'rang',
  'ticket_type',
  'tickettype',
  'ticketsoort',
  'product',
];
const CATEGORY = ['category', 'categorie', 'rangnaam', 'prijscategorie', 'price_band', 'band'];
const STATUS = ['status', 'kaartstatus', 'ticket_status', 'toestand'];
const COUNT = ['count', 'aantal', 'aantal_kaarten', 'kaarten', 'tickets', 'quantity', 'qty', 'stuks'];
const ROW_REF = [
  'row_ref',
  'row_id',
  'regel_id',
  'regelnummer',
  'mutatie_id',
  'transactie_regel',
  'transaction_id',
  'transactie_id',
];
const AS_OF = ['as_of', 'stand', 'stand_op', 'peildatum', 'peilmoment', 'gemeten_op', 'bijgewerkt_op', 'taken_at'];
const ABOUT = {
  title: { aliases: TITLE },
  start: { aliases: START },
  start_date: { aliases: START_DATE },
  start_time: { aliases: START_TIME },
  hall: { aliases: HALL },
};

/** Field → what it may be called. A required start may also be a date column, with or without a time column. */
export const COLUMN_NAMES: Readonly<Record<FileKind, Readonly<Record<string, ColumnName>>>> = {
  tickets: {
    performance_ref: { required: true, aliases: PERFORMANCE_REF },
    ticket_ref: {
      required: true,
      aliases: [
        'ticket_ref',
        'ticket_id',
        'ticketid',
        'ticketnummer',
        'ticket_nummer',
        'ticket_number',
        'kaart_id',
        'kaartnummer',
        'kaart_nr',
        'barcode',
        'position_id',
        'ticket',
      ],
    },
    order_ref: {
      aliases: [
        'order_ref',
        'order_id',
        'order_code',
        'ordernummer',
        'order_nummer',
        'order',
        'bestelnummer',
        'bestelling',
        'bestelling_id',
        'transactie',
        'transactienummer',
        'reserveringsnummer',
      ],
    },
    ordered_at: {
      aliases: [
        'ordered_at',
        'order_datum',
        'orderdatum',
        'order_date_time',
        'besteld_op',
        'besteldatum',
        'verkoopdatum',
        'verkocht_op',
        'sold_at',
        'aankoopdatum',
        'gekocht_op',
        'transactiedatum',
        'created_at',
        'aangemaakt_op',
      ],
    },
    ordered_date: {
      aliases: ['order_date', 'ordered_date', 'verkoop_datum', 'bestel_datum', 'datum_verkoop', 'datum_bestelling'],
    },
    ordered_time: {
      aliases: [
        'order_time',
        'ordered_time',
        'ordertijd',
        'order_tijd',
        'verkooptijd',
        'verkoop_tijd',
        'besteltijd',
        'bestel_tijd',
        'tijd_verkoop',
      ],
    },
    paid_at: { aliases: ['paid_at', 'betaald_op', 'betaaldatum', 'betaal_datum', 'payment_date'] },
    cancelled_at: {
      aliases: [
        'cancelled_at',
        'canceled_at',
        'geannuleerd_op',
        'annuleringsdatum',
        'annuleerdatum',
        'refunded_at',
        'terugbetaald_op',
        'retourdatum',
        'cancelled_on',
      ],
    },
    changed_at: {
      aliases: [
        'changed_at',
        'gewijzigd_op',
        'wijzigingsdatum',
        'mutatiedatum',
        'gewijzigd',
        'modified_at',
        'updated_at',
        'last_modified',
      ],
    },
    price_type: { aliases: PRICE_TYPE },
    price: { aliases: ['price', 'prijs', 'ticketprijs', 'kaartprijs', 'stukprijs', 'ticket_price', 'unit_price'] },
    amount: { aliases: ['amount', 'bedrag', 'totaalbedrag', 'totaal_bedrag', 'regelbedrag', 'recette', 'omzet'] },
    count: { aliases: COUNT },
    status: { aliases: STATUS },
    channel: { aliases: ['channel', 'kanaal', 'verkoopkanaal', 'sales_channel', 'verkooppunt'] },
    row_ref: { aliases: ROW_REF },
    ...ABOUT,
  },
  sales: {
    performance_ref: { required: true, aliases: PERFORMANCE_REF },
    price_type: { required: true, aliases: PRICE_TYPE },
    category: { aliases: CATEGORY },
    count: { required: true, aliases: [...COUNT, 'verkocht', 'sold'] },
    amount: {
      required: true,
      aliases: [
        'amount',
        'bedrag',
        'recette',
        'omzet',
        'totaal',
        'totaalbedrag',
        'totaal_bedrag',
        'revenue',
        'opbrengst',
      ],
    },
    status: { aliases: STATUS },
    as_of: { aliases: AS_OF },
    row_ref: { aliases: ROW_REF },
    capacity: { aliases: CAPACITY },
    ...ABOUT,
  },
  blocked: {
    performance_ref: { required: true, aliases: PERFORMANCE_REF },
    count: { required: true, aliases: [...COUNT, 'blocked', 'geblokkeerd', 'aantal_geblokkeerd'] },
    reason: { aliases: ['reason', 'reden', 'blokkadereden', 'soort_blokkade'] },
    as_of: { aliases: AS_OF },
  },
  performances: {
    performance_ref: { required: true, aliases: PERFORMANCE_REF },
    production_ref: { aliases: ['production_ref', 'production_id', 'productie_id', 'productienummer', 'productie_nr'] },
    title: { required: true, aliases: TITLE },
    start: { required: true, aliases: START },
    start_date: { aliases: START_DATE },
    start_time: { aliases: START_TIME },
    venue: { aliases: ['venue', 'theater', 'locatie', 'accommodatie'] },
    hall: { aliases: HALL },
    capacity: { aliases: CAPACITY },
    dip_id: { aliases: ['dip_id', 'dip_nummer', 'dipid', 'dip'] },
  },
};
