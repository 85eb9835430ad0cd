import { css } from 'lit';

export const settlementStyles = css`
  section,
  .history {
    margin-top: 20px;
  }
  section > h3,
  .notice > h3 {
    font-size: 15px;
    line-height: 22px;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
    margin-bottom: 8px;
  }
  .top > :is(p, .acts) {
    flex-basis: 100%;
  }
  .top > .acts {
    justify-content: start;
    margin-top: 8px;
  }
  .agreed {
    margin-top: 12px;
    max-width: 80ch;
    color: var(--_ink2);
  }
  .sentence {
    max-width: 72ch;
    font-size: 16px;
    line-height: 24px;
  }
  .pill {
    padding: 1px 10px;
    border: 1px solid currentColor;
    border-radius: 999px;
    font-size: 13px;
    line-height: 18px;
    font-weight: 600;
  }
  .pill.disputed {
    color: var(--_attn);
  }
  .pill.final {
    color: var(--_good);
  }
  .pill.draft,
  .pill.withdrawn {
    border-style: dashed;
    color: var(--_ink2);
  }
  .notice {
    margin-top: 12px;
    padding: 10px 14px;
    border-inline-start: 3px solid var(--_attn);
    background: var(--_attnbg);
  }
  .notice h3 {
    color: var(--_attn);
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th {
    padding: 6px 12px 6px 0;
    border-bottom: 1px solid var(--_line2);
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
    font-weight: 600;
    text-align: start;
  }
  tbody th,
  td {
    padding: 7px 12px 7px 0;
    border-bottom: 1px solid var(--_line);
    color: var(--_ink);
    font-size: 14px;
    line-height: 20px;
    font-weight: 400;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  tbody th .small {
    display: block;
  }
  .n {
    padding-inline: 12px 0;
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  td.act,
  th.act {
    width: 1%;
    padding-inline: 12px 0;
    text-align: end;
    white-space: nowrap;
  }
  td.act button {
    min-height: 24px;
  }
  .houses tbody > tr:first-child > th,
  .is-subtotal > :is(th, .n) {
    font-weight: 650;
  }
  .is-subtotal > th .small,
  .houses tbody > tr:first-child .small {
    font-weight: 400;
  }
  .houses tbody:has(.type) > tr:not(.type):first-child > *,
  .type:not(:last-child) > td {
    border-bottom-color: transparent;
    padding-bottom: 2px;
  }
  .type > td {
    padding-block: 1px;
    color: var(--_ink2);
    font-size: 13px;
    line-height: 18px;
  }
  .type > td:first-child {
    padding-inline-start: 16px;
  }
  .type:last-child > td {
    padding-bottom: 8px;
  }
  .is-subtotal > * {
    border-bottom-color: var(--_ink);
  }
  .is-part > * {
    padding-block: 3px;
    font-size: 13px;
    line-height: 18px;
  }
  .is-part > th {
    padding-inline-start: 16px;
  }
  .out > * {
    color: var(--_ink2);
  }
  .total > * {
    border-top: 2px solid var(--_ink);
    border-bottom: 0;
    font-weight: 650;
  }
  .due {
    max-width: 640px;
  }
  .talk > td {
    padding-inline-start: 16px;
    background: linear-gradient(var(--_attn), var(--_attn)) 0 0 / 3px 100% no-repeat;
  }
  .talk li + li {
    margin-top: 6px;
  }
  .talk li > span,
  .note {
    display: block;
    max-width: 72ch;
    white-space: pre-line;
  }
  .signs {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 12px 24px;
    margin-bottom: 8px;
  }
  .signs > div {
    padding-top: 8px;
    border-top: 1px solid var(--_ink);
  }
  .signs dt {
    font-weight: 650;
  }
  .history summary {
    min-height: 28px;
    line-height: 28px;
    color: var(--_accent);
    cursor: pointer;
  }
  .history ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .history li {
    padding: 6px 0;
    border-bottom: 1px solid var(--_line);
  }
  .files {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .row > .n {
    justify-self: end;
  }
  .row > span > .plain {
    min-height: 0;
    margin-block: -2px;
    padding-block: 2px;
    font-weight: 600;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .row .small {
    display: block;
  }
  @container (max-width: 640px) {
    thead {
      position: absolute;
      clip-path: inset(50%);
      width: 1px;
      height: 1px;
      overflow: hidden;
    }
    .signs {
      grid-template-columns: minmax(0, 1fr);
    }
    .houses :is(tbody, tr, th, td),
    .differs :is(tbody, tr, th, td),
    .due :is(tbody, tr, th, td) {
      display: block;
    }
    :is(.houses, .differs, .due) td[data-label] {
      display: flex;
      justify-content: space-between;
      padding: 1px 0;
      border: 0;
    }
    :is(.houses, .differs, .due) td[data-label]:not(.type > *)::before {
      content: attr(data-label);
      color: var(--_ink2);
      font-size: 12px;
      font-weight: 400;
    }
    .houses tr.type {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto auto auto;
      gap: 0 8px;
    }
    .houses tr.type > td:empty {
      display: none;
    }
    .houses tbody {
      border-bottom: 1px solid var(--_line2);
      padding-bottom: 4px;
    }
    .houses tbody > tr > *,
    .differs tbody > tr > th {
      border-bottom: 0;
    }
    td.act {
      width: auto;
    }
    .sums :is(tbody, th, td) {
      display: block;
    }
    .sums tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      padding-block: 6px 2px;
      border-bottom: 1px solid var(--_line);
    }
    .sums tr.is-subtotal {
      border-bottom-color: var(--_ink);
    }
    .sums tr > * {
      padding-block: 0;
      border-bottom: 0;
    }
    .sums td:nth-child(2):not(:last-child) {
      display: none;
    }
    .sums td.act,
    .sums .talk > td {
      grid-column: 1 / -1;
      padding-inline: 0;
      text-align: start;
    }
    .sums .talk > td {
      padding-inline-start: 12px;
    }
  }
  @media print {
    section {
      break-inside: avoid;
    }
    .acts,
    .files,
    .history summary,
    td.act,
    th.act {
      display: none;
    }
    .notice {
      background: none;
    }
    tr {
      break-inside: avoid;
    }
  }
`;
