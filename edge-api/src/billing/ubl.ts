/** Pure: an invoice → UBL 2.1 by EN 16931. The same invoice is the same bytes. Order of elements is that of the standard. */
import type { BillingProfile } from '#protocol';
import type { InvoiceDraft, InvoiceLine, InvoiceTax } from './invoice-draft.ts';
import { INVOICE_WORDS } from './invoice-words.ts';
import { toXml, type Xml } from './xml.ts';

const OASIS = 'urn:oasis:names:specification:ubl:schema:xsd';
/** ISO 6523: the register of the Dutch Chambers of Commerce. */
const KVK = '0106';
/** UNTDID 4461: SEPA credit transfer. */
const TRANSFER = '58';
const EUROPEAN = 'urn:cen.eu:en16931:2017';

/** 12.34: cents as an amount, whatever their number. */
export function decimal(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

export function toUbl(invoice: InvoiceDraft): string {
  const { kind, currency, seller, buyer, period, credits } = invoice;
  const words = INVOICE_WORDS[invoice.lang];
  const credit = kind === 381;
  const root = credit ? 'CreditNote' : 'Invoice';
  const amount = (name: string, cents: number): Xml => [name, decimal(cents), { currencyID: currency }];
  const notes = [
    ...(invoice.livemode ? [] : [words.test]),
    ...(invoice.selfBilled ? [words.selfBilled] : []),
    ...(credits ? [words.creditOf(credits.number)] : []),
    words.statement(invoice.statement.id),
    ...(invoice.rounding ? [words.rounding] : []),
  ].join(' ');
  // A credit note of a self-billed invoice has a code of its own (UNTDID 1001).
  const code = credit && invoice.selfBilled ? '261' : String(kind);
  return toXml([
    root,
    [
      ['cbc:CustomizationID', EUROPEAN],
      ['cbc:ID', invoice.number],
      ['cbc:IssueDate', invoice.issueDate],
      credit ? null : ['cbc:DueDate', invoice.dueDate],
      [`cbc:${root}TypeCode`, code],
      ['cbc:Note', notes],
      ['cbc:DocumentCurrencyCode', currency],
      period && [
        'cac:InvoicePeriod',
        [
          ['cbc:StartDate', period.from],
          ['cbc:EndDate', period.to],
        ],
      ],
      credits && [
        'cac:BillingReference',
        [
          [
            'cac:InvoiceDocumentReference',
            [
              ['cbc:ID', credits.number],
              ['cbc:IssueDate', credits.issueDate],
            ],
          ],
        ],
      ],
      ['cac:ContractDocumentReference', [['cbc:ID', invoice.agreement]]],
      [
        'cac:AdditionalDocumentReference',
        [
          ['cbc:ID', invoice.statement.id],
          ['cbc:DocumentDescription', words.signed(invoice.statement.sha256)],
        ],
      ],
      ['cac:AccountingSupplierParty', [party(seller, invoice)]],
      ['cac:AccountingCustomerParty', [party(buyer, invoice)]],
      period && ['cac:Delivery', [['cbc:ActualDeliveryDate', period.to]]],
      credit
        ? null
        : [
            'cac:PaymentMeans',
            [
              ['cbc:PaymentMeansCode', TRANSFER],
              ['cbc:PaymentID', invoice.number],
              ['cac:PayeeFinancialAccount', [['cbc:ID', seller.iban ?? '']]],
            ],
          ],
      ['cac:PaymentTerms', [['cbc:Note', credit ? words.givenBack : words.terms(seller.paymentDays, invoice.dueDate)]]],
      ['cac:TaxTotal', [amount('cbc:TaxAmount', invoice.vat), ...invoice.taxes.map((tax) => subtotal(tax, amount))]],
      [
        'cac:LegalMonetaryTotal',
        [
          amount('cbc:LineExtensionAmount', invoice.excl),
          amount('cbc:TaxExclusiveAmount', invoice.excl),
          amount('cbc:TaxInclusiveAmount', invoice.incl),
          invoice.rounding ? amount('cbc:PayableRoundingAmount', invoice.rounding) : null,
          amount('cbc:PayableAmount', invoice.payable),
        ],
      ],
      ...invoice.lines.map((line, i) => lineXml(line, i + 1, invoice, amount)),
    ],
    {
      xmlns: `${OASIS}:${root}-2`,
      'xmlns:cac': `${OASIS}:CommonAggregateComponents-2`,
      'xmlns:cbc': `${OASIS}:CommonBasicComponents-2`,
    },
  ]);
}

const scheme = (): Xml => ['cac:TaxScheme', [['cbc:ID', 'VAT']]];

/** Where nothing is subject to VAT, nobody's VAT id is named (BR-O-02). */
function party(who: BillingProfile, { taxes }: InvoiceDraft): Xml {
  const untaxed = taxes.some(({ category }) => category === 'O');
  return [
    'cac:Party',
    [
      ['cbc:EndpointID', who.kvk ?? '', { schemeID: KVK }],
      [
        'cac:PostalAddress',
        [
          ['cbc:StreetName', who.street],
          ['cbc:CityName', who.city],
          ['cbc:PostalZone', who.postcode],
          ['cac:Country', [['cbc:IdentificationCode', who.country]]],
        ],
      ],
      who.vatId && !untaxed ? ['cac:PartyTaxScheme', [['cbc:CompanyID', who.vatId], scheme()]] : null,
      [
        'cac:PartyLegalEntity',
        [
          ['cbc:RegistrationName', who.legalName],
          ['cbc:CompanyID', who.kvk ?? '', { schemeID: KVK }],
        ],
      ],
      ['cac:Contact', [['cbc:ElectronicMail', who.email ?? '']]],
    ],
  ];
}

type AmountXml = (name: string, cents: number) => Xml;

/** What is not subject to VAT has no rate, not even 0 (BR-O-05). */
const category = (name: string, id: string, rate: number, reason: string | null): Xml => [
  name,
  [
    ['cbc:ID', id],
    id === 'O' ? null : ['cbc:Percent', String(rate)],
    ['cbc:TaxExemptionReason', reason ?? ''],
    scheme(),
  ],
];

const subtotal = (tax: InvoiceTax, amount: AmountXml): Xml => [
  'cac:TaxSubtotal',
  [
    amount('cbc:TaxableAmount', tax.taxable),
    amount('cbc:TaxAmount', tax.tax),
    category('cac:TaxCategory', tax.category, tax.rate, tax.reason),
  ],
];

/** A price is never below nothing (BR-27): what is taken off is minus one of it. */
function lineXml(line: InvoiceLine, number: number, { kind, taxes }: InvoiceDraft, amount: AmountXml): Xml {
  const [element, quantity] = kind === 381 ? ['CreditNoteLine', 'Credited'] : ['InvoiceLine', 'Invoiced'];
  const own = taxes.find(({ rate }) => rate === line.rate)?.category ?? 'S';
  return [
    `cac:${element}`,
    [
      ['cbc:ID', String(number)],
      [`cbc:${quantity}Quantity`, line.amount < 0 ? '-1' : '1', { unitCode: 'C62' }],
      amount('cbc:LineExtensionAmount', line.amount),
      [
        'cac:Item',
        [
          ['cbc:Description', line.description],
          ['cbc:Name', line.name],
          category('cac:ClassifiedTaxCategory', own, line.rate, null),
        ],
      ],
      ['cac:Price', [amount('cbc:PriceAmount', Math.abs(line.amount))]],
    ],
  ];
}
