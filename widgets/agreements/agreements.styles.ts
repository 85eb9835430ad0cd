import { css } from 'lit';

export const agreementsStyles = css`
  .filter {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: end;
    margin-bottom: 12px;
  }
  .filter > label:not(.tick) {
    flex: 1 1 160px;
    max-width: 280px;
  }
  .bulk {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
    min-height: 40px;
    padding: 4px 12px;
    background: var(--_accent3);
  }
  .list {
    width: 100%;
    border-collapse: collapse;
  }
  .list th,
  .list td {
    padding: 7px 12px 7px 0;
    border-bottom: 1px solid var(--_line);
    font-weight: 400;
    text-align: start;
    vertical-align: top;
  }
  .list thead > tr > * {
    border-bottom-color: var(--_line2);
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
    font-weight: 550;
  }
  .list .pick {
    width: 28px;
    padding-top: 9px;
  }
  button.title {
    min-height: 0;
    margin-block: -2px;
    padding-block: 2px;
    font-weight: 600;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .kinds {
    display: flex;
    flex-wrap: wrap;
    gap: 0 24px;
  }
  .list .small {
    display: block;
  }
  .list .n {
    padding-inline-end: 24px;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .list .asked {
    color: var(--_ink2);
  }
  .floor > :is(b, .asked) {
    white-space: nowrap;
  }
  .list tfoot > tr > * {
    border-bottom: 0;
    font-weight: 600;
  }
  .stand {
    white-space: nowrap;
  }
  .stand.waits {
    color: var(--_attn);
  }
  .stand.good {
    color: var(--_good);
  }
  .stand.quiet {
    color: var(--_ink2);
  }
  .list b {
    font-weight: 600;
  }
  @container (max-width: 640px) {
    .list,
    .list tbody {
      display: block;
    }
    .list thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .list tbody tr {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      gap: 0 8px;
      padding: 8px 0;
      border-bottom: 1px solid var(--_line);
    }
    .list tbody tr > * {
      padding: 0;
      border: 0;
    }
    .list tbody th {
      grid-column: 2;
    }
    .list tbody td:not(.pick, .stand) {
      grid-column: 2 / -1;
      color: var(--_ink2);
      font-size: 12px;
      line-height: 16px;
    }
    .list .floor {
      text-align: start;
    }
    .list tbody .floor::before {
      content: attr(data-label) ': ';
    }
    .list .floor .small {
      display: inline;
    }
    .list tfoot,
    .list tfoot > tr,
    .list tfoot > tr > :is(th, .floor) {
      display: block;
      padding: 4px 0 0;
    }
    .list tfoot > tr > td:not(.floor) {
      display: none;
    }
    .list tbody .stand {
      grid-row: 1;
      grid-column: 3;
      text-align: end;
    }
  }
  dip-settlement-sheet {
    display: block;
    margin-top: 32px;
  }
`;
