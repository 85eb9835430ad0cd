import { css } from 'lit';

export const myShareStyles = css`
  .figures {
    margin-top: 12px;
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    border-block: 1px solid var(--_line);
  }
  .figures > div {
    padding: 12px 16px 12px 0;
  }
  .figures > div + div {
    padding-inline-start: 16px;
    border-inline-start: 1px solid var(--_line);
  }
  .figures dt {
    color: var(--_ink2);
    font-size: 13px;
    line-height: 18px;
  }
  .figures dd.figure {
    font-size: 28px;
    line-height: 36px;
    font-weight: 650;
    letter-spacing: -0.01em;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
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
  td,
  tbody th {
    padding: 8px 12px 8px 0;
    border-bottom: 1px solid var(--_line);
    color: var(--_ink);
    font-size: 14px;
    line-height: 20px;
    vertical-align: top;
  }
  tbody th {
    font-weight: 650;
  }
  .n {
    padding-inline: 12px 0;
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .title {
    margin: -4px 0;
    display: flex;
    gap: 8px;
    align-items: start;
    width: 100%;
    min-height: 28px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font-weight: inherit;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .title::before {
    content: '▸' / '';
    flex: none;
    width: 12px;
    color: var(--_accent);
  }
  .title[aria-expanded='true']::before {
    content: '▾' / '';
  }
  .inner td {
    padding-block: 5px;
    font-size: 13px;
    line-height: 18px;
  }
  .inner td:first-child {
    padding-inline-start: 20px;
    white-space: nowrap;
  }
  .note {
    display: block;
  }
  .differs {
    font-weight: 600;
    font-size: 14px;
    line-height: 20px;
  }
  .out td:not(:nth-child(-n + 3)) {
    color: var(--_ink2);
  }
  .total td,
  .total th {
    border-top: 2px solid var(--_ink);
    border-bottom: 0;
    font-weight: 650;
  }
  h3 {
    margin: 20px 0 4px;
    font-size: 16px;
    line-height: 22px;
  }
  @container (max-width: 640px) {
    .figures {
      grid-template-columns: minmax(0, 1fr);
    }
    .figures > div + div {
      padding-inline-start: 0;
      border-inline-start: 0;
      border-top: 1px solid var(--_line);
    }
    thead {
      position: absolute;
      clip-path: inset(50%);
      width: 1px;
      height: 1px;
      overflow: hidden;
    }
    table,
    tbody {
      display: block;
    }
    tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0 12px;
      padding: 8px 0;
      border-bottom: 1px solid var(--_line);
    }
    td,
    tbody th,
    .inner td,
    .total td,
    .total th {
      display: flex;
      grid-column: 1 / -1;
      justify-content: space-between;
      gap: 12px;
      padding: 2px 0;
      border: 0;
      text-align: start;
    }
    .inner td:first-child {
      padding-inline-start: 0;
    }
    .inner {
      padding-inline-start: 20px;
    }
    .total {
      border-top: 2px solid var(--_ink);
      border-bottom: 0;
    }
    td:not([data-label], .inner td:first-child) {
      display: none;
    }
    .n {
      padding-inline: 0;
    }
    td[data-label] > span {
      text-align: end;
    }
    td[data-label]::before {
      content: attr(data-label);
      color: var(--_ink2);
      font-size: 12px;
      font-weight: 400;
    }
  }
  @media print {
    .title {
      display: flex;
    }
    tr {
      break-inside: avoid;
    }
  }
`;
