import { css } from 'lit';

/** Terms, sums and history. */
export const contractBodyStyles = css`
  h3 {
    margin-bottom: 8px;
    font-size: 16px;
    line-height: 22px;
  }
  h4 {
    font-size: 14px;
    line-height: 20px;
    font-weight: 650;
  }
  button.plain {
    padding: 0 2px;
    border: 0;
    background: none;
    color: var(--_accent);
    font: inherit;
    text-decoration: underline;
    text-underline-offset: 2px;
    cursor: pointer;
  }
  button.plain:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  h3 .small {
    font-weight: 400;
  }
  .pill.waits,
  .no {
    color: var(--_attn);
  }
  .pill.good,
  .ok {
    color: var(--_good);
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 8px 8px 8px 0;
    border-bottom: 1px solid var(--_line);
    font-weight: 400;
    text-align: start;
    vertical-align: top;
  }
  th:last-child,
  td:last-child {
    padding-inline-end: 0;
  }
  thead th {
    padding-bottom: 6px;
    border-bottom-color: var(--_line2);
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
    font-weight: 550;
  }
  th .small,
  td .small {
    display: block;
    font-weight: 400;
  }
  .terms th:first-child {
    width: 38%;
    overflow-wrap: anywhere;
  }
  .value {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  s,
  ins {
    display: block;
    width: fit-content;
  }
  s {
    color: var(--_ink2);
    font-weight: 400;
  }
  ins {
    text-decoration: none;
  }
  .terms .act {
    width: 34%;
    text-align: end;
  }
  .act .ok,
  .act .no,
  .act .quiet {
    white-space: nowrap;
  }
  .chosen > * {
    border-bottom-color: transparent;
  }
  .foot {
    margin-top: 10px;
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
  }
  a {
    color: var(--_accent);
  }
  .num {
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .wf {
    table-layout: fixed;
  }
  .wf thead :is(th, .bar) {
    height: 0;
    padding-block: 0;
    border: 0;
    line-height: 0;
  }
  .wf th {
    padding-block: 6px;
  }
  .wf td {
    vertical-align: middle;
  }
  .wf .bar {
    width: 30%;
    height: 46px;
    padding: 0 12px 0 0;
  }
  .wf .num {
    width: 112px;
  }
  .wf svg {
    display: block;
    overflow: visible;
  }
  .wf .is-subtotal > * {
    border-bottom-color: var(--_ink);
  }
  .wf .is-subtotal th,
  .wf .is-subtotal .num,
  .wf .is-provider_share .num,
  .wf .is-venue_share .num {
    font-weight: 650;
  }
  .wf .is-part > * {
    padding-block: 3px;
    color: var(--_ink2);
    font-size: 13px;
    line-height: 18px;
  }
  .wf .is-part > th {
    padding-inline-start: 12px;
  }
  .wf .is-part .bar {
    height: auto;
  }
  rect.sum {
    fill: color-mix(in srgb, var(--_ink2) 70%, var(--_surface));
  }
  rect.taken {
    fill: var(--_line2);
  }
  rect.provider {
    fill: var(--_accent);
  }
  rect.venue {
    fill: var(--_accent2);
  }
  .thread,
  .zero {
    stroke: var(--_line2);
  }
  details {
    margin-top: 12px;
  }
  summary {
    min-height: 28px;
    line-height: 28px;
    color: var(--_accent);
    cursor: pointer;
  }
  .scrolls {
    overflow-x: auto;
  }
  .figures th,
  .figures td {
    padding-block: 5px;
  }
  .figures .out {
    color: var(--_ink2);
  }
  .history ol {
    list-style: none;
    border-top: 1px solid var(--_line2);
  }
  .history li {
    padding: 8px 0;
  }
  .history ol > li {
    border-bottom: 1px solid var(--_line);
  }
  .history b {
    font-weight: 600;
  }
  .history .small {
    display: block;
  }
  .quote {
    max-width: 72ch;
  }
  .changes li {
    padding: 2px 0;
  }
  .changes s,
  .changes ins {
    display: inline;
  }
  @container (max-width: 520px) {
    .terms,
    .terms tbody {
      display: block;
    }
    .terms thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .terms tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      border-bottom: 1px solid var(--_line);
    }
    .terms tr.chosen {
      border-bottom-color: transparent;
    }
    .terms tr > * {
      border: 0;
    }
    .terms th:first-child {
      width: auto;
      padding-bottom: 4px;
    }
    .terms .value {
      padding-inline-end: 0;
      text-align: end;
    }
    .value :is(s, ins) {
      width: auto;
    }
    .terms .act {
      display: flex;
      grid-column: 1 / -1;
      flex-wrap: wrap;
      gap: 0 12px;
      width: auto;
      padding-top: 0;
      align-items: center;
      text-align: start;
    }
    .act > .small {
      flex-basis: 100%;
    }
    .wf,
    .wf tbody {
      display: block;
    }
    .wf thead {
      position: absolute;
    }
    .wf tbody tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0 12px;
      padding: 6px 0;
      border-bottom: 1px solid var(--_line);
    }
    .wf tbody tr.is-subtotal {
      border-color: var(--_ink);
    }
    .wf tbody tr > * {
      width: auto;
      padding: 0;
      border: 0;
    }
    .wf tbody .bar {
      grid-row: 2;
      grid-column: 1 / -1;
      width: auto;
      height: 18px;
    }
    .wf .is-part .bar,
    .wf .thread {
      display: none;
    }
  }
  @media (forced-colors: active) {
    rect,
    .thread,
    .zero {
      forced-color-adjust: none;
    }
  }
`;
