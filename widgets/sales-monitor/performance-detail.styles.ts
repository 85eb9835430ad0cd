import { css } from 'lit';

export const performanceDetailStyles = css`
  section {
    padding: 14px 0 0;
  }
  header {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 12px;
    margin-bottom: 6px;
  }
  h3 {
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
  h3:focus-visible {
    outline-offset: 4px;
  }
  header .sub {
    grid-column: 1 / -1;
  }
  .close {
    width: 28px;
    height: 28px;
    padding: 0;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    font-size: 20px;
    line-height: 1;
    text-align: center;
    color: var(--_ink2);
  }
  .close:hover {
    background: var(--_sunk);
    color: var(--_ink);
  }
  .two {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 300px;
    gap: 24px 36px;
  }
  dip-sales-curve {
    min-height: 380px;
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  caption {
    text-align: left;
    padding-bottom: 6px;
  }
  .h,
  h4 {
    display: block;
    font-size: 15px;
    line-height: 22px;
    font-weight: 650;
    color: var(--_ink);
  }
  th {
    font-weight: 400;
    text-align: left;
  }
  .seats :is(th, td) {
    padding: 3px 0 3px 10px;
  }
  .seats th {
    padding-left: 0;
  }
  .seats td.sub {
    width: 52px;
  }
  i {
    display: inline-block;
    width: 12px;
    height: 12px;
    margin-right: 10px;
    border-radius: 2px;
    vertical-align: -1px;
  }
  i.normal,
  i.discount,
  i.free,
  i.other {
    background: var(--_accent);
  }
  i.reserved {
    background: repeating-linear-gradient(45deg, var(--_accent2) 0 3px, var(--_accent) 3px 4px);
  }
  i.blocked {
    background: var(--_line2);
    box-shadow: inset 0 0 0 1px var(--_ink2);
  }
  i.available {
    background: var(--_sunk);
    box-shadow: inset 0 0 0 1px var(--_line2);
  }
  tfoot :is(th, td) {
    border-top: 1px solid var(--_line2);
    font-weight: 600;
  }
  .lines {
    margin-top: 18px;
    font-size: 13px;
  }
  .lines thead th {
    font-size: 12px;
    color: var(--_ink2);
    border-bottom: 1px solid var(--_line2);
    white-space: nowrap;
  }
  .lines :is(th, td) {
    padding: 4px 0 4px 14px;
    border-bottom: 1px solid var(--_line);
    white-space: nowrap;
  }
  .lines th[scope='row'] {
    white-space: normal;
  }
  .lines :is(th, td):first-child {
    padding-left: 0;
  }
  .resellers {
    margin-top: 18px;
  }
  .resellers li {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    padding: 4px 0;
  }
  small {
    display: block;
    font-size: 12px;
    line-height: 16px;
    color: var(--_ink2);
  }
  .stand {
    display: grid;
    gap: 4px;
    margin-top: 14px;
  }
  .small {
    font-size: 12px;
    line-height: 18px;
    color: var(--_ink2);
  }
  summary {
    display: inline-block;
    min-height: 24px;
    font-size: 13px;
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 3px;
    cursor: pointer;
  }
  details > h4 {
    margin-top: 16px;
  }
  .scroll {
    max-width: 760px;
    overflow-x: auto;
  }
  @media (forced-colors: active) {
    i {
      border: 1px solid CanvasText;
      forced-color-adjust: none;
      background: Canvas !important;
    }
    i.normal,
    i.discount,
    i.free,
    i.other {
      background: Highlight !important;
    }
    i.reserved {
      background: GrayText !important;
    }
  }
  @container (max-width: 760px) {
    .two {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media print {
    .close,
    summary {
      display: none;
    }
  }
`;
