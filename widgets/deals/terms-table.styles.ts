import { css } from 'lit';

/** Terms as a table, and the sentence they make. */
export const termsTableStyles = css`
  .sentence {
    max-width: 74ch;
    margin: 10px 0 16px;
    font-size: 16px;
    line-height: 25px;
  }
  .sentence b {
    font-weight: 600;
    box-shadow: inset 0 -0.5em var(--_accent3);
  }
  .terms {
    width: 100%;
    border-collapse: collapse;
  }
  .terms th,
  .terms td {
    padding: 8px 12px 8px 0;
    border-bottom: 1px solid var(--_line);
    font-weight: 400;
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  .terms thead th {
    padding-bottom: 6px;
    border-bottom-color: var(--_line2);
    color: var(--_ink2);
    font-size: 12px;
    line-height: 16px;
    font-weight: 550;
  }
  .terms th:first-child {
    width: 46%;
  }
  .terms .small {
    display: block;
  }
  .terms .value {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .terms :is(s, ins) {
    display: block;
    width: fit-content;
    text-decoration-thickness: 1px;
  }
  .terms s {
    color: var(--_ink2);
    font-weight: 400;
  }
  .terms ins {
    text-decoration: none;
  }
`;
