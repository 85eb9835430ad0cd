import { css } from 'lit';

export const pickerStyles = css`
  .filter {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: end;
    margin: 4px 0 8px;
  }
  .filter > label {
    flex: 1 1 130px;
    max-width: 220px;
  }
  .filter > label:first-child:has(#venue) {
    flex-basis: 200px;
    max-width: 320px;
  }
  .scroll {
    max-height: 340px;
    overflow: auto;
    border-block: 1px solid var(--_line2);
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  thead > tr > * {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--_surface);
    box-shadow: inset 0 -1px var(--_line2);
  }
  th,
  td {
    padding: 5px 12px 5px 0;
    font-weight: 400;
    text-align: start;
    vertical-align: top;
  }
  thead th {
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
    font-weight: 550;
  }
  tbody > tr + tr > * {
    border-top: 1px solid var(--_line);
  }
  .pick {
    width: 28px;
    padding: 7px 0 0 5px;
  }
  .pick + * {
    padding-inline-start: 8px;
  }
  tbody label {
    color: inherit;
    font-size: inherit;
    line-height: inherit;
  }
  .out {
    color: var(--_ink2);
  }
  .on {
    background: var(--_accent3);
  }
  @container (max-width: 460px) {
    .hall {
      display: none;
    }
  }
`;
